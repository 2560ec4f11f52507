"""What Slack still has to hear, lane by lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Row, bindparam, delete, func, select, update

from storage.lanes import quiet_lane
from storage.queueing import adding, setting_lane
from storage.repository import Repository
from storage.tables import lanes, outbox
from storage.turns import CLAIMABLE, FARTHEST, IS_UNSENT, TAKE, SendState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.events import Fact

#: Slack takes one message a second and channel, and forgives a short burst.
PACE = timedelta(seconds=1)
BURST = timedelta(seconds=2)


class OutboxKind(StrEnum):
    """What a row makes Slack show."""

    CARD = "card"
    RECEIPT = "receipt"
    OWNER_CARD = "owner_card"
    LEFT_CARD = "left_card"
    RELAY = "relay"
    TICK = "tick"
    OFFER = "offer"
    NOTICE = "notice"
    REMINDERS = "reminders"
    CHASER = "chaser"
    SURVEY = "survey"
    OUTAGE = "outage"
    OUTAGE_NEWS = "outage_news"
    OUTAGE_PROPOSAL = "outage_proposal"
    DIGEST = "digest"
    LEADERBOARD = "leaderboard"
    PERSON = "person"
    CATCH_UP = "catch_up"
    LOOK_BACK = "look_back"
    LOOKUP = "lookup"
    QUOTE = "quote"
    HOME = "home"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to say: where (`lane`), what kind, about which request or row (`ref`)."""

    kind: OutboxKind
    lane: str
    request_id: int | None = None
    ref: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    coalesce: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An errand whose turn it is; `maybe_sent` asks to look before sending again.

    `lane_at` is the instant that paces its lane; None for a lane that was never used.
    """

    id: int
    errand: Errand
    key: str
    attempts: int
    created_at: datetime
    maybe_sent: bool
    last_error: str | None
    lane_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a message stands, if it has a place, and how many people it called."""

    channel: str | None = None
    ts: str | None = None
    pings: int = 0


_SET = update(outbox).where(outbox.c.id == bindparam("known_id"))


