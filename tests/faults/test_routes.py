"""Ways that are closed for a while: what waits for them goes out by itself, once and in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.faults.day import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A way that is closed and opened again, and how often the lead hears of it."""

    name: str
    close: Callable[[Workplace], None]
    open: Callable[[Workplace], None]
    told: int = 1


def _renamed(office: Workplace) -> None:
    channel = {"id": office.cast.team.id, "name": "it-helpers", "created": 1}
    office.slack.emit({"type": "channel_rename", "channel": channel})


CLOSURES: Final = (
    Closure(
        name="bot removed and invited again",
        close=lambda office: office.slack.remove_bot(office.cast.team),
        open=lambda office: office.slack.add_bot(office.cast.team),
    ),
    Closure(
        name="channel archived and opened again",
        close=lambda office: office.slack.archive(office.cast.team),
        open=lambda office: office.slack.unarchive(office.cast.team),
    ),
    Closure(name="channel renamed", close=_renamed, open=_renamed, told=0),
    Closure(
        name="a bystander deactivated",
        close=lambda office: office.slack.deactivate(office.cast.ben),
        open=lambda _office: None,
        told=0,
    ),
)


@pytest.mark.parametrize("closure", CLOSURES, ids=lambda closure: closure.name)
def test_what_waits_for_a_closed_way_goes_out_when_it_is_open(
    office: Workplace, closure: Closure
) -> None:
    day = Day.begin(office)

    closure.close(office)
    day.speaks(in_team=closure.told == 0)
    office.until(lambda: len(_told(office)) >= closure.told, "a word to the lead")
    closure.open(office)
    day.settles()
    day.acts()
    day.ends()

    day.check()
    assert len(_told(office)) == closure.told


def test_cards_that_people_deleted_stand_again_once(office: Workplace) -> None:
    day = Day.begin(office)
    for message in office.cards():
        office.slack.take_away(message)

    day.acts()
    day.settles()

    standing = [office.reads(m).split()[0] for m in office.cards() if not m.is_tombstone]
    assert sorted(standing) == sorted(f"#{number}" for number in day.talks)


def test_a_digest_whose_channel_is_missing_goes_out_once_it_is_there(office: Workplace) -> None:
    day = Day.begin(office)
    day.acts()
    day.settles()

    office.slack.archive(office.cast.team)
    day.morning()
    office.until(lambda: _told(office), "a word to the lead")
    office.slack.unarchive(office.cast.team)
    day.settles()

    assert day.digests() == 1


def test_somebody_who_leaves_amid_a_conversation_stops_nobody(office: Workplace) -> None:
    day = Day.begin(office)

    office.slack.deactivate(day.people[0])
    day.speaks(without=(day.people[0],))
    day.settles()

    assert sorted(day.cards()) == sorted(day.wishes)


def _told(office: Workplace) -> list[str]:
    read = [office.reads(message) for message in office.cast.mona.inbox]
    return [text for text in read if "I cannot write to" in text]
