"""Promises: routing, reminders, vendors and outages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Word

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what was not there before."""
    _routing()
    _systems()
    _organisations()


def _routing() -> None:
    op.add_column("requests", sa.Column("skills", sa.String(200)))
    for name in ("strategy", "complexity"):
        op.add_column("requests", sa.Column(name, sa.String(16)))
    op.add_column("request_words", sa.Column("counted_as", sa.String(100)))
    op.create_table(
        "category_words",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        sa.Column("word", Word, primary_key=True),
        sa.Column("category", sa.String(100), primary_key=True),
        sa.Column("requests", sa.Integer(), nullable=False),
    )


def _systems() -> None:
    op.add_column("requests", sa.Column("system", sa.String(100)))
    guessed: sa.Column[bool] = sa.Column(
        "system_guessed", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("requests", guessed)
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_requests_system",
        "requests",
        ["workspace_id", "system", "created_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _organisations() -> None:
    op.add_column("requests", sa.Column("organisation", sa.String(100)))
