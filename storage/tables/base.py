"""What the tables are made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# NUL, which PostgreSQL refuses, and halves of characters, which cannot be encoded at all.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """What people wrote, without the few characters that no database keeps."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's signature
        """Drop what cannot be stored, so that the rest of the text is not lost with it."""
        return _UNKEPT.sub("", value) if value else value


class Names(TypeDecorator[frozenset[str]]):
    """A few short names without commas, such as skills; none at all is no value."""

    impl = String(200)
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's signature
        """Write the names in order."""
        return ",".join(sorted(value)) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str]:  # noqa: ARG002 - the library's signature
        """Read the names."""
        return frozenset(value.split(",")) if value else frozenset()


# Ordered by their characters and not by a language, so that an index finds a beginning.
Word = String(40).with_variant(String(40, collation="C"), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; SQLite, which knows no zones, stores it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive instants and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant without a time zone cannot be stored"
            raise ValueError(message)
        utc = value if value.tzinfo is UTC else value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Hand out aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def own_id() -> Column[int]:
    """Give the column that numbers the rows."""
    return Column("id", Integer, primary_key=True)


def workspace_id() -> Column[int]:
    """Give the column that ties a row to its workspace."""
    return Column("workspace_id", ForeignKey("workspaces.id"), nullable=False)


def request_id() -> Column[int]:
    """Give the column that ties a row to its request."""
    return Column("request_id", ForeignKey("requests.id"), nullable=False)
