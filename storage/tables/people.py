"""Workspaces, the people in them, and who is in which team channel."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.tables.base import Instant, metadata, own_id, workspace_id

workspaces = Table(
    "workspaces",
    metadata,
    own_id(),
    # NULL until the first connection to Slack: a history can be loaded before that.
    Column("team_id", String(32), unique=True),
    Column("url", String(255), nullable=False, default=""),
    # Not a sequence of the database, because those leave gaps that people would see.
    Column("last_number", Integer, nullable=False, default=0),
    # When some copy of the process last heard Slack: what came later may be missing.
    Column("alive_at", Instant),
    # When some copy last looked for what is due, whether it heard Slack or not.
    Column("worked_at", Instant),
)

people = Table(
    "people",
    metadata,
    own_id(),
    workspace_id(),
    # The Slack id, or the name that a replayed history uses.
    Column("handle", String(255), nullable=False),
    Column("slack_id", String(32)),
    Column("name", String(255), nullable=False, default=""),
    Column("zone", String(64), nullable=False, default="UTC"),
    Column("team_id", String(32)),
    Column("is_guest", Boolean, nullable=False, default=False),
    Column("is_external", Boolean, nullable=False, default=False),
    Column("is_bot", Boolean, nullable=False, default=False),
    Column("deactivated", Boolean, nullable=False, default=False),
    # Whether somebody agreed to be named with praise: "given", "unasked" or "opted_out".
    Column("recognition", String(12), nullable=False, default="unasked"),
    Column("department", String(100)),
    # When Slack last told about the person, and when the person last looked at the App Home.
    Column("learned_at", Instant),
    Column("home_seen_at", Instant),
    # Since when somebody who has left still has requests that somebody else has to take.
    Column("leaving_at", Instant),
    UniqueConstraint("workspace_id", "handle"),
)
Index(
    "ix_people_leaving_at",
    people.c.workspace_id,
    people.c.leaving_at,
    sqlite_where=people.c.leaving_at.is_not(None),
    postgresql_where=people.c.leaving_at.is_not(None),
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
)

group_members = Table(
    "group_members",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("group_id", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
)
