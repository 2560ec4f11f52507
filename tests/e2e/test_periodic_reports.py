"""Digest and leaderboard: once per period, on working days, also after downtime."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.scheduler import tick
from tests.e2e.workplace import started

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace

#: The morning after the day on which the tests begin, a Wednesday.
WEDNESDAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def test_the_digest_is_posted_once_a_day(desk: Workplace) -> None:
    desk.resolved()

    desk.clock.advance_to(WEDNESDAY - timedelta(minutes=1))
    desk.tick()
    early = _digests(desk)
    desk.clock.advance_to(WEDNESDAY)
    for _ in range(3):
        desk.tick()

    assert early == []
    (digest,) = _digests(desk)
    assert "IT desk" in digest


def test_two_schedulers_post_one_digest_and_one_leaderboard(office: Workplace) -> None:
    office.resolved()
    office.clock.advance_to(MONDAY)
    other = started(office.plan, office.slack, office.clock)

    try:
        for bot in (office.bot, other, office.bot):
            tick(bot.office, office.clock)
        office.settle()
    finally:
        other.stop()

    assert len(_digests(office)) == 1
    assert len(_leaderboards(office)) == 1


def test_nothing_is_posted_while_the_desk_is_closed(office: Workplace) -> None:
    office.resolved()

    for saturday_or_sunday in (7, 8):
        office.clock.advance_to(datetime(2026, 3, saturday_or_sunday, 12, 0, tzinfo=UTC))
        office.tick()

    assert _digests(office) == []
    assert _leaderboards(office) == []


def test_the_leaderboard_of_a_week_is_posted_when_the_next_begins(office: Workplace) -> None:
    office.resolved()

    for hours in range(0, 7 * 24, 24):
        office.clock.advance_to(MONDAY + timedelta(hours=hours))
        office.tick()

    assert len(_leaderboards(office)) == 1
    assert len(_digests(office)) == 5


def test_after_a_standstill_one_digest_catches_up_and_says_so(office: Workplace) -> None:
    office.resolved()
    office.bot.stop()
    office.clock.advance_to(WEDNESDAY + timedelta(days=1, hours=5))

    again = started(office.plan, office.slack, office.clock)
    try:
        for _ in range(2):
            tick(again.office, office.clock)
            again.sender.wake()
        office.until(lambda: _digests(office), "the digest")
    finally:
        again.stop()

    (digest,) = _digests(office)
    assert "could not go out at its hour" in digest


def test_a_day_on_which_the_desk_does_not_exist_yet_is_not_reported(office: Workplace) -> None:
    office.clock.advance_to(WEDNESDAY)

    office.tick()

    assert _digests(office) == []


def test_a_hold_until_a_date_ends_by_itself(office: Workplace) -> None:
    number = office.claimed()
    office.cast.theo.command("/desk", f"hold {number} until 2026-03-04 The planned change")
    office.settle()

    office.clock.advance_to(WEDNESDAY + timedelta(minutes=1))
    office.tick()

    assert "In work" in office.reads(office.card(number))


def test_a_solved_request_closes_after_a_week_without_objection(office: Workplace) -> None:
    number = office.resolved()

    office.clock.advance(timedelta(days=7, minutes=1))
    office.tick()
    told = office.told(office.cast.alice.command("/desk", f"reopen {number} Too late"))

    assert "is closed" in office.reads(office.receipt(number))
    assert told == f"#{number} is closed. Please file a new request and mention #{number}."


def _digests(office: Workplace) -> list[str]:
    return [text for text in _reports(office) if "Nobody is named" not in text]


def _leaderboards(office: Workplace) -> list[str]:
    return [text for text in _reports(office) if "Nobody is named" in text]


def _reports(office: Workplace) -> list[str]:
    """Read what stands in the team's channel and is no card."""
    read = (office.reads(message) for message in office.cards())
    return [text for text in read if not text.startswith("#")]
