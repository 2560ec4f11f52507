"""Threads of requests, and what was said in them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint

from storage.tables.base import Instant, Words, metadata, own_id, request_id, workspace_id

conversations = Table(
    "conversations",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    # "requester" or "card"
    Column("side", String(16), nullable=False),
    Column("channel", String(32)),
    Column("root_ts", String(32)),
    # The message of ours that is edited in place: the receipt or the card itself.
    Column("message_ts", String(32)),
    UniqueConstraint("request_id", "side"),
    UniqueConstraint("workspace_id", "channel", "root_ts"),
)

thread_messages = Table(
    "thread_messages",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    Column("side", String(16), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("author_id", ForeignKey("people.id")),
    Column("said_at", Instant, nullable=False),
    # "internal", "relayed" or "undone"
    Column("state", String(16), nullable=False),
    Column("text", Words, nullable=False),
    Column("relayed_channel", String(32)),
    Column("relayed_ts", String(32)),
    UniqueConstraint("workspace_id", "channel", "ts"),
)
