"""Every table of the desk.

Facts and text live apart: `request_texts`, `event_notes`, `thread_messages` and the comments in
`answers` can be erased without touching a figure.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite, which knows no zones, stores it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive instants and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant without a time zone cannot be stored"
            raise ValueError(message)
        utc = value if value.tzinfo is UTC else value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand out aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _workspace() -> Column[int]:
    return Column("workspace_id", ForeignKey("workspaces.id"), nullable=False)


def _request() -> Column[int]:
    return Column("request_id", ForeignKey("requests.id"), nullable=False)


workspaces = Table(
    "workspaces",
    metadata,
    _id(),
    # NULL until the first connection to Slack: a history can be loaded before that.
    Column("team_id", String(32), unique=True),
    Column("url", String(255), nullable=False, default=""),
    # Not a sequence of the database, because those leave gaps that people would see.
    Column("last_number", Integer, nullable=False, default=0),
)

people = Table(
    "people",
    metadata,
    _id(),
    _workspace(),
    # The Slack id, or the name that a replayed history uses.
    Column("handle", String(255), nullable=False),
    Column("slack_id", String(32)),
    Column("name", String(255), nullable=False, default=""),
    Column("zone", String(64), nullable=False, default="UTC"),
    Column("team_id", String(32)),
    Column("is_guest", Boolean, nullable=False, default=False),
    Column("is_external", Boolean, nullable=False, default=False),
    Column("is_bot", Boolean, nullable=False, default=False),
    Column("deactivated", Boolean, nullable=False, default=False),
    # Whether somebody agreed to be named with praise: "given", "unasked" or "opted_out".
    Column("recognition", String(12), nullable=False, default="unasked"),
    UniqueConstraint("workspace_id", "handle"),
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
)

requests = Table(
    "requests",
    metadata,
    _id(),
    _workspace(),
    Column("number", Integer, nullable=False),
    Column("desk_key", String(32), nullable=False),
    Column("requester_id", ForeignKey("people.id")),
    Column("owner_id", ForeignKey("people.id")),
    Column("state", String(16), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("priority", String(4), nullable=False),
    Column("category", String(100)),
    Column("channel", String(40), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("hold_reason", String(16)),
    Column("hold_since", Instant),
    Column("hold_until", Instant),
    Column("held_minutes", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("first_reply_at", Instant),
    Column("first_claimed_at", Instant),
    Column("first_resolved_at", Instant),
    Column("resolved_at", Instant),
    Column("ended_at", Instant),
    Column("last_event_at", Instant),
    Column("resolutions", Integer, nullable=False),
    Column("reopens", Integer, nullable=False),
    Column("reassignments", Integer, nullable=False),
    # How many events the row adds up to: also the version for compare-and-set.
    Column("events", Integer, nullable=False),
    Column("respond_by", Instant),
    Column("resolve_by", Instant),
    Column("close_at", Instant),
    # The id in a replayed history, so that loading it again finds what is there.
    Column("source_id", String(100)),
    UniqueConstraint("workspace_id", "number"),
    UniqueConstraint("workspace_id", "desk_key", "source_id"),
)
_open = requests.c.ended_at.is_(None)
Index(
    "ix_requests_open",
    requests.c.workspace_id,
    requests.c.desk_key,
    requests.c.created_at,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_requests_owned",
    requests.c.owner_id,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("ix_requests_requester_id_created_at", requests.c.requester_id, requests.c.created_at)
Index(
    "ix_requests_close_at",
    requests.c.close_at,
    sqlite_where=requests.c.close_at.is_not(None),
    postgresql_where=requests.c.close_at.is_not(None),
)
Index(
    "ix_requests_hold_until",
    requests.c.hold_until,
    sqlite_where=requests.c.hold_until.is_not(None),
    postgresql_where=requests.c.hold_until.is_not(None),
)

request_texts = Table(
    "request_texts",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("title", Text, nullable=False),
    Column("details", Text, nullable=False, default=""),
    Column("purpose", Text, nullable=False, default=""),
)

request_events = Table(
    "request_events",
    metadata,
    _id(),
    _workspace(),
    Column("desk_key", String(32), nullable=False),
    _request(),
    Column("seq", Integer, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", ForeignKey("people.id")),
    Column("actor_kind", String(16), nullable=False),
    Column("facts", JSON(none_as_null=True)),
    UniqueConstraint("request_id", "seq"),
)
Index(
    "ix_request_events_desk_at",
    request_events.c.workspace_id,
    request_events.c.desk_key,
    request_events.c.at,
    request_events.c.request_id,
)

event_notes = Table(
    "event_notes",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    # What else was written down about it: steps taken, cause, what is left to do.
    Column("more", JSON(none_as_null=True)),
)

daily_flow = Table(
    "daily_flow",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    # A UTC day: zones with odd offsets read the part of a day from the events.
    Column("day", Date, primary_key=True),
    Column("opened", Integer, nullable=False, default=0),
    Column("resolved", Integer, nullable=False, default=0),
    Column("reopened", Integer, nullable=False, default=0),
    Column("withdrawn", Integer, nullable=False, default=0),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    _workspace(),
    _request(),
    # "requester" or "card"
    Column("kind", String(16), nullable=False),
    Column("channel", String(32)),
    Column("root_ts", String(32)),
    # The message of ours that is edited in place: the receipt or the card itself.
    Column("message_ts", String(32)),
    UniqueConstraint("request_id", "kind"),
    UniqueConstraint("workspace_id", "channel", "root_ts"),
)

thread_messages = Table(
    "thread_messages",
    metadata,
    _id(),
    _workspace(),
    _request(),
    Column("conversation", String(16), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("author_id", ForeignKey("people.id")),
    Column("said_at", Instant, nullable=False),
    # "internal", "relayed" or "undone"
    Column("state", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("relayed_channel", String(32)),
    Column("relayed_ts", String(32)),
    UniqueConstraint("workspace_id", "channel", "ts"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("received_at", Instant, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _workspace(),
    # What keeps its order: a channel, or the direct messages with one person.
    Column("lane", String(64), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("request_id", ForeignKey("requests.id")),
    Column("ref", Integer),
    Column("facts", JSON(none_as_null=True)),
    # Travels with the message, so that one with an unknown outcome can be found again.
    Column("key", String(40), nullable=False, unique=True),
    # Rows of the same kind about the same thing: one that waits is enough.
    Column("coalesce", String(64)),
    Column("state", String(12), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("channel", String(32)),
    Column("ts", String(32)),
    Column("error", Text),
)
_unsent = outbox.c.state.in_(("due", "sending", "uncertain"))
_waiting = outbox.c.state == "due"
Index(
    "ix_outbox_unsent",
    outbox.c.lane,
    outbox.c.id,
    sqlite_where=_unsent,
    postgresql_where=_unsent,
)
Index(
    "uq_outbox_coalesce",
    outbox.c.workspace_id,
    outbox.c.coalesce,
    unique=True,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)

lanes = Table(
    "lanes",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("lane", String(64), primary_key=True),
    Column("next_at", Instant, nullable=False),
    Column("broken_since", Instant),
    Column("error", String(100)),
)

surveys = Table(
    "surveys",
    metadata,
    _id(),
    _workspace(),
    _request(),
    Column("resolution", Integer, nullable=False),
    Column("person_id", ForeignKey("people.id")),
    Column("owner_id", ForeignKey("people.id")),
    # "due", "asked", "answered", "withdrawn", "expired" or "excluded"
    Column("state", String(12), nullable=False),
    # Why it was not asked, for the decision row that every resolution has.
    Column("reason", String(40)),
    Column("due_at", Instant),
    Column("asked_at", Instant),
    Column("channel", String(32)),
    Column("ts", String(32)),
    UniqueConstraint("request_id", "resolution"),
)
Index(
    "ix_surveys_due_at",
    surveys.c.due_at,
    sqlite_where=surveys.c.due_at.is_not(None),
    postgresql_where=surveys.c.due_at.is_not(None),
)

answers = Table(
    "answers",
    metadata,
    Column("survey_id", ForeignKey("surveys.id"), primary_key=True),
    Column("score", Integer, nullable=False),
    Column("answered_at", Instant, nullable=False),
    Column("comment", Text, nullable=False, default=""),
    Column("mattered", String(20), nullable=False, default=""),
    Column("may_contact", Boolean, nullable=False, default=False),
    Column("may_share", Boolean, nullable=False, default=False),
)

job_runs = Table(
    "job_runs",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("job", String(64), primary_key=True),
    Column("period", String(40), primary_key=True),
    Column("ran_at", Instant, nullable=False),
)
