"""The invented people, desk and requests that the samples show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.desk import Desk
from bot.domain.messages import Board, Promised, RequestView, Texts
from bot.domain.people import Person
from bot.domain.request import HoldReason, Request, State
from bot.domain.routing.choosing import Kind, Why
from bot.domain.routing.decision import Strategy
from bot.domain.routing.presence import Away, Presence, Stuck
from bot.domain.routing.suggesting import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The name of each, the kind that Slack validates it as, and its payload.
Samples: TypeAlias = "Iterator[tuple[str, str, dict[str, Any]]]"
NOW: Final = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
NUMBER: Final = 42


def a_requester() -> Person:
    """Invent who needs help."""
    return Person(id=1, slack_id=None, name="A requester")


def a_technician() -> Person:
    """Invent who helps."""
    return Person(id=2, slack_id=None, name="A technician")


def a_view(state: State) -> RequestView:
    """Invent a request in a state."""
    request = Request(
        id=1,
        number=NUMBER,
        desk_key="it",
        requester_id=1,
        created_at=NOW,
        state=state,
        owner_id=None if state is State.NEW else 2,
        hold_reason=HoldReason.REQUESTER if state is State.ON_HOLD else None,
        resolved_at=NOW if state is State.RESOLVED else None,
    )
    return RequestView(
        request=request,
        desk=a_desk(),
        texts=Texts(title="The printer is silent", details="Since nine.", purpose="Print a map"),
        promised=Promised(respond_by=NOW + timedelta(hours=1), resolve_by=NOW + timedelta(days=1)),
        requester=a_requester(),
        owner=None if state is State.NEW else a_technician(),
        note="It was unplugged.",
        suggestion=Suggestion(category="Hardware", share=8, of=10) if state is State.NEW else None,
    )


def a_desk() -> Desk:
    """Invent a desk."""
    zone = ZoneInfo("UTC")
    return Desk(key="it", name="IT", team_channel="C0TEAM", calendar=Calendar.always(zone))


def a_board() -> Board:
    """Invent a board."""
    view = a_view(State.NEW)
    mine = replace(view, request=replace(view.request, owner_id=2))
    return Board(
        desk=a_desk(),
        mine=(mine,),
        unclaimed=(view,),
        due_soon=(view,),
        mine_total=1,
        unclaimed_total=1,
        due_soon_total=1,
        presence=_presence(),
    )


def _presence() -> Presence:
    """Invent who is away and what nobody can take."""
    away = Away(person=a_technician(), until=NOW + timedelta(days=1))
    kind = Kind(strategy=Strategy.LEAST_LOADED, skills=frozenset({"network"}))
    stuck = Stuck(kind=kind, because=Why.NOBODY_HERE, numbers=(NUMBER,), total=1)
    return Presence(away=(away,), stuck=(stuck,))
