from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.reports.usual import DayCount, Days, UsualRange, usual_range
from tests.domain.stories import OFFICE

TUESDAY = date(2026, 3, 17)


def counts(*, weeks: int, by_weekday: tuple[int, ...], swing: int = 0) -> list[DayCount]:
    """Count the days before that Tuesday, one a little busier, the next a little quieter."""
    days = [TUESDAY - timedelta(days=n) for n in range(weeks * 7, 0, -1)]
    return [
        DayCount(day=day, opened=by_weekday[day.weekday()] + swing * (-1) ** day.toordinal())
        for day in days
    ]


def one_day(day: date) -> Days:
    return Days(first=day, last=day)


def test_a_steady_desk_expects_what_it_always_had() -> None:
    recent = counts(weeks=8, by_weekday=(30, 20, 20, 20, 10, 1, 1))

    usual = usual_range(one_day(TUESDAY), recent, OFFICE)

    assert usual == UsualRange(low=20, high=20)


def test_a_desk_with_ups_and_downs_expects_more_of_them() -> None:
    recent = counts(weeks=8, by_weekday=(20, 20, 20, 20, 20, 0, 0), swing=2)

    usual = usual_range(one_day(TUESDAY), recent, OFFICE)

    assert usual is not None
    assert usual.low < 18
    assert usual.high > 22
    assert 20 in usual
    assert 60 not in usual


def test_a_weekend_is_told_together_with_its_friday() -> None:
    friday = date(2026, 3, 13)
    recent = counts(weeks=8, by_weekday=(30, 20, 20, 20, 10, 3, 2))

    alone = usual_range(one_day(friday), recent, OFFICE)
    together = usual_range(Days(first=friday, last=date(2026, 3, 15)), recent, OFFICE)

    assert alone == UsualRange(low=10, high=10)
    assert together == UsualRange(low=15, high=15)


@pytest.mark.parametrize("weeks", [0, 2])
def test_a_young_desk_does_not_know_what_is_usual(weeks: int) -> None:
    recent = counts(weeks=weeks, by_weekday=(9,) * 7)

    assert usual_range(one_day(TUESDAY), recent, OFFICE) is None


def test_a_free_day_has_no_usual_range() -> None:
    recent = counts(weeks=8, by_weekday=(9,) * 7)

    assert usual_range(one_day(date(2026, 3, 14)), recent, OFFICE) is None


def test_a_desk_that_nobody_uses_has_no_usual_range() -> None:
    recent = counts(weeks=8, by_weekday=(0,) * 7)

    assert usual_range(one_day(TUESDAY), recent, OFFICE) is None
