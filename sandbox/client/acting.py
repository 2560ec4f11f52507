"""What every interaction has in common: who acts, the delivery, what shows afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .outcome import Outcome

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.deliveries import Answer, Kind
    from sandbox.values import Channel, Json

# What Slack's client says when the app does not answer in time, or cannot be reached at all.
TIMED_OUT = "operation_timeout"
UNREACHABLE = "dispatch_failed"
TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Whose hands are on which Slack."""

    platform: Platform
    user_id: str


def interaction(seat: Seat, kind: str) -> Json:
    """Build what every interaction payload says, with a fresh trigger."""
    identity = seat.platform.identity
    user = seat.platform.workspace.user(seat.user_id)
    return {
        "type": kind,
        "token": identity.verification,
        "api_app_id": identity.app_id,
        "team": {"id": identity.team_id, "domain": identity.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": user.team_id,
        },
        "trigger_id": seat.platform.triggers.issue(seat.user_id),
    }


def place(channel: Channel) -> Json:
    """Show a channel as interactions do, which keep the name of a private one to themselves."""
    hidden = {"im": "directmessage", "group": "privategroup"}
    return {"id": channel.id, "name": hidden.get(channel.kind, channel.name)}


async def deliver(seat: Seat, kind: Kind, payload: Json) -> tuple[Answer, Outcome]:
    """Deliver a payload once and gather what its person sees afterwards."""
    platform, loop = seat.platform, asyncio.get_running_loop()
    started = loop.time()
    seen = {message.ts for message in platform.workspace.ephemerals(seat.user_id)}
    name = payload.get("command") or payload["type"]
    answer = await platform.deliveries.once(kind, name, payload)
    shown = platform.workspace.ephemerals(seat.user_id)
    return answer, Outcome(
        acked=answer.acked,
        seconds=loop.time() - started,
        error=None if answer.acked else _failure(answer),
        ephemerals=tuple(message for message in shown if message.ts not in seen),
        view=platform.views.top(seat.user_id),
    )


def _failure(answer: Answer) -> str:
    return TIMED_OUT if answer.reason in {"timeout", "http_timeout"} else UNREACHABLE
