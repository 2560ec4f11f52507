"""Every table, filled with one person: what an export tells of it, and what an erasure leaves."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import JSON, insert, select

from bot.usecases.care import personal_data
from storage.tables import metadata
from storage.tables.base import Instant, Words
from tests.support.offices import ALICE, NOW

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

    from bot.usecases.office import Office

MARK: Final = "Mirabelle"
LONG: Final = 100
#: What has a meaning of its own, and cannot be any word.
VALUES: Final[dict[str, object]] = {
    "requests.state": "closed",
    "requests.priority": "P3",
    "requests.hold_reason": None,
    "requests.strategy": None,
    "requests.complexity": None,
    "requests.ended_at": NOW,
    "requests.private": False,
    "requests.events": 1,
    "conversations.channel": "D0ALICE",
    "event_notes.seq": 1,
    "request_events.seq": 1,
    "people.slack_id": ALICE,
    "people.handle": ALICE,
    "outbox.lane": f"dm:{ALICE}",
    "lanes.lane": f"dm:{ALICE}",
    "reminder_calls.lane": f"dm:{ALICE}",
    "outage_bulletins.place": None,
    "audit_log.act": "erased",
}
#: Codes of the settings and words about things, which are nobody's.
FACTS: Final = {
    *("category_words.category", "category_words.word", "deliveries.key"),
    *("requests.category", "requests.department", "requests.organisation", "requests.system"),
    *("outages.system", "outage_bulletins.department", "outage_proposals.system", "waiting.kind"),
    *("vendors.name", "vendors.name_key", "vendors.contract", "vendors.services", "vendors.hours"),
    # People of another company, whom the desk calls for help.
    *("vendor_contacts.name", "vendor_contacts.way"),
    *("workspaces.url", "settings_seen.name", "settings_seen.value", "lanes.error", "outbox.error"),
    *("job_runs.job", "job_runs.period", "requests.source_id", "request_words.counted_as"),
    "answers.mattered",
}
#: Where the number of somebody who was erased still stands, so that figures stay.
NUMBERS: Final = {
    *("requests.requester_id", "requests.owner_id", "request_events.actor_id"),
    *("surveys.person_id", "surveys.owner_id", "thread_messages.author_id"),
    *("audit_log.actor_id", "audit_log.about_id", "conversations.person_id"),
    *("outage_bulletins.person_id", "outage_proposals.by_id", "reminders.person_id"),
    "waiting.returned_by",
    "poor_experiences.person_id",
}
#: Under which heading an export tells what a table holds about a person.
EXPORTED: Final = {
    "members": "team_channels_of_desks",
    "group_members": "user_groups",
    "requests": "requests",
    "request_texts": "requests",
    "thread_messages": "messages",
    "thread_files": "files",
    "event_notes": "notes",
    "request_events": "acts",
    "surveys": "surveys",
    "answers": "surveys",
    "audit_log": "audit",
}
#: These name a person for the desk's own use, or hold words twice.
NOT_EXPORTED: Final = {"conversations", "request_words", "engagement_words", "vendor_contacts"}


def test_every_table_about_people_is_in_the_export(office: Office) -> None:
    fill(office)

    held = personal_data.held_about(office, ALICE)

    elsewhere = held.pop("elsewhere")
    personal = {table.name for table in metadata.sorted_tables if is_personal(table)}
    assert personal - NOT_EXPORTED == {*EXPORTED, *elsewhere}
    assert [name for name, heading in EXPORTED.items() if not held[heading]] == []
    assert [name for name, rows in elsewhere.items() if not rows] == []


def test_of_whoever_was_erased_figures_are_left_and_no_word(office: Office) -> None:
    person_id = fill(office)

    personal_data.erase(office, ALICE, now=NOW)

    with office.store.database.read() as connection:
        left = [
            (f"{table.name}.{name}", value)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            for name, value in row._mapping.items()  # noqa: SLF001 - the library's public name
        ]
        numbers = set(still_named(connection, person_id))
    assert {name for name, value in left if MARK in str(value)} <= FACTS
    assert [name for name, value in left if ALICE in str(value)] == []
    assert numbers <= NUMBERS


def is_personal(table: Table) -> bool:
    """Say whether a table names people, or holds what they write."""
    columns = list(table.columns)
    has_words = any(isinstance(column.type, Words) for column in columns)
    names_people = any(_target(column) == "people" for column in columns)
    return has_words or names_people


def still_named(connection: Connection, person_id: int) -> list[str]:
    """List the columns in which the person still stands."""
    return [
        str(column)
        for table in metadata.sorted_tables
        for column in table.columns
        if _target(column) == "people"
        and connection.execute(select(table).where(column == person_id)).first() is not None
    ]


def fill(office: Office) -> int:
    """Put a row about Alice into every table; give her number."""
    with office.store.database.write() as connection:
        for table in metadata.sorted_tables:
            if table.name in {"workspaces", "people"}:
                continue
            connection.execute(insert(table).values(_row(connection, table)))
    with office.store.read() as tx:
        return tx.people.ensure(ALICE).id


def _row(connection: Connection, table: Table) -> dict[str, object]:
    return {
        column.name: _value(connection, column)
        for column in table.columns
        if not (column.primary_key and column.name == "id")
    }


def _value(connection: Connection, column: Column[Any]) -> object:
    if str(column) in VALUES:
        return VALUES[str(column)]
    target = _target(column)
    if target == "people":
        people = metadata.tables["people"]
        query = select(people.c.id).where(people.c.slack_id == ALICE)
        return connection.execute(query).scalar_one()
    if target is not None:
        (reference,) = column.foreign_keys
        return connection.execute(select(reference.column)).scalars().first()
    return _plain(column)


def _plain(column: Column[Any]) -> object:
    if isinstance(column.type, JSON):
        return {}
    if isinstance(column.type, Instant):
        return NOW
    kind = column.type.python_type
    if kind is not str:
        return {bool: False, int: 1, date: NOW.date(), datetime: NOW}.get(kind, 0)
    # What is shorter holds ids, keys and codes.
    return MARK if (getattr(column.type, "length", None) or LONG) >= LONG else "x"


def _target(column: Column[Any]) -> str | None:
    return next((key.column.table.name for key in column.foreign_keys), None)
