"""The log is the truth: every row is what its events add up to."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from bot.clock import SetClock
from bot.domain.desk import DEFAULT_PROMISES
from bot.domain.events import EventKind
from bot.domain.history import History, Period, Population
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
from bot.usecases import endings, escalations, following, merging, surveys, talk, work
from bot.usecases.endings import Solution
from bot.usecases.moves import close_at
from storage.conversations import Side
from storage.events import FLOW
from storage.tables import daily_flow, requests
from tests.domain.stories import OFFICE
from tests.support.offices import (
    ALICE,
    DESK,
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
    _live(office, random.Random(seed))  # noqa: S311 - nothing secret is drawn

    with office.store.read() as tx:
        for number in range(1, last_number(office) + 1):
            stored = tx.requests.by_number(number)
            known = rebuilt(stored.request, office)
            assert stored.request == known
            assert stored.promised == promised(known, DESK)
            assert _close_at(office, number) == close_at(known, DESK)


def test_the_daily_roll_up_counts_what_the_log_holds(office: Office) -> None:
    _live(office, random.Random(3))  # noqa: S311 - nothing secret is drawn

    counted: Counter[tuple[date, str]] = Counter()
    with office.store.read() as tx:
        for number in range(1, last_number(office) + 1):
            for event in tx.events.of(tx.requests.by_number(number).request.id):
                if event.kind in FLOW:
                    counted[event.at.astimezone(UTC).date(), FLOW[event.kind]] += 1
        still_open = tx.reporting.open_count("it", NOW + timedelta(days=365))
    assert _rolled_up(office) == counted
    assert still_open == _open_now(office)


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
        request_id = tx.requests.by_number(s.number).request.id
        for side, channel in ((Side.CARD, "C04TEAM"), (Side.REQUESTER, "D0ALICE")):
            tx.conversations.stands(request_id, side, channel=channel, ts=f"{s.number}.1")
    channel = s.one_of("C04TEAM", "D0ALICE")
    said = talk.Said(
        channel=channel,
        thread_ts=f"{s.number}.1",
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


MOVES: Final[tuple[Callable[[Step], None], ...]] = (
    *(_claim, _claim, _release, _assign, _priority, _category, _hold, _resume),
    *(_escalate, _resolve, _resolve, _solved, _reopen, _cancel, _rate, _speak, _speak),
    *(_merge, _unmerge),
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
        desk_key=known.desk_key,
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


def _open_now(office: Office) -> int:
    states = {State.NEW, State.CLAIMED, State.ON_HOLD}
    query = select(requests.c.id).where(requests.c.state.in_(states))
    with office.store.database.read() as connection:
        return len(list(connection.execute(query)))


def _rolled_up(office: Office) -> Counter[tuple[date, str]]:
    columns = sorted(set(FLOW.values()))
    rolled: Counter[tuple[date, str]] = Counter()
    with office.store.database.read() as connection:
        for row in connection.execute(select(daily_flow)):
            rolled += Counter({(row.day, name): getattr(row, name) for name in columns})
    return rolled
