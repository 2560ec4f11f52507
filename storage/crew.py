"""Who can be given requests at a desk: what each has in hand, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Row, bindparam, exists, func, or_, select, union, update

from bot.domain.request import Complexity, HoldReason, Priority
from storage.repository import Repository
from storage.tables import (
    absences,
    desk_turns,
    group_members,
    members,
    people,
    requests,
    turns,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """Open requests of one kind in somebody's hands."""

    priority: Priority
    hold_reason: HoldReason | None
    complexity: Complexity | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One technician of a desk as the database knows him."""

    person_id: int
    slack_id: str
    turn: int
    away: bool
    in_hand: tuple[InHand, ...]


_here: BindParameter[int] = bindparam("here")
_desk: BindParameter[str] = bindparam("desk_key")
_AT_THE_DESK = union(
    select(members.c.person_id).where(members.c.workspace_id == _here, members.c.desk_key == _desk),
    select(group_members.c.person_id).where(
        group_members.c.workspace_id == _here,
        group_members.c.group_id.in_(bindparam("groups", expanding=True)),
    ),
    select(people.c.id).where(
        people.c.workspace_id == _here, people.c.handle.in_(bindparam("named", expanding=True))
    ),
)
_IS_AWAY = exists().where(
    absences.c.workspace_id == people.c.workspace_id,
    absences.c.person_id == people.c.id,
    or_(absences.c.until.is_(None), absences.c.until > bindparam("now")),
)
_STATE = (people.c.id, people.c.handle, turns.c.turn)
_IN_HAND = (requests.c.priority, requests.c.hold_reason, requests.c.complexity)
_HANDS = (
    select(*_STATE, *_IN_HAND, _IS_AWAY.label("away"), func.count(requests.c.id).label("how_many"))
    .outerjoin(
        turns,
        (turns.c.workspace_id == _here)
        & (turns.c.desk_key == _desk)
        & (turns.c.person_id == people.c.id),
    )
    .outerjoin(
        requests,
        (requests.c.owner_id == people.c.id)
        & requests.c.ended_at.is_(None)
        & (requests.c.desk_key == _desk),
    )
    .where(
        people.c.id.in_(_AT_THE_DESK),
        people.c.handle.not_in(bindparam("but", expanding=True)),
        ~people.c.deactivated,
        ~people.c.is_bot,
        ~people.c.is_guest,
        ~people.c.is_external,
    )
    .group_by(*_STATE, *_IN_HAND, people.c.workspace_id)
    .order_by(people.c.id)
)
_HOLD = (
    select(desk_turns.c.turn)
    .where(desk_turns.c.workspace_id == _here, desk_turns.c.desk_key == _desk)
    .with_for_update()
)


class Crew(Repository):
    """The technicians of a desk, and the turns by which requests are given to them."""

    def hold(self, desk_key: str) -> int:
        """Let nobody else give away requests of a desk until the end; return its turn."""
        values = {"here": self.workspace_id, "desk_key": desk_key}
        turn = self.connection.execute(_HOLD, values).scalar()
        if turn is None:
            self.added(desk_turns, desk_key=desk_key, turn=0)
            turn = self.connection.execute(_HOLD, values).scalar_one()
        return int(turn)

    def hands(
        self,
        desk_key: str,
        *,
        groups: Collection[str],
        named: Collection[str],
        but: Collection[str],
        now: datetime,
    ) -> list[Hand]:
        """List who works at a desk: in its channel, in `groups` or `named`, and not in `but`."""
        values = {
            "here": self.workspace_id,
            "desk_key": desk_key,
            "groups": sorted(groups),
            "named": sorted(named),
            "but": sorted(but),
            "now": now,
        }
        found: dict[int, Hand] = {}
        for row in self.connection.execute(_HANDS, values):
            known = found.get(row.id)
            more = _in_hand(row)
            found[row.id] = Hand(
                person_id=row.id,
                slack_id=row.handle,
                turn=row.turn or 0,
                away=bool(row.away),
                in_hand=((*known.in_hand, *more) if known else more),
            )
        return list(found.values())

    def given(self, desk_key: str, person_id: int, *, turn: int) -> None:
        """Note that somebody was given a request at a turn of the desk."""
        statement = self.upsert(turns).values(
            workspace_id=self.workspace_id, desk_key=desk_key, person_id=person_id, turn=turn
        )
        key = ["workspace_id", "desk_key", "person_id"]
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_={"turn": turn})
        )
        self.connection.execute(
            update(desk_turns)
            .where(
                desk_turns.c.workspace_id == self.workspace_id, desk_turns.c.desk_key == desk_key
            )
            .values(turn=turn)
        )

    def last_solver(
        self, requester_id: int | None, desk_key: str, *, since: datetime
    ) -> int | None:
        """Name who solved somebody's last request at a desk, if that was after `since`."""
        query = (
            select(requests.c.owner_id)
            .where(
                requests.c.requester_id == requester_id,
                requests.c.desk_key == desk_key,
                requests.c.first_resolved_at >= since,
                requests.c.owner_id.is_not(None),
            )
            .order_by(requests.c.created_at.desc())
            .limit(1)
        )
        return self.connection.execute(query).scalar()


def _in_hand(row: Row[Any]) -> tuple[InHand, ...]:
    if row.priority is None:
        return ()
    some = InHand(
        priority=Priority(row.priority),
        hold_reason=HoldReason(row.hold_reason) if row.hold_reason else None,
        complexity=Complexity(row.complexity) if row.complexity else None,
        count=row.how_many,
    )
    return (some,)
