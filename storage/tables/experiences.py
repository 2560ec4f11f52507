"""Poor experiences of requesters, until the lead has been told about them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.tables.base import Instant, metadata

poor_experiences = Table(
    "poor_experiences",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("desk_key", String(32), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("told_at", Instant),
)
_untold = poor_experiences.c.told_at.is_(None)
Index(
    "ix_poor_experiences_untold",
    poor_experiences.c.person_id,
    poor_experiences.c.desk_key,
    poor_experiences.c.at,
    sqlite_where=_untold,
    postgresql_where=_untold,
)
