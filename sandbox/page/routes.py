"""The page's addresses: what it shows, what people do on it, and word of changes."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sandbox.client import clicking, commands, modals, talking
from sandbox.client.acting import Seat
from sandbox.client.outcome import Outcome
from sandbox.figures import chart_rows
from sandbox.mrkdwn import as_html
from sandbox.transcript import rich_text
from sandbox.values import Impossible, Refused

from .screen import screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from sandbox.core import Platform
    from sandbox.values import Json, Message, View

    Act = Callable[[Seat, Json], Awaitable[Outcome | None]]

# Several changes that come together reach the page as one.
CALM_SECONDS = 0.05


class Page:
    """Serve the page."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._templates = _environment()

    def add_to(self, application: web.Application) -> None:
        """Add the page's addresses to an application."""
        router = application.router
        router.add_get("/", self.show)
        router.add_get("/page/regions", self.regions)
        router.add_get("/page/changes", self.changes)
        router.add_static("/page/static", _folder("static"))
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
        while not changes.closed:
            await response.write(f"data: {count}\n\n".encode())
            count = await changes.after(count)
            await asyncio.sleep(CALM_SECONDS)
        return response

    def _rendered(self, template: str, query: Mapping[str, str]) -> web.Response:
        try:
            shown = screen(self._platform, self._platform.menu.offered, query)
        except (Impossible, KeyError) as error:
            return web.Response(status=404, text=f"There is nothing to show: {error}")
        text = self._templates.get_template(template).render(asdict_shallow(shown))
        return web.Response(text=text, content_type="text/html")

    def _acting(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            # Another site's form can post to loopback, but not with this content type.
            if request.content_type != "application/json":
                return web.json_response({"error": "JSON is wanted here."}, status=415)
            body: Json = await request.json()
            try:
                outcome = await act(Seat(platform=self._platform, user_id=body["as"]), body)
            except (Impossible, Refused, KeyError) as error:
                return web.json_response({"error": str(error)})
            return web.json_response({"error": outcome.error if outcome else None})

        return handle
