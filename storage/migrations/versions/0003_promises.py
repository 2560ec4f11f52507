"""Promises: routing, reminders, vendors and outages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.auditing import remember_rights_and_settings, widen_audit_log
from storage.migrations.outages import add_outages
from storage.tables.base import Instant, Word, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what was not there before."""
    _routing()
    _systems()
    add_outages()
    _organisations()
    _follow_ups()
    _experiences()
    op.add_column("workspaces", sa.Column("worked_at", Instant()))
    _vendors()
    _upkeep()
    _reminders()
    _assigning()
    _moves()
    widen_audit_log()
    remember_rights_and_settings()


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


def _moves() -> None:
    op.add_column("requests", sa.Column("moved_from", sa.String(32)))
    is_moved = sa.text("moved_from IS NOT NULL")
    op.create_index(
        "ix_requests_moved",
        "requests",
        ["workspace_id", "moved_from"],
        sqlite_where=is_moved,
        postgresql_where=is_moved,
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


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    """Index only the rows of which `where` is true."""
    rows = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _to(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=False)


def _key(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _vendors() -> None:
    op.add_column(
        "requests", sa.Column("with_vendors", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "vendors",
        _id(),
        _to("workspace_id", "workspaces.id"),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("contract", sa.String(100), nullable=False),
        sa.Column("services", sa.String(300), nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("hours", sa.String(300), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("holidays", sa.String(16)),
        *map(_number, ("response", "resolution", "goal")),
        sa.Column("ends", sa.Date()),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("notice_at", Instant()),
        sa.UniqueConstraint("workspace_id", "desk_key", "name_key"),
    )
    _partial(
        "ix_vendors_notice_at", "vendors", ["workspace_id", "notice_at"], "notice_at IS NOT NULL"
    )
    op.create_table(
        "vendor_contacts",
        _key("vendor_id", "vendors.id"),
        sa.Column("name", Words(), nullable=False),
        sa.Column("way", Words(), nullable=False),
    )
    _engagements()


def _engagements() -> None:
    op.create_table(
        "vendor_engagements",
        _id(),
        _to("workspace_id", "workspaces.id"),
        _to("request_id", "requests.id"),
        _to("vendor_id", "vendors.id"),
        _number("n"),
        *(
            sa.Column(name, Instant(), nullable=False)
            for name in ("engaged_at", "respond_by", "resolve_by")
        ),
        *map(_number, ("response", "resolution", "paused")),
        *(
            sa.Column(name, Instant())
            for name in ("responded_at", "resolved_at", "waiting_since", "chase_at")
        ),
        *(sa.Column(name, sa.Integer()) for name in ("response_took", "resolution_took")),
        sa.UniqueConstraint("request_id", "n"),
    )
    _partial(
        "ix_vendor_engagements_chase_at",
        "vendor_engagements",
        ["workspace_id", "chase_at"],
        "chase_at IS NOT NULL",
    )
    op.create_index(
        "ix_vendor_engagements_vendor_id", "vendor_engagements", ["vendor_id", "resolved_at"]
    )
    op.create_table(
        "engagement_words",
        _key("engagement_id", "vendor_engagements.id"),
        sa.Column("reference", Words(), nullable=False),
        sa.Column("contact", Words(), nullable=False),
    )
    op.create_table(
        "vendor_chases",
        _key("engagement_id", "vendor_engagements.id"),
        sa.Column("at", Instant(), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
    )


def _upkeep() -> None:
    op.add_column("conversations", sa.Column("look_at", Instant()))
    _partial(
        "ix_conversations_look_at",
        "conversations",
        ["workspace_id", "look_at"],
        "look_at IS NOT NULL",
    )
    op.create_table(
        "earlier_threads",
        _key("workspace_id", "workspaces.id"),
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("root_ts", sa.String(32), primary_key=True),
        _to("conversation_id", "conversations.id"),
    )
    op.create_index("ix_earlier_threads_conversation_id", "earlier_threads", ["conversation_id"])
    # What stands already is looked at as well, in the first rounds after the upgrade.
    op.execute(
        "UPDATE conversations SET look_at = CURRENT_TIMESTAMP WHERE message_ts IS NOT NULL"
        " AND request_id IN (SELECT id FROM requests WHERE ended_at IS NULL)"
    )


def _reminders() -> None:
    for name in ("owner_since", "reopened_at", "remind_at"):
        op.add_column("requests", sa.Column(name, Instant()))
    # What is open now is looked at once; histories of elsewhere remind nobody.
    op.execute(
        "UPDATE requests SET remind_at = last_event_at WHERE ended_at IS NULL AND source_id IS NULL"
    )
    _partial(
        "ix_requests_remind_at", "requests", ["workspace_id", "remind_at"], "remind_at IS NOT NULL"
    )
    op.create_table(
        "reminders",
        _id(),
        _to("workspace_id", "workspaces.id"),
        _to("request_id", "requests.id"),
        sa.Column("ladder", sa.String(32), nullable=False),
        sa.Column("cycle", sa.String(40), nullable=False),
        _number("step"),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("sent_at", Instant()),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.UniqueConstraint("request_id", "ladder", "cycle", "step"),
    )
    op.create_table(
        "reminder_calls",
        _id(),
        _to("workspace_id", "workspaces.id"),
        _to("reminder_id", "reminders.id"),
        sa.Column("lane", sa.String(64), nullable=False),
        sa.Column("bundle", sa.Integer()),
    )
    _partial(
        "ix_reminder_calls_waiting", "reminder_calls", ["workspace_id", "id"], "bundle IS NULL"
    )
    op.create_index("ix_reminder_calls_bundle", "reminder_calls", ["bundle"])


def _assigning() -> None:
    op.create_table(
        "absences",
        _key("workspace_id", "workspaces.id"),
        _key("person_id", "people.id"),
        sa.Column("source", sa.String(8), primary_key=True),
        sa.Column("until", Instant()),
    )
    op.create_table(
        "desk_turns",
        _key("workspace_id", "workspaces.id"),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("look_at", Instant()),
    )
    columns = ["workspace_id", "look_at"]
    _partial("ix_desk_turns_look_at", "desk_turns", columns, "look_at IS NOT NULL")
    op.create_table(
        "turns",
        _key("workspace_id", "workspaces.id"),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        _key("person_id", "people.id"),
        sa.Column("turn", sa.Integer(), nullable=False),
    )
    op.create_table(
        "waiting",
        _key("request_id", "requests.id"),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("returned_by", sa.Integer(), sa.ForeignKey("people.id")),
    )
    order = ["workspace_id", "desk_key", "kind", "due_at", "request_id"]
    op.create_index("ix_waiting_due_at", "waiting", order)


def _follow_ups() -> None:
    op.add_column("requests", sa.Column("follow_up_since", Instant()))
    columns = ["owner_id", "follow_up_since"]
    _partial("ix_requests_follow_up", "requests", columns, "follow_up_since IS NOT NULL")


def _experiences() -> None:
    op.create_table(
        "poor_experiences",
        _key("request_id", "requests.id"),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("turn", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("desk_key", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("told_at", Instant()),
    )
    columns = ["person_id", "desk_key", "at"]
    _partial("ix_poor_experiences_untold", "poor_experiences", columns, "told_at IS NULL")
