"""Clicking, choosing and picking in messages and views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.blocks import each_element, options_of
from sandbox.forms import KINDS, entry_for, initial_entries, option_named
from sandbox.values import Impossible, View
from sandbox.wire import view_json

from .acting import Seat, deliver, interaction, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.values import Json, Message

    from .outcome import Outcome


async def click(seat: Seat, on: Message | View, target: str, *, value: object = None) -> Outcome:
    """Use an element, found by action id or by what a person reads on it.

    `value` is the option or entry to choose; among several buttons alike, it is the button's value.
    The element is looked up in what is handed in, so that a screen may be out of date.
    """
    block, element = find(on.blocks, target, value)
    if block["type"] == "input" and not block.get("dispatch_action"):
        message = f"{target!r} sends nothing before the form is submitted."
        raise Impossible(message)
    action = _action(element, target, value) | {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": seat.platform.clock.ts(),
    }
    payload = interaction(seat, "block_actions") | {"actions": [action]}
    if isinstance(on, View):
        payload |= _in_view(seat, on, action)
    else:
        payload |= _in_message(seat, on, action)
    _, outcome = await deliver(seat, "interactive", payload)
    return outcome


def find(blocks: Sequence[Json], target: str, value: object) -> tuple[Json, Json]:
    """Find an element and its block, or say that there is none to be seen."""
    fitting = [pair for pair in each_element(blocks) if target in _names(*pair)]
    exact = [
        (block, element)
        for block, element in fitting
        if value is not None and element.get("value") == value
    ]
    if not fitting:
        seen = sorted({name for pair in each_element(blocks) for name in _names(*pair)})
        message = f"There is nothing called {target!r} here, only {seen}."
        raise Impossible(message)
    return (exact or fitting)[0]


def _names(block: Json, element: Json) -> set[str]:
    """List what an element goes by: its ids and the words a person reads."""
    address = f"{block['block_id']}/{element['action_id']}"
    names = {address, element["action_id"], element.get("accessibility_label")}
    labels = [element.get("text"), element.get("placeholder"), block.get("label")]
    labels += [element.get("positive_button", {}).get("text")]
    labels += [element.get("negative_button", {}).get("text")]
    if element["type"] == "overflow":
        labels += [option["text"] for option in options_of(element)]
    names |= {label["text"] for label in labels if label}
    return {name for name in names if name}


def _action(element: Json, target: str, value: object) -> Json:
    kind = element["type"]
    if kind in KINDS:
        return entry_for(element, value)
    if kind == "overflow":
        chosen = target if value is None else value
        return {"type": kind, "selected_option": option_named(element, chosen)}
    if kind == "feedback_buttons":
        return _feedback(element, target if value is None else value)
    kept = ("type", "text", "value", "style")
    return {key: element[key] for key in kept if key in element}


def _feedback(element: Json, chosen: object) -> Json:
    for side in (element["positive_button"], element["negative_button"]):
        if chosen in {side["value"], side["text"]["text"]}:
            return {"type": element["type"], "text": side["text"], "value": side["value"]}
    message = f"There is no feedback button {chosen!r}."
    raise Impossible(message)


def _in_view(seat: Seat, shown: View, action: Json) -> Json:
    view = seat.platform.views.find(shown.id)
    if view is None:
        message = "The view is closed."
        raise Impossible(message)
    if action["type"] in KINDS:
        view = seat.platform.views.enter(view, action["block_id"], _chosen(action))
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(view, seat.platform.identity),
    }


def _chosen(action: Json) -> Json:
    """Give the state that an action leaves behind, by action id."""
    kept = {"type", KINDS[action["type"]].key}
    return {action["action_id"]: {key: action[key] for key in kept}}


def _in_message(seat: Seat, shown: Message, action: Json) -> Json:
    ephemeral = shown.ephemeral_to is not None
    container = {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": shown.channel,
        "is_ephemeral": ephemeral,
    }
    if shown.thread_ts is not None:
        container["thread_ts"] = shown.thread_ts
    entries = initial_entries(shown.blocks)
    if action["type"] in KINDS:
        entries[action["block_id"]] |= _chosen(action)
    hook = seat.platform.hooks.issue(seat.user_id, shown.channel, shown)
    found = {
        "container": container,
        "channel": place(seat.platform.workspace.channels[shown.channel]),
        "state": {"values": entries},
        "response_url": seat.platform.base_url + hook,
    }
    # Slack leaves the message out of the payload if only one person sees it.
    if ephemeral:
        return found
    standing = seat.platform.workspace.message(shown.channel, shown.ts) or shown
    return {**found, "message": seat.platform.posting.shown(standing)}
