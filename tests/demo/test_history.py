from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.demo.company import DESK, ZONE, Habits, settings_text
from bot.demo.history import history
from bot.demo.past import live_through
from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, Window
from bot.domain.incentives.praise import top_three
from bot.settings import load_settings
from bot.usecases import figures
from bot.usecases.replay.lines import read_recording
from bot.usecases.replay.loading import Job, problems
from bot.wiring.desks import build_office
from storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.domain.desk import Desk
    from bot.usecases.office import Office

NINE_TO_FIVE = (Window(start=time(9), end=time(17)),)
CALENDAR = Calendar(zone=ZONE, versions=(Hours(week=(*(NINE_TO_FIVE,) * 5, (), ())),))
FIRST, LAST = date(2026, 2, 6), date(2026, 3, 12)
HABITS = Habits(survey_after_minutes=60, close_after_days=7, digest_at=time(9))

# Mornings of each kind: in the week, on a Monday, at the weekend, around a change of clocks.
MORNINGS = [
    date(2026, 3, 13),
    date(2026, 3, 16),
    date(2026, 4, 1),
    date(2026, 8, 22),
    date(2026, 11, 22),
    date(2027, 1, 5),
]


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    config = folder / "config.toml"
    config.write_text(settings_text(folder, HABITS), encoding="utf-8")
    settings = load_settings({"FIRSTLINE_CONFIG": str(config)}, need_slack=False)
    store = open_store(settings.database_url)
    try:
        yield build_office(settings, store)
    finally:
        store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    day: date
    office: Office
    folder: Path

    @property
    def nine(self) -> datetime:
        return datetime.combine(self.day, time(9), tzinfo=ZONE)

    @property
    def desk(self) -> Desk:
        return self.office.desks[DESK]


@pytest.fixture(scope="module", params=MORNINGS, ids=str)
def morning(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Morning]:
    folder = tmp_path_factory.mktemp("morning")
    with opened(folder) as office:
        found = Morning(day=request.param, office=office, folder=folder)
        live_through(office, folder, found.nine)
        yield found


def test_the_same_weeks_bring_the_same_requests() -> None:
    assert history(FIRST, LAST, CALENDAR) == history(FIRST, LAST, CALENDAR)


def test_nothing_happens_before_the_first_day_or_after_the_last_evening() -> None:
    instants = [happening.ts for happening in history(FIRST, LAST, CALENDAR)]

    assert instants[0].date() == FIRST
    assert instants[-1] <= datetime.combine(LAST, time(18), tzinfo=ZONE)


def test_requests_come_on_working_days_and_seldom_at_the_weekend() -> None:
    told = history(FIRST, LAST, CALENDAR)

    opened = Counter(h.ts.weekday() for h in told if h.event == "opened")

    assert min(opened[day] for day in range(5)) > 5 * max(opened[5], opened[6])


def test_everything_that_can_happen_to_a_request_happens() -> None:
    events = {happening.event for happening in history(FIRST, LAST, CALENDAR)}

    assert events >= {"on_hold", "resumed", "escalated", "reopened", "rated", "closed"}


def test_every_move_of_the_history_is_legal(morning: Morning) -> None:
    with (morning.folder / "history.csv").open(encoding="utf-8", newline="") as text:
        job = Job(recording=read_recording(text, ZONE), desk=morning.desk)

    assert problems(job) == ()


def test_three_people_can_be_thanked_whatever_the_day(morning: Morning) -> None:
    monday = morning.day - timedelta(days=morning.day.weekday() + 7)

    facts = figures.leaderboard_of(morning.office, morning.desk, monday, ZONE)

    assert len(top_three(facts)) == 3


def test_two_requests_are_past_due_in_the_morning(morning: Morning) -> None:
    report = figures.digest_now(morning.office, morning.desk, morning.nine)

    assert [line for line in report.lines if line.startswith("Past due (2): ")], report.lines


def test_people_see_titles_instead_of_categories(morning: Morning) -> None:
    report = figures.digest_now(morning.office, morning.desk, morning.nine)

    assert any("Laptop for the new accountant" in line for line in report.lines)


def test_the_past_is_lived_through_once(morning: Morning) -> None:
    assert not live_through(morning.office, morning.folder, morning.nine)