class Outbox(Repository):
    """The rows that one sender after the other takes up."""

    def add(self, *errands: Errand, now: datetime) -> None:
        """Queue `errands`; one that waits about the same thing already is enough."""
        rows = [self._row(errand, now) for errand in errands]
        if rows:
            self.connection.execute(adding(self.connection.dialect.name), rows)

    def _row(self, errand: Errand, now: datetime) -> dict[str, object]:
        return {
            "workspace_id": self.workspace_id,
            "lane": errand.lane,
            "kind": errand.kind,
            "request_id": errand.request_id,
            "ref": errand.ref,
            "facts": dict(errand.facts) or None,
            "key": uuid4().hex,
            "coalesce": errand.coalesce,
            "state": SendState.DUE,
            "not_before": now,
            "attempts": 0,
            "created_at": now,
        }

    def claim(self, now: datetime, *, limit: int, lease: timedelta) -> list[Due]:
        """Take the first row of each lane whose turn it is; at most `limit` rows.

        A row that a dead sender had taken comes back when its lease is over, as one that may
        have been sent.
        """
        turn = {"now": now, "farthest": now + FARTHEST}
        values = {"here": self.workspace_id, "most": limit, **turn}
        rows = list(self.connection.execute(CLAIMABLE, values))
        if rows:
            taken = {"ids": [row.id for row in rows], "until": now + lease}
            self.connection.execute(TAKE, taken)
        return [_due(row) for row in rows]

    def sent(self, due: Due, spot: Spot, *, now: datetime) -> None:
        """Note that Slack has it, and where."""
        place = {"channel": spot.channel, "ts": spot.ts, "pings": spot.pings}
        self._set(due, state=SendState.SENT, sent_at=now, error=None, **place)
        # The lane may be ahead of its pace by a burst; "next" lies that much in the past.
        since = min(max(due.lane_at or now - BURST, now - BURST), now)
        self._set_lane(due.errand.lane, next_at=since + PACE, broken_since=None, error=None)

    def wait(self, due: Due, *, until: datetime, error: str) -> None:
        """Try again at `until` after what was no attempt, since Slack did not look at it."""
        self.put_off(due, until=until, error=error, uncertain=False)
        self._set(due, attempts=due.attempts - 1)

    def put_off(self, due: Due, *, until: datetime, error: str, uncertain: bool) -> None:
        """Try again at `until`; `uncertain` when Slack may have acted all the same."""
        # What may have been sent once stays so until somebody has looked.
        state = SendState.UNCERTAIN if uncertain or due.maybe_sent else SendState.DUE
        if state is SendState.DUE:
            # A newer row says the same, but this one stands before what refers to it.
            self._drop_successor(due)
        self._set(due, state=state, not_before=until, error=error)

    def set_aside(self, due: Due, *, until: datetime) -> None:
        """Send it at `until`, in a lane of its own."""
        state = SendState.UNCERTAIN if due.maybe_sent else SendState.DUE
        if state is SendState.DUE:
            self._drop_successor(due)
        lane = quiet_lane(due.errand.lane)
        self._set(due, state=state, lane=lane, not_before=until, attempts=0)

    def drop(self, lane: str, *, error: str) -> None:
        """Give up what waits in a lane and in its quiet twin."""
        self.connection.execute(
            update(outbox)
            .where(
                outbox.c.workspace_id == self.workspace_id,
                outbox.c.lane.in_((lane, quiet_lane(lane))),
                outbox.c.state.in_((SendState.DUE, SendState.UNCERTAIN)),
            )
            .values(state=SendState.FAILED, error=error)
        )

    def failed(self, due: Due, *, error: str) -> None:
        """Give up: Slack will never take it."""
        self._set(due, state=SendState.FAILED, error=error)

    def hold_lane(self, lane: str, *, until: datetime) -> None:
        """Send nothing on `lane` before `until`."""
        self._set_lane(lane, next_at=until)

    def break_lane(self, lane: str, *, error: str, now: datetime, until: datetime) -> bool:
        """Note that `lane` cannot be reached; return whether that is news."""
        query = select(lanes.c.broken_since).where(
            lanes.c.workspace_id == self.workspace_id, lanes.c.lane == lane
        )
        known = self.connection.execute(query).scalar()
        self._set_lane(lane, next_at=until, broken_since=known or now, error=error)
        return known is None

    def waiting(self) -> int:
        """Count what has not been sent yet."""
        query = select(func.count()).where(outbox.c.workspace_id == self.workspace_id, IS_UNSENT)
        return self.connection.execute(query).scalar_one()

    def _set(self, due: Due, **values: object) -> None:
        self.connection.execute(_SET, {"known_id": due.id, "lease_until": None, **values})

    def _set_lane(self, lane: str, **values: object) -> None:
        statement = setting_lane(self.connection.dialect.name, tuple(values))
        row = {"workspace_id": self.workspace_id, "lane": lane, **values}
        self.connection.execute(statement, row)

    def _drop_successor(self, due: Due) -> None:
        if due.errand.coalesce is not None:
            self.connection.execute(
                delete(outbox).where(
                    outbox.c.workspace_id == self.workspace_id,
                    outbox.c.coalesce == due.errand.coalesce,
                    outbox.c.state == SendState.DUE,
                )
            )


def _due(row: Row[Any]) -> Due:
    return Due(
        id=row.id,
        key=row.key,
        attempts=row.attempts + 1,
        created_at=row.created_at,
        maybe_sent=row.state != SendState.DUE,
        last_error=row.error,
        lane_at=row.lane_at,
        errand=Errand(
            kind=OutboxKind(row.kind),
            lane=row.lane,
            request_id=row.request_id,
            ref=row.ref,
            facts=row.facts or {},
            coalesce=row.coalesce,
        ),
    )
