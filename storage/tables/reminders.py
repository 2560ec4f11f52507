"""Reminders: what was sent or passed over, and who has still to hear of it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.tables.base import Instant, metadata, own_id, request_id, workspace_id

reminders = Table(
    "reminders",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    Column("ladder", String(32), nullable=False),
    Column("cycle", String(40), nullable=False),
    Column("step", Integer, nullable=False),
    # When it was taken up, or passed over because a higher step was due as well.
    Column("at", Instant, nullable=False),
    Column("sent_at", Instant),
    # The technician who was asked, where one is asked after the other.
    Column("person_id", ForeignKey("people.id")),
    UniqueConstraint("request_id", "ladder", "cycle", "step"),
)

reminder_calls = Table(
    "reminder_calls",
    metadata,
    own_id(),
    workspace_id(),
    Column("reminder_id", ForeignKey("reminders.id"), nullable=False),
    Column("lane", String(64), nullable=False),
    # The message that it stands in, together with others for the same lane.
    Column("bundle", Integer),
)
_waits = reminder_calls.c.bundle.is_(None)
Index(
    "ix_reminder_calls_waiting",
    reminder_calls.c.workspace_id,
    reminder_calls.c.id,
    sqlite_where=_waits,
    postgresql_where=_waits,
)
Index("ix_reminder_calls_bundle", reminder_calls.c.bundle)
