"""Looks whether cards and receipts stand in Slack, and show what is true."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackClientError

from bot.usecases.care import upkeep
from handlers.failures import Failure, code_of, failure_of
from handlers.imprint import imprint, imprint_on
from handlers.lookup import standing
from handlers.rendering import render

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.clock import Clock
    from bot.usecases.care.upkeep import Head
    from bot.usecases.office import Office

logger = logging.getLogger(__name__)

#: As many messages as are looked at in one turn; Slack takes fifty such questions a minute.
LOOKS: Final = 2
#: These are about one channel; whoever cannot write there hears of it elsewhere.
_ELSEWHERE: Final = frozenset({Failure.ROUTE_BROKEN, Failure.UNREACHABLE})


def look_after(office: Office, client: WebClient, clock: Clock) -> int:
    """Look at the messages whose turn it is and mend them; return how many were amiss."""
    mended = 0
    for head in upkeep.heads_due(office, clock.now(), limit=LOOKS):
        try:
            mended += _look_at(office, client, head, clock)
        except (SlackClientError, OSError) as error:
            logger.info("message could not be looked at", extra={"error": code_of(error)})
            if failure_of(error) not in _ELSEWHERE:
                break
    return mended


def _look_at(office: Office, client: WebClient, head: Head, clock: Clock) -> bool:
    found = standing(client, head.channel, head.ts, is_reply=head.thread_ts is not None)
    now = clock.now()
    is_right = found is not None and imprint_on(found) == imprint(
        render(head.kind, head.content, now)
    )
    if not is_right:
        upkeep.mend(office, head, is_gone=found is None, now=now)
    return not is_right
