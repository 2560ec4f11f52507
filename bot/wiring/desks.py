"""The desks, as the settings describe them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.burst import Burst
from bot.domain.departments import Department, Departments
from bot.domain.desk import Desk
from bot.domain.marks import Marks
from bot.domain.organisations import Organisation, Organisations
from bot.domain.systems import System, Systems
from bot.settings.building import as_calendar
from bot.usecases.office import Office
from bot.wiring import promises
from bot.wiring.reminders import build_habits
from bot.wiring.routing import build_routing
from bot.wiring.staffing import build_staffing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.calendar import Calendar
    from bot.settings import DepartmentSettings, DeskSettings, Settings, SystemSettings
    from bot.settings.organisations import OrganisationSettings
    from storage.store import Store


def build_office(settings: Settings, store: Store) -> Office:
    """Describe the desks that the settings name."""
    desks = _sharing_calendars(build_desk(desk, settings) for desk in settings.desks)
    return Office(
        store=store,
        desks=desks,
        admins=frozenset(settings.admins),
        departments=Departments(listed=tuple(map(_department, settings.departments))),
        systems=Systems(listed=tuple(map(_system, settings.systems))),
        organisations=Organisations(listed=tuple(map(_organisation, settings.organisations))),
        department_field=settings.department_field,
        quiet_hours=settings.quiet_hours,
        marks=Marks(**settings.reactions.model_dump()),
    )


def _sharing_calendars(desks: Iterable[Desk]) -> dict[str, Desk]:
    """Give desks with the same hours one calendar: each adds up its years, and keeps them."""
    calendars: list[Calendar] = []
    sharing: dict[str, Desk] = {}
    for desk in desks:
        calendar = next((one for one in calendars if one == desk.calendar), desk.calendar)
        if calendar is desk.calendar:
            calendars.append(calendar)
        sharing[desk.key] = replace(desk, calendar=calendar)
    return sharing


def build_desk(desk: DeskSettings, settings: Settings) -> Desk:
    """Turn the settings of one desk into the desk."""
    return Desk(
        key=desk.key,
        name=desk.name,
        team_channel=desk.team_channel,
        calendar=as_calendar(desk),
        intake_channels=desk.intake_channels,
        categories=desk.categories,
        leads=frozenset(desk.leads),
        technicians=frozenset(desk.technicians),
        technician_groups=frozenset(desk.technician_groups),
        specialists={name: frozenset(who) for name, who in desk.specialists.items()},
        when_requester_leaves=desk.when_requester_leaves,
        staffing=build_staffing(desk),
        default_priority=desk.default_priority,
        promises=promises.of_desk(desk),
        promises_by_category=promises.by_category(desk),
        promises_by_organisation=promises.by_organisation(desk),
        calendars={
            organisation.name: as_calendar(organisation.calendar)
            for organisation in settings.organisations
            if organisation.calendar is not None
        },
        routing=build_routing(desk),
        reopening_voids=desk.reopening_voids,
        poor_experiences=desk.poor_experiences,
        poor_experience_days=desk.poor_experience_days,
        relay=desk.relay,
        close_after_days=desk.close_after_days,
        survey_after=desk.survey_after_minutes,
        survey_expires_days=desk.survey_expires_days,
        digest_at=desk.digest_at,
        burst=Burst(
            requests=desk.outage_after_requests,
            within=timedelta(minutes=desk.outage_within_minutes),
        ),
        leaderboard=settings.leaderboard,
        people_metrics=settings.people_metrics,
        people_agreement=settings.people_metrics_agreement,
        keep_words_days=desk.keep_words_days,
        keep_words_days_of=desk.keep_words_days_of,
        reminders=build_habits(desk),
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


def _organisation(organisation: OrganisationSettings) -> Organisation:
    own = organisation.calendar
    return Organisation(
        name=organisation.name,
        people=frozenset(organisation.people),
        groups=frozenset(organisation.groups),
        teams=frozenset(organisation.teams),
        calendar=None if own is None else as_calendar(own),
    )
