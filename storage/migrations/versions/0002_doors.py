"""Doors and surfaces: departments, links between requests, copies, files, search, audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.domain.words import words_of
from storage.tables import Instant
from storage.tables.base import Word

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what was not there before; copies of messages move into a table of their own."""
    _people()
    _requests()
    _talk()
    _traffic()


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    """Index only the rows of which `where` is true."""
    rows = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def _key(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), primary_key=True)


def _people() -> None:
    op.add_column("workspaces", sa.Column("alive_at", Instant()))
    op.add_column("people", sa.Column("department", sa.String(100)))
    for name in ("learned_at", "home_seen_at", "leaving_at"):
        op.add_column("people", sa.Column(name, Instant()))
    _partial(
        "ix_people_leaving_at", "people", ["workspace_id", "leaving_at"], "leaving_at IS NOT NULL"
    )
    op.create_table(
        "group_members",
        _key("workspace_id", "workspaces.id"),
        sa.Column("group_id", sa.String(32), primary_key=True),
        _key("person_id", "people.id"),
    )


def _requests() -> None:
    op.add_column("requests", sa.Column("department", sa.String(100)))
    _clocks()
    words_gone: sa.Column[bool] = sa.Column(
        "words_gone", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("requests", words_gone)
    worded = sa.and_(
        sa.column("words_gone") == sa.false(), sa.column("ended_at").is_not(None)
    ).compile(op.get_bind(), compile_kwargs={"literal_binds": True})
    _partial(
        "ix_requests_ended_at",
        "requests",
        ["workspace_id", "desk_key", "ended_at"],
        str(worded),
    )
    for name in ("merged_into", "follows"):
        op.add_column("requests", sa.Column(name, sa.Integer()))
    for name in ("merged_into", "follows"):
        _partial(f"ix_requests_{name}", "requests", ["workspace_id", name], f"{name} IS NOT NULL")
    product = sa.Column("end_product", sa.Text(), nullable=False, server_default="")
    op.add_column("request_texts", product)
    op.create_table(
        "request_words",
        _key("workspace_id", "workspaces.id"),
        sa.Column("word", Word, primary_key=True),
        _key("request_id", "requests.id"),
    )
    op.create_index("ix_request_words_request_id", "request_words", ["request_id"])
    _index_words()


def _clocks() -> None:
    for name in ("owed_since", "heard_at", "next_response_by", "update_by"):
        op.add_column("requests", sa.Column(name, Instant()))
    held = sa.Column("heard_held_minutes", sa.Integer(), nullable=False, server_default="0")
    op.add_column("requests", held)
    # Holds before the last answer are not told apart any more; the benefit goes to the desk.
    op.execute(
        "UPDATE requests SET heard_at = (SELECT max(e.at) FROM request_events e WHERE "
        "e.request_id = requests.id AND e.kind IN ('human_reply', 'resolved'))"
    )


def _index_words() -> None:
    """Let the requests that are there be found as well."""
    words = sa.table(
        "request_words", sa.column("workspace_id"), sa.column("word"), sa.column("request_id")
    )
    written = sa.text(
        "SELECT r.id, r.workspace_id, t.title, t.purpose, t.details FROM requests r "
        "JOIN request_texts t ON t.request_id = r.id ORDER BY r.id"
    )
    connection = op.get_bind()
    for batch in connection.execute(written).partitions(1000):
        found = [
            {"workspace_id": row.workspace_id, "word": word, "request_id": row.id}
            for row in batch
            for word in words_of(row.title, row.purpose, row.details)
        ]
        if found:
            connection.execute(sa.insert(words), found)


def _talk() -> None:
    catching_up: sa.Column[bool] = sa.Column(
        "catching_up", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    person_id: sa.Column[int] = sa.Column(
        "person_id",
        sa.Integer(),
        sa.ForeignKey("people.id", name="fk_conversations_person_id"),
    )
    # The private requests of one owner after the other have a thread with each.
    with op.batch_alter_table("conversations") as table:
        table.add_column(catching_up)
        table.add_column(person_id)
        table.drop_constraint("uq_conversations_request_id_side", type_="unique")
    is_current = sa.text("side != 'former'")
    op.create_index(
        "uq_conversations_request_id_side",
        "conversations",
        ["request_id", "side"],
        unique=True,
        sqlite_where=is_current,
        postgresql_where=is_current,
    )
    op.create_index("ix_conversations_request_id", "conversations", ["request_id"])
    op.create_index("ix_thread_messages_request_id", "thread_messages", ["request_id"])
    _copies()
    op.create_table(
        "thread_files",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.UniqueConstraint("request_id", "file_id"),
    )
    op.create_index("ix_thread_files_ts", "thread_files", ["workspace_id", "channel", "ts"])
    op.create_table(
        "file_copies",
        _key("thread_file_id", "thread_files.id"),
        _key("conversation_id", "conversations.id"),
        sa.Column("stands", sa.String(32), nullable=False),
    )
    op.create_index("ix_file_copies_conversation_id", "file_copies", ["conversation_id"])


def _copies() -> None:
    op.create_table(
        "message_copies",
        _key("message_id", "thread_messages.id"),
        _key("conversation_id", "conversations.id"),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("ts", sa.String(32), nullable=False),
    )
    op.execute(
        "INSERT INTO message_copies (message_id, conversation_id, channel, ts) "
        "SELECT m.id, c.id, m.relayed_channel, m.relayed_ts FROM thread_messages m "
        "JOIN conversations c ON c.request_id = m.request_id AND c.side <> m.side "
        "WHERE m.relayed_ts IS NOT NULL AND m.relayed_channel IS NOT NULL"
    )
    _address_waiting_words()
    op.drop_column("thread_messages", "relayed_channel")
    op.drop_column("thread_messages", "relayed_ts")


def _address_waiting_words() -> None:
    """Tell words that wait to be passed on which thread they are for."""
    connection = op.get_bind()
    waiting = connection.execute(
        sa.text(
            "SELECT o.id, c.id AS to_id FROM outbox o JOIN thread_messages m ON m.id = o.ref "
            "JOIN conversations c ON c.request_id = m.request_id AND c.side <> m.side "
            "WHERE o.kind = 'relay' AND o.state IN ('due', 'sending', 'uncertain')"
        )
    ).all()
    outbox = sa.table("outbox", sa.column("id"), sa.column("facts", sa.JSON()))
    for row in waiting:
        connection.execute(
            sa.update(outbox).where(outbox.c.id == row.id).values(facts={"to": row.to_id})
        )


def _traffic() -> None:
    pings = sa.Column("pings", sa.Integer(), nullable=False, server_default="0")
    op.add_column("outbox", pings)
    _partial("ix_outbox_pings", "outbox", ["workspace_id", "sent_at"], "pings > 0")
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("request_id", sa.Integer(), sa.ForeignKey("requests.id")),
        sa.Column("facts", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["workspace_id", "at"])
    op.create_index("ix_audit_log_request_id", "audit_log", ["request_id"])
