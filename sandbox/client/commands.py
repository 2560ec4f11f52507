"""Slash commands and shortcuts, as a person uses them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.hooks import Hook
from sandbox.values import Impossible, Refused
from sandbox.webapi.call import Call
from sandbox.webapi.respond import say

from .acting import TROUBLE, Seat, deliver, interaction, place
from .looking import visible
from .outcome import Outcome
from .speech import typed
from .talking import current

if TYPE_CHECKING:
    from sandbox.values import Json, Message


async def command(seat: Seat, line: str, channel_id: str, *, thread: str | None = None) -> Outcome:
    """Type a slash command with its text, such as "/request VPN down"."""
    name, _, text = line.partition(" ")
    if thread is not None:
        return Outcome(acked=False, error=f"{name} is not supported in threads. Sorry!")
    if _is_stranger(seat):
        return Outcome(acked=False, error=f"{name} is not a valid command.")
    payload = _command(seat, channel_id) | {
        "command": name,
        "text": typed(text.strip(), seat.platform.workspace, with_names=True),
    }
    answer, outcome = await deliver(seat, "slash_commands", payload)
    if not answer.body:
        return outcome
    hook = Hook(user=seat.user_id, channel=channel_id, message=None, issued=0.0)
    return _answered(seat, hook, answer.body, outcome)


async def shortcut(seat: Seat, callback_id: str, message: Message | None = None) -> Outcome:
    """Choose one of the app's shortcuts, on a message or from the menu."""
    if _is_stranger(seat):
        return Outcome(acked=False, error="This shortcut is not available.")
    if message is None:
        payload = interaction(seat, "shortcut")
    else:
        payload = interaction(seat, "message_action") | _on(seat, message)
        hook = seat.platform.hooks.issue(seat.user_id, message.channel, message)
        payload["response_url"] = seat.platform.base_url + hook
    payload |= {"callback_id": callback_id, "action_ts": seat.platform.clock.ts()}
    _, outcome = await deliver(seat, "interactive", payload)
    return outcome


def _is_stranger(seat: Seat) -> bool:
    """Say whether a person belongs to another workspace, which leaves them buttons only."""
    return seat.platform.workspace.user(seat.user_id).team_id != seat.platform.identity.team_id


def _command(seat: Seat, channel_id: str) -> Json:
    identity = seat.platform.identity
    channel = seat.platform.workspace.channels[channel_id]
    return {
        "token": identity.verification,
        "team_id": identity.team_id,
        "team_domain": identity.team_domain,
        "channel_id": channel_id,
        "channel_name": place(channel)["name"],
        "user_id": seat.user_id,
        "user_name": seat.platform.workspace.user(seat.user_id).name,
        "api_app_id": identity.app_id,
        "is_enterprise_install": "false",
        "response_url": seat.platform.base_url
        + seat.platform.hooks.issue(seat.user_id, channel_id),
        "trigger_id": seat.platform.triggers.issue(seat.user_id),
    }


def _on(seat: Seat, message: Message) -> Json:
    standing = current(seat, message)
    if standing not in visible(seat, message.channel, None):
        reason = "The message is not to be seen."
        raise Impossible(reason)
    return {
        "channel": place(seat.platform.workspace.channels[message.channel]),
        "message": seat.platform.posting.shown(standing),
        "message_ts": message.ts,
    }


def _answered(seat: Seat, hook: Hook, body: Json, outcome: Outcome) -> Outcome:
    """Show what the app said in its very acknowledgement."""
    try:
        said = say(seat.platform, hook, Call(method="response_url", args=body))
    except Refused as refused:
        seat.platform.note_refusal("response_url", refused)
        return replace(outcome, error=TROUBLE)
    if said.ephemeral_to is None:
        return outcome
    return replace(outcome, ephemerals=(*outcome.ephemerals, said))
