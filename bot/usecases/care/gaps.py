"""Gaps: noting that the desk is there, and reading up on what was said while it was not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import talk
from storage.lanes import reading_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.store import Transaction

#: How often the desk notes that it is there, and after how long somebody may have been unheard.
BEAT = timedelta(seconds=30)
GAP = timedelta(minutes=1)
#: A dead connection is noticed late, so reading begins before the last note.
MARGIN = timedelta(minutes=1)
#: What is older than this is no longer filed by itself: nobody waits for it in a channel.
LONGEST = timedelta(days=7)


def beat(office: Office, now: datetime) -> int:
    """Note that the desk hears Slack; after a gap, have read what it missed.

    Return how many channels and threads are to be read.
    """
    with office.store.read() as tx:
        before = tx.health.signs().heard_at
    if not _is_time(before, now):
        return 0
    with office.store.write() as tx:
        # Of several copies that wake up after the same gap one reads.
        is_ours = tx.health.note_heard(before=before, now=now)
        if not is_ours or before is None or now - before <= GAP:
            return 0
        return _read_up(tx, office, since=max(before - MARGIN, now - LONGEST), now=now)


def beat_deaf(office: Office, now: datetime) -> None:
    """Note that the desk is at work, though it does not hear Slack."""
    with office.store.read() as tx:
        before = tx.health.signs().worked_at
    if _is_time(before, now):
        with office.store.write() as tx:
            tx.health.note_work(before=before, now=now)


def _is_time(before: datetime | None, now: datetime) -> bool:
    # A note from the future was written before the clock was set back.
    return before is None or not timedelta() <= now - before < BEAT


def _read_up(tx: Transaction, office: Office, *, since: datetime, now: datetime) -> int:
    channels = {channel for desk in office.desks.values() for channel in desk.intake_channels}
    look_back = [_look_back(channel, since) for channel in sorted(channels)]
    tx.outbox.add(*look_back, now=now)
    threads = tx.conversations.in_work(office.desks.keys(), closing_after=now)
    talk.catch_up(tx, *threads, since=since, now=now)
    return len(look_back) + len(threads)


def _look_back(channel: str, since: datetime) -> Errand:
    return Errand(
        kind=OutboxKind.LOOK_BACK,
        lane=reading_lane(channel),
        facts={"channel": channel, "since": str(since.timestamp())},
        coalesce=f"look_back:{channel}",
    )
