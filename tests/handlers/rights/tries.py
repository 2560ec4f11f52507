"""Every way in which somebody can try something, pushed through the desk's own door."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from handlers.ids import Action, Form, Shortcut, pack
from tests.attacks.door import BOT
from tests.handlers.rights.cases import Case
from tests.support.offices import BOB

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.attacks.door import Door

Given = dict[str, dict[str, object]]


def _chosen(value: str) -> dict[str, object]:
    return {"selected_option": {"value": value}}


#: What somebody fills in; `into` is the number of another request.
FILLED_IN: Final[dict[Form, Given]] = {
    Form.NEW_REQUEST: {"title": {"value": "The printer is silent"}},
    Form.ADD_TO_REQUEST: {"into": {"value": "{number}"}},
    Form.ADD_DETAILS: {"details": {"value": "I was here"}},
    Form.RESOLVE: {"resolution": {"value": "Done"}},
    Form.HOLD: {"reason": {"value": "Later"}, "hold_reason": _chosen("vendor")},
    Form.ESCALATE: {"reason": {"value": "Help"}, "target": _chosen("tier2")},
    Form.ASSIGN: {"owner": {"selected_user": "U0ANA"}},
    Form.PRIORITY: {"priority": _chosen("P1")},
    Form.CATEGORY: {"category": _chosen("Network")},
    Form.MOVE: {"desk": _chosen("hr")},
    Form.MERGE: {"into": {"value": "{other}"}},
    Form.REOPEN: {"reason": {"value": "It came back"}},
    Form.CANCEL: {"reason": {"value": "No longer needed"}},
    Form.OUTAGE: {
        "system": _chosen("{who}"),
        "title": {"value": "Nobody gets in"},
        "news_in": _chosen("60"),
    },
    Form.SURVEY_COMMENT: {"comment": {"value": "Thanks"}},
    Form.VENDOR: {
        "vendor_name": {"value": "Dell"},
        "hours": {"value": "24x7"},
        "zone": {"value": "UTC"},
        "response_time": {"value": "1 h"},
        "resolution_time": {"value": "4 h"},
    },
}


#: What a button or a form about a vendor carries.
OF_VENDORS: Final[dict[str, str | int]] = {"n": 1, "vendor": 1, "desk": "it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Somebody at the door, and the request that it is about, if it is about one."""

    door: Door
    who: str
    case: Case = field(default_factory=Case)

    def fill(self, text: str) -> str:
        """Write the numbers of the requests into a text."""
        known = {"number": self.case.number, "other": self.case.other, "who": self.who}
        for name, value in known.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


def command(one: Try, words: str) -> str:
    """Type a command; 42 and 17 in it stand for the request and another one."""
    name, _, text = words.replace("42", "{number}").replace("17", "{other}").partition(" ")
    return one.door.types(one.who, name, one.fill(text))


def button(one: Try, action: str) -> str:
    """Press a button in a message of the team's channel."""
    case = one.case
    value = pack(
        number=case.number,
        into=case.other,
        message=case.message,
        survey=case.survey,
        proposal=case.proposal,
        score=4,
        category="Network",
        **OF_VENDORS,
    )
    place: dict[str, object] = {"channel": {"id": "C04TEAM"}}
    if action == Action.ADD_INSTEAD:
        # This one stands in a form, and takes along what was filled in there.
        values = {"title": {"title": {"value": "I was here"}}}
        place["view"] = {"id": "V0", "type": "modal", "state": {"values": values}}
    one.door.clicks(one.who, action, value, **place)
    return ""


def form(one: Try, name: str) -> str:
    """Send a form that was filled in."""
    case, given = one.case, FILLED_IN[Form(name)]
    state = {field: {field: element} for field, element in given.items()}
    spot = {"channel": "C04HELP", "ts": one.door.stamp()}
    metadata = pack(number=case.number, survey=case.survey, **spot, **OF_VENDORS)
    if name == Form.NEW_REQUEST:
        # As if they had seen already what may be the same.
        metadata = pack(warned="yes")
    filled = json.loads(one.fill(json.dumps(state)))
    return one.door.sends(one.who, name, filled, metadata=metadata)


def shortcut(one: Try, name: str) -> str:
    """Choose a shortcut, on a message where there is one for messages."""
    message = {"user": BOB, "ts": one.door.stamp(), "text": "The printer is silent"}
    on_it = {"message": message, "channel": {"id": "C04HELP"}}
    one.door.chooses(one.who, name, **({} if name == Shortcut.NEW_REQUEST else on_it))
    return ""


def event(one: Try, name: str) -> str:
    """Have Slack tell of something that somebody did."""
    EVENTS[name](one)
    return ""


def _files(one: Try, **said: object) -> object:
    return one.door.says(one.who, "The printer is silent", **said)


def _mentions(one: Try, words: str, **said: object) -> object:
    where = {"type": "app_mention", "channel": "C04SOME", **said}
    return one.door.says(one.who, f"<@{BOT}> {words}", **where)


def _reacts(one: Try, emoji: str, kind: str, ts: str = "") -> object:
    item = {"type": "message", "channel": "C04TEAM" if ts else "C04HELP"}
    return one.door.event(
        type=kind,
        user=one.who,
        reaction=emoji,
        item={**item, "ts": ts or one.door.stamp()},
        item_user=BOB,
        event_ts=one.door.stamp(),
    )


EVENTS: Final[dict[str, Callable[[Try], object]]] = {
    "`message` in an intake channel": _files,
    "`message` to the bot": lambda one: _files(one, channel="D0DM", channel_type="im"),
    "`app_mention` anywhere else": lambda one: _mentions(one, "The printer is silent"),
    "`app_mention` with *claim* in the thread of the card": lambda one: _mentions(
        one, "claim", channel="C04TEAM", thread_ts=one.case.card
    ),
    "`app_mention` with *show* in the conversation": lambda one: _mentions(
        one, "show", channel="C04HELP", thread_ts=one.case.talk
    ),
    "app_home_opened": lambda one: one.door.event(
        type="app_home_opened", user=one.who, tab="home", channel="D0DM"
    ),
    "`reaction_added` that claims": lambda one: _reacts(
        one, "eyes", "reaction_added", one.case.card
    ),
    "`reaction_added` that resolves": lambda one: _reacts(
        one, "white_check_mark", "reaction_added", one.case.card
    ),
}
