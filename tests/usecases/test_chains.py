"""What happens, step by step, as long as nobody acts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.events import EventKind
from bot.domain.reminders import Chain, ChainStep, Habits, Told, When
from bot.domain.routing.rota import Duty, Rota
from bot.domain.routing.staffing import Staffing
from bot.usecases import escalations
from storage.absences import Source
from tests.support.offices import MONA, NOW, THEO, act, file, with_changes
from tests.usecases.reminded import DAY, MINUTE, UNCLAIMED, having, tick, told

if TYPE_CHECKING:
    from bot.usecases.office import Office


def test_a_chain_tells_the_lead_and_then_escalates_by_itself(office: Office) -> None:
    chained = having(office, chains=(UNCLAIMED,))
    request = file(chained)

    tick(chained, NOW + 30 * MINUTE)
    first = told(chained)
    for minutes in (60, 60, 61):
        tick(chained, NOW + minutes * MINUTE)

    with office.store.read() as tx:
        stored, log = tx.requests.by_id(request.id).request, tx.events.of(request.id)
        note = tx.events.last_note(request.id)
    (escalated,) = [event for event in log if event.kind is EventKind.ESCALATED]
    assert first == [(f"dm:{MONA}", 1)]
    assert stored.tier == 2
    assert escalated.actor.person_id is None
    assert escalated.facts["automatic"] is True
    assert note == "Nobody has claimed it for 1 h of working time."


def test_a_request_that_is_with_that_tier_already_is_left_alone(office: Office) -> None:
    chained = having(office, chains=(UNCLAIMED,))
    request = file(chained)

    escalations.escalate(
        chained, act(THEO, "up"), number=request.number, to=3, reason="Needs the router"
    )

    tick(chained, NOW + 60 * MINUTE)

    with office.store.read() as tx:
        assert tx.requests.by_id(request.id).request.tier == 3


def test_a_cycle_asks_one_technician_after_the_other_and_each_once(office: Office) -> None:
    cycle = Chain(when=When.UNCLAIMED, cycle=10)
    asking = having(office, chains=(cycle,))
    file(asking)

    for minutes in range(5, 125, 5):
        tick(asking, NOW + minutes * MINUTE)

    lanes = [lane for lane, _ in told(asking) if lane not in {"C04TEAM", f"dm:{MONA}"}]
    assert lanes == [f"dm:{name}" for name in (THEO, "U0TARA", "U0ANA", "U0BEN")]


def test_a_cycle_leaves_out_whoever_is_away(office: Office) -> None:
    asking = having(office, chains=(Chain(when=When.UNCLAIMED, cycle=10),))
    with office.store.write() as tx:
        tx.absences.begin(tx.people.ensure(THEO).id, Source.OWN, None)
    file(asking)

    tick(asking, NOW + 10 * MINUTE)

    assert told(asking) == [("dm:U0TARA", 1)]


def test_whoever_is_on_call_by_the_rota_is_told_directly(office: Office) -> None:
    chain = Chain(when=When.UNCLAIMED, steps=(ChainStep(after=30, tell=Told.ON_CALL),))
    wall = NOW.replace(tzinfo=None)
    duty = Duty(who="U0ANA", start=wall - DAY, end=wall + DAY)
    staffing = Staffing(rota=Rota(zone=ZoneInfo("UTC"), duties=(duty,)))
    desk = with_changes(reminders=Habits(chains=(chain,)), staffing=staffing)
    file(office)
    on_call = replace(office, desks={"it": desk})
    with office.store.write() as tx:
        tx.requests.remind_at(1, NOW)

    tick(on_call, NOW + 30 * MINUTE)

    assert told(on_call) == [("dm:U0ANA", 1)]
