"""Settings about the company around the desks."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from bot.domain.quiet import QuietHours
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

TWICE = """
[[departments]]
name = "Finance"
people = ["U04ALICE"]

[[departments]]
name = "finance"
people = ["U04BOB", "U04ALICE"]
"""


def test_departments_share_neither_names_nor_people(office: Office) -> None:
    office.write(DESK + TWICE)

    assert office.complaints() == [
        "config.toml line 10: departments[1].name is already the name of another department",
        "config.toml line 11: departments[1].people[1] is in another department already",
    ]


def test_a_department_needs_a_name(office: Office) -> None:
    office.write(DESK + '\n[[departments]]\nleader = "U04FRED"\n')

    (complaint,) = office.complaints()

    assert "departments[0].name is missing; give it the name that people know" in complaint


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("21:30-06:00", QuietHours(start=time(21, 30), end=time(6))),
        ("12:00-13:00", QuietHours(start=time(12), end=time(13))),
        ("", None),
    ],
)
def test_quiet_hours_are_a_stretch_of_the_day_or_none(
    office: Office, written: str, hours: QuietHours | None
) -> None:
    office.write(f'quiet_hours = "{written}"\n{DESK}')

    assert office.load().quiet_hours == hours


@pytest.mark.parametrize("written", ["22-6", "20:00-20:00", "25:00-07:00", "at night"])
def test_other_quiet_hours_are_refused(office: Office, written: str) -> None:
    office.write(f'quiet_hours = "{written}"\n{DESK}')

    assert office.complaints() == [
        'config.toml line 1: quiet_hours must be written like "20:00-07:00", or "" for none'
    ]


@pytest.mark.parametrize("name", ["lead", "back", "tier2", "tier-3", "vendor", "Network"])
def test_specialists_are_not_called_what_means_something_else(office: Office, name: str) -> None:
    office.write(f'{DESK}specialists = {{ "{name}" = ["U04ANA"] }}\n')

    (complaint,) = office.complaints()

    assert "must be 1 to 24 small letters, digits or hyphens; not lead" in complaint


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('technician_groups = ["U04ANA"]', "must be a user group's id such as S04IT"),
        ('specialists = { network = ["#net"] }', "must be the id of a member or of a user group"),
        ("specialists = { network = [] }", "specialists.network must not be empty"),
        ('when_requester_leaves = "wait"', "must be 'close' or 'leader'"),
    ],
)
def test_a_wrong_value_says_what_is_right(office: Office, line: str, complaint: str) -> None:
    office.write(f"{DESK}{line}\n")

    (told,) = office.complaints()

    assert complaint in told
