"""Figures, digests and leaderboards, read from the log of events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.cut import WHOLE
from bot.domain.events import EventKind
from bot.domain.history import Period, flow_of
from bot.domain.incentives.leaderboard import posted_lines, posted_part
from bot.domain.incentives.people import LeaderboardFacts
from bot.domain.kpis import KPIS, Figure
from bot.domain.kpis.withheld import guarded
from bot.domain.reports.act_now import act_items
from bot.domain.reports.digest import Digest, DigestFacts, Ratings, digest
from bot.domain.reports.digest_text import digest_lines
from bot.domain.reports.usual import EIGHT_WEEKS, DayCount, Days
from bot.domain.sla import SOON
from bot.domain.surveys import LOW
from bot.usecases.population import population, with_books
from bot.usecases.report import Report
from bot.usecases.vendors.measuring import late_vendors
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.cut import Cut
    from bot.domain.desk import Desk
    from bot.domain.history import Population
    from bot.domain.reports.digest import ActItem
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

ROLLING = timedelta(days=28)
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
#: As many open requests as a digest looks through; it shows far fewer.
MOST_OPEN = 300
#: A report that could not go out at its hour says so after this long.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a digest is to tell about: `days`, under the heading of `on`, as known at `now`.

    `now` is None for a day of the past: what had to be done then is not known any more.
    """

    on: date
    days: Days
    zone: ZoneInfo
    now: datetime | None = None


def kpis(
    office: Office,
    desk: Desk,
    period: Period,
    *,
    cut: Cut = WHOLE,
    now: datetime | None = None,
) -> dict[str, Figure]:
    """Compute every KPI of a desk for one period, as known at its end or `now`.

    Of a cut nothing is told that would tell about one of its people.
    """
    with office.store.read() as tx:
        plain = population(tx, desk, period, cut=cut)
        # Neither digest nor leaderboard tells of promises and pings.
        known = with_books(tx, office, desk, plain, cut=cut, now=now or period.end)
        everybody = plain if cut.is_whole else population(tx, desk, period)
    if cut.is_whole:
        return {kpi_id: kpi.compute(known) for kpi_id, kpi in KPIS.items()}
    return {kpi_id: guarded(kpi, known, everybody) for kpi_id, kpi in KPIS.items()}


def digest_of_day(office: Office, desk: Desk, day: date, zone: ZoneInfo) -> Digest:
    """Report one local day, whatever weekday it is."""
    asked = Asked(on=day, days=Days(first=day, last=day), zone=zone)
    with office.store.read() as tx:
        return _digest(tx, desk, asked)


def digest_now(office: Office, desk: Desk, now: datetime) -> Report:
    """Report what the team would read this morning."""
    with office.store.read() as tx:
        return _digest_report(tx, desk, now)


def leaderboard_of(office: Office, desk: Desk, monday: date, zone: ZoneInfo) -> LeaderboardFacts:
    """Gather what the leaderboard of one week is made from."""
    with office.store.read() as tx:
        return _leaderboard_facts(tx, desk, monday, zone)


def leaderboard_now(office: Office, desk: Desk, now: datetime) -> Report:
    """Report what the team would read about this week so far."""
    zone = desk.calendar.zone
    today = now.astimezone(zone).date()
    with office.store.read() as tx:
        facts = _leaderboard_facts(tx, desk, today - today.weekday() * ONE_DAY, zone)
    report = _leaderboard_report(desk, facts)
    nothing = Report(title=f"{desk.name}: no leaderboard", lines=(_OFF,), is_digest=False)
    return report or nothing


def request_digest(office: Office, act: Act, desk: Desk) -> bool:
    """Have the digest of this moment posted; False if this delivery has been seen before."""
    with office.store.write() as tx:
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        _queue(tx, OutboxKind.DIGEST, desk, act.now)
        return True


def post_digest(office: Office, desk: Desk, day: date, now: datetime) -> None:
    """Have the digest of one day posted."""
    with office.store.write() as tx:
        _queue(tx, OutboxKind.DIGEST, desk, now, day=day.isoformat())


def post_leaderboard(office: Office, desk: Desk, monday: date, now: datetime) -> None:
    """Have the leaderboard of one week posted."""
    with office.store.write() as tx:
        _queue(tx, OutboxKind.LEADERBOARD, desk, now, week=monday.isoformat())


def queue_due_reports(office: Office, now: datetime) -> int:
    """Queue the digests and leaderboards whose hour has come; each once per period."""
    queued = 0
    for desk in office.desks.values():
        local = now.astimezone(desk.calendar.zone)
        is_time = desk.digest_at is not None and local.time() >= desk.digest_at
        if is_time and desk.calendar.is_working_day(local.date()):
            queued += queue_reports(office, desk, now)
    return queued


def queue_reports(office: Office, desk: Desk, now: datetime) -> int:
    """Queue today's digest and the leaderboard of last week, whatever the hour; each once."""
    today = now.astimezone(desk.calendar.zone).date()
    monday = today - today.weekday() * ONE_DAY - WEEK
    digests = _once(office, OutboxKind.DIGEST, desk, period=today, now=now)
    return digests + _once(office, OutboxKind.LEADERBOARD, desk, period=monday, now=now)


def posted(tx: Transaction, desk: Desk, errand: Errand, now: datetime) -> Report | None:
    """Put together a report that is about to be posted; None if there is nothing to post."""
    zone = desk.calendar.zone
    if errand.kind is OutboxKind.LEADERBOARD:
        monday = date.fromisoformat(str(errand.facts["week"]))
        return _leaderboard_report(desk, _leaderboard_facts(tx, desk, monday, zone))
    day = errand.facts.get("day")
    if day is None:
        return _digest_report(tx, desk, now)
    on = date.fromisoformat(str(day))
    return _as_report(_digest(tx, desk, Asked(on=on, days=Days(first=on, last=on), zone=zone)))


