from __future__ import annotations

from statistics import fmean, median

import pytest

from bot.domain.statistics import (
    kaplan_meier,
    km_quantile,
    percentile,
    poisson_tail,
    shrink,
    wilson,
    xmr_limits,
)


def test_percentiles_lie_between_the_values_around_them() -> None:
    minutes = [120, 4, 600, 9, 12, 30, 7, 45, 60, 95]

    assert percentile(minutes, 50) == 37.5
    assert percentile(minutes, 90) == pytest.approx(168.0)
    assert fmean(minutes) == 98.2


def test_every_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7], 0) == percentile([7], 90) == percentile([7], 100) == 7


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (28, 46, 46.5, 73.6),
        (27, 36, 58.9, 86.2),
        (6, 120, 2.3, 10.5),
        (38, 200, 14.2, 25.0),
        (3, 5, 23.1, 88.2),
        (41, 50, 69.2, 90.2),
        (18, 20, 69.9, 97.2),
        (8, 10, 49.0, 94.3),
        (58, 200, 23.2, 35.6),
        (3, 60, 1.7, 13.7),
        (12, 40, 18.1, 45.4),
        (20, 24, 64.1, 93.3),
        (9, 24, 21.2, 57.3),
        (6, 24, 12.0, 44.9),
        (7, 10, 39.7, 89.2),
        (17, 20, 64.0, 94.8),
        (150, 200, 68.6, 80.5),
        (190, 200, 91.0, 97.3),
        (0, 5, 0.0, 43.4),
        (5, 5, 56.6, 100.0),
    ],
)
def test_a_share_comes_with_its_interval(x: int, n: int, low: float, high: float) -> None:
    interval = [round(100 * bound, 1) for bound in wilson(x, n)]

    assert interval == [low, high]


def test_open_requests_move_the_median_of_resolution() -> None:
    done, still_open = [2, 3, 5, 8], [4, 20, 30]

    steps = kaplan_meier(done, still_open)

    assert [round(step.survival, 4) for step in steps] == [1.0, 0.8571, 0.7143, 0.5357, 0.3571]
    assert km_quantile(steps, 50) == 8
    assert median(done) == 4.0


def test_a_quantile_that_too_many_open_requests_hide_is_unknown() -> None:
    steps = kaplan_meier([10, 20, 30, 40], [60, 200])

    assert km_quantile(steps, 50) == 30
    assert km_quantile(steps, 90) is None


def test_limits_of_a_stable_process_hold_its_ordinary_days() -> None:
    limits = xmr_limits([23, 27, 25, 30, 22, 26, 28, 24, 29, 26])

    assert limits.mean == 26.0
    assert limits.moving_range == pytest.approx(4.111, abs=0.001)
    assert limits.low == pytest.approx(15.064, abs=0.001)
    assert limits.high == pytest.approx(36.936, abs=0.001)
    assert limits.range_limit == pytest.approx(13.435, abs=0.001)


@pytest.mark.parametrize(("k", "p"), [(12, 0.02009), (15, 0.0014), (0, 1.0)])
def test_a_busy_hour_is_as_unlikely_as_chance_says(k: int, p: float) -> None:
    assert poisson_tail(k, 6) == pytest.approx(p, abs=0.00005)


@pytest.mark.parametrize(("x", "n", "shrunken"), [(5, 5, 0.92), (96, 100, 0.95), (3, 5, 0.84)])
def test_few_answers_are_pulled_towards_the_team(x: int, n: int, shrunken: float) -> None:
    assert shrink(x, n, 0.9, 20) == pytest.approx(shrunken)
