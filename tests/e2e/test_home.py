"""The app's Home shows everybody what matters to them, and its buttons act."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.office import Act
from storage.tables import outbox, requests

if TYPE_CHECKING:
    from sandbox import Person, View
    from tests.e2e.workplace import Workplace

SALARY = "My salary is wrong"


def home_of(desk: Workplace, person: Person) -> str:
    """Let somebody open the Home, and read it."""
    person.opens_home()
    desk.settle()
    return desk.slack.read(_home(person))


def test_a_requester_sees_own_requests_and_how_the_desk_works(desk: Workplace) -> None:
    desk.filed("VPN is down")
    desk.filed("Mouse is broken", by=desk.cast.bob)

    shown = home_of(desk, desk.cast.alice)

    assert "#1 VPN is down" in shown
    assert "answer by" in shown
    assert "Mouse" not in shown
    assert "Open Monday to Friday 09:00 to 17:00 (time in UTC)" in shown
    assert "a person answers within 2 hours" in shown
    assert "@Mona leads the desk." in shown
    assert "Unclaimed" not in shown


def test_whoever_waits_for_nothing_is_told_so(desk: Workplace) -> None:
    shown = home_of(desk, desk.cast.bob)

    assert "Nothing of yours is open." in shown
    assert "[New request]" in shown


def test_new_request_opens_the_form(desk: Workplace) -> None:
    alice = desk.cast.alice
    home_of(desk, alice)

    alice.clicks(_home(alice), "New request")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"title": "A new keyboard"})
    desk.settle()

    assert desk.last_number() == 1
    assert "#1 A new keyboard" in desk.slack.read(_home(alice))


def test_details_are_added_from_the_home(desk: Workplace) -> None:
    number, alice = desk.filed(), desk.cast.alice
    home_of(desk, alice)

    alice.clicks(_home(alice), "Add details")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"details": "Since this morning"})
    desk.settle()

    assert "Since this morning" in desk.reads(desk.card(number))


def test_a_solved_request_is_reopened_from_the_home(desk: Workplace) -> None:
    number, alice = desk.resolved(), desk.cast.alice
    shown = home_of(desk, alice)

    alice.clicks(_home(alice), "Reopen…")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"reason": "It is down again"})
    desk.settle()

    assert "Solved lately." in shown
    assert desk.request(number).is_open
    assert "Solved lately." not in desk.slack.read(_home(alice))


def test_a_technician_claims_from_the_home_and_sees_it_move(desk: Workplace) -> None:
    number, theo = desk.filed(), desk.cast.theo
    before = home_of(desk, theo)

    theo.clicks(_home(theo), f"Claim #{number}")
    desk.settle()

    after = desk.slack.read(_home(theo))
    assert "Unclaimed (1)" in before
    assert "Yours (1)" in after
    assert "Unclaimed" not in after
    assert desk.request(number).owner_id is not None


def test_whoever_claims_too_late_is_told_and_sees_the_state_of_now(desk: Workplace) -> None:
    number, theo = desk.filed(), desk.cast.theo
    home_of(desk, theo)
    stale = _home(theo)
    desk.cast.tara.command("/desk", f"claim {number}")
    desk.settle()

    theo.clicks(stale, f"Claim #{number}")
    desk.until(lambda: theo.view, "the note")
    desk.settle()

    assert theo.view is not None
    assert "Tara" in desk.slack.read(theo.view)
    assert "Unclaimed" not in desk.slack.read(_home(theo))


def test_a_lead_sees_how_the_desk_stands(desk: Workplace) -> None:
    desk.filed("VPN is down")
    desk.filed("Printer is broken", by=desk.cast.bob)
    desk.clock.advance(timedelta(hours=4))

    shown = home_of(desk, desk.cast.mona)

    for words in ("Open", "Late", "Unclaimed", "Oldest", "4 h 0 min", "Past due (2): #1 VPN"):
        assert words in shown, words


def test_only_whoever_looked_these_days_gets_a_new_home(desk: Workplace) -> None:
    alice, bob = desk.cast.alice, desk.cast.bob
    home_of(desk, alice)
    desk.filed("VPN is down")
    shown = desk.slack.read(_home(alice))
    desk.clock.advance(timedelta(days=4))
    desk.filed("Printer is broken")
    desk.filed("Mouse is broken", by=bob)

    assert "VPN is down" in shown
    assert desk.slack.read(_home(alice)) == shown
    assert bob.home is None


def test_what_somebody_else_does_waits_until_the_home_is_opened(desk: Workplace) -> None:
    number = desk.filed()
    before = home_of(desk, desk.cast.alice)
    desk.cast.theo.command("/desk", f"claim {number}")
    desk.settle()
    unseen = desk.slack.read(_home(desk.cast.alice))

    assert unseen == before
    assert "In work" in home_of(desk, desk.cast.alice)


def test_nothing_of_a_private_request_stands_in_the_home_of_others(desk: Workplace) -> None:
    desk.filed(SALARY)
    with desk.bot.office.store.database.write() as connection:
        connection.execute(update(requests).values(private=True))

    for person in (desk.cast.theo, desk.cast.mona):
        assert SALARY not in home_of(desk, person)
        assert "Alice" not in desk.slack.read(_home(person))


def test_two_hundred_long_requests_fit_into_every_home(office: Workplace) -> None:
    titles = ("🧯" * 200, "<!channel> & <@U0BOB>", "x" * 10_000, "لا يعمل الاتصال")
    crowd(office, [f"{titles[place % 4]} {place}" for place in range(200)])

    for person in (office.cast.alice, office.cast.theo, office.cast.mona):
        shown = home_of(office, person)
        assert "and 192 more" in shown
    assert not office.slack.refusals


def test_a_slack_that_is_too_busy_gets_the_home_later(desk: Workplace) -> None:
    alice = desk.cast.alice
    desk.slack.faults.fail("views.publish", retry_after=1)

    shown = home_of(desk, alice)

    assert "[New request]" in shown


def test_a_workspace_without_a_home_is_left_in_peace(desk: Workplace) -> None:
    desk.slack.faults.fail("views.publish", error="not_enabled")
    desk.cast.alice.opens_home()
    desk.settle()

    number = desk.filed()

    assert "VPN is down" in desk.reads(desk.card(number))


def test_how_it_works_is_told_to_everybody(desk: Workplace) -> None:
    told = desk.told(desk.cast.alice.command("/desk", "how-it-works"))

    assert "How it works: IT desk" in told
    assert (
        "P1: work has stopped: a person answers within 15 minutes, and it is solved within 4 hours"
        in told
    )


def crowd(desk: Workplace, titles: list[str]) -> None:
    """Have Alice file many requests, whose messages are not waited for."""
    for place, title in enumerate(titles):
        act = Act(slack_id=desk.cast.alice.id, key=f"crowd {place}", now=desk.clock.now())
        file_request(desk.bot.office, act, Filing(channel="command", text=title))
    with desk.bot.office.store.database.write() as connection:
        connection.execute(delete(outbox))


def _home(person: Person) -> View:
    assert person.home is not None
    return person.home