_OFF = "This desk posts no leaderboard. The figures of the team stand in the digest."


def _once(office: Office, kind: OutboxKind, desk: Desk, *, period: date, now: datetime) -> int:
    job, name = f"{kind}:{desk.key}", period.isoformat()
    with office.store.read() as tx:
        if tx.jobs.is_done(job, name):
            return 0
    with office.store.write() as tx:
        if not tx.jobs.take(job, name, now=now):
            return 0
        is_digest = kind is OutboxKind.DIGEST
        began = tx.reporting.first_event_at(desk.key)
        end = midnight(period if is_digest else period + WEEK, desk.calendar.zone)
        if began is None or began >= end:
            # A desk that has just been set up has nothing to report about the time before.
            return 0
        _queue(tx, kind, desk, now, **({} if is_digest else {"week": name}))
        return 1


def _queue(tx: Transaction, kind: OutboxKind, desk: Desk, now: datetime, **facts: str) -> None:
    errand = Errand(kind=kind, lane=desk.team_channel, facts={"desk": desk.key, **facts})
    tx.outbox.add(errand, now=now)


def _digest_report(tx: Transaction, desk: Desk, now: datetime) -> Report:
    zone = desk.calendar.zone
    today = now.astimezone(zone).date()
    days = Days(first=desk.calendar.working_day_before(today), last=today - ONE_DAY)
    return _as_report(_digest(tx, desk, Asked(on=today, days=days, zone=zone, now=now)))


def _as_report(made: Digest) -> Report:
    title, *lines = digest_lines(made)
    return Report(title=title, lines=tuple(lines), is_digest=True)


def _leaderboard_report(desk: Desk, facts: LeaderboardFacts) -> Report | None:
    post = posted_part(facts, desk.leaderboard, desk.people_metrics, desk.people_agreement)
    if post is None:
        return None
    title, *lines = posted_lines(post)
    return Report(title=title, lines=tuple(lines), is_digest=False)


def _digest(tx: Transaction, desk: Desk, asked: Asked) -> Digest:
    zone = asked.zone
    start = midnight(asked.days.first, zone)
    end = midnight(asked.days.last + ONE_DAY, zone)
    window = population(tx, desk, Period(start=start, end=end, zone=zone))
    rolling = population(tx, desk, Period(start=end - ROLLING, end=end, zone=zone))
    return digest(
        DigestFacts(
            desk=desk.key,
            name=desk.name,
            date=asked.on,
            days=asked.days,
            flow=flow_of(window),
            backlog_end=window.open_at_end,
            rolling=rolling,
            items=items_to_act_on(tx, desk, asked.now) if asked.now else None,
            ratings=_ratings(window),
            vendors=late_vendors(tx, desk, asked.now) if asked.now else (),
            recent=recent_days(tx, desk, asked.days.first, zone),
            notes=_notes(desk, asked),
        )
    )


def items_to_act_on(tx: Transaction, desk: Desk, now: datetime) -> tuple[ActItem, ...]:
    """List what has to be done now at a desk."""
    soon = desk.calendar.add_minutes(now, SOON)
    rows = tx.reporting.open_requests(desk.key, due_before=soon, limit=MOST_OPEN)
    owners = {row.request.owner_id for row in rows if row.request.owner_id}
    known = [(row.request, row.texts, row.promised) for row in rows]
    return act_items(known, tx.people.colleagues(owners), desk, now)


def _ratings(window: Population) -> Ratings:
    latest = {
        event.facts.get("survey"): event.facts.get("score")
        for _, event in window.happened(EventKind.RATED)
    }
    low = [score for score in latest.values() if isinstance(score, int) and score <= LOW]
    return Ratings(answers=len(latest), low=len(low))


def recent_days(tx: Transaction, desk: Desk, first: date, zone: ZoneInfo) -> tuple[DayCount, ...]:
    """Count what was filed on each of the days of the eight weeks before `first`."""
    began = tx.reporting.first_event_at(desk.key)
    if began is None:
        return ()
    start = max(first - EIGHT_WEEKS, began.astimezone(zone).date())
    days = [start + n * ONE_DAY for n in range((first - start).days)]
    midnights = [midnight(day, zone) for day in (*days, first)]
    counts = tx.reporting.filed_between(desk.key, midnights)
    return tuple(DayCount(day=day, opened=n) for day, n in zip(days, counts, strict=True))


def _notes(desk: Desk, asked: Asked) -> tuple[str, ...]:
    if asked.now is None:
        return ("What had to be done is listed for today only.",)
    due = datetime.combine(asked.on, desk.digest_at or time(), tzinfo=asked.zone)
    is_late = asked.now > due + LATE
    return ("This digest could not go out at its hour.",) if is_late else ()


def _leaderboard_facts(
    tx: Transaction, desk: Desk, monday: date, zone: ZoneInfo
) -> LeaderboardFacts:
    start, end = midnight(monday, zone), midnight(monday + WEEK, zone)
    week = population(tx, desk, Period(start=start, end=end, zone=zone))
    rolling = population(tx, desk, Period(start=end - ROLLING, end=end, zone=zone))
    ids = {id_ for people in (week, rolling) for id_ in _workers(people)}
    return LeaderboardFacts(week=week, rolling=rolling, people=tx.people.colleagues(ids))


def _workers(population: Population) -> set[int]:
    ids: set[int] = set()
    for history in population.histories:
        for event in history.of(EventKind.RESOLVED, EventKind.RATED):
            owner = event.facts.get("owner")
            ids |= {i for i in (owner, event.actor.person_id) if isinstance(i, int)}
    return ids


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Give the instant at which a local day begins."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
