"""What is told while an outage lasts, and the reminder that more was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.messages import NoticeKind
from bot.domain.outages import NEXT_NEWS
from bot.usecases import endings, moves, telling
from bot.usecases.endings import Solution
from bot.usecases.outages import bulletins
from bot.usecases.outages.candidates import access_outage
from bot.usecases.outages.starting import NothingKnown, require_soon
from bot.usecases.rounds import take_due
from storage.conversations import Side

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.domain.outages import Outage
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office


def tell(
    office: Office, act: Act, *, number: int, words: str, news_by: datetime | None = None
) -> Request | None:
    """Tell everybody concerned how an outage stands, and when they hear more.

    None if seen before. Raises `NotAnOutage`, `OutageIsOver`, `NothingKnown`, `TimeHasPassed`,
    `NewsTooFarAhead`, `OnlyTechnicians`.
    """
    news_by = news_by or act.now + NEXT_NEWS
    with office.store.write() as tx:
        case, outage = access_outage(tx, office, act, number)
        if not words.strip():
            raise NothingKnown(system=f"{number} update")
        require_soon(news_by, act.now)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        facts: dict[str, Fact] = {"news_by": news_by.isoformat()}
        steps = [
            moves.event(case, EventKind.HUMAN_REPLY, act.now),
            moves.event(case, EventKind.OUTAGE_NEWS, act.now, facts),
        ]
        after = moves.record(tx, case.stored, case.desk, steps, note=words.strip())
        remind_at = case.desk.calendar.next_opening(news_by)
        tx.outages.promise_news(outage.request_id, news_by=news_by, remind_at=remind_at)
        bulletins.tell_news(tx, after, now=act.now)
        return after


def end(office: Office, act: Act, *, number: int, words: str) -> Request | None:
    """Say that an outage is over, which resolves it; None if seen before.

    Raises `NotAnOutage`, `OutageIsOver`, `NothingKnown`, `OnlyTechnicians`.
    """
    with office.store.read() as tx:
        access_outage(tx, office, act, number, to_change=False)
    if not words.strip():
        raise NothingKnown(system=f"{number} over")
    return endings.resolve(office, act, number=number, solution=Solution(note=words))


def ongoing(office: Office) -> tuple[Outage, ...]:
    """List what is out, the longest first."""
    with office.store.read() as tx:
        return tuple(tx.outages.ongoing())


def remind_of_news(office: Office, now: datetime) -> int:
    """Remind the technicians of news that are late, in working time; return how many."""
    return take_due(
        office,
        "outage_news",
        lambda tx, most: tx.outages.to_remind(now, limit=most),
        lambda one: _remind(office, one, now),
        now=now,
    )


def _remind(office: Office, request_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        stored = tx.requests.by_id(request_id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        outage = tx.outages.of(request_id)
        is_late = outage is not None and outage.news_by is not None and outage.news_by <= now
        if not is_late:
            # Somebody has told more since the list was read.
            return
        tx.outages.reminded(request_id)
        if desk is not None and tx.conversations.of(request_id, Side.CARD) is not None:
            kind = NoticeKind.OUTAGE_NEWS_LATE
            telling.notify(tx, desk.team_channel, stored.request, kind, by=None, now=now)
