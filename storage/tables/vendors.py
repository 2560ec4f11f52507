"""Vendors, what they were asked for, and the few words that go with it.

Whom to talk to and what a vendor calls a case stand in tables of their own: they are words.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from storage.tables.base import Instant, Words, metadata, own_id, request_id, workspace_id

vendors = Table(
    "vendors",
    metadata,
    own_id(),
    workspace_id(),
    Column("desk_key", String(32), nullable=False),
    Column("name", String(100), nullable=False),
    # What the name has in common with others that people would take for the same.
    Column("name_key", String(200), nullable=False),
    Column("contract", String(100), nullable=False),
    Column("services", String(300), nullable=False),
    Column("categories", JSON, nullable=False),
    Column("hours", String(300), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("holidays", String(16)),
    Column("response", Integer, nullable=False),
    Column("resolution", Integer, nullable=False),
    Column("goal", Integer, nullable=False),
    Column("ends", Date),
    Column("since", Instant, nullable=False),
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("notice_at", Instant),
    UniqueConstraint("workspace_id", "desk_key", "name_key"),
)
Index(
    "ix_vendors_notice_at",
    vendors.c.workspace_id,
    vendors.c.notice_at,
    sqlite_where=vendors.c.notice_at.is_not(None),
    postgresql_where=vendors.c.notice_at.is_not(None),
)

vendor_contacts = Table(
    "vendor_contacts",
    metadata,
    Column("vendor_id", ForeignKey("vendors.id"), primary_key=True),
    Column("name", Words, nullable=False),
    Column("way", Words, nullable=False),
)

vendor_engagements = Table(
    "vendor_engagements",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    Column("vendor_id", ForeignKey("vendors.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("engaged_at", Instant, nullable=False),
    Column("response", Integer, nullable=False),
    Column("resolution", Integer, nullable=False),
    Column("respond_by", Instant, nullable=False),
    Column("resolve_by", Instant, nullable=False),
    Column("responded_at", Instant),
    Column("resolved_at", Instant),
    Column("waiting_since", Instant),
    Column("paused", Integer, nullable=False),
    Column("response_took", Integer),
    Column("resolution_took", Integer),
    Column("chase_at", Instant),
    UniqueConstraint("request_id", "n"),
)
Index(
    "ix_vendor_engagements_chase_at",
    vendor_engagements.c.workspace_id,
    vendor_engagements.c.chase_at,
    sqlite_where=vendor_engagements.c.chase_at.is_not(None),
    postgresql_where=vendor_engagements.c.chase_at.is_not(None),
)
Index(
    "ix_vendor_engagements_vendor_id",
    vendor_engagements.c.vendor_id,
    vendor_engagements.c.resolved_at,
)

engagement_words = Table(
    "engagement_words",
    metadata,
    Column("engagement_id", ForeignKey("vendor_engagements.id"), primary_key=True),
    Column("reference", Words, nullable=False),
    Column("contact", Words, nullable=False),
)

vendor_chases = Table(
    "vendor_chases",
    metadata,
    Column("engagement_id", ForeignKey("vendor_engagements.id"), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("kind", String(16), nullable=False),
)
