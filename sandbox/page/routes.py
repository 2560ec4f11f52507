"""The page's addresses: what it shows, what people do on it, and word of changes."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import web

from sandbox.client.acting import Seat
from sandbox.values import Impossible, Refused

from .acts import ACTS
from .render import FOLDER, environment
from .screen import screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from sandbox.client.outcome import Outcome
    from sandbox.core import Platform
    from sandbox.values import Json

# Several changes that come together reach the page as one.
CALM_SECONDS = 0.05


class Page:
    """Serve the page."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._templates = environment()

    def add_to(self, application: web.Application) -> None:
        """Add the page's addresses to an application."""
        router = application.router
        router.add_get("/", self.show)
        router.add_get("/page/regions", self.regions)
        router.add_get("/page/changes", self.changes)
        router.add_get("/archives/{channel}/p{stamp}", self.permalink)
        router.add_static("/page/static", FOLDER / "static")
        for name, act in ACTS.items():
            router.add_post(f"/page/{name}", self._acting(act))

    async def show(self, request: web.Request) -> web.Response:
        """Show the whole page."""
        return self._rendered("page.html", request.query)

    async def regions(self, request: web.Request) -> web.Response:
        """Show the parts of the page that change."""
        return self._rendered("regions.html", request.query)

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Send an event for each change, until the page is left or the sandbox stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        changes = self._platform.changes
        count = changes.count
        # Somebody who leaves the page does not say so; the next word to them fails.
        with contextlib.suppress(ConnectionError):
            while not changes.closed:
                await response.write(f"data: {count}\n\n".encode())
                count = await changes.after(count)
                await asyncio.sleep(CALM_SECONDS)
        return response

    async def permalink(self, request: web.Request) -> web.Response:
        """Lead from a message's address to the page that shows it."""
        channel, stamp = request.match_info["channel"], request.match_info["stamp"]
        thread = request.query.get("thread_ts", f"{stamp[:-6]}.{stamp[-6:]}")
        viewer = {"as": request.query["as"]} if "as" in request.query else {}
        address = f"/?{urlencode({**viewer, 'channel': channel, 'thread': thread})}"
        raise web.HTTPFound(address)

    def _rendered(self, template: str, query: Mapping[str, str]) -> web.Response:
        try:
            shown = screen(self._platform, query)
        except Impossible as error:
            return web.Response(status=404, text=str(error))
        text = self._templates.get_template(template).render(screen=shown)
        return web.Response(text=text, content_type="text/html")

    def _acting(
        self, act: Callable[[Seat, Json], Awaitable[Outcome | None]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            # Another site's form can post to loopback, too, but not with this content type.
            if request.content_type != "application/json":
                return web.json_response({"error": "JSON is wanted here."}, status=415)
            body: Json = await request.json()
            try:
                outcome = await act(Seat(platform=self._platform, user_id=body["as"]), body)
            except (Impossible, Refused) as error:
                return web.json_response({"error": str(error)})
            return web.json_response({"error": outcome.error if outcome else None})

        return handle
