"""The HTTP side: Web API, response URLs, Socket Mode links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiohttp import web

from .core import ApiCall
from .failing import Dropped, after, before
from .faults import RATE_LIMITED
from .fileserver import FileServer
from .page.routes import Page
from .values import Refused
from .webapi import answer
from .webapi.call import Call, RateLimited
from .webapi.respond import respond

if TYPE_CHECKING:
    from .core import Platform
    from .values import Json

LARGEST_BODY = 4_000_000


class Server:
    """Answer the app's requests."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def application(self) -> web.Application:
        """Build the aiohttp application."""
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_route("*", "/api/{method}", self.api)
        application.router.add_post("/hooks/{hook}", self.hook)
        application.router.add_get("/link/", self._platform.socket.serve)
        FileServer(self._platform).add_to(application)
        Page(self._platform).add_to(application)
        return application

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API, or fail it as a test has planned."""
        try:
            args = await _arguments(request)
        except Refused as refused:
            return web.json_response({"ok": False, "error": refused.error})
        token = args.pop("token", None) or _bearer(request)
        call = Call(method=request.match_info["method"], args=args)
        fault = self._platform.faults.take(call.method, args)
        try:
            failed = await before(fault, request)
            response = failed or self._answered(call, token)
            self._record(call, json.loads(response.text or "{}"))
            return after(fault, request) or response
        except Dropped:
            return web.Response()

    async def hook(self, request: web.Request) -> web.StreamResponse:
        """Take an answer sent to a response URL."""
        body: Json = await request.json()
        fault = self._platform.faults.take("response_url", body)
        try:
            response = await before(fault, request)
            response = response or self._responded(request.match_info["hook"], body)
            self._record(Call(method="response_url", args=body), {"status": response.status})
            return after(fault, request) or response
        except Dropped:
            return web.Response()

    def _answered(self, call: Call, token: str | None) -> web.Response:
        try:
            scopes = ",".join(self._platform.identity.scopes)
            headers = {"X-OAuth-Scopes": scopes} if scopes else {}
            return web.json_response(answer(self._platform, call, token), headers=headers)
        except RateLimited as limited:
            self._platform.note_refusal(call.method, limited)
            headers = {"Retry-After": str(limited.retry_after)}
            body = {"ok": False, "error": limited.error}
            return web.json_response(body, status=RATE_LIMITED, headers=headers)
        except Refused as refused:
            self._platform.note_refusal(call.method, refused)
            return web.json_response({"ok": False, "error": refused.error, **refused.details})

    def _responded(self, hook_id: str, body: Json) -> web.Response:
        try:
            respond(self._platform, hook_id, body)
        except Refused as refused:
            self._platform.note_refusal("response_url", refused)
            status = 404 if refused.error in {"expired_url", "used_url"} else 400
            return web.json_response({"ok": False, "error": refused.error}, status=status)
        return web.Response(text="ok")

    def _record(self, call: Call, response: Json) -> None:
        at = self._platform.clock.now()
        self._platform.calls.append(
            ApiCall(method=call.method, args=call.args, response=response, at=at)
        )


async def _arguments(request: web.Request) -> Json:
    """Read a call's arguments from its query and its body, form or JSON."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        return {**args, **(_parsed(body) if body else {})}
    return {**args, **await request.post()}


def _parsed(body: str) -> Json:
    try:
        parsed = json.loads(body)
    except ValueError as error:
        raise Refused(error="invalid_json") from error
    if not isinstance(parsed, dict):
        raise Refused(error="json_not_object")
    return parsed


def _bearer(request: web.Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else None
