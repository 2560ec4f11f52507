"""The views.* methods."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sandbox.blockkit import check_view
from sandbox.values import Refused
from sandbox.wire import view_json

from .call import Call, invalid

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json, View

LARGEST_VIEW_BYTES = 250_000


def open_(platform: Platform, call: Call) -> Json:
    """Open a modal for the person whose trigger it is."""
    payload = checked(call.parsed("view", "invalid_arguments"), "modal")
    user = platform.triggers.spend(_trigger(call))
    return _shown(platform, platform.views.open(user, payload))


def push(platform: Platform, call: Call) -> Json:
    """Put a modal on top of the open one."""
    payload = checked(call.parsed("view", "invalid_arguments"), "modal")
    user = platform.triggers.spend(_trigger(call))
    return _shown(platform, platform.views.push(user, payload))


def update(platform: Platform, call: Call) -> Json:
    """Replace an open modal's content."""
    view = _named(platform, call)
    payload = checked(call.parsed("view", "invalid_arguments"), view.kind)
    fresh = platform.views.update(view, payload, expected_hash=call.optional("hash"))
    return _shown(platform, fresh)


def publish(platform: Platform, call: Call) -> Json:
    """Show a home tab to a person."""
    user = platform.workspace.user(call.text("user_id"))
    payload = checked(call.parsed("view", "invalid_arguments"), "home")
    fresh = platform.views.publish(user.id, payload, expected_hash=call.optional("hash"))
    return _shown(platform, fresh)


def checked(payload: object, kind: str) -> Json:
    """Return a view that Slack would take on this surface, else refuse it."""
    if not isinstance(payload, dict):
        raise invalid(["must be an object [json-pointer:/view]"])
    if payload.get("type") != kind:
        raise invalid([f"must be a {kind} [json-pointer:/view/type]"])
    problems = check_view(payload)
    if problems:
        raise invalid([str(problem.under("/view")) for problem in problems])
    if len(json.dumps(payload).encode()) > LARGEST_VIEW_BYTES:
        raise Refused(error="view_too_large")
    return payload


def _trigger(call: Call) -> str:
    if not call.has("trigger_id"):
        raise invalid(["missing required field: trigger_id"])
    return call.text("trigger_id")


def _named(platform: Platform, call: Call) -> View:
    if call.has("view_id"):
        view = platform.views.find(call.text("view_id"))
    elif call.has("external_id"):
        view = platform.views.find_external(call.text("external_id"))
    else:
        raise invalid(["missing required field: view_id"])
    if view is None:
        raise Refused(error="not_found")
    return view


def _shown(platform: Platform, view: View) -> Json:
    return {"view": view_json(view, platform.identity)}
