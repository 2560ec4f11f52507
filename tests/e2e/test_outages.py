"""Something is out: whom that concerns is told, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Priority, State
from bot.scheduler import tick
from tests.e2e.outages import bulletins, company, inbox, opened, types
from tests.e2e.workplace import OPENING, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.workplace import Plan, Workplace


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace in a company that knows its systems."""
    with company(plan) as opened:
        yield opened


def test_an_outage_of_the_enterprise_is_told_to_every_department(office: Workplace) -> None:
    told = types(office, "outage VPN Nobody gets in")

    assert told == (
        "The outage #1 of VPN is open. It concerns 3 departments. "
        "Nobody reads for Legal: no channel and no leader is set."
    )
    (finance,) = map(office.reads, bulletins(office))
    assert "🔴 VPN is out since" in finance
    assert "Nobody gets in" in finance
    assert "You hear more by" in finance
    assert len([text for text in inbox(office, office.cast.bob) if "VPN is out" in text]) == 1
    assert not inbox(office, office.cast.alice)
    assert office.request(1).owner_id is not None
    assert office.request(1).priority is Priority.P1
    assert "Departments concerned: 3. Nobody reads for: Legal." in office.reads(office.card(1))


def test_an_outage_of_a_department_is_told_to_those_that_list_the_system(
    office: Workplace,
) -> None:
    told = types(office, "outage ledger  pro 2h The books are closed")

    assert told == "The outage #1 of Ledger Pro is open. It concerns 1 department."
    (finance,) = map(office.reads, bulletins(office))
    assert "Ledger Pro is out since" in finance
    assert "The books are closed" in finance
    assert not inbox(office, office.cast.bob)
    with office.bot.office.store.read() as tx:
        (outage,) = tx.outages.ongoing()
    assert outage.news_by is not None
    assert outage.news_by - outage.started == timedelta(hours=2)


def test_news_stand_below_the_bulletin_which_is_kept_up_to_date(office: Workplace) -> None:
    number = opened(office)

    told = types(office, f"outage {number} update 11:30 The provider is at it")
    types(office, f"outage {number} update 45m It takes longer")

    (bulletin,) = bulletins(office)
    assert told == f"Everybody concerned reads the news about #{number}."
    assert "News: It takes longer" in office.reads(bulletin)
    news = office.thread(bulletin)
    assert ["The provider is at it" in line for line in news] == [True, False]
    assert "It takes longer" in news[1]


def test_the_end_is_told_and_the_outage_is_one_resolution(office: Workplace) -> None:
    number = opened(office)

    told = types(office, f"outage {number} over The gateway was replaced")

    (bulletin,) = bulletins(office)
    assert told == f"The outage #{number} is over, and everybody is told."
    assert "✅ VPN works again" in office.reads(bulletin)
    assert "The gateway was replaced" in office.thread(bulletin)[-1]
    assert office.request(number).state is State.RESOLVED
    assert "You hear more" not in office.reads(bulletin)


def test_an_outage_that_is_resolved_on_its_card_is_over_and_comes_back_with_it(
    office: Workplace,
) -> None:
    number = opened(office)

    types(office, f"resolve {number} Replaced")
    over = office.reads(bulletins(office)[0])
    types(office, f"reopen {number} It is back")

    assert "works again" in over
    assert "🔴 VPN is out since" in office.reads(bulletins(office)[0])


def test_an_outage_that_was_none_is_taken_back(office: Workplace) -> None:
    number = opened(office)

    types(office, f"cancel {number} It was a cable")

    assert "there was no outage after all" in office.reads(bulletins(office)[0])


def test_late_news_remind_the_technicians_once_and_in_working_time(office: Workplace) -> None:
    number = opened(office, "VPN 19:00 Nobody gets in")

    office.clock.advance_to(OPENING + timedelta(hours=11))
    office.tick()
    at_night = office.thread(office.card(number))
    office.clock.advance_to(OPENING + timedelta(days=1))
    office.tick()
    office.tick()

    late = [text for text in office.thread(office.card(number)) if "were promised news" in text]
    assert not [text for text in at_night if "were promised news" in text]
    assert len(late) == 1
    assert f"/desk outage {number} update" in late[0]


def test_a_restart_repeats_neither_bulletin_nor_reminder(office: Workplace) -> None:
    opened(office, "VPN 30m Nobody gets in")
    office.clock.advance(timedelta(hours=1))
    office.tick()
    office.bot.stop()

    again = started(office.plan, office.slack, office.clock)
    try:
        tick(again.office, office.clock)
        again.sender.wake()
        office.settle()
    finally:
        again.stop()

    late = [text for text in office.thread(office.card(1)) if "were promised news" in text]
    assert (len(bulletins(office)), len(late)) == (1, 1)


def test_the_form_opens_an_outage(office: Workplace) -> None:
    theo = office.cast.theo
    theo.command("/desk", "outage")
    office.until(lambda: theo.view, "the form")

    theo.submits({"system": "VPN", "title": "Nobody gets in", "details": "No work from home"})
    office.settle()

    (bulletin,) = map(office.reads, bulletins(office))
    assert "No work from home" in bulletin


def test_the_list_says_what_is_out(office: Workplace) -> None:
    number = opened(office)

    assert "Known: VPN is out since" in types(office, "outage list")
    types(office, f"outage {number} over Fixed")
    assert types(office, "outage list") == "Nothing is out. To open an outage, type /desk outage."


def test_in_the_thread_of_its_card_an_outage_is_told_of_by_mention(office: Workplace) -> None:
    number = opened(office)

    (told,) = office.orders(office.cast.theo, number, "outage update Still at it")

    assert told == f"Everybody concerned reads the news about #{number}."
    assert "Still at it" in office.reads(bulletins(office)[0])


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (
            "outage VNP Nobody gets in",
            'No system is called "VNP", perhaps you mean VPN. The systems here are: VPN, Ledger',
        ),
        (
            "outage tunnel Nobody gets in",
            "VPN is out already, see #1. To tell more, type /desk outage 1 update.",
        ),
        ("outage 1 update 06:30 Soon", "That time has passed."),
        ("outage 1 update", "Please say in a few words what is known"),
        ("outage 1", "Please say what to do"),
        ("outage 2 update 30m Soon", "#2 is no outage. Type /desk outage list"),
        ("outage 2 gather", "#2 is no outage."),
        ("outage 1 gather", "Nothing waits to become part of #1."),
        ("outage 99 over Fixed", "There is no request #99."),
        ("outage 1 update 2026-13-45 Soon", "as a date"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    office: Workplace, order: str, refusal: str
) -> None:
    opened(office)
    office.filed("The coffee is cold")

    assert refusal in types(office, order)
    assert office.last_number() == 2


def test_what_is_over_is_over(office: Workplace) -> None:
    number = opened(office)
    types(office, f"outage {number} over Fixed")

    for order in ("over Fixed again", "update Still at it", "gather"):
        assert f"The outage #{number} is over already." in types(office, f"outage {number} {order}")


def test_requesters_open_no_outage(office: Workplace) -> None:
    for order in ("outage", "outage VPN It is down", "outage list"):
        assert "Only technicians of IT desk" in types(office, order, by=office.cast.alice)


def test_without_a_register_there_is_nothing_to_be_out(desk: Workplace) -> None:
    assert "The settings name no systems yet" in types(desk, "outage")
    assert "The settings name no systems yet" in types(desk, "outage VPN It is down")
