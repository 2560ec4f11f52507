"""What hangs on one person: requests in hand, requests of his own, questions to him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.repository import Repository
from storage.requests import Stored, stored, stored_query
from storage.surveys import Decision
from storage.tables import requests, surveys

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


class Duties(Repository):
    """Reads by person; each of them has an index of its own."""

    def owned(self, person_id: int) -> list[Stored]:
        """List the open requests that somebody owns, the oldest first."""
        return self._open(requests.c.owner_id == person_id)

    def filed(self, person_id: int) -> list[Stored]:
        """List the open requests that somebody needs, the oldest first."""
        return self._open(requests.c.requester_id == person_id)

    def asked(self, person_id: int) -> list[int]:
        """List the surveys that somebody has been or will be asked to answer."""
        query = (
            select(surveys.c.id)
            .join(requests, requests.c.id == surveys.c.request_id)
            .where(
                requests.c.requester_id == person_id,
                surveys.c.person_id == person_id,
                surveys.c.state.in_((Decision.DUE, Decision.ASKED)),
            )
        )
        return list(self.connection.execute(query).scalars())

    def _open(self, of_somebody: ColumnElement[bool]) -> list[Stored]:
        query = stored_query().where(
            of_somebody,
            requests.c.workspace_id == self.workspace_id,
            requests.c.ended_at.is_(None),
        )
        return [stored(row) for row in self.connection.execute(query.order_by(requests.c.id))]
