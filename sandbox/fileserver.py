"""The addresses of files: where the app uploads and downloads, and where people look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from .core import ApiCall
from .failing import Dropped, after, before
from .values import Refused
from .webapi.files import seen_by_bot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .core import Platform
    from .filing import File

    Answering = Callable[[web.Request, str], Awaitable[web.Response]]

# Whoever may not see a file is asked to sign in, and with a status that says all is well.
LOGIN = "<!DOCTYPE html><html><title>Sign in</title><p>Sign in to your workspace.</p></html>"


class FileServer:
    """Take and give the content of files; "upload_url" and "url_private" may be made to fail."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def add_to(self, application: web.Application) -> None:
        """Add the files' addresses to an application."""
        router = application.router
        router.add_post("/upload/v1/{file}", self._failing("upload_url", self.upload))
        router.add_get("/files-pri/{key}/{name}", self._failing("url_private", self.download))
        router.add_get(
            "/files-pri/{key}/download/{name}", self._failing("url_private", self.download)
        )
        router.add_get("/files/{user}/{file}/{name}", self.permalink)

    async def upload(self, request: web.Request, file_id: str) -> web.Response:
        """Take a file's content, as it is or inside a form."""
        try:
            file = self._platform.files.fill(file_id, await _content(request))
        except Refused as refused:
            return web.Response(status=400, text=refused.error)
        return web.Response(text=f"OK - {file.size}")

    async def download(self, request: web.Request, file_id: str) -> web.Response:
        """Give a file to the bot, and a sign-in page to anybody else."""
        signed = request.headers.get("Authorization")
        try:
            file = seen_by_bot(self._platform, file_id)
        except Refused:
            return _login()
        if signed != f"Bearer {self._platform.identity.bot_token}":
            return _login()
        return _given(file)

    async def permalink(self, request: web.Request) -> web.Response:
        """Give a file to somebody who looks at the page."""
        file = self._platform.files.kept.get(request.match_info["file"])
        return web.Response(status=404) if file is None else _given(file)

    def _failing(
        self, method: str, act: Answering
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            found = request.match_info
            file_id = found.get("file") or found["key"].rpartition("-")[2]
            fault = self._platform.faults.take(method, {"file": file_id})
            try:
                response = await before(fault, request) or await act(request, file_id)
                self._record(method, file_id, response)
                return after(fault, request) or response
            except Dropped:
                return web.Response()

        return handle

    def _record(self, method: str, file_id: str, response: web.Response) -> None:
        shown = {"status": response.status, "type": response.content_type}
        at = self._platform.clock.now()
        call = ApiCall(method=method, args={"file": file_id}, response=shown, at=at)
        self._platform.calls.append(call)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.content.read()
    part = await (await request.multipart()).next()
    read = getattr(part, "read", None)
    return b"" if read is None else bytes(await read())


def _login() -> web.Response:
    return web.Response(text=LOGIN, content_type="text/html")


def _given(file: File) -> web.Response:
    # What people upload never runs as a page of this address.
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{file.slug}",
        "X-Content-Type-Options": "nosniff",
    }
    body, media = file.content or b"", file.kinds[1]
    return web.Response(body=body, content_type=media, headers=headers)
