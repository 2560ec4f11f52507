"""What few may do and see; nothing changes or removes an entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from storage.repository import Repository
from storage.tables import audit_log, requests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.events import Fact


class Look(StrEnum):
    """How somebody got to see a private request."""

    SHOWN = "shown"
    FORM = "form"
    OWNED = "owned"


class Deed(StrEnum):
    """What else is noted."""

    SETTING = "setting"
    GAINED = "gained"
    LOST = "lost"
    EXPORTED = "exported"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One entry: who saw a request, when and how."""

    at: datetime
    person_id: int | None
    how: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of any kind: what happened, who did it, and what and whom it is about.

    `act` is a `Look`, a `Deed`, or what somebody else has noted. Without an actor it was the
    terminal, the settings file, or Slack.
    """

    at: datetime
    act: str
    actor_id: int | None = None
    about_id: int | None = None
    desk_key: str | None = None
    number: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Audit(Repository):
    """The log: it is added to and read."""

    def note(self, request_id: int, person_id: int, how: Look, *, now: datetime) -> None:
        """Note that somebody sees a request now."""
        desk_key = select(requests.c.desk_key).where(requests.c.id == request_id).scalar_subquery()
        self.connection.execute(
            insert(audit_log).values(
                workspace_id=self.workspace_id,
                at=now,
                actor_id=person_id,
                act=how,
                request_id=request_id,
                desk_key=desk_key,
            )
        )

    def add(self, entry: Entry) -> None:
        """Note something that is about no request."""
        self.connection.execute(
            insert(audit_log).values(
                workspace_id=self.workspace_id,
                at=entry.at,
                actor_id=entry.actor_id,
                act=entry.act,
                about_id=entry.about_id,
                desk_key=entry.desk_key,
                facts=dict(entry.facts) or None,
            )
        )

    def of(self, request_id: int, *, limit: int) -> list[Looked]:
        """List the newest looks at a request, the newest first."""
        query = (
            select(audit_log)
            .where(audit_log.c.request_id == request_id, audit_log.c.act.in_(list(Look)))
            .order_by(audit_log.c.at.desc(), audit_log.c.id.desc())
            .limit(limit)
        )
        return [
            Looked(at=row.at, person_id=row.actor_id, how=Look(row.act))
            for row in self.connection.execute(query)
        ]

    def newest(self, desk_key: str | None, *, limit: int, skip: int) -> list[Entry]:
        """List the newest entries of a desk, or all with None, the newest first."""
        here = [audit_log.c.workspace_id == self.workspace_id]
        if desk_key is not None:
            here.append(audit_log.c.desk_key == desk_key)
        query = (
            select(audit_log, requests.c.number)
            .outerjoin(requests, requests.c.id == audit_log.c.request_id)
            .where(*here)
            .order_by(audit_log.c.at.desc(), audit_log.c.id.desc())
            .limit(limit)
            .offset(skip)
        )
        return [
            Entry(
                at=row.at,
                act=row.act,
                actor_id=row.actor_id,
                about_id=row.about_id,
                desk_key=row.desk_key,
                number=row.number,
                facts=row.facts or {},
            )
            for row in self.connection.execute(query)
        ]
