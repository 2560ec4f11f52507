"""Reads a channel from Slack, and files what people asked there while nobody listened."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.domain.refusals import Refused
from bot.usecases import talk
from handlers import payloads
from handlers.context import Context
from handlers.listeners import events
from handlers.pages import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.carriers.kit import Kit
    from storage.outbox import Due

logger = logging.getLogger(__name__)


def look_back(kit: Kit, due: Due) -> None:
    """Take the messages of a channel (`channel`) since an instant as if they had just come."""
    channel = str(due.errand.facts["channel"])
    asked = {"channel": channel, "oldest": str(due.errand.facts["since"])}
    answers = list(pages(kit.client.conversations_history, **asked))
    context = Context(office=kit.office, clock=kit.clock, bot_user=kit.bot_user)
    # Slack lists the newest first.
    for message in reversed([message for answer in answers for message in answer["messages"]]):
        _take(context, channel, message)


def _take(context: Context, channel: str, message: Mapping[str, Any]) -> None:
    event = {**message, "channel": channel, "channel_type": "channel"}
    # Whatever door a message comes by a second time, it is one request.
    body = {"event": event, "event_id": f"found:{channel}:{message['ts']}"}
    is_mention = payloads.starts_with_mention(message.get("text") or "", context.bot_user)
    listener = events.mention if is_mention else events.message
    try:
        listener(context, body)
    except (Refused, payloads.Unreadable) as error:
        # There is nobody to tell at once; whoever was refused will ask again.
        logger.info("message not filed", extra={"error": type(error).__name__})
    if message.get("reply_count"):
        now = context.clock.now()
        talk.catch_up_at(context.office, channel=channel, root_ts=message["ts"], now=now)
