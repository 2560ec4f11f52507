"""The people, the desk and the requests that the tests of the views show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.calendar import Calendar
from bot.domain.desk import Desk
from bot.domain.messages import Promised, RequestView, Texts
from bot.domain.people import Person
from bot.domain.request import HoldReason, Request, State

NOW = datetime(2026, 3, 13, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LINK = "https://example.slack.com/archives/C04TEAM/p1700000000000100"

ALICE = Person(id=1, slack_id="U0ALICE", name="Alice")
THEO = Person(id=2, slack_id="U0THEO", name="Theo")
MONA = Person(id=3, slack_id="U0MONA", name="Mona")

NASTY = (
    "VPN down",
    "",
    " \n\t ",
    "x" * 10_000,
    "<!channel> <@U1|x> <https://bad.example|good> <#C1>",
    "&lt;b&gt; & &amp; " * 500,
    "<" * 10_000,
    "👩‍👩‍👧‍👦🏽🇩🇪" * 1_000,
    "لا يعمل الاتصال \u202eabc\u202c",
    "\u200b\u200b\ufeff",
    "a\u0000b\u0007c\ud800",
    "*bold* _italic_ `code` ~gone~",
    "a" + "\u0301" * 10_000,
    "see https://wiki.example/vpn. " * 400,
)


def person(name: str) -> Person:
    return Person(id=9, slack_id=None, name=name)


def desk(**changes: object) -> Desk:
    known: dict[str, Any] = {
        "key": "it",
        "name": "IT desk",
        "team_channel": "C04TEAM",
        "calendar": Calendar.always(),
        "categories": ("Access", "Network"),
        **changes,
    }
    return Desk(**known)


def request(state: State = State.NEW, **changes: object) -> Request:
    owner_id = None if state is State.NEW else THEO.id
    known: dict[str, Any] = {
        "id": 7,
        "number": 42,
        "desk_key": "it",
        "requester_id": ALICE.id,
        "created_at": NOW - HOUR,
        "state": state,
        "owner_id": owner_id,
        "hold_reason": HoldReason.VENDOR if state is State.ON_HOLD else None,
        "resolved_at": NOW if state is State.RESOLVED else None,
        **changes,
    }
    return Request(**known)


def view(shown: Request | None = None, **changes: object) -> RequestView:
    shown = shown or request()
    known: dict[str, Any] = {
        "request": shown,
        "desk": desk(),
        "texts": Texts(title="VPN down", details="Since this morning."),
        "promised": Promised(respond_by=NOW + HOUR, resolve_by=NOW + 5 * HOUR),
        "requester": ALICE,
        "owner": THEO if shown.owner_id else None,
        "conversation_url": LINK,
        "card_url": LINK,
        **changes,
    }
    return RequestView(**known)


def nasty_view(text: str, state: State = State.NEW, **changes: object) -> RequestView:
    """Show a request in which `text` stands wherever somebody can write."""
    return view(
        request(state, category=text, **changes),
        texts=Texts(title=text, details=text, purpose=text),
        desk=desk(name=text),
        requester=person(text),
        owner=person(text),
        note=text,
    )
