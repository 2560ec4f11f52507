"""The company of the demo: its people, its channels, and the settings of its help desk."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import time
    from pathlib import Path

    from sandbox import Channel, Person, Sandbox

ZONE = ZoneInfo("Europe/Berlin")
DESK = "it"
TEAM_CHANNEL = "C0ITDESK"
INTAKE_CHANNEL = "C0ITHELP"
CATEGORIES = ("Access", "Hardware", "Software", "Network", "Other")

#: Who asks for help, and where each of them works. Elif is so new that the
#: settings do not know her yet.
DEPARTMENTS: Mapping[str, str] = {
    "Alice": "Sales",
    "Bob": "Finance",
    "Carla": "Marketing",
    "Deniz": "Logistics",
    "Elif": "Legal",
    "Farid": "Sales",
    "Greta": "People",
    "Hugo": "Finance",
    "Ines": "Logistics",
    "Jonas": "Marketing",
}
NEWCOMER = "Elif"
TECHNICIANS = ("Theo", "Tara", "Ana", "Ben", "Chi", "Dario", "Emil", "Fatou")
LEAD = "Mona"
#: The technician whom the people of a department know by name.
LIAISONS: Mapping[str, str] = {"Sales": "Theo", "Finance": "Ana"}
#: What the company works with, the first for everybody, and what a department needs most.
SYSTEMS: Final = """
[[systems]]
name = "VPN"
scope = "enterprise"
words = ["remote access"]

[[systems]]
name = "Ledger"
"""
#: Who reads about outages for a department.
LEADERS: Mapping[str, str] = {"Finance": "Bob", "Sales": "Alice"}
TOP_SYSTEMS: Mapping[str, str] = {"Finance": "Ledger"}
#: The company that repairs hardware for ours.
VENDOR = "Northwind Repairs"
#: Who knows the books; what is said about them goes to whoever of these has least to do.
BOOKKEEPERS = ("Ana", "Emil")
#: What the desk does by itself: whom it calls about the most urgent, and where requests go.
_RULES: Final = """
[[desks.chains]]
when = "unclaimed"
priority = "P1"
steps = [{ after = 10, tell = "team" }, { after = 20, tell = "lead" }]

[[desks.rules]]
when = { words = ["ledger"] }
category = "Software"
skills = ["books"]
strategy = "least_loaded"

[[desks.rules]]
when = { words = ["payroll", "salary"] }
priority = "P2"
"""
#: Who helps with the network: a user group of Slack.
SPECIALISTS = ("Fatou",)
_HANDLE = "network"
_NETWORK = "S0NETWORK"

_COMMANDS = {
    "/request": "what you need, or nothing for a form",
    "/desk": "a verb such as claim 42; help lists them",
}

_SHORTCUTS = {"new_request": "New request"}
_REACTIONS = ("ticket", "eyes", "white_check_mark")
_ON_MESSAGES = {"file_as_request": "File as request", "add_to_request": "Add to request…"}

_SETTINGS = Template("""\
database_url = "sqlite:///$database"
leaderboard = "top3"
people_metrics = "recognition"
people_metrics_agreement = "Works agreement of the demo, section 3"
$departments
$systems
[[desks]]
key = "$desk"
name = "IT help desk"
team_channel = "$team"
intake_channels = ["$intake"]
leads = ["$lead"]
specialists = { network = ["$specialists"] }
timezone = "$zone"
categories = $categories
close_after_days = $close_after_days
survey_after_minutes = $survey_after_minutes
digest_at = "$digest_at"
skills = { $skills }
$rules""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What differs between the demo and the tour: business minutes, days and an hour."""

    survey_after_minutes: int
    close_after_days: int
    digest_at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The people by name, and the channels in which they meet."""

    people: Mapping[str, Person]
    team: Channel
    intake: Channel
    general: Channel


def slack_id(name: str) -> str:
    """Give the Slack id that somebody of the company has."""
    return f"U0{name.upper()}"


def move_in(slack: Sandbox) -> Company:
    """Bring the company into an empty workspace that offers the commands of the desk."""
    slack.offer(
        commands=_COMMANDS,
        shortcuts=_SHORTCUTS,
        message_shortcuts=_ON_MESSAGES,
        reactions=_REACTIONS,
    )
    names = (*DEPARTMENTS, *TECHNICIANS, LEAD)
    people = {name: slack.add_person(name, tz=ZONE.key) for name in names}
    technicians = [people[name] for name in (*TECHNICIANS, LEAD)]
    everybody = list(people.values())
    slack.add_group(_HANDLE, [people[name] for name in SPECIALISTS])
    return Company(
        people=people,
        team=slack.add_channel("it-desk", members=technicians, channel_id=TEAM_CHANNEL),
        intake=slack.add_channel("it-help", members=everybody, channel_id=INTAKE_CHANNEL),
        general=slack.add_channel("general", members=everybody),
    )


def _department(name: str) -> str:
    """Write the settings of one department."""
    known = (person for person in DEPARTMENTS if person != NEWCOMER)
    people = [slack_id(person) for person in known if DEPARTMENTS[person] == name]
    liaison = LIAISONS.get(name)
    contact = f'liaison = "{slack_id(liaison)}"\n' if liaison else ""
    leader = f'leader = "{slack_id(LEADERS[name])}"\n' if name in LEADERS else ""
    top = f'top_systems = ["{TOP_SYSTEMS[name]}"]\n' if name in TOP_SYSTEMS else ""
    return f'\n[[departments]]\nname = "{name}"\n{leader}{contact}people = {people}\n{top}'


def settings_text(folder: Path, habits: Habits) -> str:
    """Write the settings of the company's desk, whose database stands in `folder`."""
    return _SETTINGS.substitute(
        database=(folder / "firstline.db").as_posix(),
        desk=DESK,
        team=TEAM_CHANNEL,
        intake=INTAKE_CHANNEL,
        lead=slack_id(LEAD),
        specialists=_NETWORK,
        systems=SYSTEMS,
        rules=_RULES,
        skills=", ".join(f'{slack_id(name)} = ["books"]' for name in BOOKKEEPERS),
        departments="\n".join(map(_department, sorted(set(DEPARTMENTS.values())))),
        zone=ZONE.key,
        categories=list(CATEGORIES),
        close_after_days=habits.close_after_days,
        survey_after_minutes=habits.survey_after_minutes,
        digest_at=habits.digest_at.isoformat("minutes"),
    )
