"""Figures of one organisation never tell what one person thinks or did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.kpis import KPIS
from bot.domain.kpis.withheld import guarded
from tests.domain.stories import filed, on, rated, replied, resolved, story, told_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.history import History
    from bot.domain.kpis import Figure


def answered(people: Iterable[int]) -> list[History]:
    return [
        story(
            *(filed(on(16)), replied(on(16, "09:10")), resolved(on(16, "10:00"))),
            rated(on(16, "11:00"), 1, by=person),
            number=number,
        )
        for number, person in enumerate(people, start=1)
    ]


def told(kpi: str, theirs: Iterable[int], others: Iterable[int] = ()) -> Figure:
    ours = answered(theirs)
    everybody = ours + answered(others)
    return guarded(KPIS[kpi], told_in(16, 16, ours), told_in(16, 16, everybody))


@pytest.mark.parametrize(
    ("theirs", "others"),
    [
        (range(101, 105), range(201, 211)),  # Four people.
        ([101] * 12, range(201, 211)),  # Twelve answers of one person.
        (range(101, 113), [201]),  # Everybody but one.
        (range(101, 113), [201] * 9),  # Nine answers of the only other person.
    ],
)
def test_opinions_that_point_at_people_are_told_as_if_there_were_none(
    theirs: Iterable[int], others: Iterable[int]
) -> None:
    figure = told("csat", theirs, others)

    assert (figure.n, figure.value, figure.numerator, figure.mean) == (0, None, None, None)


@pytest.mark.parametrize("others", [(), range(201, 206)])
def test_opinions_of_many_are_told(others: Iterable[int]) -> None:
    figure = told("csat", range(101, 111), others)

    assert (figure.n, figure.numerator, figure.mean) == (10, 0, 1)


def test_few_cases_are_told_in_counts_only() -> None:
    figure = told("resolution_time", range(101, 110))

    assert (figure.n, figure.value, figure.p50, figure.elapsed) == (9, None, None, None)
    assert [part.value for part in figure.parts.values()] == [None]


def test_enough_cases_are_told() -> None:
    assert told("resolution_time", range(101, 111)).value == 60


def test_counts_are_told_however_few_they_are() -> None:
    assert told("volume", [101]).value == 1
