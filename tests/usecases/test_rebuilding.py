"""The log is the truth: every row is what its events add up to."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.clock import SetClock
from bot.domain.desk import DEFAULT_PROMISES
from bot.domain.events import EventKind
from bot.domain.history import History, Period, Population, flow_of
from bot.domain.kpis.resolution import RESOLUTION_TIME
from bot.domain.kpis.response import FIRST_RESPONSE_TIME
from bot.domain.ledger import ledgers
from bot.domain.life import fold
from bot.domain.messages import Promised
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, Priority, Request, State
from bot.domain.sla import DUE, Clock, promised
from bot.domain.steps import filed
from bot.scheduler import tick
from bot.usecases import endings, escalations, following, merging, moving, surveys, talk, work
from bot.usecases.endings import Solution
from bot.usecases.moves import close_at
from bot.usecases.population import population
from storage.conversations import Side
from storage.events import FLOW
from storage.tables import daily_flow, requests
from tests.domain.stories import OFFICE
from tests.support.offices import (
    ALICE,
    MONA,
    NOW,
    TARA,
    THEO,
    act,
    file,
    office_on,
    with_changes,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.usecases.office import Act, Office

STEPS: Final = 150
#: A desk that closes at night and promises everything that can be promised.
PROMISING: Final = with_changes(
    calendar=OFFICE,
    promises={
        priority: replace(promise, next_response=60, update=240)
        for priority, promise in DEFAULT_PROMISES.items()
    },
)
#: Another desk with the same people, quicker and open by day only.
OTHER: Final = with_changes(
    key="hr",
    name="HR desk",
    team_channel="C04HR",
    calendar=OFFICE,
    categories=("Access",),
    technicians=frozenset({THEO, TARA}),
    promises={
        priority: replace(promise, response=promise.response // 2)
        for priority, promise in DEFAULT_PROMISES.items()
    },
)
NOTHING: Final = dict.fromkeys(DUE.values())
FIGURES: Final = {Clock.RESPONSE: FIRST_RESPONSE_TIME, Clock.RESOLUTION: RESOLUTION_TIME}
PEOPLE: Final = (ALICE, THEO, THEO, TARA, TARA, MONA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One random move: who makes it, on which request, and the chance that decides the rest."""

    office: Office
    act: Act
    number: int
    chance: random.Random

    def one_of(self, *choices: str) -> str:
        """Draw one of several."""
        return self.chance.choice(choices)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_is_what_its_events_add_up_to(office: Office, seed: int) -> None:
    office = _with_another(office)
    _live(office, random.Random(seed))  # noqa: S311 - nothing secret is drawn

    with office.store.read() as tx:
        for number in range(1, last_number(office) + 1):
            stored = tx.requests.by_number(number)
            known = rebuilt(stored.request, office)
            assert stored.request == known
            desk = office.desks[known.desk_key]
            assert stored.promised == promised(known, desk)
            assert _close_at(office, number) == close_at(known, desk)


def test_the_daily_roll_up_counts_what_the_log_holds(office: Office) -> None:
    office = _with_another(office)
    _live(office, random.Random(3))  # noqa: S311 - nothing secret is drawn

    counted: Counter[tuple[str, date, str]] = Counter()
    with office.store.read() as tx:
        for number in range(1, last_number(office) + 1):
            request, at = tx.requests.by_number(number).request, "it"
            for event in tx.events.of(request.id):
                at = str(event.facts["to"]) if event.kind is EventKind.MOVED_IN else at
                if event.kind in FLOW:
                    counted[at, event.at.astimezone(UTC).date(), FLOW[event.kind]] += 1
        later = NOW + timedelta(days=365)
        still_open = {key: tx.reporting.open_count(key, later) for key in office.desks}
    assert _rolled_up(office) == counted
    assert still_open == {key: _open_now(office, key) for key in office.desks}
    assert sum(still_open.values()) > 0


