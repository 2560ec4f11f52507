"""The tour: a working day at the desk, played and checked without a browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.clock import SetClock
from bot.demo.company import DESK, ZONE, Habits
from bot.demo.past import live_through
from bot.demo.stage import set_stage
from bot.demo.tour import doors, ending, filing, promises, together, weekend, working
from bot.demo.tour.play import Play
from storage.outbox import OutboxKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.demo.stage import Stage

# The desk closes solved requests early, so that the tour can show it.
_HABITS = Habits(survey_after_minutes=60, close_after_days=2, digest_at=time(9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the tour: the instant at which it begins, and what is played."""

    begins: datetime
    scenes: Sequence[Callable[[Play], None]]


DAYS = (
    Day(
        begins=datetime(2026, 3, 13, 8, 55, tzinfo=ZONE),
        scenes=(
            *filing.SCENES,
            *working.SCENES,
            *doors.SCENES,
            *ending.MORNING,
            *together.NOON,
            *ending.NOON,
            *promises.SCENES,
            *ending.AFTERNOON,
            *together.EVENING,
            *weekend.FRIDAY,
        ),
    ),
    Day(begins=datetime(2026, 3, 14, 7, tzinfo=ZONE), scenes=weekend.SATURDAY),
    Day(begins=datetime(2026, 3, 15, 12, tzinfo=ZONE), scenes=weekend.SUNDAY),
    Day(begins=datetime(2026, 3, 16, 8, 59, tzinfo=ZONE), scenes=weekend.MONDAY),
)


def run_tour(tell: Callable[[str], None], days: Sequence[Day] = DAYS) -> bool:
    """Play the tour, telling it line by line; return whether everything happened."""
    clock = SetClock(days[0].begins)
    with TemporaryDirectory(prefix="firstline-") as name:
        folder = Path(name)
        with set_stage(folder, _HABITS, clock=clock) as stage:
            live_through(stage.bot.office, folder, clock.now())
            _remember_monday(stage)
            stage.bot.transport.start()
            stage.slack.wait_connected()
            play = Play(stage, clock, tell=tell)
            for day in days:
                play.day(day.begins)
                for scene in day.scenes:
                    play.act(scene)
    return _summed_up(play, tell)


def _remember_monday(stage: Stage) -> None:
    """Let the leaderboard of last week count as posted; the tour begins on a Friday."""
    monday = date(2026, 3, 2)
    with stage.bot.office.store.write() as tx:
        tx.jobs.take(f"{OutboxKind.LEADERBOARD}:{DESK}", monday.isoformat(), now=stage.clock.now())


def _summed_up(play: Play, tell: Callable[[str], None]) -> bool:
    if not play.missing:
        tell(f"\nAll {play.happened} things that should happen have happened.")
        return True
    tell(f"\n{len(play.missing)} of the things that should happen are missing:")
    for sentence in play.missing:
        tell(f"  ✗ {sentence}")
    return False
