"""What few may do and see, and who could at any time; nothing changes or removes an entry."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text

from storage.tables.base import Instant, metadata, own_id, workspace_id

# Triggers of the database refuse to change or to remove a row.
audit_log = Table(
    "audit_log",
    metadata,
    own_id(),
    workspace_id(),
    Column("at", Instant, nullable=False),
    Column("actor_id", ForeignKey("people.id")),
    Column("act", String(40), nullable=False),
    Column("request_id", ForeignKey("requests.id")),
    Column("facts", JSON(none_as_null=True)),
    # Whom it is about, and the desk whose leads may read it; without one only admins may.
    Column("about_id", ForeignKey("people.id")),
    Column("desk_key", String(32)),
)
Index("ix_audit_log_at", audit_log.c.workspace_id, audit_log.c.at)
Index("ix_audit_log_request_id", audit_log.c.request_id)
Index("ix_audit_log_desk_key", audit_log.c.workspace_id, audit_log.c.desk_key, audit_log.c.at)

rights_held = Table(
    "rights_held",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    # Empty for what holds at every desk.
    Column("desk_key", String(32), primary_key=True),
    Column("right", String(16), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
)

settings_seen = Table(
    "settings_seen",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("name", String(255), primary_key=True),
    Column("value", Text, nullable=False),
)