def test_what_was_open_and_came_less_what_went_is_open_at_either_desk(office: Office) -> None:
    office = _with_another(office)
    _live(office, random.Random(6))  # noqa: S311 - nothing secret is drawn

    moved, filed_in_all = 0, 0
    with office.store.read() as tx:
        for desk in office.desks.values():
            for week in range(4):
                start = NOW + timedelta(days=7 * week)
                end = start + timedelta(days=7)
                known = population(tx, desk, Period(start=start, end=end, zone=ZoneInfo("UTC")))
                flow = flow_of(known)
                came = flow.opened + flow.reopened + flow.unmerged + flow.moved_in
                went = flow.resolved + flow.cancelled + flow.merged + flow.moved_out
                assert known.open_at_start + came - went == known.open_at_end
                moved += flow.moved_in
                filed_in_all += flow.opened
    assert moved > 0
    assert filed_in_all == last_number(office)


@pytest.mark.parametrize("seed", [4, 5])
def test_the_ledger_says_what_the_due_columns_and_the_figures_say(
    database_url: str, seed: int
) -> None:
    with office_on(database_url, PROMISING) as office:
        _live(office, random.Random(seed))  # noqa: S311 - nothing secret is drawn
        later = NOW + timedelta(days=365)

        with office.store.read() as tx:
            told = {one.number: one for one in tx.reporting.histories("it", NOW, later)}
            for number in range(1, last_number(office) + 1):
                stored = tx.requests.by_number(number)
                log = tx.events.of(stored.request.id)
                bare = filed(stored.request, log)
                books = ledgers(bare, log, PROMISING, stored.request.last_event_at or NOW)
                due = {DUE[book.clock]: book.due for book in books if not book.is_over}
                assert stored.promised == Promised(**{**NOTHING, **due})
                for clock, kpi in FIGURES.items():
                    first = next(book for book in books if book.clock is clock)
                    value = kpi.compute(_alone(told[number], later)).value
                    assert value is None or abs(value - first.minutes) < 1e-6


def _with_another(office: Office) -> Office:
    return replace(office, desks={**office.desks, OTHER.key: OTHER})


def _alone(history: History, end: datetime) -> Population:
    period = Period(start=NOW, end=end, zone=PROMISING.calendar.zone)
    return Population(
        histories=[history],
        period=period,
        calendar=PROMISING.calendar,
        open_at_start=0,
        open_at_end=0,
    )


def _live(office: Office, chance: random.Random) -> None:
    clock = SetClock(NOW)
    last = 0
    for index in range(STEPS):
        clock.advance(timedelta(minutes=chance.randrange(1, 240)))
        if last < 3 or chance.random() < 0.08:
            last = file(office, f"Request {index}", by=act(ALICE, f"{index}", clock.now())).number
            continue
        person, verb = chance.choice(PEOPLE), chance.choice(MOVES)
        doing = act(person, f"{index}", clock.now())
        number = chance.randrange(1, last + 1)
        try:
            verb(Step(office=office, act=doing, number=number, chance=chance))
        except Refused:
            # An illegal move leaves no trace; that is part of what is tested.
            continue
        finally:
            tick(office, clock)


def _claim(s: Step) -> None:
    work.claim(s.office, s.act, number=s.number)


def _release(s: Step) -> None:
    work.release(s.office, s.act, number=s.number)


def _assign(s: Step) -> None:
    work.assign(s.office, s.act, number=s.number, to=s.one_of(THEO, TARA, MONA))


def _priority(s: Step) -> None:
    work.set_priority(
        s.office, s.act, number=s.number, priority=s.chance.choice(list(Priority)), reason="So"
    )


def _category(s: Step) -> None:
    work.set_category(s.office, s.act, number=s.number, category=s.one_of("Access", "Network"))


def _hold(s: Step) -> None:
    why = s.chance.choice(list(HoldReason))
    until = s.act.now + timedelta(hours=9) if why is HoldReason.SCHEDULED else None
    work.hold(s.office, s.act, number=s.number, why=why, reason="Waiting", until=until)


def _resume(s: Step) -> None:
    work.resume(s.office, s.act, number=s.number)


def _escalate(s: Step) -> None:
    to = s.chance.choice([None, "lead"])
    escalations.escalate(s.office, s.act, number=s.number, to=to, reason="Stuck")


def _resolve(s: Step) -> None:
    endings.resolve(s.office, s.act, number=s.number, solution=Solution(note="Done", minutes=15))


