"""What people do on the page; each calls what a person's Slack client would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.client import clicking, commands, modals, talking
from sandbox.values import Impossible, Message, View

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.client.acting import Seat
    from sandbox.client.outcome import Outcome
    from sandbox.values import Json


async def write(seat: Seat, body: Json) -> Outcome | None:
    """Send what was typed: a slash command if it begins with one slash, else a message."""
    text, channel, thread = body["text"], body["channel"], body.get("thread") or None
    if text.startswith("/") and not text.startswith("//"):
        return await commands.command(seat, text, channel, thread=thread)
    talking.says(seat, text, channel, thread=thread)
    return None


async def click(seat: Seat, body: Json) -> Outcome:
    """Use an element of a message or a view, after what was entered beside it, by block id."""
    if body.get("values"):
        modals.type_in(seat, body["values"])
    value = body.get("value")
    return await clicking.click(seat, _shown(seat, body), body["element"], value=value)


async def submit(seat: Seat, body: Json) -> Outcome:
    """Submit the open modal with what was entered, by block id."""
    return await modals.submit(seat, body["values"])


async def close(seat: Seat, _body: Json) -> Outcome:
    """Close the open modal."""
    return await modals.close(seat)


async def react(seat: Seat, body: Json) -> None:
    """Put an emoji on a message, or take it back if it is there already."""
    message = _message(seat, body)
    name = body["name"].strip(":")
    act = talking.unreacts if seat.user_id in message.reactions.get(name, ()) else talking.reacts
    act(seat, name, message)


async def shortcut(seat: Seat, body: Json) -> Outcome:
    """Choose a shortcut of the app, on a message if one is named."""
    message = _message(seat, body) if body.get("ts") else None
    return await commands.shortcut(seat, body["callback_id"], message)


async def home(seat: Seat, _body: Json) -> None:
    """Look at the app's home tab."""
    modals.open_home(seat)


def _shown(seat: Seat, body: Json) -> Message | View:
    if body.get("view"):
        view = seat.platform.views.find(body["view"])
        if view is not None and view.user == seat.user_id:
            return view
        reason = "The view is closed."
        raise Impossible(reason)
    return _message(seat, body)


def _message(seat: Seat, body: Json) -> Message:
    workspace = seat.platform.workspace
    message = workspace.message(body["channel"], body["ts"]) or workspace.ephemeral(body["ts"])
    if message is None:
        reason = "The message is gone."
        raise Impossible(reason)
    return message


ACTS: dict[str, Callable[[Seat, Json], Awaitable[Outcome | None]]] = {
    "write": write,
    "click": click,
    "submit": submit,
    "close": close,
    "react": react,
    "shortcut": shortcut,
    "home": home,
}
