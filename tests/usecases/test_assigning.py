"""Requests find their technician by themselves, in order, and are never lost on the way."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from bot.domain.calendar import Calendar
from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.hours import Hours, Window
from bot.domain.messages import NoticeKind
from bot.domain.request import HoldReason, Priority, State
from bot.domain.routing.choosing import Why
from bot.domain.routing.decision import Decision, Strategy, facts_of
from bot.domain.routing.rota import Duty, Rota
from bot.domain.routing.staffing import Staffing
from bot.usecases import endings, moves, work
from bot.usecases.endings import Solution
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.placing import availability
from bot.usecases.placing.assigning import PATIENCE, drain_due
from storage.absences import Source
from storage.outbox import OutboxKind
from storage.tables import outbox
from tests.support.offices import (
    ALICE,
    BOB,
    DESK,
    MONA,
    NOW,
    TARA,
    TECHNICIANS,
    THEO,
    act,
    file,
    office_on,
    with_changes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.usecases.office import Office

ANA, BEN = "U0ANA", "U0BEN"
IN_TURN: Final = Staffing(strategy=Strategy.ROUND_ROBIN)
MINUTE: Final = timedelta(minutes=1)


def desk_with(**changes: object) -> Desk:
    staffing = Staffing(**{"strategy": Strategy.ROUND_ROBIN, **changes})  # type: ignore[arg-type] # the names are checked
    return with_changes(DESK, staffing=staffing)


@contextmanager
def at_desk(url: str, **changes: object) -> Iterator[Office]:
    with office_on(url, desk_with(**changes)) as office:
        yield office


def owner(office: Office, number: int) -> str | None:
    with office.store.read() as tx:
        found = tx.people.get(tx.requests.by_number(number).request.owner_id)
    return found.slack_id if found else None


def owners(office: Office, *numbers: int) -> list[str | None]:
    return [owner(office, number) for number in numbers]


def away(office: Office, *people: str, until: datetime | None = None) -> None:
    with office.store.write() as tx:
        for person in people:
            tx.absences.begin(tx.people.ensure(person).id, Source.OWN, until)


def log(office: Office, number: int) -> list[EventKind]:
    with office.store.read() as tx:
        return [one.kind for one in tx.events.of(tx.requests.by_number(number).request.id)]


def filed(office: Office, title: str, *, priority: Priority | None = None) -> Request:
    filing = Filing(channel="command", text=title, priority=priority)
    view = file_request(office, act(ALICE, f"file {title}"), filing)
    assert view is not None
    return view.request


def told(office: Office, kind: NoticeKind) -> list[str]:
    """List the lanes of the notices of a kind."""
    with office.store.read() as tx:
        rows = tx.outbox.connection.execute(outbox.select().where(outbox.c.kind == "notice"))
        return [row.lane for row in rows if row.facts["notice"] == kind]


def test_a_request_has_its_owner_when_it_is_filed(database_url: str) -> None:
    with at_desk(database_url) as office:
        request = file(office)

        assert request.state is State.CLAIMED
        assert owner(office, request.number) in TECHNICIANS
        assert log(office, request.number) == [EventKind.CREATED, EventKind.ASSIGNED]


def test_being_given_a_request_is_no_answer(database_url: str) -> None:
    with at_desk(database_url) as office:
        request = file(office)

        assert not request.is_answered
        with office.store.read() as tx:
            stored = tx.requests.by_number(request.number)
            given = tx.events.of(request.id)[-1]
        assert stored.promised.respond_by is not None
        assert given.facts["auto"] is True
        assert given.facts["because"] == Why.ROUND_ROBIN


def test_the_owner_is_called_below_the_card(database_url: str) -> None:
    with at_desk(database_url) as office:
        file(office)

        with office.store.read() as tx:
            rows = list(tx.outbox.connection.execute(outbox.select().order_by(outbox.c.id)))
        lane = [row.kind for row in rows if row.lane == DESK.team_channel]
        assert lane == [OutboxKind.CARD, OutboxKind.NOTICE]


def test_everybody_gets_a_request_before_anybody_gets_a_second(database_url: str) -> None:
    with at_desk(database_url) as office:
        numbers = [file(office, f"Request {one}").number for one in range(8)]

        assert Counter(owners(office, *numbers)) == Counter(dict.fromkeys(TECHNICIANS, 2))


def test_turns_outlive_the_process(database_url: str) -> None:
    with at_desk(database_url) as office:
        first = owner(office, file(office, "First").number)
    with at_desk(database_url) as office:
        second = owner(office, file(office, "Second").number)

    assert first != second


def test_a_desk_with_a_queue_asks_nothing_about_its_people(database_url: str) -> None:
    with office_on(database_url) as office:
        file(office, "Before")
        statements: list[str] = []
        engine = office.store.database.engine
        event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))

        number = file(office, "Request").number
        work.claim(office, act(THEO, "claim"), number=number)

    about_people = ("waiting", "turns", "absences", "members m")
    assert [one for one in statements if any(name in one for name in about_people)] == []


def test_chatwoot_5672_whoever_is_away_gets_no_work(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, THEO, TARA, ANA)

        numbers = [file(office, f"Request {one}").number for one in range(3)]

        assert owners(office, *numbers) == [BEN] * 3


def test_libredesk_561_whoever_is_not_there_for_whatever_reason_gets_no_work(
    database_url: str,
) -> None:
    """Only those of whom nothing speaks against it get work, not all who did not sign off."""
    with at_desk(database_url, shifts={ANA: _calendar(14, 22)}) as office:
        away(office, THEO)
        availability.learn_status(office, {TARA: NOW + timedelta(days=1)}, now=NOW)

        numbers = [file(office, f"Request {one}").number for one in range(3)]

        assert owners(office, *numbers) == [BEN] * 3


def test_chatwoot_4780_whoever_says_that_he_is_there_is_not_passed_over(database_url: str) -> None:
    """What somebody says himself goes before what Slack makes of it."""
    with at_desk(database_url) as office:
        tomorrow = NOW + timedelta(days=1)
        availability.learn_status(office, dict.fromkeys(TECHNICIANS, tomorrow), now=NOW)

        availability.back(office, act(THEO, "back"))

        assert owner(office, file(office).number) == THEO


def test_zammad_854_work_is_given_out_evenly_and_by_itself(database_url: str) -> None:
    with at_desk(database_url) as office:
        numbers = [file(office, f"Request {one}").number for one in range(12)]

        assert Counter(owners(office, *numbers)) == Counter(dict.fromkeys(TECHNICIANS, 3))
        assert not any(EventKind.CLAIMED in log(office, number) for number in numbers)


def test_an_absence_ends_by_itself(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, *TECHNICIANS, until=NOW + MINUTE)
        number = file(office).number
        drain_due(office, NOW)
        assert owner(office, number) is None

        drain_due(office, NOW + MINUTE)

        assert owner(office, number) in TECHNICIANS


def test_at_night_work_waits_until_the_desk_opens(database_url: str) -> None:
    nine_to_five = _calendar(9, 17)
    evening = NOW.replace(hour=20)
    with office_on(
        database_url, with_changes(DESK, calendar=nine_to_five, staffing=IN_TURN)
    ) as office:
        number = file(office, by=act(ALICE, "file", evening)).number
        drain_due(office, evening)
        assert owner(office, number) is None

        morning = evening + timedelta(hours=13)
        drain_due(office, morning - MINUTE)
        assert owner(office, number) is None
        drain_due(office, morning)

        assert owner(office, number) in TECHNICIANS


def test_a_shift_of_ones_own_goes_before_the_hours_of_the_desk(database_url: str) -> None:
    shifts = {person: _calendar(14, 22) for person in (THEO, TARA, ANA)}
    with at_desk(database_url, shifts=shifts) as office:
        numbers = [file(office, f"Request {one}").number for one in range(2)]

        assert owners(office, *numbers) == [BEN, BEN]


def test_leads_are_given_nothing_unless_they_are_listed_as_technicians(database_url: str) -> None:
    with at_desk(database_url) as office:
        with office.store.write() as tx:
            tx.people.join(DESK.key, [MONA])
        numbers = [file(office, f"Request {one}").number for one in range(5)]

        assert MONA not in owners(office, *numbers)


def test_a_private_request_is_given_to_nobody(database_url: str) -> None:
    with at_desk(database_url) as office:
        filing = Filing(channel="form", text="My contract", private=True)
        view = file_request(office, act(ALICE, "file"), filing)

        assert view is not None
        assert view.request.owner_id is None


def test_nobody_is_given_his_own_request(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, TARA, ANA, BEN)
        number = file(office, by=act(THEO, "file")).number
        drain_due(office, NOW)
        assert owner(office, number) is None

        other = file(office, "Printer").number

        assert owner(office, other) == THEO


def test_chatwoot_10376_the_backlog_is_drained_oldest_due_first(database_url: str) -> None:
    with at_desk(database_url, capacity=1) as office:
        away(office, TARA, ANA, BEN)
        held = filed(office, "In hand").number
        usual = filed(office, "Usual", priority=Priority.P3).number
        slow = filed(office, "Slow", priority=Priority.P4).number
        quick = filed(office, "Quick", priority=Priority.P1).number
        drain_due(office, NOW)
        order = []

        for number in (held, quick, usual):
            _solve(office, number)
            drain_due(office, NOW)
            order.append(next(one for one in (slow, usual, quick) if _has_it(office, one)))

        assert order == [quick, usual, slow]


def test_a_newer_request_does_not_overtake_an_older_one(database_url: str) -> None:
    with at_desk(database_url, capacity=1) as office:
        away(office, TARA, ANA, BEN)
        held, older = filed(office, "In hand").number, filed(office, "Older").number
        _solve(office, held)

        newer = filed(office, "Newer").number
        assert owners(office, older, newer) == [None, None]
        drain_due(office, NOW)

        assert owners(office, older, newer) == [THEO, None]


def test_what_waits_for_a_skill_holds_up_nothing_else(database_url: str) -> None:
    with at_desk(database_url, skills={ANA: frozenset({"network"})}) as office:
        away(office, ANA)
        network = _needing(office, "Network", skills=frozenset({"network"}))
        drain_due(office, NOW)

        mail = filed(office, "Mail").number

        assert owner(office, network) is None
        assert owner(office, mail) is not None


def test_what_nobody_can_take_is_told_to_the_lead_once(database_url: str) -> None:
    with at_desk(database_url) as office:
        for one in range(3):
            _needing(office, f"Network {one}", skills=frozenset({"network"}))

        for minutes in range(30):
            drain_due(office, NOW + minutes * MINUTE)

        assert told(office, NoticeKind.NOBODY_CAN_TAKE) == [f"dm:{MONA}"]


def test_full_hands_are_no_reason_to_call_the_lead(database_url: str) -> None:
    with at_desk(database_url, capacity=1) as office:
        for one in range(6):
            file(office, f"Request {one}")
        drain_due(office, NOW)

        assert told(office, NoticeKind.NOBODY_CAN_TAKE) == []


def test_whoever_gives_a_request_back_does_not_get_it_again(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, ANA, BEN)
        number = file(office).number
        first = owner(office, number)
        assert first is not None

        work.release(office, act(first, "release"), number=number)
        drain_due(office, NOW)

        assert {first, owner(office, number)} == {THEO, TARA}


def test_a_claim_takes_a_request_off_the_list(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, *TECHNICIANS, until=NOW + MINUTE)
        number = file(office).number

        work.claim(office, act(TARA, "claim"), number=number)
        drain_due(office, NOW + MINUTE)

        assert owner(office, number) == TARA
        with office.store.read() as tx:
            assert tx.backlog.heads(DESK.key) == []


def test_a_held_request_for_somebody_else_weighs_nothing(database_url: str) -> None:
    with at_desk(database_url, strategy=Strategy.LEAST_LOADED) as office:
        away(office, ANA, BEN)
        one, other = file(office, "One").number, file(office, "Other").number
        until = NOW + timedelta(days=1)
        holder = owner(office, one)
        assert holder is not None
        work.hold(
            office,
            act(holder, "hold"),
            number=one,
            why=HoldReason.SCHEDULED,
            reason="agreed",
            until=until,
        )

        assert owner(office, file(office, "Third").number) == holder
        assert owner(office, other) != holder


def test_the_rota_names_who_gets_it(database_url: str) -> None:
    monday = datetime(2026, 3, 2)  # noqa: DTZ001 - what a wall shows has no zone
    duty = Duty(who=ANA, start=monday, end=monday + timedelta(days=7), every=1)
    rota = Rota(zone=ZoneInfo("UTC"), duties=(duty,))
    with at_desk(database_url, strategy=Strategy.ON_CALL, rota=rota) as office:
        numbers = [file(office, f"Request {one}").number for one in range(2)]

        assert owners(office, *numbers) == [ANA, ANA]


def test_a_requester_goes_back_to_whoever_solved_the_last_one(database_url: str) -> None:
    with at_desk(database_url, sticky_days=30) as office:
        first = file(office, "First").number
        solver = owner(office, first)
        _solve(office, first)

        again = file(office, "Again").number
        others = file(office, "Other", by=act(BOB, "bob")).number

        assert owner(office, again) == solver
        assert owner(office, others) != solver


def test_a_request_with_another_priority_waits_at_its_new_place(database_url: str) -> None:
    with at_desk(database_url, capacity=1) as office:
        away(office, TARA, ANA, BEN)
        held = filed(office, "In hand").number
        first, second = filed(office, "First").number, filed(office, "Second").number
        drain_due(office, NOW)

        work.set_priority(office, act(THEO, "p1"), number=second, priority=Priority.P1)
        _solve(office, held)
        drain_due(office, NOW)

        assert owners(office, first, second) == [None, THEO]


def test_two_copies_at_once_keep_turns_and_capacity(database_url: str) -> None:
    with at_desk(database_url, capacity=3) as office, at_desk(database_url, capacity=3) as copy:
        with ThreadPoolExecutor(8) as threads:
            numbers = [
                request.number
                for request in threads.map(
                    lambda one: file((office, copy)[one % 2], f"Request {one}"), range(16)
                )
            ]
            list(threads.map(lambda desk: drain_due(desk, NOW), (office, copy) * 4))

        counted = Counter(owners(office, *numbers))
        assert counted.pop(None) == 4
        assert counted == Counter(dict.fromkeys(TECHNICIANS, 3))


def test_zammad_3156_what_a_person_claims_is_not_given_to_another(database_url: str) -> None:
    with at_desk(database_url) as office:
        away(office, *TECHNICIANS, until=NOW + MINUTE)
        numbers = [file(office, f"Request {one}").number for one in range(6)]
        later = NOW + MINUTE

        def claim(number: int) -> bool:
            try:
                work.claim(office, act(TARA, f"claim {number}", later), number=number)
            except work.AlreadyClaimed:
                return False
            except work.AlreadyYours:
                return True
            return True

        with ThreadPoolExecutor(4) as threads:
            draining = [threads.submit(drain_due, office, later) for _ in range(2)]
            won = list(threads.map(claim, numbers))
            for one in draining:
                one.result()

        hers = [number for number, mine in zip(numbers, won, strict=True) if mine]
        assert all(owner(office, number) == TARA for number in hers)
        assert all(log(office, number).count(EventKind.ASSIGNED) <= 1 for number in numbers)


def test_looking_again_costs_what_is_due(database_url: str) -> None:
    with at_desk(database_url, capacity=1) as office:
        for one in range(10):
            file(office, f"Request {one}")
        drain_due(office, NOW)
        statements: list[str] = []
        engine = office.store.database.engine
        event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))

        drain_due(office, NOW + PATIENCE - MINUTE)

        assert len([one for one in statements if one.startswith("SELECT")]) == 1


@pytest.mark.parametrize("key", ["gone", "queue"])
def test_what_waits_at_a_desk_that_gives_nothing_away_any_more_is_let_alone(
    database_url: str, key: str
) -> None:
    with at_desk(database_url) as office:
        away(office, *TECHNICIANS)
        file(office)
    desk = with_changes(DESK, key="other") if key == "gone" else DESK
    with office_on(database_url, desk) as office:
        drain_due(office, NOW)

        with office.store.read() as tx:
            assert tx.backlog.due(NOW + timedelta(days=1)) == []


def _calendar(start: int, end: int) -> Calendar:
    window = Window(start=_hour(start), end=_hour(end))
    return Calendar(zone=ZoneInfo("UTC"), versions=(Hours(week=((window,),) * 7),))


def _hour(hour: int) -> time:
    return datetime(2026, 3, 3, hour, tzinfo=UTC).time()


def _needing(office: Office, title: str, *, skills: frozenset[str]) -> int:
    """Have a request wait for skills, as a rule of the routing would have said."""
    everybody = _present(office)
    away(office, *TECHNICIANS)
    request = filed(office, title)
    decision = Decision(category=None, priority=Priority.P3, skills=skills)
    system = Actor(person_id=None, kind=ActorKind.SYSTEM)
    routed = Event(kind=EventKind.ROUTED, at=NOW, actor=system, facts=facts_of(decision))
    with office.store.write() as tx:
        stored = tx.requests.by_id(request.id, to_change=True)
        moves.record(tx, stored, office.desks[DESK.key], [routed])
        tx.absences.end(everybody, Source.OWN)
    return request.number


def _present(office: Office) -> list[int]:
    """List the technicians who are there now."""
    with office.store.read() as tx:
        ids = [tx.people.ensure(person).id for person in TECHNICIANS]
        return [one for one in ids if one not in tx.absences.now(ids, NOW)]


def _solve(office: Office, number: int) -> None:
    endings.resolve(
        office, act(THEO, f"solve {number}"), number=number, solution=Solution(note="Done")
    )


def _has_it(office: Office, number: int) -> bool:
    with office.store.read() as tx:
        request = tx.requests.by_number(number).request
    return request.is_open and request.owner_id is not None
