"""Which reminders were sent or passed over, and who has still to hear of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from bot.domain.reminders import Done, Key
from storage.repository import Repository
from storage.tables import reminder_calls, reminders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One reminder that stands in a bundle: about which request, and which step."""

    request_id: int
    key: Key


class Reminders(Repository):
    """The steps of all ladders, and the bundles in which people hear of them."""

    def done(self, request_id: int) -> dict[Key, Done]:
        """Give every step of a request that was sent or passed over."""
        rows = self.connection.execute(_OF_REQUEST, {"known_id": request_id})
        return {_key(row): Done(sent_at=row.sent_at) for row in rows}

    def asked(self, request_id: int, key: Key) -> frozenset[int]:
        """Give the technicians who were asked in the same cycle already."""
        query = select(reminders.c.person_id).where(
            reminders.c.request_id == request_id,
            reminders.c.ladder == key.ladder,
            reminders.c.cycle == key.cycle,
            reminders.c.person_id.is_not(None),
        )
        return frozenset(self.connection.execute(query).scalars())

    def take(
        self, request_id: int, key: Key, *, now: datetime, person_id: int | None = None
    ) -> int:
        """Note that a step was taken, and return its id."""
        row = self.added(
            reminders, request_id=request_id, at=now, person_id=person_id, **key._asdict()
        )
        if row is None:
            raise LookupError(key)
        taken: int = row.id
        return taken

    def call(self, reminder_id: int, lanes: Iterable[str]) -> None:
        """Have those to whom `lanes` lead hear of a step in the next bundle."""
        row = {"workspace_id": self.workspace_id, "reminder_id": reminder_id}
        rows = [{**row, "lane": lane} for lane in lanes]
        if rows:
            self.connection.execute(insert(reminder_calls), rows)

    def drop_calls(self, request_id: int) -> None:
        """Let nobody hear of what has not gone out about a request."""
        steps = select(reminders.c.id).where(reminders.c.request_id == request_id)
        self.connection.execute(
            delete(reminder_calls).where(
                reminder_calls.c.workspace_id == self.workspace_id,
                reminder_calls.c.bundle.is_(None),
                reminder_calls.c.reminder_id.in_(steps),
            )
        )

    def bundle(self) -> dict[str, int]:
        """Put what waits for the same lane into one bundle, and return the bundles by lane."""
        query = (
            select(reminder_calls.c.id, reminder_calls.c.lane)
            .where(
                reminder_calls.c.workspace_id == self.workspace_id,
                reminder_calls.c.bundle.is_(None),
            )
            .order_by(reminder_calls.c.id)
            # Another copy may be bundling as well; what it holds stands in its messages.
            .with_for_update(skip_locked=True)
        )
        by_lane: dict[str, list[int]] = defaultdict(list)
        for row in self.connection.execute(query):
            by_lane[row.lane].append(row.id)
        for ids in by_lane.values():
            self.connection.execute(_BUNDLE, {"first": ids[0], "ids": ids})
        return {lane: ids[0] for lane, ids in by_lane.items()}

    def some_wait(self) -> bool:
        """Say whether anybody has still to hear of something."""
        query = select(reminder_calls.c.id).where(
            reminder_calls.c.workspace_id == self.workspace_id, reminder_calls.c.bundle.is_(None)
        )
        return self.connection.execute(query.limit(1)).first() is not None

    def of_bundle(self, bundle: int) -> Sequence[Call]:
        """List what stands in a bundle, in the order in which it came up."""
        query = (
            select(reminders)
            .join(reminder_calls, reminder_calls.c.reminder_id == reminders.c.id)
            .where(reminder_calls.c.bundle == bundle)
            .order_by(reminder_calls.c.id)
        )
        rows = self.connection.execute(query)
        return [Call(request_id=row.request_id, key=_key(row)) for row in rows]

    def get(self, reminder_id: int) -> Call | None:
        """Find one step that was taken."""
        row = self.connection.execute(
            select(reminders).where(reminders.c.id == reminder_id)
        ).first()
        return Call(request_id=row.request_id, key=_key(row)) if row is not None else None

    def bundle_sent(self, bundle: int, *, now: datetime) -> None:
        """Note that whoever had to hear of a bundle has it."""
        ids = select(reminder_calls.c.reminder_id).where(reminder_calls.c.bundle == bundle)
        self.connection.execute(
            update(reminders).where(reminders.c.id.in_(ids)).values(sent_at=now)
        )
        self.connection.execute(delete(reminder_calls).where(reminder_calls.c.bundle == bundle))

    def forget_calls(self, *, before: datetime) -> None:
        """Drop what was not sent in the end, because it had become pointless or was refused."""
        # What waits is little, and asked one by one; all the steps ever taken are not.
        is_old = exists().where(
            reminders.c.id == reminder_calls.c.reminder_id, reminders.c.at < before
        )
        self.connection.execute(
            delete(reminder_calls).where(
                reminder_calls.c.workspace_id == self.workspace_id,
                reminder_calls.c.bundle.is_not(None),
                is_old,
            )
        )

    def sent(self, reminder_id: int, *, now: datetime) -> None:
        """Note that a step has reached the requester."""
        self.connection.execute(
            update(reminders).where(reminders.c.id == reminder_id).values(sent_at=now)
        )


_OF_REQUEST = select(reminders).where(reminders.c.request_id == bindparam("known_id"))
_BUNDLE = (
    update(reminder_calls)
    .where(reminder_calls.c.id.in_(bindparam("ids", expanding=True)))
    .values(bundle=bindparam("first"))
)


def _key(row: Row[Any]) -> Key:
    return Key(ladder=row.ladder, cycle=row.cycle, step=row.step)
