"""Socket Mode: connections that the app opens, envelopes that it answers."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

from .deliveries import Answer

if TYPE_CHECKING:
    from .deliveries import Parcel
    from .ids import Ids
    from .values import Identity, Json

MAX_CONNECTIONS = 10
PING_SECONDS = 10.0


class SocketMode:
    """Deliver to any one of the app's connections, in turn."""

    def __init__(self, identity: Identity, ids: Ids, ack_timeout: float) -> None:
        self._identity = identity
        self._ids = ids
        self._ack_timeout = ack_timeout
        self._tickets: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._leaving: list[web.WebSocketResponse] = []
        self._muted: list[web.WebSocketResponse] = []
        self._requests: dict[int, web.Request] = {}
        self._turn = itertools.count()
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}

    @property
    def connections(self) -> int:
        """Count the connections that stand and are to stay."""
        return len(self._staying())

    def ticket(self) -> str:
        """Return the path of a new connection, good for one use."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"/link/?ticket={ticket}&app_id={self._identity.app_id}"

    async def deliver(self, parcel: Parcel) -> Answer:
        """Send an envelope and wait for its acknowledgement, on whatever connection it comes."""
        if not self._sockets:
            return Answer(acked=False, reason="connection_failed")
        # As long as the app has not connected anew, the connection that is to end still serves.
        open_ = self._staying() or self._sockets
        socket = open_[next(self._turn) % len(open_)]
        envelope_id = self._ids.mint("envelope-")
        answered: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answered
        try:
            if socket not in self._muted:
                await socket.send_json(_envelope(parcel, envelope_id))
            body = await asyncio.wait_for(answered, self._ack_timeout)
        except TimeoutError:
            return Answer(acked=False, reason="timeout")
        except ConnectionError:
            return Answer(acked=False, reason="connection_failed")
        finally:
            del self._waiting[envelope_id]
        return Answer(acked=True, body=body)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a connection in, say hello, and read acknowledgements until it ends."""
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=401, text="This link is not good any more.")
        self._tickets.remove(request.query["ticket"])
        if self.connections >= MAX_CONNECTIONS:
            return web.Response(status=429, text="There are too many connections.")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(self._hello())
        self._sockets.append(socket)
        self._requests[id(socket)] = request
        pinging = asyncio.get_running_loop().create_task(self._ping(socket))
        try:
            await self._read(socket)
        finally:
            pinging.cancel()
            self._forget(socket)
        return socket

    async def disconnect(self, reason: str) -> None:
        """Announce the end of every connection as Slack does; the app is to open new ones."""
        for socket in list(self._sockets):
            await socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )
            if reason != "warning":
                self._leaving.append(socket)

    def drop(self) -> None:
        """Cut every connection without a word."""
        for socket in list(self._sockets):
            request = self._requests[id(socket)]
            self._forget(socket)
            if request.transport is not None:
                request.transport.abort()

    def mute(self) -> None:
        """Leave every connection open, and neither say nor hear anything on it any more."""
        for socket in self._sockets:
            self._muted.append(socket)
            transport = self._requests[id(socket)].transport
            if isinstance(transport, asyncio.Transport):
                transport.pause_reading()

    async def close(self) -> None:
        """Close every connection in good order, but those that are mute."""
        if self._muted:
            self.drop()
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    def _staying(self) -> list[web.WebSocketResponse]:
        """List the connections that stand, are to stay, and are not mute."""
        gone = (*self._leaving, *self._muted)
        return [socket for socket in self._sockets if socket not in gone]

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connections + 1,
            "connection_info": {"app_id": self._identity.app_id},
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": 3600,
            },
        }

    async def _read(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT and frame.data.startswith("{"):
                self._acknowledge(frame.json())

    def _acknowledge(self, ack: Any) -> None:  # noqa: ANN401 - the app may send any JSON.
        answered = self._waiting.get(ack.get("envelope_id", ""))
        # An answer that comes too late finds nobody waiting, just as at Slack.
        if answered is not None and not answered.done():
            answered.set_result(ack.get("payload"))

    async def _ping(self, socket: web.WebSocketResponse) -> None:
        with contextlib.suppress(ConnectionError):
            while not (socket.closed or socket in self._muted):
                await socket.ping(b"Ping from the sandbox")
                await asyncio.sleep(PING_SECONDS)

    def _forget(self, socket: web.WebSocketResponse) -> None:
        for group in (self._sockets, self._leaving, self._muted):
            if socket in group:
                group.remove(socket)
        self._requests.pop(id(socket), None)


def _envelope(parcel: Parcel, envelope_id: str) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind != "events_api",
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason or ""}
    return envelope
