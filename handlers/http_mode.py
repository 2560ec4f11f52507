"""HTTP mode: Slack's signed deliveries to an address of ours."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.server import create_server

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from slack_bolt import App

    from bot.pulse import Pulse

PATH = "/slack/events"
#: Bytes of the longest delivery; a form that is full to the brim has a tenth of it.
_LARGEST = 4 * 1024 * 1024
#: Connections that may be open at once; a company that comes back from lunch opens some hundred.
_MOST_CALLERS = 1000


class HttpMode:
    """A WSGI server that checks each signature before anything else happens."""

    def __init__(self, app: App, *, host: str, port: int, threads: int, pulse: Pulse) -> None:
        """Open the address; nothing is answered before `start`."""
        #: Set once deliveries are taken.
        self.connected = threading.Event()
        handler = _timed(_sceptical(SlackRequestHandler(app, path=PATH)), pulse)
        # Our own socket, so that port 0 can be asked which port it became.
        self._socket = socket.create_server((host, port), backlog=128)
        self._watched: dict[int, socket.socket] = {}
        self._server: Any = create_server(
            handler,
            map=self._watched,
            sockets=[self._socket],
            threads=threads,
            connection_limit=_MOST_CALLERS,
            max_request_body_size=_LARGEST,
        )
        self._thread = threading.Thread(target=self._server.run, name="http-mode", daemon=True)

    @property
    def url(self) -> str:
        """The address at which deliveries are taken."""
        host, port = self._socket.getsockname()[:2]
        return f"http://{host}:{port}{PATH}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()
        self.connected.set()

    def hears(self) -> bool:
        """Say whether deliveries can reach us, as far as we can know."""
        return self.connected.is_set()

    def stop(self) -> None:
        """Finish what is being answered and close the address."""
        self._server.task_dispatcher.shutdown()
        if self._thread.is_alive():
            # Only the thread that watches the sockets may close them, and it may be asleep.
            self._server.trigger.pull_trigger(self._close)
            self._thread.join()
        else:
            self._close()

    def _close(self) -> None:
        wasyncore.close_all(self._watched, ignore_all=True)


def _timed(handler: WSGIApplication, pulse: Pulse) -> WSGIApplication:
    """Time each answer."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        since, seen = pulse.now(), [0]

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401 - WSGI's own shape
            seen[0] = int(status.split(maxsplit=1)[0])
            return start_response(status, headers, *rest)

        body = handler(environ, start)
        pulse.answered("http", status=seen[0], since=since)
        return body

    return answer


def _sceptical(handler: WSGIApplication) -> WSGIApplication:
    """Turn away what has no time on it, at which the library would stumble."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "").isdecimal():
            return handler(environ, start_response)
        start_response("401 Unauthorized", [("Content-Type", "text/plain")])
        return [b"unsigned"]

    return answer
