"""Reads a message that somebody adds to a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.usecases.filing import adding
from bot.usecases.office import Act
from handlers import payloads, speech
from handlers.lookup import message_at
from handlers.replies import done
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from handlers.carriers.kit import Kit
    from handlers.views.blocks import Message
    from storage.outbox import Due

_GONE = "That message is gone, so nothing was added."


def add_quoted(kit: Kit, due: Due) -> None:
    """Add a message (`channel`, `ts`) to a request (`number`), and tell who asked for it (`by`)."""
    facts = {name: str(value) for name, value in due.errand.facts.items()}
    message = message_at(kit.client, facts["channel"], facts["ts"])
    told = _added(kit, due, message, facts) if message else refusal(_GONE)
    if told is not None:
        kit.client.chat_postEphemeral(channel=facts["channel"], user=facts["by"], **told)


def _added(
    kit: Kit, due: Due, message: Mapping[str, Any], facts: Mapping[str, str]
) -> Message | None:
    author = None if speech.is_machine(message, kit.bot_user) else message["user"]
    event = {**message, "channel": facts["channel"], "user": author or facts["by"]}
    said = payloads.said({"event": event, "event_id": ""})
    act = Act(slack_id=facts["by"], key=f"quote:{due.key}", now=kit.clock.now())
    number = int(facts["number"])
    try:
        adding.add_quoted(
            kit.office, act, number=number, said=speech.in_thread(said), author=author
        )
    except Refused as refused:
        return refusal(refused.sentence())
    return done(f"Added to #{number}.").message
