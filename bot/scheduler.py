"""The clock's hand: asks again and again what is due, and does it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from apscheduler.schedulers.background import BackgroundScheduler

from bot.pulse import Part
from bot.usecases import deadlines, figures, reminding, surveys
from bot.usecases.care import gaps, personal_data
from bot.usecases.company import leavers
from bot.usecases.outages import news
from bot.usecases.placing import assigning
from bot.usecases.vendors import chasing, renewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.pulse import Pulse
    from bot.usecases.office import Office

logger = logging.getLogger(__name__)

#: Seconds between two looks for what is due.
TICK = 5
_DAY = 24 * 60 * 60
_LONG_AGO = 3600
#: Events tell who joins a team channel; this mends what was missed.
_OFTEN = 600


def tick(office: Office, clock: Clock) -> int:
    """Do everything that is due now and return how much it was.

    Whatever is due is a column with an index or a period that has not been done, so it does
    not matter how often, or in how many copies, this runs.
    """
    done = 0
    for job in (
        deadlines.resume_due,
        surveys.ask_due,
        deadlines.close_due,
        leavers.leavers_due,
        assigning.drain_due,
        reminding.remind_due,
        # What has come up is told together, so this comes after it.
        reminding.tell_due,
        news.remind_of_news,
        chasing.chase_vendors,
        renewing.announce_ends,
        figures.queue_due_reports,
    ):
        try:
            done += job(office, clock.now())
        except Exception:
            # One of the three edges: one kind of work must not hold back the others.
            logger.exception("due work failed", extra={"job": job.__name__})
    return done


class Scheduler:
    """Runs `tick` and the daily chores in the background."""

    def __init__(
        self,
        office: Office,
        clock: Clock,
        *,
        pulse: Pulse,
        wake: Callable[[], None],
        hears: Callable[[], bool],
        refresh_members: Callable[[], None],
        refresh_people: Callable[[], None],
        look_after: Callable[[], int],
    ) -> None:
        """Prepare; `wake` tells the sender, and `hears` says whether Slack can reach us.

        The others read what Slack knows about people, and `look_after` what stands there of ours.
        """
        self._office = office
        self._clock = clock
        self._pulse = pulse
        self._wake = wake
        self._hears = hears
        self._scheduler = BackgroundScheduler(timezone="UTC")
        every = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _LONG_AGO}
        self._scheduler.add_job(self._tick, "interval", seconds=TICK, **every)
        self._scheduler.add_job(self._forget, "interval", seconds=_DAY, **every)
        # At once as well: until then the desk knows people by their ids only.
        self._scheduler.add_job(refresh_people, misfire_grace_time=None)
        self._scheduler.add_job(refresh_people, "interval", seconds=_DAY, **every)
        self._scheduler.add_job(self._mend, "interval", seconds=TICK, args=[look_after], **every)
        self._scheduler.add_job(refresh_members, "interval", seconds=_OFTEN, **every)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def stop(self) -> None:
        """Finish what is being done and do no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _tick(self) -> None:
        self._pulse.beat(Part.SCHEDULER)
        if self._beat() + tick(self._office, self._clock):
            self._wake()

    def _beat(self) -> int:
        try:
            if self._hears():
                return gaps.beat(self._office, self._clock.now())
            gaps.beat_deaf(self._office, self._clock.now())
        except Exception:
            # One of the three edges: a database that is away must not end the scheduler.
            logger.exception("sign of life failed")
        return 0

    def _mend(self, look_after: Callable[[], int]) -> None:
        try:
            mended = look_after() if self._hears() else 0
        except Exception:
            # One of the three edges: a database that is away must not end the scheduler.
            logger.exception("upkeep failed")
        else:
            if mended:
                self._wake()

    def _forget(self) -> None:
        deadlines.forget_old_deliveries(self._office, self._clock.now())
        while personal_data.forget_old_words(self._office, self._clock.now()):
            # So many at a time that nobody else waits for long.
            continue
