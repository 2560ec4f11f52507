"""Filling in, submitting and closing modals; looking at the home tab."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox import events
from sandbox.blocks import each_block
from sandbox.forms import complaints, entry_for
from sandbox.values import Impossible, Refused
from sandbox.webapi.views import checked
from sandbox.wire import view_json

from .acting import TROUBLE, Seat, deliver, interaction
from .outcome import Outcome

if TYPE_CHECKING:
    from sandbox.events import Tab
    from sandbox.values import Json, View


async def submit(seat: Seat, values: Mapping[str, object]) -> Outcome:
    """Fill the open modal in (by block id, action id or label) and submit it."""
    view = fill(seat, _open(seat), values)
    if not view.payload.get("submit"):
        message = "This modal has no submit button."
        raise Impossible(message)
    errors = complaints(view.blocks, view.entries)
    if errors:
        view = seat.platform.views.complain(view, errors)
        return Outcome(acked=False, errors=errors, view=view)
    payload = interaction(seat, "view_submission") | {
        "view": view_json(view, seat.platform.identity),
        "response_urls": [],
    }
    answer, outcome = await deliver(seat, "interactive", payload)
    if not answer.acked:
        return replace(outcome, error=TROUBLE)
    return _settled(seat, view, answer.body or {}, outcome)


async def close(seat: Seat) -> Outcome:
    """Close the open modal without submitting it."""
    view = _open(seat)
    everything = bool(view.payload.get("clear_on_close"))
    if everything:
        seat.platform.views.clear(seat.user_id)
    else:
        seat.platform.views.close(view)
    if not view.payload.get("notify_on_close"):
        return Outcome(acked=True, view=seat.platform.views.top(seat.user_id))
    payload = interaction(seat, "view_closed") | {
        "view": view_json(view, seat.platform.identity),
        "is_cleared": everything,
    }
    _, outcome = await deliver(seat, "interactive", payload)
    return outcome


def open_home(seat: Seat, tab: Tab = "home") -> None:
    """Look at the app's home tab, or at its messages."""
    channel = seat.platform.workspace.im_with(seat.platform.workspace.user(seat.user_id))
    home = seat.platform.views.home(seat.user_id) if tab == "home" else None
    shown = None if home is None else view_json(home, seat.platform.identity)
    seat.platform.emit(events.home_opened(seat.user_id, channel.id, tab=tab, home=shown))


def type_in(seat: Seat, values: Mapping[str, object]) -> View:
    """Enter values into the open modal's fields and leave it at that."""
    return fill(seat, _open(seat), values)


def fill(seat: Seat, view: View, values: Mapping[str, object]) -> View:
    """Enter values into a modal's fields."""
    for name, value in values.items():
        block = _field(view, name)
        element = block["element"]
        entry = {element["action_id"]: entry_for(element, value)}
        view = seat.platform.views.enter(view, block["block_id"], entry)
    return seat.platform.views.complain(view, {})


def _open(seat: Seat) -> View:
    view = seat.platform.views.top(seat.user_id)
    if view is None:
        message = "No modal is open."
        raise Impossible(message)
    return view


def _field(view: View, name: str) -> Json:
    inputs = [block for block in each_block(view.blocks) if block["type"] == "input"]
    for block in inputs:
        if name in {block["block_id"], block["element"]["action_id"], block["label"]["text"]}:
            return block
    message = f"There is no field {name!r}, only {[block['label']['text'] for block in inputs]}."
    raise Impossible(message)


def _settled(seat: Seat, view: View, body: Json, outcome: Outcome) -> Outcome:
    """Do what the app's answer to a submission asks for."""
    try:
        errors = _obeyed(seat, view, body)
    except Refused as refused:
        seat.platform.note_refusal("view_submission", refused)
        return replace(outcome, error=TROUBLE)
    return replace(outcome, errors=errors, view=seat.platform.views.top(view.user))


def _obeyed(seat: Seat, view: View, body: Json) -> Mapping[str, str]:
    view = seat.platform.views.find(view.id) or view
    action = body.get("response_action")
    if action is None:
        seat.platform.views.close(view)
    elif action == "clear":
        seat.platform.views.clear(view.user)
    elif action == "update":
        seat.platform.views.update(view, checked(body.get("view"), "modal"))
    elif action == "push":
        seat.platform.views.push(view.user, checked(body.get("view"), "modal"))
    elif action == "errors":
        return _complained(seat, view, body.get("errors"))
    else:
        raise Refused(error="invalid_arguments")
    return {}


def _complained(seat: Seat, view: View, errors: object) -> Mapping[str, str]:
    fields = {block["block_id"] for block in each_block(view.blocks) if block["type"] == "input"}
    if not isinstance(errors, Mapping) or not errors or not set(errors) <= fields:
        raise Refused(error="invalid_arguments")
    seat.platform.views.complain(view, errors)
    return dict(errors)
