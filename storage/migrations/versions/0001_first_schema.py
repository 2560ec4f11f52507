"""The first schema; keys and constraints are named as the tables' conventions say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    _people()
    _requests()
    _requests_indexes()
    _words()
    _log()
    _talk()
    _surveys()
    _outbox()
    _traffic()


def _partial(
    name: str, table: str, columns: list[str], where: str, *, unique: bool = False
) -> None:
    """Index only the rows of which `where` is true."""
    rows = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


def _people() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("team_id", sa.String(32)),
        sa.Column("url", sa.String(255), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("handle", sa.String(255), nullable=False),
        sa.Column("slack_id", sa.String(32)),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(32)),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("is_external", sa.Boolean(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("recognition", sa.String(12), nullable=False),
        sa.UniqueConstraint("workspace_id", "handle"),
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True),
    )


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("requester_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(4), nullable=False),
        sa.Column("category", sa.String(100)),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("hold_reason", sa.String(16)),
        sa.Column("hold_since", Instant()),
        sa.Column("hold_until", Instant()),
        sa.Column("held_minutes", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("first_reply_at", Instant()),
        sa.Column("first_claimed_at", Instant()),
        sa.Column("first_resolved_at", Instant()),
        sa.Column("resolved_at", Instant()),
        sa.Column("ended_at", Instant()),
        sa.Column("last_event_at", Instant()),
        sa.Column("resolutions", sa.Integer(), nullable=False),
        sa.Column("reopens", sa.Integer(), nullable=False),
        sa.Column("reassignments", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("respond_by", Instant()),
        sa.Column("resolve_by", Instant()),
        sa.Column("close_at", Instant()),
        sa.Column("source_id", sa.String(100)),
        sa.UniqueConstraint("workspace_id", "desk_key", "source_id"),
        sa.UniqueConstraint("workspace_id", "number"),
    )


def _requests_indexes() -> None:
    _partial(
        "ix_requests_close_at", "requests", ["workspace_id", "close_at"], "close_at IS NOT NULL"
    )
    _partial(
        "ix_requests_hold_until",
        "requests",
        ["workspace_id", "hold_until"],
        "hold_until IS NOT NULL",
    )
    _partial(
        "ix_requests_open",
        "requests",
        ["workspace_id", "desk_key", "created_at"],
        "ended_at IS NULL",
    )
    _partial("ix_requests_owned", "requests", ["owner_id"], "ended_at IS NULL")
    op.create_index(
        "ix_requests_requester_id_created_at", "requests", ["requester_id", "created_at"]
    )


def _words() -> None:
    op.create_table(
        "request_texts",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
    )
    op.create_table(
        "event_notes",
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )


def _log() -> None:
    op.create_table(
        "request_events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("actor_kind", sa.String(16), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True)),
        sa.UniqueConstraint("request_id", "seq"),
    )
    op.create_index(
        "ix_request_events_desk_at",
        "request_events",
        ["workspace_id", "desk_key", "at", "kind", "request_id"],
    )
    op.create_table(
        "daily_flow",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Integer(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
    )


def _talk() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(32)),
        sa.Column("root_ts", sa.String(32)),
        sa.Column("message_ts", sa.String(32)),
        sa.UniqueConstraint("request_id", "side"),
        sa.UniqueConstraint("workspace_id", "channel", "root_ts"),
    )
    op.create_table(
        "thread_messages",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("said_at", Instant(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("relayed_channel", sa.String(32)),
        sa.Column("relayed_ts", sa.String(32)),
        sa.UniqueConstraint("workspace_id", "channel", "ts"),
    )


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("resolution", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("due_at", Instant()),
        sa.Column("asked_at", Instant()),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.UniqueConstraint("request_id", "resolution"),
    )
    _partial("ix_surveys_due_at", "surveys", ["workspace_id", "due_at"], "due_at IS NOT NULL")
    op.create_table(
        "answers",
        sa.Column("survey_id", sa.Integer(), sa.ForeignKey("surveys.id"), primary_key=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("mattered", sa.String(100), nullable=False),
        sa.Column("may_contact", sa.Boolean(), nullable=False),
        sa.Column("may_share", sa.Boolean(), nullable=False),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("lane", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id")),
        sa.Column("ref", sa.Integer()),
        sa.Column("facts", sa.JSON(none_as_null=True)),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("coalesce", sa.String(64)),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Instant()),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant()),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.Column("error", sa.Text()),
        sa.UniqueConstraint("key"),
    )
    _partial(
        "ix_outbox_unsent", "outbox", ["lane", "id"], "state IN ('due', 'sending', 'uncertain')"
    )
    _partial(
        "uq_outbox_coalesce", "outbox", ["workspace_id", "coalesce"], "state = 'due'", unique=True
    )


def _traffic() -> None:
    op.create_table(
        "deliveries",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("received_at", Instant(), nullable=False),
    )
    op.create_index("ix_deliveries_received_at", "deliveries", ["workspace_id", "received_at"])
    op.create_table(
        "lanes",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("lane", sa.String(64), primary_key=True),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("broken_since", Instant()),
        sa.Column("error", sa.String(100)),
    )
    op.create_table(
        "job_runs",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("job", sa.String(64), primary_key=True),
        sa.Column("period", sa.String(40), primary_key=True),
        sa.Column("ran_at", Instant(), nullable=False),
    )
