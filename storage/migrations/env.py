"""How Alembic reaches the database: over the connection that `upgrade` hands in."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter columns in place.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
