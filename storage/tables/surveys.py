"""Whom the desk asks how it was, and the answers."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import Instant, Words, metadata, own_id, request_id, workspace_id

surveys = Table(
    "surveys",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
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
    surveys.c.workspace_id,
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
    Column("comment", Words, nullable=False, default=""),
    Column("mattered", String(100), nullable=False, default=""),
    Column("may_contact", Boolean, nullable=False, default=False),
    Column("may_share", Boolean, nullable=False, default=False),
)
