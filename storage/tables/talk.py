"""Threads of requests, and what was said in them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    literal_column,
)

from storage.tables.base import Instant, Words, metadata, own_id, request_id, workspace_id

conversations = Table(
    "conversations",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    # "requester", "card", or "owner": where the owner of a private request works on it; "former"
    # once somebody else owns it
    Column("side", String(16), nullable=False),
    Column("channel", String(32)),
    Column("root_ts", String(32)),
    # The message of ours that is edited in place: the receipt or the card itself.
    Column("message_ts", String(32)),
    # Earlier replies are being fetched; what is said meanwhile waits, to be passed on in order.
    Column("catching_up", Boolean, nullable=False, server_default=false()),
    # Whose direct messages an owner's thread stands in.
    Column("person_id", ForeignKey("people.id")),
    # When to see whether our message still stands and shows what is true.
    Column("look_at", Instant),
    UniqueConstraint("workspace_id", "channel", "root_ts"),
)
_is_current = conversations.c.side != literal_column("'former'")
Index(
    "uq_conversations_request_id_side",
    conversations.c.request_id,
    conversations.c.side,
    unique=True,
    sqlite_where=_is_current,
    postgresql_where=_is_current,
)
Index("ix_conversations_request_id", conversations.c.request_id)
Index(
    "ix_conversations_look_at",
    conversations.c.workspace_id,
    conversations.c.look_at,
    sqlite_where=conversations.c.look_at.is_not(None),
    postgresql_where=conversations.c.look_at.is_not(None),
)

# Where threads began before their first message was deleted: people may go on writing there.
earlier_threads = Table(
    "earlier_threads",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("root_ts", String(32), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False),
)
Index("ix_earlier_threads_conversation_id", earlier_threads.c.conversation_id)

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
    # "source" (it became the request), "waiting", "internal", "relayed" or "undone"
    Column("state", String(16), nullable=False),
    Column("text", Words, nullable=False),
    UniqueConstraint("workspace_id", "channel", "ts"),
)
Index("ix_thread_messages_request_id", thread_messages.c.request_id)

# Where a message stands again: once in each thread that it was passed on to.
message_copies = Table(
    "message_copies",
    metadata,
    Column("message_id", ForeignKey("thread_messages.id"), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
)

# Files that came with the words, by Slack's own ids; what is in them is never stored.
thread_files = Table(
    "thread_files",
    metadata,
    own_id(),
    workspace_id(),
    request_id(),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("file_id", String(32), nullable=False),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("size", Integer, nullable=False),
    UniqueConstraint("request_id", "file_id"),
)
Index("ix_thread_files_ts", thread_files.c.workspace_id, thread_files.c.channel, thread_files.c.ts)

# What stands for a file in another thread: the id of its copy, or the spot of a sentence.
file_copies = Table(
    "file_copies",
    metadata,
    Column("thread_file_id", ForeignKey("thread_files.id"), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("stands", String(32), nullable=False),
)
Index("ix_file_copies_conversation_id", file_copies.c.conversation_id)
