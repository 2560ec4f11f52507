"""Follows what was edited or deleted in a thread while the desk could not hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.usecases import talk
from bot.usecases.office import Act
from handlers import payloads
from handlers.lookup import message_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.usecases.talk import Reading
    from handlers.carriers.kit import Kit


def follow_missed(kit: Kit, reading: Reading, messages: Sequence[Mapping[str, Any]]) -> None:
    """Do as if Slack had told of the edits and deletions that a whole thread shows."""
    there = [message for message in messages if message.get("subtype") != "tombstone"]
    edits = {message["ts"]: message for message in there if message.get("edited")}
    missed = talk.missed(
        kit.office,
        reading,
        standing={message["ts"] for message in there},
        edited={ts: _text(kit, message) for ts, message in edits.items()},
    )
    for one in missed:
        if one.text is not None:
            key = f"edited:{reading.channel}:{one.ts}:{edits[one.ts]['edited']['ts']}"
        elif message_at(kit.client, reading.channel, one.ts) is None:
            key = f"deleted:{reading.channel}:{one.ts}"
        else:
            # It belongs to the request, and stands somewhere else in the channel.
            continue
        act = Act(slack_id=one.author, key=key, now=kit.clock.now())
        talk.reword(kit.office, act, channel=reading.channel, ts=one.ts, text=one.text)


def _text(kit: Kit, message: Mapping[str, Any]) -> str:
    return payloads.plain(payloads.without_mention(payloads.with_files(message), kit.bot_user))
