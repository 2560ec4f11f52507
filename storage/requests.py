"""Requests as they stand now, with their texts and due instants."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    bindparam,
    insert,
    select,
    update,
)

from bot.domain.messages import Promised, Texts
from bot.domain.request import Complexity, HoldReason, Priority, Request, State
from bot.domain.routing.decision import Strategy
from storage.dues import DUES, due_values, to_promised
from storage.repository import Repository
from storage.tables import request_texts, requests, workspaces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class StaleRequest(Exception):
    """Somebody else changed the request since it was read."""


class UnknownNumber(LookupError):
    """There is no request with this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A request with what stands beside it in its row."""

    request: Request
    texts: Texts
    promised: Promised


_KEYS = ("id", "number")
# Each of the other fields of a request is a column of the same name.
_STATE_COLUMNS = tuple(field.name for field in fields(Request) if field.name not in _KEYS)
_REQUEST = tuple(requests.c[name] for name in (*_KEYS, *_STATE_COLUMNS))
# The fields that hold a code or nothing.
_CODES = {"hold_reason": HoldReason, "strategy": Strategy, "complexity": Complexity}
_STORED = (
    *_REQUEST,
    *DUES,
    request_texts.c.title,
    request_texts.c.details,
    request_texts.c.purpose,
    request_texts.c.end_product,
)


class Requests(Repository):
    """The requests of one workspace."""

    def next_number(self, *, how_many: int = 1) -> int:
        """Take the next number that people see (the first of `how_many`)."""
        taken: int = self.connection.execute(
            _NEXT_NUMBER, {"here": self.workspace_id, "how_many": how_many}
        ).scalar_one()
        return taken - how_many + 1

    def add(
        self,
        request: Request,
        texts: Texts,
        promised: Promised,
        *,
        remind_at: datetime | None,
    ) -> int:
        """Store a new request and return its id."""
        values = {
            "workspace_id": self.workspace_id,
            "number": request.number,
            **state_values(request),
            **due_values(promised),
            "remind_at": remind_at,
        }
        request_id: int = self.connection.execute(_ADD, values).scalar_one()
        self.connection.execute(_ADD_TEXTS, {"request_id": request_id, **_words(texts)})
        return request_id

    def save(
        self,
        before: Request,
        after: Request,
        *,
        promised: Promised,
        close_at: datetime | None,
        remind_at: datetime | None,
    ) -> None:
        """Replace the row if nobody has touched it since; raises `StaleRequest`."""
        looks = {"close_at": close_at, "remind_at": remind_at}
        values = {**state_values(after), **due_values(promised), **looks}
        known = {"known_id": before.id, "known_events": before.events}
        result = self.connection.execute(_SAVE, {**values, **known})
        if result.rowcount != 1:
            raise StaleRequest

    def set_texts(self, request_id: int, texts: Texts) -> None:
        """Replace what the requester wrote."""
        self.connection.execute(
            update(request_texts)
            .where(request_texts.c.request_id == request_id)
            .values(**_words(texts))
        )

    def by_number(self, number: int, *, to_change: bool = False) -> Stored:
        """Find a request by what people call it; raises `UnknownNumber`."""
        values = {"here": self.workspace_id, "number": number}
        return self._one(_BY_NUMBER[to_change], values)

    def by_id(self, request_id: int, *, to_change: bool = False) -> Stored:
        """Find a request by its key; raises `UnknownNumber`."""
        return self._one(_BY_ID[to_change], {"known_id": request_id})

    def due_to_close(self, now: datetime, *, limit: int) -> list[int]:
        """List resolved requests whose time for objections is over."""
        return self._due(requests.c.close_at, now, limit)

    def due_to_resume(self, now: datetime, *, limit: int) -> list[int]:
        """List held requests whose agreed date has come."""
        return self._due(requests.c.hold_until, now, limit)

    def due_to_remind(self, now: datetime, *, limit: int) -> list[int]:
        """List requests of which somebody may have to be reminded."""
        return self._due(requests.c.remind_at, now, limit)

    def remind_at(self, request_id: int, at: datetime | None) -> None:
        """Set when to look again whether somebody has to be reminded."""
        self.connection.execute(
            update(requests).where(requests.c.id == request_id).values(remind_at=at)
        )

    def keep_open(self, request_id: int) -> None:
        """Take a request off the list of those that close by themselves."""
        self.connection.execute(
            update(requests).where(requests.c.id == request_id).values(close_at=None)
        )

    def keep_held(self, request_id: int) -> None:
        """Take a request off the list of those that wait for a date."""
        self.connection.execute(
            update(requests).where(requests.c.id == request_id).values(hold_until=None)
        )

    def _due(self, column: ColumnElement[datetime], now: datetime, limit: int) -> list[int]:
        query = select(requests.c.id).where(
            requests.c.workspace_id == self.workspace_id, column <= now
        )
        return list(self.connection.execute(query.order_by(column).limit(limit)).scalars())

    def _one(self, query: Select[Any], values: Mapping[str, object]) -> Stored:
        row = self.connection.execute(query, values).first()
        if row is None:
            raise UnknownNumber
        return stored(row)


def stored_query() -> Select[Any]:
    """Start a query whose rows `stored` understands."""
    return select(*_STORED).join(request_texts, request_texts.c.request_id == requests.c.id)


def _readings(*where: ColumnElement[bool]) -> dict[bool, Select[Any]]:
    """Give the query that reads a request, and the one that reads it to change it."""
    query = stored_query().where(*where)
    # PostgreSQL holds the row until the end; SQLite has let in one writer anyway. Rows that refer
    # to it may come in meanwhile: they would wait for us, and we may wait for whoever adds them.
    return {False: query, True: query.with_for_update(of=requests, key_share=True)}


_BY_ID = _readings(requests.c.id == bindparam("known_id"))
_BY_NUMBER = _readings(
    requests.c.workspace_id == bindparam("here"), requests.c.number == bindparam("number")
)
_NEXT_NUMBER = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("here"))
    .values(last_number=workspaces.c.last_number + bindparam("how_many"))
    .returning(workspaces.c.last_number)
)
_ADD = insert(requests).returning(requests.c.id)
_ADD_TEXTS = insert(request_texts)
_SAVE = update(requests).where(
    requests.c.id == bindparam("known_id"), requests.c.events == bindparam("known_events")
)


def state_values(request: Request) -> Mapping[str, object]:
    """Give the columns that hold the state of a request."""
    return {name: getattr(request, name) for name in _STATE_COLUMNS}


def _words(texts: Texts) -> dict[str, str]:
    return {name: getattr(texts, name) for name in ("title", "details", "purpose", "end_product")}


def to_request(row: Row[Any]) -> Request:
    """Build the value from a row of `requests`."""
    plain = {name: getattr(row, name) for name in (*_KEYS, *_STATE_COLUMNS)}
    plain["state"] = State(plain["state"])
    plain["priority"] = Priority(plain["priority"])
    for name, code in _CODES.items():
        if plain[name] is not None:
            plain[name] = code(plain[name])
    return Request(**plain)


def stored(row: Row[Any]) -> Stored:
    """Build the value from a joined row."""
    return Stored(
        request=to_request(row),
        texts=Texts(
            title=row.title,
            details=row.details,
            purpose=row.purpose,
            end_product=row.end_product,
        ),
        promised=to_promised(row),
    )
