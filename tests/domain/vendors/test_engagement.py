from __future__ import annotations

from bot.domain.vendors.engagement import VendorClock, go_on, resolve, respond, wait
from tests.support.company import LENOVO, asked, at

OURS = LENOVO.calendar


def test_a_vendor_owes_an_answer_first_and_then_a_solution_within_its_own_hours() -> None:
    at_work = asked(at("02 16:00"))

    answered = respond(at_work, OURS, at("03 09:30"))

    assert (at_work.owes, at_work.due) == (VendorClock.RESPONSE, at("03 10:00"))
    assert (answered.owes, answered.due) == (VendorClock.RESOLUTION, at("03 16:00"))
    assert answered.response_took == 90


def test_a_solution_is_an_answer_too() -> None:
    done = resolve(asked(), OURS, at("02 11:30"))

    assert (done.responded_at, done.response_took) == (at("02 11:30"), 150)
    assert (done.resolved_at, done.resolution_took) == (at("02 11:30"), 150)
    assert not done.is_open


def test_waiting_on_us_moves_what_is_due_by_the_time_it_took() -> None:
    at_work = wait(asked(), at("02 10:00"))

    going_on = go_on(at_work, OURS, at("02 13:00"))

    assert going_on.paused == 180
    assert (going_on.respond_by, going_on.resolve_by) == (at("02 14:00"), at("03 12:00"))
    assert resolve(going_on, OURS, at("02 15:00")).resolution_took == 180


def test_what_was_late_before_the_vendor_waited_stays_late() -> None:
    at_work = wait(asked(), at("02 12:00"))

    going_on = go_on(at_work, OURS, at("02 13:00"))

    assert going_on.respond_by == at("02 11:00")
    assert going_on.resolve_by == at("03 10:00")
