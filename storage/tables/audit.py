"""Who looked at what only few may see; nothing changes or removes an entry."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table

from storage.tables.base import Instant, metadata, own_id, workspace_id

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
)
Index("ix_audit_log_at", audit_log.c.workspace_id, audit_log.c.at)
Index("ix_audit_log_request_id", audit_log.c.request_id)
