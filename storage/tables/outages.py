"""Outages: which requests are one, what may be part of them, and where they are told of."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    literal_column,
)

from storage.tables.base import Instant, metadata, own_id, workspace_id

outages = Table(
    "outages",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    workspace_id(),
    Column("system", String(100), nullable=False),
    Column("started", Instant, nullable=False),
    # When more was promised, and when the technicians are reminded of it: once.
    Column("news_by", Instant),
    Column("remind_at", Instant),
    Column("ended", Instant),
)
_ongoing = outages.c.ended.is_(None)
Index(
    "uq_outages_system",
    outages.c.workspace_id,
    outages.c.system,
    unique=True,
    sqlite_where=_ongoing,
    postgresql_where=_ongoing,
)
_reminded = outages.c.remind_at.is_not(None)
Index(
    "ix_outages_remind_at",
    outages.c.workspace_id,
    outages.c.remind_at,
    sqlite_where=_reminded,
    postgresql_where=_reminded,
)

outage_candidates = Table(
    "outage_candidates",
    metadata,
    # A request may be part of one outage.
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("outage_id", ForeignKey("requests.id"), nullable=False),
)
Index("ix_outage_candidates_outage_id", outage_candidates.c.outage_id)

outage_bulletins = Table(
    "outage_bulletins",
    metadata,
    own_id(),
    workspace_id(),
    Column("outage_id", ForeignKey("requests.id"), nullable=False),
    Column("department", String(100), nullable=False),
    # The channel of the settings, or whoever leads the department.
    Column("place", String(32)),
    Column("person_id", ForeignKey("people.id")),
    Column("channel", String(32)),
    Column("ts", String(32)),
)
Index("ix_outage_bulletins_outage_id", outage_bulletins.c.outage_id)

outage_proposals = Table(
    "outage_proposals",
    metadata,
    own_id(),
    workspace_id(),
    Column("desk_key", String(32), nullable=False),
    Column("system", String(100), nullable=False),
    Column("numbers", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    # "open", "yes" or "no"
    Column("verdict", String(8), nullable=False),
    Column("by_id", ForeignKey("people.id")),
    Column("outage", Integer),
    Column("channel", String(32)),
    Column("ts", String(32)),
)
_open = outage_proposals.c.verdict == literal_column("'open'")
Index(
    "uq_outage_proposals_open",
    outage_proposals.c.workspace_id,
    outage_proposals.c.desk_key,
    outage_proposals.c.system,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_outage_proposals_at",
    outage_proposals.c.workspace_id,
    outage_proposals.c.desk_key,
    outage_proposals.c.system,
    outage_proposals.c.at,
)
