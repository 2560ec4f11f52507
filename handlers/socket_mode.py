"""Socket Mode: Slack's deliveries over a WebSocket that we keep alive."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.pulse import Part
from handlers.failures import code_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from slack_bolt import App
    from slack_sdk.socket_mode.request import SocketModeRequest

    from bot.pulse import Pulse

logger = logging.getLogger(__name__)

#: Seconds between our own pings; Slack's pongs are frames like any other.
PING = 5.0
#: Seconds without any frame after which the connection is thought dead.
SILENCE = 20.0
_RETRY = 3.0
_CONNECTING = 30.0
_CLOSING = 5.0


class SocketMode:
    """One connection to Slack on a thread of its own; deliveries run on `executor`.

    The client of aiohttp takes a delivery within milliseconds during a refresh, where the
    one that Bolt uses by itself stalls for three seconds.
    """

    def __init__(
        self, app: App, *, app_token: str, api_url: str, executor: Executor, pulse: Pulse
    ) -> None:
        """Prepare; nothing is connected before `start`."""
        #: Set once Slack has answered for the first time.
        self.connected = threading.Event()
        self._app = app
        self._app_token = app_token
        self._api_url = api_url
        self._executor = executor
        self._pulse = pulse
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="socket-mode", daemon=True)
        self._stopping = asyncio.Event()
        self._is_open = False

    def hears(self) -> bool:
        """Say whether the connection stands and has not fallen silent."""
        return self._is_open

    def start(self) -> None:
        """Connect in the background, again and again until Slack answers."""
        self._thread.start()

    def stop(self) -> None:
        """Close the connection; what has been taken is answered first."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        while not self._stopping.is_set():
            # One that has lost its way tries the same address again and again, so whenever
            # there is silence we begin with a new one.
            client = self._new_client()
            try:
                await self._listen(client)
            finally:
                self._is_open = False
                await _close(client)

    def _new_client(self) -> SocketModeClient:
        client = SocketModeClient(
            app_token=self._app_token,
            web_client=AsyncWebClient(token=self._app_token, base_url=self._api_url),
            ping_interval=PING,
        )
        client.socket_mode_request_listeners.append(self._take)  # type: ignore[arg-type] # the library's own handlers have this shape
        return client

    async def _listen(self, client: SocketModeClient) -> None:
        """Connect and listen until nothing is to be heard any more."""
        if not await _connect(client):
            await self._pause(_RETRY)
            return
        self.connected.set()
        watchdog = Watchdog(client, self._pulse)
        while not (self._stopping.is_set() or watchdog.is_silent()):
            self._is_open = await client.is_connected()
            await self._pause(PING / 2)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    async def _take(self, client: SocketModeClient, request: SocketModeRequest) -> None:
        started, since = self._loop.time(), self._pulse.now()
        # Off the loop, so that a slow database does not silence the connection.
        response = await self._loop.run_in_executor(
            self._executor, run_bolt_app, self._app, request
        )
        await send_async_response(client, request, response, started)
        self._pulse.answered(request.type, status=response.status, since=since)


class Watchdog:
    """Notices a connection that looks open and says nothing."""

    def __init__(self, client: SocketModeClient, pulse: Pulse) -> None:
        """Watch the frames of `client`, each of which is a beat of `pulse`."""
        self._client = client
        self._pulse = pulse
        self._pong: float | None = None
        self._last_frame = asyncio.get_running_loop().time()
        client.on_message_listeners.append(self._heard)

    def is_silent(self) -> bool:
        """Say whether there was no frame for too long."""
        now = asyncio.get_running_loop().time()
        if self._client.last_ping_pong_time != self._pong:
            self._pong = self._client.last_ping_pong_time
            self._last_frame = now
            self._pulse.beat(Part.SOCKET)
        return now - self._last_frame > SILENCE

    async def _heard(self, _message: object) -> None:
        self._pulse.beat(Part.SOCKET)
        self._last_frame = asyncio.get_running_loop().time()


async def _connect(client: SocketModeClient) -> bool:
    """Ask Slack for a connection; say whether there is one."""
    try:
        await asyncio.wait_for(client.connect(), _CONNECTING)  # type: ignore[no-untyped-call] # the library has no types here
    except Exception as error:  # noqa: BLE001 - whatever it is, who hears nothing must try again
        logger.warning("socket not connected", extra={"error": code_of(error)})
        return False
    return True


async def _close(client: SocketModeClient) -> None:
    try:
        await asyncio.wait_for(client.close(), _CLOSING)  # type: ignore[no-untyped-call] # the library has no types here
    except (TimeoutError, OSError, SlackClientError):
        # Whoever is at the other end does not answer any more.
        logger.info("socket closed without a farewell")
        await client.aiohttp_client_session.close()
        await client.close()  # type: ignore[no-untyped-call] # the library has no types here
