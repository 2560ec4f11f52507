"""A thread with an event loop of its own, and how to have work done there."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import TYPE_CHECKING, TypeVar

from aiohttp import ClientSession, web

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")
LOOPBACK = "127.0.0.1"
PATIENCE_SECONDS = 60.0


def listen(port: int) -> socket.socket:
    """Reserve a port on loopback; port 0 takes any that is free. Raises `OSError`."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    return listener


class Runner:
    """Serve an application in the background; all its state lives on that one loop."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="sandbox")
        self._site: web.AppRunner | None = None
        self.session: ClientSession | None = None

    def start(self, application: web.Application, listener: socket.socket) -> None:
        """Start the thread and serve."""
        self._thread.start()
        self.run(self._serve(application, listener))

    def stop(self, last: Coroutine[None, None, None]) -> None:
        """Do the last work, close everything and end the thread."""
        self.run(self._close(last))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[None, None, T]) -> T:
        """Have a coroutine run on the loop and wait for what it returns."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_SECONDS)

    def call(self, function: Callable[[], T]) -> T:
        """Have a function called on the loop and wait for what it returns."""

        async def work() -> T:
            return function()

        return self.run(work())

    async def _serve(self, application: web.Application, listener: socket.socket) -> None:
        self.session = ClientSession()
        self._site = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._site.setup()
        await web.SockSite(self._site, listener).start()

    async def _close(self, last: Coroutine[None, None, None]) -> None:
        await last
        if self.session is not None:
            await self.session.close()
        if self._site is not None:
            await self._site.cleanup()
        await self._loop.shutdown_asyncgens()
