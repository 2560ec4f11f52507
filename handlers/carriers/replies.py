"""Reads a thread of a request from Slack, for what the desk could not hear."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from slack_sdk.errors import SlackApiError

from bot.usecases import talk
from bot.usecases.office import Act
from handlers import payloads, speech
from handlers.carriers.missed import follow_missed
from handlers.failures import Failure, code_of, failure_of
from handlers.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.usecases.talk import Reading, Said
    from handlers.carriers.kit import Kit
    from storage.outbox import Due

logger = logging.getLogger(__name__)

#: After so many attempts what is said meanwhile no longer waits for what was said before.
MOST_ATTEMPTS: Final = 5
#: Slack answers these again in a moment; anything else it has said for good.
_PASSING: Final = frozenset({Failure.WAIT, Failure.AGAIN, Failure.UNCERTAIN, Failure.STOP})


def catch_up(kit: Kit, due: Due) -> None:
    """Keep what was said in a thread (`ref`, a conversation), and pass it on in order."""
    conversation_id = due.errand.ref or 0
    # After a gap each thread is read once: here, or before because somebody wrote in it.
    is_hurried = "since" not in due.errand.facts
    reading = talk.begin_catching_up(
        kit.office, conversation_id=conversation_id, is_whole=is_hurried
    )
    if reading is None:
        return
    if due.attempts > MOST_ATTEMPTS:
        _pass_on(kit, conversation_id)
    messages: list[Mapping[str, Any]] = []
    try:
        for answer in _pages(kit, reading):
            messages += answer
            found = list(_found(kit, reading.channel, answer))
            talk.keep_found(kit.office, conversation_id=conversation_id, found=found)
    except SlackApiError as error:
        if _may_pass(error):
            raise
        logger.warning("thread cannot be read", extra={"row": due.id, "error": code_of(error)})
        _pass_on(kit, conversation_id)
    else:
        _pass_on(kit, conversation_id)
        follow_missed(kit, reading, messages)


def _pages(kit: Kit, reading: Reading) -> Iterator[list[Mapping[str, Any]]]:
    # Always the whole thread, since an older message may have been edited or deleted.
    asked = {"channel": reading.channel, "ts": reading.root_ts}
    for answer in pages(kit.client.conversations_replies, **asked):
        yield answer["messages"]


def _may_pass(error: SlackApiError) -> bool:
    # A scope that is missing stays so until an admin comes; nobody's words wait for that.
    return failure_of(error) in _PASSING and code_of(error) != "missing_scope"


def _pass_on(kit: Kit, conversation_id: int) -> None:
    now = kit.clock.now()
    while talk.pass_on_found(kit.office, conversation_id=conversation_id, now=now):
        continue


def _found(kit: Kit, channel: str, messages: list[Mapping[str, Any]]) -> Iterator[tuple[Act, Said]]:
    """Read the replies of people and apps; commands to the bot are not carried out late."""
    for message in messages:
        is_apps = speech.is_an_apps(message, kit.bot_user)
        is_root = message["ts"] == message.get("thread_ts")
        if is_root or not (is_apps or speech.is_spoken(message, kit.bot_user)):
            continue
        said = payloads.said({"event": {**message, "channel": channel}, "event_id": ""})
        if said.thread is None or payloads.starts_with_mention(said.raw, kit.bot_user):
            continue
        act = Act(slack_id=said.user, team_id=said.team, key="", now=kit.clock.now())
        yield act, speech.in_thread(said)
