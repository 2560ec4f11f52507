"""One of every message and form, filled with invented words, for Slack itself to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.desk import Desk
from bot.domain.messages import Board, Promised, RequestView, Texts
from bot.domain.outages import Bulletin, Outage, Proposal
from bot.domain.people import Person
from bot.domain.reminders import Key
from bot.domain.reminders.bundle import Bundle, Line
from bot.domain.request import HoldReason, Priority, Request, State
from bot.domain.routing.suggesting import Suggestion
from bot.domain.sla import Clock
from bot.domain.vendors.vendor import Vendor
from bot.usecases.vendors.register import Register
from handlers.views import forms
from handlers.views.board import board
from handlers.views.card import card
from handlers.views.help import request_help
from handlers.views.lists import own_requests
from handlers.views.outages import bulletin, listed, proposal
from handlers.views.receipt import receipt
from handlers.views.reminders import reminders
from handlers.views.vendors import vendor_list

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
_NUMBER = 42


def samples() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give each a name, the kind that Slack validates it as, and its payload."""
    for state in State:
        view = _view(state)
        yield f"the card of a {state} request", "message", {**card(view, NOW)}
        yield f"the receipt of a {state} request", "message", {**receipt(view, NOW)}
    yield from _outages()
    yield "the board", "message", {**board(_board(), NOW)}
    yield "the reminders", "message", {**reminders(_bundle(), NOW)}
    yield "a list", "message", {**own_requests([_view(State.NEW)], 1, NOW)}
    known = Register(desk=_desk(), vendors=(_vendor(),))
    yield "the vendors", "message", {**vendor_list(known)}
    yield "the help", "message", {**request_help()}
    for name, form in _forms():
        yield f"the form {name}", "view", form


def _outages() -> Iterator[tuple[str, str, dict[str, Any]]]:
    shown = Outage(
        request_id=1,
        number=_NUMBER,
        desk_key="it",
        system="VPN",
        started=NOW,
        news_by=NOW + timedelta(hours=1),
    )
    told = Bulletin(
        outage=shown,
        texts=Texts(title="Nobody gets in", details="No work from home"),
        state=State.CLAIMED,
        for_everybody=True,
        news="The provider is at it.",
    )
    asked = Proposal(id=1, desk_key="it", system="VPN", numbers=(_NUMBER,))
    yield "an outage", "message", {**bulletin(told)}
    yield "news of an outage", "message", {**bulletin(replace(told, is_reply=True))}
    yield "a list of outages", "message", {**listed((shown,))}
    yield "a question about an outage", "message", {**proposal(asked)}


def _forms() -> Iterator[tuple[str, dict[str, Any]]]:
    desks = [("it", "IT"), ("hr", "HR")]
    yield (
        "new request",
        forms.new_request(
            desks,
            ("Access", "Network"),
            departments=("Finance", "Sales"),
            systems=("VPN",),
            logs=True,
        ),
    )
    yield "add details", forms.add_details(_NUMBER)
    yield "resolve", forms.resolve(_NUMBER)
    yield "hold", forms.hold(_NUMBER)
    yield "escalate", forms.escalate(_NUMBER, tier=1, vendors=((1, "A repairer"),))
    yield "vendor", forms.vendor(_vendor(), "it", ("Hardware", "Network"))
    yield "assign", forms.assign(_NUMBER)
    yield "priority", forms.priority(_NUMBER, Priority.P3)
    yield "category", forms.category(_NUMBER, ("Access", "Network"))
    yield "reopen", forms.reopen(_NUMBER)
    yield "cancel", forms.cancel(_NUMBER)
    yield "outage", forms.outage(("VPN",), "VPN")
    yield "survey comment", forms.survey_comment(1, _NUMBER)


def _vendor() -> Vendor:
    return Vendor(
        id=1,
        desk_key="it",
        name="A repairer",
        hours="mon-fri 09:00-17:00",
        zone="UTC",
        response=60,
        resolution=480,
        since=NOW,
        categories=("Hardware",),
    )


def _view(state: State) -> RequestView:
    request = Request(
        id=1,
        number=_NUMBER,
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
        desk=_desk(),
        texts=Texts(title="The printer is silent", details="Since nine.", purpose="Print a map"),
        promised=Promised(respond_by=NOW + timedelta(hours=1), resolve_by=NOW + timedelta(days=1)),
        requester=Person(id=1, slack_id=None, name="A requester"),
        owner=None if state is State.NEW else Person(id=2, slack_id=None, name="A technician"),
        note="It was unplugged.",
        suggestion=Suggestion(category="Hardware", share=8, of=10) if state is State.NEW else None,
    )


def _desk() -> Desk:
    zone = ZoneInfo("UTC")
    return Desk(key="it", name="IT", team_channel="C0TEAM", calendar=Calendar.always(zone))


def _bundle() -> Bundle:
    key = Key(ladder=Clock.RESPONSE, cycle="", step=75)
    return Bundle(lines=(Line(view=_view(State.NEW), keys=(key,)),))


def _board() -> Board:
    view = _view(State.NEW)
    mine = replace(view, request=replace(view.request, owner_id=2))
    return Board(
        desk=_desk(),
        mine=(mine,),
        unclaimed=(view,),
        due_soon=(view,),
        mine_total=1,
        unclaimed_total=1,
        due_soon_total=1,
    )
