"""The part of the third step that is about outages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Instant


def add_outages() -> None:
    """Add what is out, what may be part of it, and where it is told of."""
    op.create_table(
        "outages",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("system", sa.String(100), nullable=False),
        sa.Column("started", Instant(), nullable=False),
        *(sa.Column(name, Instant()) for name in ("news_by", "remind_at", "ended")),
    )
    is_ongoing, is_reminded = sa.text("ended IS NULL"), sa.text("remind_at IS NOT NULL")
    op.create_index(
        "uq_outages_system",
        "outages",
        ["workspace_id", "system"],
        unique=True,
        sqlite_where=is_ongoing,
        postgresql_where=is_ongoing,
    )
    op.create_index(
        "ix_outages_remind_at",
        "outages",
        ["workspace_id", "remind_at"],
        sqlite_where=is_reminded,
        postgresql_where=is_reminded,
    )
    op.create_table(
        "outage_candidates",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("outage_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
    )
    op.create_index("ix_outage_candidates_outage_id", "outage_candidates", ["outage_id"])
    _bulletins()
    _proposals()


def _bulletins() -> None:
    op.create_table(
        "outage_bulletins",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("outage_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("department", sa.String(100), nullable=False),
        sa.Column("place", sa.String(32)),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
    )
    op.create_index("ix_outage_bulletins_outage_id", "outage_bulletins", ["outage_id"])


def _proposals() -> None:
    op.create_table(
        "outage_proposals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("system", sa.String(100), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("outage", sa.Integer()),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
    )
    is_open = sa.text("verdict = 'open'")
    by_system = ["workspace_id", "desk_key", "system"]
    op.create_index(
        "uq_outage_proposals_open",
        "outage_proposals",
        by_system,
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_outage_proposals_at", "outage_proposals", [*by_system, "at"])
