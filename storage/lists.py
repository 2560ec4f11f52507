"""Lists of requests that people read: somebody's own, and the piles of a desk."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, select, true

from bot.domain.request import State
from storage.dues import DUES, is_due
from storage.repository import Repository
from storage.requests import Stored, stored, stored_query
from storage.tables import people, requests

if TYPE_CHECKING:
    from datetime import datetime


class Pile(StrEnum):
    """One heap of a desk's open requests."""

    MINE = "mine"
    UNCLAIMED = "unclaimed"
    DUE_SOON = "due_soon"
    OPEN = "open"


_NEWEST = requests.c.created_at.desc()


class Lists(Repository):
    """The first of many requests, and how many there are in all."""

    def of_requester(self, person_id: int, *, limit: int) -> tuple[list[Stored], int]:
        """List somebody's own requests, open ones first and then the newest, and count them."""
        where = requests.c.requester_id == person_id
        return self._first(where, requests.c.ended_at.is_not(None), _NEWEST, limit=limit)

    def open_of(self, slack_id: str, *, limit: int) -> tuple[list[Stored], int]:
        """List what somebody waits for, the newest first, and count it."""
        person = select(people.c.id).where(
            people.c.workspace_id == self.workspace_id, people.c.handle == slack_id
        )
        is_theirs = requests.c.requester_id == person.scalar_subquery()
        where = is_theirs & requests.c.ended_at.is_(None)
        return self._first(where, _NEWEST, limit=limit)

    def solved_for(self, person_id: int, *, limit: int) -> list[Stored]:
        """List what was solved for somebody and can still be reopened, the newest first."""
        where = (requests.c.requester_id == person_id) & (requests.c.state == State.RESOLVED)
        return self._rows(where, _NEWEST, limit=limit)

    def to_follow_up(self, desk_key: str, person_id: int, *, limit: int) -> list[Stored]:
        """List what others solved for somebody who has yet to ask whether it is, oldest first."""
        where = (
            (requests.c.owner_id == person_id)
            & requests.c.follow_up_since.is_not(None)
            & (requests.c.desk_key == desk_key)
        )
        return self._rows(where, requests.c.follow_up_since, limit=limit)

    def pile(
        self, desk_key: str, pile: Pile, *, person_id: int, before: datetime, limit: int
    ) -> tuple[list[Stored], int]:
        """Read the first of a pile, oldest due first, and how many it holds in all.

        `before` is the instant until which "due soon" looks ahead.
        """
        where = (
            (requests.c.workspace_id == self.workspace_id)
            & (requests.c.desk_key == desk_key)
            & requests.c.ended_at.is_(None)
            & _in_pile(pile, person_id, before)
        )
        return self._first(where, func.coalesce(*DUES, requests.c.created_at), limit=limit)

    def _first(
        self, where: ColumnElement[bool], *order: ColumnElement[Any], limit: int
    ) -> tuple[list[Stored], int]:
        rows = self._rows(where, *order, limit=limit)
        # Most lists are short, and then nothing is left to count.
        if len(rows) < limit:
            return rows, len(rows)
        return rows, self.connection.execute(select(func.count()).where(where)).scalar_one()

    def _rows(
        self, where: ColumnElement[bool], *order: ColumnElement[Any], limit: int
    ) -> list[Stored]:
        query = stored_query().where(where).order_by(*order).limit(limit)
        return [stored(row) for row in self.connection.execute(query)]


def _in_pile(pile: Pile, person_id: int, before: datetime) -> ColumnElement[bool]:
    if pile is Pile.MINE:
        return requests.c.owner_id == person_id
    if pile is Pile.UNCLAIMED:
        return requests.c.owner_id.is_(None)
    if pile is Pile.OPEN:
        return true()
    return is_due(before)
