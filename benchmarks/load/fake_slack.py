"""The least that an app needs of Slack: it answers, after a while, and notes what is posted.

The sandbox checks every call as Slack would; here that would cost more than what is measured.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

from benchmarks.load.company import PEOPLE, TEAM, person_of

if TYPE_CHECKING:
    from types import TracebackType

BOT_USER = "U0BOT"
_PAGE = 200


class FakeSlack:
    """A Web API on loopback that takes everything, `delay` seconds after it was asked to."""

    def __init__(self) -> None:
        """Open an address of its own."""
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """The address that an app takes for Slack's."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    @property
    def posts(self) -> int:
        """How many messages were posted so far."""
        return self._server.posts

    def answer_after(self, seconds: float) -> None:
        """Let every call but those of the beginning take so long from now on."""
        self._server.delay = seconds

    def answered_at(self, thread_ts: str) -> float | None:
        """Give the monotonic second at which somebody was answered in a thread."""
        return self._server.answers.get(thread_ts)

    def wait_until_all_are_known(self, *, seconds: float) -> bool:
        """Wait until the directory was read to its end; False if that takes too long."""
        return self._server.known.wait(seconds)

    def wait_for_posts(self, expected: int, *, seconds: float) -> bool:
        """Wait until so many messages were posted; False if that takes too long."""
        with self._server.posted:
            return self._server.posted.wait_for(lambda: self.posts >= expected, seconds)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close the address."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _profile(user: str) -> dict[str, Any]:
    return {"id": user, "team_id": TEAM, "name": user, "tz": "UTC", "profile": {}}


def _page_of_people(start: int) -> dict[str, Any]:
    end = min(start + _PAGE, PEOPLE)
    members = [_profile(person_of(number)) for number in range(start, end)]
    following = str(end) if end < PEOPLE else ""
    return {"members": members, "response_metadata": {"next_cursor": following}}


#: What Slack says when it is asked, by the method that asks.
_KNOWN: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "user_id": BOT_USER, "bot_id": "B0BOT", "url": ""},
    "conversations.members": {"members": []},
    "conversations.history": {"messages": []},
    "conversations.replies": {"messages": []},
    "users.info": {"user": _profile("U0STRANGER")},
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, address: tuple[str, int], handler: type[_Handler]) -> None:
        super().__init__(address, handler)
        self.posted = threading.Condition()
        self.known = threading.Event()
        self.posts = 0
        self.delay = 0.0
        self.answers: dict[str, float] = {}
        self._stamps = count(1)

    def answer(self, method: str, asked: dict[str, str], said: bytes) -> dict[str, Any]:
        """Say what Slack would, as far as the apps look at it."""
        if method in _KNOWN:
            return _KNOWN[method]
        if method == "users.list":
            page = _page_of_people(int(asked.get("cursor", "0")))
            if not page["response_metadata"]["next_cursor"]:
                self.known.set()
            return page
        time.sleep(self.delay)
        if method != "chat.postMessage":
            return {}
        message = json.loads(said)
        with self.posted:
            self.posts += 1
            self.answers.setdefault(message.get("thread_ts", ""), time.monotonic())
            self.posted.notify_all()
            stamp = next(self._stamps)
        return {"channel": message["channel"], "ts": f"1700000000.{stamp:06d}"}


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        """Answer a call that reads."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Answer a call that changes something."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - The library's name.
        """Keep quiet."""

    def _answer(self, said: bytes) -> None:
        url = urlsplit(self.path)
        # Slack's own client writes what it asks for into the body, too.
        asked = dict(parse_qsl(url.query) + parse_qsl(said.decode()))
        method = url.path.rpartition("/")[2]
        body = json.dumps({"ok": True, **self.server.answer(method, asked, said)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
