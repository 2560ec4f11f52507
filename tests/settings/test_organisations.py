"""Organisations in the settings: which promise comes first, and what cannot be meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.desk import DEFAULT_PROMISES, Promise
from bot.domain.request import Priority
from bot.settings import SettingsError
from bot.wiring.desks import build_desk

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from tests.settings.conftest import Office

TERMS = """
[[organisations]]
name = "ACME"
teams = ["T04ACME"]
[organisations.calendar]
timezone = "Europe/Lisbon"

[[organisations]]
name = "Globex"
people = ["U04BOB"]

[[desks]]
key = "it"
team_channel = "C04TEAM"
[desks.promises.P1]
response = 20
resolution = 120
[desks.promises_by_category.Access.P1]
response = 10
update = 30
[desks.promises_by_organisation.ACME.P1]
response = 15
resolution = 60
[desks.promises_by_organisation_and_category.ACME.Access.P1]
response = 5
"""


def desk_of(office: Office) -> Desk:
    office.write(TERMS)
    settings = office.load()
    return build_desk(settings.desks[0], settings)


@pytest.mark.parametrize(
    ("organisation", "category", "promised"),
    [
        (None, "Network", Promise(response=20, resolution=120)),
        (None, "Access", Promise(response=10, resolution=120, update=30)),
        ("Globex", "Access", Promise(response=10, resolution=120, update=30)),
        ("ACME", "Network", Promise(response=15, resolution=60)),
        ("ACME", None, Promise(response=15, resolution=60)),
        ("ACME", "Access", Promise(response=5, resolution=60, update=30)),
    ],
)
def test_whoever_says_most_of_a_request_is_heard_first(
    office: Office, organisation: str | None, category: str | None, promised: Promise
) -> None:
    desk = desk_of(office)

    assert desk.promise_of(Priority.P1, category, organisation) == promised


def test_a_priority_of_which_an_organisation_says_nothing_is_promised_as_elsewhere(
    office: Office,
) -> None:
    desk = desk_of(office)

    assert desk.promise_of(Priority.P2, "Access", "ACME") == DEFAULT_PROMISES[Priority.P2]


def test_only_an_organisation_with_a_calendar_has_hours_of_its_own(office: Office) -> None:
    desk = desk_of(office)

    assert desk.calendar_of("ACME").zone == ZoneInfo("Europe/Lisbon")
    assert desk.calendar_of("Globex") is desk.calendar
    assert replace(desk, calendars={}).calendar_of("ACME") is desk.calendar


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (
            '[[organisations]]\nname = "ACME"\n[[organisations]]\nname = "Acme"',
            "organisations[1].name is the name of another organisation",
        ),
        (
            """
            [[organisations]]
            name = "A"
            teams = ["T04X"]
            [[organisations]]
            name = "B"
            teams = ["T04X"]
            """,
            "organisations[1].teams[0] is in another organisation already",
        ),
        (
            '[[organisations]]\nname = "ACME"\n[organisations.calendar]\ntimezone = "Europe/Berln"',
            "organisations[0].calendar.timezone must be a time zone such as Europe/Berlin; did",
        ),
        (
            """
            [[organisations]]
            name = "ACME"
            [organisations.calendar]
            hours = { mon = ["09:00-13:00", "12:00-17:00"] }
            """,
            "organisations[0].calendar.hours.mon must not have windows that overlap",
        ),
        ('[[organisations]]\nname = "ACME"\nteams = ["acme"]', "must be a workspace's id"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_line(
    office: Office, wrong: str, complaint: str
) -> None:
    office.write(f'{wrong}\n[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\n')

    with pytest.raises(SettingsError, match=r"config\.toml line") as refused:
        office.load()

    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("promises_by_organisation.Acme.P1", "Acme is no organisation; name it in a table"),
        (
            "promises_by_organisation_and_category.Acme.Access.P1",
            "Acme is no organisation; name it in a table",
        ),
    ],
)
def test_promises_to_nobody_are_named(office: Office, table: str, complaint: str) -> None:
    office.write(
        f'[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\n[desks.{table}]\nresponse = 5\n'
    )

    with pytest.raises(SettingsError) as refused:
        office.load()

    assert complaint in str(refused.value)
