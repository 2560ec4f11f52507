"""The audit log about more than requests, which from now on nothing changes or removes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_REFUSAL = "nothing in the audit log is changed or removed"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$
"""


def widen_audit_log() -> None:
    """Note whom and which desk an entry is about, and make the log append-only."""
    about: sa.Column[int] = sa.Column(
        "about_id", sa.Integer(), sa.ForeignKey("people.id", name="fk_audit_log_about_id")
    )
    with op.batch_alter_table("audit_log") as table:
        table.add_column(about)
        table.add_column(sa.Column("desk_key", sa.String(32)))
    op.create_index("ix_audit_log_desk_key", "audit_log", ["workspace_id", "desk_key", "at"])
    op.execute(
        "UPDATE audit_log SET desk_key ="
        " (SELECT desk_key FROM requests WHERE requests.id = audit_log.request_id)"
    )
    _forbid("UPDATE")
    _forbid("DELETE")


def remember_rights_and_settings() -> None:
    """Make the tables by which a change is noticed."""
    op.create_table(
        "rights_held",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("desk_key", sa.String(32), primary_key=True),
        sa.Column("right", sa.String(16), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True),
    )
    op.create_table(
        "settings_seen",
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def _forbid(what: str) -> None:
    name = f"audit_log_never_{what.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {what} ON audit_log"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
        return
    if what == "UPDATE":
        op.execute(_FUNCTION)
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {what} ON audit_log"
        " FOR EACH ROW EXECUTE FUNCTION keep_audit_log()"
    )
