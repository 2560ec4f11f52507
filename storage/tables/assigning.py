"""Who is away, whose turn it is, and which requests wait for somebody who can take them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.base import Instant, metadata, workspace_id

# That somebody is away and until when; why is nobody's business.
absences = Table(
    "absences",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    # Who said so: the person, or the person's status in Slack.
    Column("source", String(8), primary_key=True),
    # NULL: until further notice.
    Column("until", Instant),
)

# One row for each desk that gives requests away: whoever does so holds it meanwhile.
desk_turns = Table(
    "desk_turns",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    Column("turn", Integer, nullable=False, default=0),
    # When to look again whether somebody can take what waits.
    Column("look_at", Instant),
)
Index(
    "ix_desk_turns_look_at",
    desk_turns.c.workspace_id,
    desk_turns.c.look_at,
    sqlite_where=desk_turns.c.look_at.is_not(None),
    postgresql_where=desk_turns.c.look_at.is_not(None),
)

# At which turn of the desk somebody was given a request last.
turns = Table(
    "turns",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("turn", Integer, nullable=False),
)

# Requests that wait for somebody who can take them.
waiting = Table(
    "waiting",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    workspace_id(),
    Column("desk_key", String(32), nullable=False),
    # Requests of one kind can be taken by the same people, so the first of each is enough to
    # look at.
    Column("kind", Text, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("returned_by", ForeignKey("people.id")),
)
Index(
    "ix_waiting_due_at",
    waiting.c.workspace_id,
    waiting.c.desk_key,
    waiting.c.kind,
    waiting.c.due_at,
    waiting.c.request_id,
)
