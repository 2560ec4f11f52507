"""HTTP mode: Slack's signed deliveries to an address of ours."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress.server import create_server

if TYPE_CHECKING:
    from slack_bolt import App

PATH = "/slack/events"


class HttpMode:
    """A WSGI server that checks each signature before anything else happens."""

    def __init__(self, app: App, *, host: str, port: int, threads: int) -> None:
        """Open the address; nothing is answered before `start`."""
        handler = SlackRequestHandler(app, path=PATH)
        self._server = create_server(handler, host=host, port=port, threads=threads)
        self._thread = threading.Thread(target=self._server.run, name="http-mode", daemon=True)

    @property
    def url(self) -> str:
        """The address at which deliveries are taken."""
        return f"http://{self._server.effective_host}:{self._server.effective_port}{PATH}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being answered and close the address."""
        self._server.close()
        self._server.task_dispatcher.shutdown()
        if self._thread.is_alive():
            self._thread.join(timeout=5)
