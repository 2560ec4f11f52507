"""What Slack has delivered, what it still has to hear, and which jobs are done."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    literal_column,
)

from storage.tables.base import Instant, metadata, own_id, workspace_id

deliveries = Table(
    "deliveries",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("received_at", Instant, nullable=False),
)
Index("ix_deliveries_received_at", deliveries.c.workspace_id, deliveries.c.received_at)

outbox = Table(
    "outbox",
    metadata,
    own_id(),
    workspace_id(),
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
    # How many people it notified, once it was sent.
    Column("pings", Integer, nullable=False, server_default="0"),
)
_pinged = outbox.c.pings > literal_column("0")
Index(
    "ix_outbox_pings",
    outbox.c.workspace_id,
    outbox.c.sent_at,
    sqlite_where=_pinged,
    postgresql_where=_pinged,
)
_unsent = outbox.c.state.in_(("due", "sending", "uncertain"))
# Literal, because an INSERT that names this index has to repeat its condition to the letter.
WAITING = outbox.c.state == literal_column("'due'")
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
    sqlite_where=WAITING,
    postgresql_where=WAITING,
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

job_runs = Table(
    "job_runs",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("job", String(64), primary_key=True),
    Column("period", String(40), primary_key=True),
    Column("ran_at", Instant, nullable=False),
)
