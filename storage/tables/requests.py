"""Requests: what they are now, what happened to them, and what was written."""

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
    and_,
    false,
)

from storage.tables.base import (
    Instant,
    Names,
    Word,
    Words,
    metadata,
    own_id,
    request_id,
    workspace_id,
)

requests = Table(
    "requests",
    metadata,
    own_id(),
    workspace_id(),
    Column("number", Integer, nullable=False),
    Column("desk_key", String(32), nullable=False),
    Column("requester_id", ForeignKey("people.id")),
    Column("owner_id", ForeignKey("people.id")),
    Column("owner_since", Instant),
    Column("state", String(16), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("priority", String(4), nullable=False),
    Column("category", String(100)),
    Column("channel", String(40), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("department", String(100)),
    Column("skills", Names),
    Column("strategy", String(16)),
    Column("complexity", String(16)),
    Column("system", String(100)),
    # Whether nobody chose the system: it was found in the words.
    Column("system_guessed", Boolean, nullable=False, server_default=false()),
    Column("organisation", String(100)),
    # Since when the owner has to ask whether it is solved: somebody else has solved it.
    Column("follow_up_since", Instant),
    # The desk that had it before this one.
    Column("moved_from", String(32)),
    # Numbers of other requests: the one that it is part of, and the one that it goes on with.
    Column("merged_into", Integer),
    Column("follows", Integer),
    Column("hold_reason", String(16)),
    Column("hold_since", Instant),
    Column("hold_until", Instant),
    Column("held_minutes", Integer, nullable=False),
    Column("owed_since", Instant),
    Column("heard_at", Instant),
    Column("heard_held_minutes", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("first_reply_at", Instant),
    Column("first_claimed_at", Instant),
    Column("first_resolved_at", Instant),
    Column("resolved_at", Instant),
    Column("reopened_at", Instant),
    Column("ended_at", Instant),
    Column("last_event_at", Instant),
    Column("resolutions", Integer, nullable=False),
    Column("reopens", Integer, nullable=False),
    Column("reassignments", Integer, nullable=False),
    Column("with_vendors", Integer, nullable=False, server_default="0"),
    # How many events the row adds up to: also the version for compare-and-set.
    Column("events", Integer, nullable=False),
    Column("respond_by", Instant),
    Column("resolve_by", Instant),
    Column("next_response_by", Instant),
    Column("update_by", Instant),
    Column("close_at", Instant),
    Column("remind_at", Instant),
    # Whether its words have been dropped, which no figure notices.
    Column("words_gone", Boolean, nullable=False, server_default=false()),
    # The id in a replayed history, so that loading it again finds what is there.
    Column("source_id", String(100)),
    UniqueConstraint("workspace_id", "number"),
    UniqueConstraint("workspace_id", "desk_key", "source_id"),
)
_open = requests.c.ended_at.is_(None)
Index(
    "ix_requests_open",
    requests.c.workspace_id,
    requests.c.desk_key,
    requests.c.created_at,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index(
    "ix_requests_owned",
    requests.c.owner_id,
    sqlite_where=_open,
    postgresql_where=_open,
)
_moved = requests.c.moved_from.is_not(None)
Index(
    "ix_requests_moved",
    requests.c.workspace_id,
    requests.c.moved_from,
    sqlite_where=_moved,
    postgresql_where=_moved,
)
Index(
    "ix_requests_follow_up",
    requests.c.owner_id,
    requests.c.follow_up_since,
    sqlite_where=requests.c.follow_up_since.is_not(None),
    postgresql_where=requests.c.follow_up_since.is_not(None),
)
Index("ix_requests_requester_id_created_at", requests.c.requester_id, requests.c.created_at)
Index(
    "ix_requests_close_at",
    requests.c.workspace_id,
    requests.c.close_at,
    sqlite_where=requests.c.close_at.is_not(None),
    postgresql_where=requests.c.close_at.is_not(None),
)
Index(
    "ix_requests_remind_at",
    requests.c.workspace_id,
    requests.c.remind_at,
    sqlite_where=requests.c.remind_at.is_not(None),
    postgresql_where=requests.c.remind_at.is_not(None),
)
Index(
    "ix_requests_hold_until",
    requests.c.workspace_id,
    requests.c.hold_until,
    sqlite_where=requests.c.hold_until.is_not(None),
    postgresql_where=requests.c.hold_until.is_not(None),
)

_worded = and_(requests.c.words_gone == false(), requests.c.ended_at.is_not(None))
Index(
    "ix_requests_ended_at",
    requests.c.workspace_id,
    requests.c.desk_key,
    requests.c.ended_at,
    sqlite_where=_worded,
    postgresql_where=_worded,
)
Index(
    "ix_requests_merged_into",
    requests.c.workspace_id,
    requests.c.merged_into,
    sqlite_where=requests.c.merged_into.is_not(None),
    postgresql_where=requests.c.merged_into.is_not(None),
)

Index(
    "ix_requests_system",
    requests.c.workspace_id,
    requests.c.system,
    requests.c.created_at,
    sqlite_where=_open,
    postgresql_where=_open,
)

Index(
    "ix_requests_follows",
    requests.c.workspace_id,
    requests.c.follows,
    sqlite_where=requests.c.follows.is_not(None),
    postgresql_where=requests.c.follows.is_not(None),
)

request_texts = Table(
    "request_texts",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("title", Words, nullable=False),
    Column("details", Words, nullable=False, default=""),
    Column("purpose", Words, nullable=False, default=""),
    # What will exist once it is done, in the requester's words.
    Column("end_product", Words, nullable=False, server_default=""),
)

# The words by which a request is found again; they go with the text.
request_words = Table(
    "request_words",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("word", Word, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    # The category under which the desk has learned the word from this request.
    Column("counted_as", String(100)),
)
Index("ix_request_words_request_id", request_words.c.request_id)

request_events = Table(
    "request_events",
    metadata,
    own_id(),
    workspace_id(),
    Column("desk_key", String(32), nullable=False),
    request_id(),
    Column("seq", Integer, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", ForeignKey("people.id")),
    Column("actor_kind", String(16), nullable=False),
    Column("facts", JSON(none_as_null=True)),
    UniqueConstraint("request_id", "seq"),
)
Index(
    "ix_request_events_desk_at",
    request_events.c.workspace_id,
    request_events.c.desk_key,
    request_events.c.at,
    # Not to search by, but so that counting a period never leaves the index.
    request_events.c.kind,
    request_events.c.request_id,
)

event_notes = Table(
    "event_notes",
    metadata,
    Column("request_id", ForeignKey("requests.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("text", Words, nullable=False),
    # What else was written down about it: steps taken, cause, what is left to do.
    Column("more", JSON(none_as_null=True)),
)

daily_flow = Table(
    "daily_flow",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("desk_key", String(32), primary_key=True),
    # A UTC day: zones with odd offsets read the part of a day from the events.
    Column("day", Date, primary_key=True),
    Column("opened", Integer, nullable=False, default=0),
    Column("resolved", Integer, nullable=False, default=0),
    Column("reopened", Integer, nullable=False, default=0),
    Column("withdrawn", Integer, nullable=False, default=0),
)
