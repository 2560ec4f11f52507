"""Checks that look at several settings at once.

They read raw values, because all mistakes are reported together: a wrong key elsewhere must not
hide a missing token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings.locator import KeyPath

Finding = tuple["KeyPath", str]

WHERE_TO_FIND: Final = {
    "bot_token": (
        "is missing; set SLACK_BOT_TOKEN, which Slack shows under OAuth & Permissions "
        "once the app is installed"
    ),
    "app_token": (
        "is missing; set SLACK_APP_TOKEN, which Slack makes under Basic Information, "
        "App-Level Tokens, with the scope connections:write"
    ),
    "signing_secret": (
        "is missing; set SLACK_SIGNING_SECRET, which Slack shows under Basic Information, "
        "App Credentials"
    ),
}


def missing_tokens(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find the tokens without which Slack cannot be reached in the chosen mode."""
    slack = values.get("slack", {})
    if not isinstance(slack, dict):
        return
    of_the_mode = "signing_secret" if slack.get("mode") == "http" else "app_token"
    for key in ("bot_token", of_the_mode):
        if not slack.get(key):
            yield ("slack", key), WHERE_TO_FIND[key]


def repeated_desks(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find two desks with one key."""
    yield from repeated(values, "desks", "key", "is already the key of another desk")


def repeated_departments(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find two departments with one name, and people who would belong to two."""
    remedy = "is already the name of another department"
    yield from repeated(values, "departments", "name", remedy)
    people: set[str] = set()
    for index, department in tables(values, "departments"):
        members = department.get("people")
        for place, person in enumerate(members if isinstance(members, list) else ()):
            if person in people:
                path = ("departments", index, "people", place)
                yield path, "is in another department already"
            people.add(str(person))


def shared_channels(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find channels with two purposes, where nobody could tell whose request a message is."""
    seen: set[str] = set()
    for path, channel in _channels(values):
        if channel in seen:
            yield path, "is already used; each channel serves one desk and one purpose"
        seen.add(channel)


def doubled_reactions(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find one emoji that is to claim and to resolve at once."""
    reactions = values.get("reactions", {})
    if isinstance(reactions, dict):
        emoji = reactions.get("resolve")
        if emoji and emoji == reactions.get("claim", Marks().claim):
            yield ("reactions", "resolve"), "is the same as reactions.claim; give each its own"


def _channels(values: Mapping[str, object]) -> Iterator[tuple[KeyPath, str]]:
    for index, desk in _desks(values):
        if isinstance(team := desk.get("team_channel"), str):
            yield ("desks", index, "team_channel"), team
        intake = desk.get("intake_channels")
        for place, channel in enumerate(intake if isinstance(intake, list) else ()):
            if isinstance(channel, str):
                yield ("desks", index, "intake_channels", place), channel


def _desks(values: Mapping[str, object]) -> Iterator[tuple[int, dict[str, object]]]:
    return tables(values, "desks")


def repeated(values: Mapping[str, object], key: str, field: str, remedy: str) -> Iterator[Finding]:
    """Find tables of the list `key` whose `field` says what another one says already."""
    seen: set[str] = set()
    for index, table in tables(values, key):
        name = table.get(field)
        if isinstance(name, str) and name.casefold() in seen:
            yield (key, index, field), remedy
        seen.add(str(name).casefold())


def tables(values: Mapping[str, object], key: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Iterate over the tables of a list, with their places."""
    listed = values.get(key)
    for index, table in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(table, dict):
            yield index, table
