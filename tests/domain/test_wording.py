from __future__ import annotations

import pytest

from bot.domain.kpis import KPIS, Figure
from bot.domain.kpis.figure import Unit
from bot.domain.reports.wording import shorten, spell_figure, spell_minutes, spell_number


def share(x: int, n: int) -> Figure:
    value, low, high = 100 * x / n, 81.4, 95.6
    return Figure(
        value=value, unit=Unit.PERCENT, n=n, numerator=x, low=low, high=high, definition=""
    )


def median(minutes: float | None, n: int) -> Figure:
    return Figure(value=minutes, unit=Unit.MINUTES, n=n, p50=minutes, definition="")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 m"), (14.4, "14 m"), (59.6, "1 h 00 m"), (65, "1 h 05 m"), (6000, "100 h 00 m")],
)
def test_a_duration_reads_like_a_clock(minutes: float, words: str) -> None:
    assert spell_minutes(minutes) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no requests"), (1, "1 request"), (12, "12 requests")]
)
def test_a_number_agrees_with_its_noun(count: int, words: str) -> None:
    assert spell_number(count, "requests") == words


@pytest.mark.parametrize(
    ("x", "n", "words"),
    [
        (3, 4, "not enough answers (n=4)"),
        (4, 6, "4 of 6 answers"),
        (53, 58, "91 % (81 to 96 %, n=58)"),
        (183, 200, "91.5 % (81.4 to 95.6 %, n=200)"),
    ],
)
def test_opinions_show_as_much_as_their_number_allows(x: int, n: int, words: str) -> None:
    assert spell_figure(KPIS["csat"], share(x, n)) == words


def test_what_happened_may_be_counted_from_the_first_case_on() -> None:
    assert spell_figure(KPIS["reopen_rate"], share(1, 3)) == "1 of 3 resolutions"


@pytest.mark.parametrize(
    ("minutes", "n", "words"),
    [
        (None, 0, "no data"),
        (14.0, 9, "not enough data (n=9)"),
        (14.0, 10, "14 m (n=10)"),
        (None, 12, "not measured (n=12)"),
    ],
)
def test_a_median_of_few_is_not_told(minutes: float | None, n: int, words: str) -> None:
    assert spell_figure(KPIS["time_to_claim"], median(minutes, n)) == words


def test_a_long_title_is_cut_where_everybody_sees_it() -> None:
    assert shorten("My  laptop\nis on fire", 10) == "My laptop…"
    assert shorten("My laptop", 10) == "My laptop"
