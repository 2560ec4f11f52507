"""Carrying out a planned failure of a request: late, refused, or cut off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NoReturn

from aiohttp import web

from .faults import RATE_LIMITED

if TYPE_CHECKING:
    from .faults import Fault


class Dropped(Exception):
    """The connection is cut on purpose; there is nobody left to answer."""


async def before(fault: Fault | None, request: web.Request) -> web.Response | None:
    """Do the part of a planned failure that comes before acting; a response ends the call."""
    if fault is None:
        return None
    await asyncio.sleep(fault.hang)
    if fault.reset == "before":
        _cut(request)
    if fault.acts:
        return None
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    status = fault.status or (RATE_LIMITED if headers else None)
    if status == RATE_LIMITED:
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=status, headers=headers)
    if status is not None:
        return web.Response(status=status, headers=headers)
    if fault.error is not None:
        return web.json_response({"ok": False, "error": fault.error})
    return None


def after(fault: Fault | None, request: web.Request) -> web.Response | None:
    """Do the part of a planned failure that comes after acting; a response replaces the answer."""
    if fault is None or not fault.acts:
        return None
    if fault.status is None:
        _cut(request)
    return web.Response(status=fault.status)


def _cut(request: web.Request) -> NoReturn:
    if request.transport is not None:
        request.transport.abort()
    raise Dropped
