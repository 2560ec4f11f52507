"""The desks, as the settings describe them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.departments import Department, Departments
from bot.domain.desk import DEFAULT_PROMISES, Desk, Promise
from bot.domain.hours import Hours, OwnDays, Window
from bot.domain.marks import Marks
from bot.domain.systems import System, Systems
from bot.usecases.office import Office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.settings import DepartmentSettings, DeskSettings, Settings, SystemSettings
    from bot.settings.hours import OpenWindow, WeekHours
    from storage.store import Store

_MINUTES_OF_A_DAY: Final = 24 * 60


def build_office(settings: Settings, store: Store) -> Office:
    """Describe the desks that the settings name."""
    desks = {desk.key: build_desk(desk, settings) for desk in settings.desks}
    return Office(
        store=store,
        desks=desks,
        admins=frozenset(settings.admins),
        departments=Departments(listed=tuple(map(_department, settings.departments))),
        systems=Systems(listed=tuple(map(_system, settings.systems))),
        department_field=settings.department_field,
        quiet_hours=settings.quiet_hours,
        marks=Marks(**settings.reactions.model_dump()),
    )


def build_desk(desk: DeskSettings, settings: Settings) -> Desk:
    """Turn the settings of one desk into the desk."""
    named = {priority: Promise(**set_.model_dump()) for priority, set_ in desk.promises.items()}
    promises = {**DEFAULT_PROMISES, **named}
    return Desk(
        key=desk.key,
        name=desk.name,
        team_channel=desk.team_channel,
        calendar=_calendar(desk),
        intake_channels=desk.intake_channels,
        categories=desk.categories,
        leads=frozenset(desk.leads),
        technicians=frozenset(desk.technicians),
        technician_groups=frozenset(desk.technician_groups),
        specialists={name: frozenset(who) for name, who in desk.specialists.items()},
        when_requester_leaves=desk.when_requester_leaves,
        default_priority=desk.default_priority,
        promises=promises,
        promises_by_category={
            category: {
                priority: replace(promises[priority], **changed.model_dump(exclude_none=True))
                for priority, changed in those.items()
            }
            for category, those in desk.promises_by_category.items()
        },
        relay=desk.relay,
        close_after_days=desk.close_after_days,
        survey_after=desk.survey_after_minutes,
        survey_expires_days=desk.survey_expires_days,
        digest_at=desk.digest_at,
        leaderboard=settings.leaderboard,
        people_metrics=settings.people_metrics,
        people_agreement=settings.people_metrics_agreement,
        keep_words_days=desk.keep_words_days,
        keep_words_days_of=desk.keep_words_days_of,
        guests_may_file=desk.guests_may_file,
        outsiders_may_file=desk.outsiders_may_file,
    )


def _department(department: DepartmentSettings) -> Department:
    return Department(
        name=department.name,
        leader=department.leader,
        liaison=department.liaison,
        people=frozenset(department.people),
        groups=frozenset(department.groups),
        top_systems=department.top_systems,
        channel=department.channel,
    )


def _system(system: SystemSettings) -> System:
    return System(name=system.name, scope=system.scope, owner=system.owner, words=system.words)


def _calendar(desk: DeskSettings) -> Calendar:
    versions = [Hours(week=_week(desk.hours), holiday_code=desk.holidays)]
    for later in desk.later_hours:
        code = later.holidays or versions[-1].holiday_code
        versions.append(Hours(week=_week(later.hours), holiday_code=code, since=later.since))
    own = OwnDays(
        closed=frozenset(desk.closed_days),
        opened={day: _windows(windows) for day, windows in desk.opened_days.items()},
        half=desk.half_days,
    )
    return Calendar(zone=ZoneInfo(desk.timezone), versions=tuple(versions), own=own)


def _week(hours: WeekHours) -> tuple[tuple[Window, ...], ...]:
    return tuple(_windows(day) for day in hours.days())


def _windows(day: Iterable[OpenWindow]) -> tuple[Window, ...]:
    return tuple(Window(start=_time(w.opens), end=_time(w.closes)) for w in day)


def _time(minutes: int) -> time:
    """Turn minutes after midnight into a time; the end of the day is midnight."""
    return time(*divmod(minutes % _MINUTES_OF_A_DAY, 60))
