"""How requests hang together: what is part of what, and what goes on with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, bindparam, literal, select, union_all

from bot.domain.messages import Tie
from bot.domain.request import State
from storage.conversations import Side
from storage.repository import Repository
from storage.requests import stored, stored_query
from storage.tables import conversations, requests

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from bot.domain.request import Request
    from storage.requests import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A request that another one hangs together with, and where its card stands."""

    tie: Tie
    number: int
    state: State
    requester_id: int | None
    channel: str | None
    message_ts: str | None


def _kin(tie: Tie, where: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            literal(tie.value).label("tie"),
            requests.c.number,
            requests.c.state,
            requests.c.requester_id,
            requests.c.merged_into,
            conversations.c.channel,
            conversations.c.message_ts,
        )
        .outerjoin(
            conversations,
            (conversations.c.request_id == requests.c.id) & (conversations.c.side == Side.CARD),
        )
        .where(requests.c.workspace_id == bindparam("here"), where)
    )


_AROUND = union_all(
    _kin(Tie.WHOLE, requests.c.number == bindparam("merged_into")),
    _kin(Tie.PART, requests.c.merged_into == bindparam("number")),
    _kin(Tie.BEFORE, requests.c.number == bindparam("follows")),
    _kin(Tie.AFTER, requests.c.follows == bindparam("number")),
)
_WHOLE = _kin(Tie.WHOLE, requests.c.number == bindparam("number"))
_PARTS = _kin(Tie.PART, requests.c.merged_into.in_(bindparam("numbers", expanding=True)))
_STORED_PARTS = stored_query().where(
    requests.c.workspace_id == bindparam("here"),
    requests.c.merged_into.in_(bindparam("numbers", expanding=True)),
)


class Links(Repository):
    """The ties between requests; a part may have parts of its own."""

    def around(self, request: Request) -> list[Kin]:
        """Find all that a request hangs together with, in the order of the numbers.

        Whatever it is part of is given as the one at which the work goes on.
        """
        values = {
            "here": self.workspace_id,
            "number": request.number,
            "merged_into": request.merged_into,
            "follows": request.follows,
        }
        rows = list(self.connection.execute(_AROUND, values))
        whole = [self._topmost(row) for row in rows if row.tie == Tie.WHOLE]
        parts = [row for row in rows if row.tie == Tie.PART]
        others = [row for row in rows if row.tie in {Tie.BEFORE, Tie.AFTER}]
        found = [*whole, *parts, *self._below(parts), *others]
        return sorted(map(_to_kin, found), key=lambda kin: kin.number)

    def whole_of(self, request: Request, *, since: datetime | None = None) -> Request:
        """Find the request at which the work goes on: itself, unless it is part of another.

        With `since`, what became part of another only after that instant counts for itself.
        """
        while request.merged_into is not None and not _joined_later(request, since):
            request = self._by_number(request.merged_into)
        return request

    def parts_of(self, number: int, *, since: datetime | None = None) -> list[Request]:
        """Find all parts of a request and theirs, in the order of the numbers.

        With `since`, without those that joined only after that instant.
        """
        found: list[Request] = []
        numbers = [number]
        while numbers:
            values = {"here": self.workspace_id, "numbers": numbers}
            rows = self.connection.execute(_STORED_PARTS, values)
            joined = [stored(row).request for row in rows]
            found += [part for part in joined if not _joined_later(part, since)]
            numbers = [part.number for part in joined if not _joined_later(part, since)]
        return sorted(found, key=lambda part: part.number)

    def _by_number(self, number: int) -> Request:
        query = stored_query().where(
            requests.c.workspace_id == self.workspace_id, requests.c.number == number
        )
        found: Stored = stored(self.connection.execute(query).one())
        return found.request

    def _topmost(self, row: Row[Any]) -> Row[Any]:
        while row.merged_into is not None:
            values = {"here": self.workspace_id, "number": row.merged_into}
            row = self.connection.execute(_WHOLE, values).one()
        return row

    def _below(self, parts: Sequence[Row[Any]]) -> list[Row[Any]]:
        found: list[Row[Any]] = []
        while parts:
            numbers = [part.number for part in parts]
            values = {"here": self.workspace_id, "numbers": numbers}
            parts = list(self.connection.execute(_PARTS, values))
            found += parts
        return found


def _joined_later(part: Request, since: datetime | None) -> bool:
    # Whatever is merged ended at the instant at which it was.
    return since is not None and part.ended_at is not None and part.ended_at > since


def _to_kin(row: Row[Any]) -> Kin:
    return Kin(
        tie=Tie(row.tie),
        number=row.number,
        state=State(row.state),
        requester_id=row.requester_id,
        channel=row.channel,
        message_ts=row.message_ts,
    )
