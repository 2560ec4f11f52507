"""Reads a message that somebody marked with a reaction, and files it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.messages import Source
from bot.domain.refusals import Refused
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.marks import CHANNEL
from bot.usecases.office import Act
from handlers import payloads, speech
from handlers.ground import Ground, ground_of
from handlers.lookup import message_at
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.carriers.kit import Kit
    from storage.outbox import Due


def file_marked(kit: Kit, due: Due) -> None:
    """File a message (`channel`, `ts`) for whoever wrote it, or tell who marked it (`by`) why not.

    A message that is gone, or from which the mark has been taken back, is nobody's any more.
    """
    facts = {name: str(value) for name, value in due.errand.facts.items()}
    message = message_at(kit.client, facts["channel"], facts["ts"])
    if message is None or not _is_marked(message, facts["emoji"], facts["by"]):
        return
    act = Act(
        slack_id=facts["by"],
        key=f"lookup:{due.key}",
        now=min(datetime.fromisoformat(facts["at"]), kit.clock.now()),
    )
    try:
        intake.file_once(kit.office, act, _filing(kit, message, act, facts["channel"]))
    except Refused as refused:
        kit.client.chat_postEphemeral(
            channel=facts["channel"], user=act.slack_id, **refusal(refused.sentence())
        )


def _is_marked(message: Mapping[str, Any], emoji: str, by: str) -> bool:
    for reaction in message.get("reactions") or ():
        if reaction["name"] == emoji:
            # Slack names only the first of many.
            return by in reaction["users"] or len(reaction["users"]) < reaction["count"]
    return False


def _filing(kit: Kit, message: Mapping[str, Any], act: Act, channel: str) -> Filing:
    ts, root = message["ts"], message.get("thread_ts")
    author = None if speech.is_machine(message, kit.bot_user) else message["user"]
    desk = kit.office.desk_of_channel(channel)
    raw = payloads.without_mention(payloads.with_files(message), kit.bot_user)
    return Filing(
        channel=CHANNEL,
        text=payloads.plain(raw),
        desk_key=desk.key if desk else None,
        on_behalf_of=author if author != act.slack_id else None,
        source=Source(
            channel=channel,
            ts=ts,
            said_at=payloads.instant(ts),
            root_ts=root if root != ts else None,
            can_talk=ground_of(kit.client, channel) is Ground.OURS,
        ),
        files=payloads.files_of(message),
    )
