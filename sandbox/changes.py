"""Word that something has changed, for a page that follows."""

from __future__ import annotations

import asyncio


class Changes:
    """Count what changes and wake whoever waits for the next change."""

    def __init__(self) -> None:
        self.count = 0
        self.closed = False
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Say that something has changed."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    def close(self) -> None:
        """Say that nothing will change any more."""
        self.closed = True
        self.tell()

    async def after(self, count: int) -> int:
        """Wait until there has been more than `count` and return the new count."""
        while self.count <= count:
            await self._next.wait()
        return self.count
