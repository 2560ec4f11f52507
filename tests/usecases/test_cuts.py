"""Figures for requests that take equally much: together they are the figures of all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.cut import UNKNOWN, Cut
from bot.domain.history import Period
from bot.domain.request import Complexity
from bot.usecases import endings, figures, work
from bot.usecases.endings import Solution
from tests.support.offices import DESK, NOW, THEO, act, file

if TYPE_CHECKING:
    from bot.domain.kpis import Figure
    from bot.usecases.office import Office

PARTS: Final = (*Complexity, UNKNOWN)
TODAY: Final = Period(start=NOW, end=NOW + timedelta(days=1), zone=DESK.calendar.zone)


def test_what_is_counted_for_each_complexity_adds_up_to_the_whole(office: Office) -> None:
    for place, complexity in enumerate([*Complexity, None, Complexity.SIMPLE, None]):
        number = file(office, f"Request {place}").number
        if complexity is not None:
            work.set_category(
                office,
                act(THEO, f"route {place}"),
                number=number,
                category="Access",
                complexity=complexity,
            )
        if place % 2 == 0:
            done = act(THEO, f"done {place}", NOW + timedelta(hours=place))
            endings.resolve(office, done, number=number, solution=Solution(note="Done"))

    whole = figures.kpis(office, DESK, TODAY)
    parts = [figures.kpis(office, DESK, TODAY, cut=Cut(complexity=part)) for part in PARTS]

    assert [part["volume"].n for part in parts] == [2, 1, 1, 2]
    for name, figure in whole.items():
        assert sum(part[name].n for part in parts) == figure.n, name
        assert sum(_hits(part[name]) for part in parts) == _hits(figure), name


def _hits(figure: Figure) -> int:
    return figure.numerator or 0
