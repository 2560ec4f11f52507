"""A real Bolt app for the sandbox to talk to, over either transport."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, Self
from wsgiref.simple_server import WSGIServer, make_server

from slack_bolt import App
from slack_bolt.adapter.socket_mode.aiohttp import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from sandbox import Sandbox


class BoltApp:
    """Run an app; add listeners to `app`, then connect."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self.app = App(
            client=WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[]),
            signing_secret=slack.signing_secret,
            process_before_response=True,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._handler: SocketModeHandler | None = None
        self._server: WSGIServer | None = None
        self._serving: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._handler is not None:
            self._run(self._handler.close_async())  # type: ignore[no-untyped-call]  # Bolt leaves it untyped.
        if self._server is not None and self._serving is not None:
            self._server.shutdown()
            self._serving.join()
            self._server.server_close()
        self._run(_drain())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self.app.listener_runner.listener_executor.shutdown()

    def connect(self) -> None:
        """Open a Socket Mode connection."""
        self._run(self._connect())
        self._slack.wait_connected()

    def serve(self) -> str:
        """Serve HTTP and return the request URL."""
        server = make_server("127.0.0.1", 0, SlackRequestHandler(self.app))
        self._server = server
        self._serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        self._serving.start()
        return f"http://127.0.0.1:{server.server_port}/slack/events"

    async def _connect(self) -> None:
        self._handler = SocketModeHandler(
            self.app,
            self._slack.app_token,
            web_client=AsyncWebClient(base_url=self._slack.api_url),
            ping_interval=1,
        )
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped.

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)


async def _drain() -> None:
    """End what the handler has cancelled without waiting for it."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
