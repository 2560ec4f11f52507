"""A desk: the team, its promises and its habits, as the settings describe them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.burst import Burst
from bot.domain.reminders.habits import Habits
from bot.domain.request import Priority
from bot.domain.routing.decision import Strategy
from bot.domain.routing.rules import Routing
from bot.domain.routing.staffing import Staffing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time

    from bot.domain.calendar import Calendar
    from bot.domain.request import Request


class Relay(StrEnum):
    """Whose words in the card's thread go to the requester without a further click."""

    OWNER = "owner"
    TECHNICIANS = "technicians"
    BUTTON = "button"


class WhenRequesterLeaves(StrEnum):
    """What becomes of the open requests of somebody who has left the company."""

    CLOSE = "close"
    LEADER = "leader"


class Leaderboard(StrEnum):
    """What the weekly post may say about people."""

    OFF = "off"
    TEAM = "team"
    RECOGNITION = "recognition"
    TOP3 = "top3"


class PeopleMetrics(StrEnum):
    """How far figures about single people may go; turning it up needs an agreement."""

    OFF = "off"
    TEAM = "team"
    PRIVATE = "private"
    RECOGNITION = "recognition"


def is_group(slack_id: str) -> bool:
    """Tell a user group's id from a person's."""
    return slack_id.startswith("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Business minutes until the first human answer and until the resolution.

    `next_response` is the time until each further answer, `update` the longest that somebody
    hears nothing while the request is open; None promises neither.
    """

    response: int
    resolution: int
    next_response: int | None = None
    update: int | None = None


DEFAULT_PROMISES: Mapping[Priority, Promise] = {
    Priority.P1: Promise(response=15, resolution=240),
    Priority.P2: Promise(response=30, resolution=480),
    Priority.P3: Promise(response=120, resolution=1440),
    Priority.P4: Promise(response=240, resolution=2880),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One team with one team channel; everything else hangs on it.

    `survey_after` is in business minutes, `close_after_days` in calendar days. `specialists` are
    people and user groups by the name under which they are asked for help. The words of ended
    requests are kept for `keep_words_days` (0: for ever), or as `keep_words_days_of` says of
    their category. `calendars` are those of organisations that have their own hours.
    """

    key: str
    name: str
    team_channel: str
    calendar: Calendar
    intake_channels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    leads: frozenset[str] = frozenset()
    technicians: frozenset[str] = frozenset()
    technician_groups: frozenset[str] = frozenset()
    specialists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    when_requester_leaves: WhenRequesterLeaves = WhenRequesterLeaves.LEADER
    staffing: Staffing = field(default_factory=Staffing)
    default_priority: Priority = Priority.P3
    promises: Mapping[Priority, Promise] = field(default_factory=lambda: DEFAULT_PROMISES)
    promises_by_category: Mapping[str, Mapping[Priority, Promise]] = field(default_factory=dict)
    # By organisation and category; an empty category stands for all that have none of their own.
    promises_by_organisation: Mapping[tuple[str, str], Mapping[Priority, Promise]] = field(
        default_factory=dict
    )
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    routing: Routing = field(default_factory=Routing)
    reopening_voids: bool = True
    poor_experiences: int = 3
    poor_experience_days: int = 90
    relay: Relay = Relay.OWNER
    close_after_days: int = 7
    survey_after: int = 60
    survey_expires_days: int = 7
    digest_at: time | None = None
    burst: Burst = field(default_factory=Burst)
    leaderboard: Leaderboard = Leaderboard.TEAM
    people_metrics: PeopleMetrics = PeopleMetrics.TEAM
    people_agreement: str = ""
    keep_words_days: int = 0
    keep_words_days_of: Mapping[str, int] = field(default_factory=dict)
    reminders: Habits = field(default_factory=Habits)
    guests_may_file: bool = False
    outsiders_may_file: bool = False

    def promise_of(
        self, priority: Priority, category: str | None, organisation: str | None = None
    ) -> Promise:
        """Give what is promised for a priority.

        What an organisation is promised in a category comes first, then what it is promised at
        all, then the promise of the category, then that of the desk.
        """
        theirs, of_category = organisation or "", category or ""
        known = (
            self.promises_by_organisation.get((theirs, of_category), {}),
            self.promises_by_organisation.get((theirs, ""), {}),
            self.promises_by_category.get(of_category, {}),
            self.promises,
        )
        return next(these[priority] for these in known if priority in these)

    def calendar_of(self, organisation: str | None) -> Calendar:
        """Give the calendar by which the promises to an organisation run."""
        return self.calendars.get(organisation or "", self.calendar)

    @property
    def groups(self) -> frozenset[str]:
        """Every user group that works at the desk or helps it."""
        helpers = (who for named in self.specialists.values() for who in named)
        return self.technician_groups.union(who for who in helpers if is_group(who))

    @property
    def gives_work(self) -> bool:
        """Whether any request is given to a technician who has not claimed it."""
        by_rule = {rule.gives.strategy for rule in self.routing.rules} - {None}
        return not {self.staffing.strategy, *by_rule} <= {Strategy.QUEUE}

    def strategy_for(self, request: Request) -> Strategy:
        """Say how a technician is found for a request: as a rule said, or as is usual here."""
        return request.strategy or self.staffing.strategy

    def gives(self, request: Request) -> bool:
        """Say whether a request is given to a technician who has not claimed it."""
        return self.strategy_for(request) is not Strategy.QUEUE
