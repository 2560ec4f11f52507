"""The least that an app needs of Slack: it answers, and counts what is posted.

The sandbox checks every call as Slack would; here that would cost more than what is measured.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

BOT_USER = "U0BOT"
TEAM = "T0BENCH"
#: As many people as the load has; a company is known before it files anything.
PEOPLE = 500


class FakeSlack:
    """A Web API on loopback that takes everything; `posts` counts the messages it was sent."""

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


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handler: type[_Handler]) -> None:
        super().__init__(address, handler)
        self.posted = threading.Condition()
        self.posts = 0
        self._stamps = count(1)

    def answer(self, method: str, said: bytes) -> dict[str, Any]:
        """Say what Slack would, as far as the apps look at it."""
        if method == "auth.test":
            return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": "B0BOT", "url": ""}
        if method == "conversations.members":
            return {"members": []}
        if method in {"conversations.history", "conversations.replies"}:
            return {"messages": []}
        if method == "users.list":
            return {"members": [_profile(f"U{number:08d}") for number in range(PEOPLE)]}
        if method == "users.info":
            return {"user": _profile("U0STRANGER")}
        if method != "chat.postMessage":
            return {}
        with self.posted:
            self.posts += 1
            self.posted.notify_all()
            stamp = next(self._stamps)
        return {"channel": json.loads(said)["channel"], "ts": f"1700000000.{stamp:06d}"}


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
        method = self.path.partition("?")[0].rpartition("/")[2]
        body = json.dumps({"ok": True, **self.server.answer(method, said)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
