"""What people file while something is out: shown before, proposed, gathered, and solved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.request import State
from tests.e2e.outages import company, inbox, opened, types
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.workplace import Plan, Workplace


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace in a company that knows its systems."""
    with company(plan) as opened:
        yield opened


def asked(office: Workplace) -> list[str]:
    """Read the questions to the team whether something is an outage."""
    return [text for m in office.cards() if "lately" in (text := office.reads(m))]


def test_the_form_shows_what_is_out_before_anything_is_filed(office: Workplace) -> None:
    opened(office)
    alice = office.cast.alice

    alice.command("/request")
    view = office.until(lambda: alice.view, "the form")
    shown = str(view.blocks) if view else ""
    alice.submits({"title": "I cannot get in", "system": "VPN"})
    warned = office.until(lambda: alice.view, "the warning")

    assert "Known: VPN is out since" in shown
    assert warned is not None
    assert "Press Send again" in str(warned.blocks)
    assert office.last_number() == 1
    alice.submits()
    office.settle()
    assert office.request(2).system == "VPN"


def test_whoever_files_by_command_is_told_at_once(office: Workplace) -> None:
    opened(office)

    told = office.cast.alice.command("/request", "The tunnel is broken")
    office.settle()

    assert "Known: VPN is out since" in office.told(told)
    assert "Known: VPN is out since" in office.reads(office.receipt(2))


def test_a_request_becomes_part_of_the_outage_by_one_button(office: Workplace) -> None:
    whole = opened(office)
    part = office.filed("The tunnel is broken")

    assert f"May be part of the outage #{whole}, VPN." in office.reads(office.card(part))
    office.cast.theo.clicks(office.card(part), f"Part of #{whole}")
    office.settle()

    assert office.request(part).merged_into == whole
    assert f"is now part of #{whole}" in office.reads(office.receipt(part))


def test_all_are_taken_in_at_once_and_solved_together_and_nobody_is_asked_twice(
    office: Workplace,
) -> None:
    before = office.filed("No VPN since nine", by=office.cast.bob)
    whole = opened(office)
    alike = office.filed("Nobody gets in")
    other = office.filed("The coffee is cold")
    assert "May be part of it: 2 open requests" in office.reads(office.card(whole))

    told = types(office, f"outage {whole} gather")
    types(office, f"outage {whole} over The gateway was replaced")

    assert told == f"Part of the outage #{whole} now: #{before}, #{alike}. Everybody is told."
    for part in (before, alike):
        assert office.request(part).state is State.MERGED
        replies = office.thread(office.receipt(part))
        assert any("is solved together with" in line for line in replies)
    assert office.request(other).merged_into is None
    with office.bot.office.store.read() as tx:
        surveys = [tx.surveys.undecided_of(office.request(n).id) for n in (before, alike, whole)]
    assert surveys == [[], [], []]


def test_the_button_on_the_card_gathers_too(office: Workplace) -> None:
    whole = opened(office)
    part = office.filed("The tunnel is broken")

    office.cast.theo.clicks(office.card(whole), "Gather")
    office.settle()

    assert office.request(part).merged_into == whole


def test_a_private_request_joins_no_outage(office: Workplace) -> None:
    opened(office)
    alice = office.cast.alice
    alice.command("/request")
    office.until(lambda: alice.view, "the form")
    given = {"title": "VPN shows my payslip", "system": "VPN", "private": ["private"]}
    for _ in range(2):
        alice.submits(given)
    office.settle()

    assert office.request(2).private
    assert "VPN" not in office.reads(office.card(2))
    assert "Nothing waits to become part of #1." in types(office, "outage 1 gather")
    assert all("payslip" not in text for text in inbox(office, office.cast.bob))


def test_many_requests_about_one_system_are_proposed_as_an_outage_once(
    office: Workplace,
) -> None:
    theo = office.cast.theo
    numbers = [office.filed(f"VPN problem of {who}") for who in ("mine", "hers", "his")]
    office.filed("VPN again")
    (question,) = asked(office)
    message = next(m for m in office.cards() if office.reads(m) == question)

    theo.clicks(message, "It is an outage")
    office.until(lambda: theo.view, "the form")
    theo.submits({"title": "Nobody gets in"})
    office.settle()

    whole = office.last_number()
    assert "3 requests about VPN lately: #1, #2, #3." in question
    assert asked(office) == [
        f"3 requests about VPN lately: #1, #2, #3. It is an outage, #{whole}, says Theo."
    ]
    for number in numbers:
        assert f"May be part of the outage #{whole}" in office.reads(office.card(number))


def test_what_is_no_outage_is_not_asked_again(office: Workplace) -> None:
    for who in ("mine", "hers", "his"):
        office.filed(f"VPN problem of {who}")
    message = next(m for m in office.slack.messages(TEAM) if "lately" in office.reads(m))

    office.cast.theo.clicks(message, "No")
    office.settle()
    office.filed("VPN once more")
    told = office.cast.tara.clicks(message, "It is an outage")
    office.settle()

    assert asked(office) == ["3 requests about VPN lately: #1, #2, #3. It is no outage, says Theo."]
    assert told is not None