def _solved(s: Step) -> None:
    endings.say_solved(s.office, s.act, number=s.number)


def _reopen(s: Step) -> None:
    endings.reopen(s.office, s.act, number=s.number, reason="Again")


def _cancel(s: Step) -> None:
    if s.chance.random() < 0.2:
        endings.cancel(s.office, s.act, number=s.number, reason="No longer needed")


def _rate(s: Step) -> None:
    surveys.rate(s.office, s.act, survey_id=s.number, score=s.chance.randrange(1, 6))


def _speak(s: Step) -> None:
    with s.office.store.write() as tx:
        request = tx.requests.by_number(s.number).request
        team = s.office.desks[request.desk_key].team_channel
        for side, channel in ((Side.CARD, team), (Side.REQUESTER, "D0ALICE")):
            thread = tx.conversations.of(request.id, side)
            ts = f"{thread.id if thread else 0}.1"
            tx.conversations.stands(request.id, side, channel=channel, ts=ts)
        threads = tx.conversations.threads_of(request.id)
    thread = threads[s.chance.choice([Side.CARD, Side.REQUESTER])]
    said = talk.Said(
        channel=thread.channel or "",
        thread_ts=thread.root_ts or "",
        ts=f"{s.act.now.timestamp()}",
        text="Words",
        said_at=s.act.now,
    )
    try:
        talk.hear(s.office, s.act, said)
    except talk.AfterTheEnd:
        assert following.go_on(s.office, s.act, said)


def _merge(s: Step) -> None:
    into = s.chance.randrange(1, s.number + 1)
    merging.merge(s.office, s.act, number=s.number, into=into)


def _unmerge(s: Step) -> None:
    merging.unmerge(s.office, s.act, number=s.number)


def _move(s: Step) -> None:
    moving.move(s.office, s.act, number=s.number, to=s.one_of("it", "hr"), reason="Yours")


MOVES: Final[tuple[Callable[[Step], None], ...]] = (
    *(_claim, _claim, _release, _assign, _priority, _category, _hold, _resume),
    *(_escalate, _resolve, _resolve, _solved, _reopen, _cancel, _rate, _speak, _speak),
    *(_merge, _unmerge, _move, _move),
)


def rebuilt(known: Request, office: Office) -> Request:
    """Rebuild a request from its log; only what no event changes is taken from the row."""
    with office.store.read() as tx:
        log = tx.events.of(known.id)
    created = log[0]
    assert created.kind is EventKind.CREATED
    category, follows = created.facts["category"], created.facts["follows"]
    bare = Request(
        id=known.id,
        number=known.number,
        desk_key=filed(known, log).desk_key,
        requester_id=known.requester_id,
        created_at=created.at,
        priority=Priority(str(created.facts["priority"])),
        category=category if isinstance(category, str) else None,
        channel=str(created.facts["channel"]),
        private=bool(created.facts["private"]),
        follows=follows if isinstance(follows, int) else None,
    )
    return fold(bare, log)


def last_number(office: Office) -> int:
    """Count the requests."""
    with office.store.database.read() as connection:
        return len(list(connection.execute(select(requests.c.id))))


def _close_at(office: Office, number: int) -> datetime | None:
    query = select(requests.c.close_at).where(requests.c.number == number)
    with office.store.database.read() as connection:
        found: datetime | None = connection.execute(query).scalar_one()
    return found


def _open_now(office: Office, desk_key: str) -> int:
    states = {State.NEW, State.CLAIMED, State.ON_HOLD}
    here = requests.c.desk_key == desk_key
    query = select(requests.c.id).where(requests.c.state.in_(states), here)
    with office.store.database.read() as connection:
        return len(list(connection.execute(query)))


def _rolled_up(office: Office) -> Counter[tuple[str, date, str]]:
    columns = sorted(set(FLOW.values()))
    rolled: Counter[tuple[str, date, str]] = Counter()
    with office.store.database.read() as connection:
        for row in connection.execute(select(daily_flow)):
            counts = {(row.desk_key, row.day, name): getattr(row, name) for name in columns}
            rolled += Counter(counts)
    return rolled
