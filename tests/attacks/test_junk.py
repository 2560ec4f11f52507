"""Deliveries that no Slack would send: nothing breaks, nothing is half done."""

from __future__ import annotations

import logging
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import pytest

from bot.logs import JsonLines
from bot.pulse import Pulse
from handlers.http_mode import HttpMode
from tests.attacks.door import BOT, TAKEN, door_on
from tests.support.offices import ALICE, TEAM_ID, THEO, file

if TYPE_CHECKING:
    from tests.attacks.door import Door

BRACKETS: Final = "[" * 10_000

EVENTS: Final[dict[str, dict[str, Any]]] = {
    "unknown type": {"type": "moon_landing"},
    "nothing but a type": {"type": "message"},
    "no user": {"type": "member_joined_channel", "channel": "C04TEAM"},
    "nobody's profile": {"type": "user_change", "user": None},
    "empty profile": {"type": "team_join", "user": {}},
    "no channel": {"type": "message", "user": ALICE, "text": "Hi", "ts": "1.0"},
    "not a ts": {"type": "message", "user": ALICE, "channel": "C04HELP", "ts": "now"},
    "endless ts": {"type": "message", "user": ALICE, "channel": "C04HELP", "ts": "1e300"},
    "edit of nothing": {"type": "message", "subtype": "message_changed", "channel": "C04HELP"},
    "edit by nobody": {
        "type": "message",
        "subtype": "message_changed",
        "channel": "C04HELP",
        "message": "gone",
    },
    "files that are none": {
        "type": "message",
        "user": ALICE,
        "channel": "C04HELP",
        "ts": "1.0",
        "files": ["one"],
    },
}

#: What somebody else's program says, ours included; a desk that answered would answer for ever.
MACHINES: Final[dict[str, dict[str, Any]]] = {
    "another bot": {"bot_id": "B0OTHER"},
    "the bot itself": {"user": BOT},
    "Slackbot": {"user": "USLACKBOT"},
    "nobody": {"user": None},
    "an old kind of bot": {"subtype": "bot_message"},
}

VALUES: Final = {
    "not JSON": "hello",
    "brackets": BRACKETS,
    "a list": "[1]",
    "numbers": '{"number":1}',
    "no number": '{"action":"claim"}',
    "not a number": '{"number":"one"}',
    "endless": '{"number":"99999999999999999999"}',
    "NUL": '{"number":"1\\u0000"}',
    "negative": '{"number":"-1"}',
}


def test_an_event_that_makes_no_sense_is_taken_and_forgotten(door: Door) -> None:
    taken = {name: door.event(**event).status for name, event in EVENTS.items()}

    assert [name for name, status in taken.items() if status != TAKEN] == []
    assert door.filed() == 0


def test_an_event_without_a_key_is_taken_and_forgotten(door: Door) -> None:
    event = {"type": "message", "user": ALICE, "channel": "C04HELP", "text": "Hi", "ts": "1.0"}

    taken = door.push({"type": "event_callback", "team_id": TEAM_ID, "event": event})

    assert taken.status == TAKEN
    assert door.filed() == 0


def test_nothing_is_filed_for_a_machine(door: Door) -> None:
    for who in MACHINES.values():
        door.says(ALICE, "Beep", **who)
        door.says(ALICE, f"<@{BOT}> beep", **{"type": "app_mention", **who})

    assert door.filed() == 0


@pytest.mark.parametrize("action", ["claim", "more", "send", "rate.5", "survey_comment", "nuke"])
def test_a_forged_button_does_nothing(door: Door, action: str) -> None:
    request = file(door.office)

    taken = {name: door.clicks(THEO, action, value).status for name, value in VALUES.items()}

    assert [name for name, status in taken.items() if status != TAKEN] == []
    assert door.request(request.number) == request


@pytest.mark.parametrize("form", ["resolve", "assign", "priority", "survey_comment"])
def test_a_form_with_forged_ids_says_that_nothing_was_kept(door: Door, form: str) -> None:
    request = file(door.office)
    state = {"resolution": {"resolution": {"value": "Done"}}}

    answers = [
        door.sends(THEO, form, state, metadata=metadata) for metadata in (*VALUES.values(), "")
    ]

    assert [answer for answer in answers if '"response_action": "errors"' not in answer] == []
    assert door.request(request.number) == request


def test_a_form_of_a_foreign_shape_is_answered(door: Door) -> None:
    shapes: tuple[object, ...] = (None, [], "x", {"title": []}, {"title": {"title": "x"}})

    answers = [door.sends(ALICE, "new_request", state) for state in shapes]

    assert [answer for answer in answers if '"response_action": "errors"' not in answer] == []
    assert door.filed() == 0


def test_the_door_still_opens_after_all_of_it(door: Door) -> None:
    for event in EVENTS.values():
        door.event(**event)

    assert "We have your request #1." in door.types(ALICE, "/request", "VPN is down")


def test_a_date_beyond_the_calendar_is_no_date(door: Door) -> None:
    file(door.office)

    answers = [
        door.types(THEO, "/desk", f"hold 1 until {date} Planned")
        for date in ("0001-01-01T00:00+23:00", "9999-12-31T23:59-23:00", "10000-01-01")
    ]

    assert [answer for answer in answers if "I cannot read" not in answer] == []


def test_a_log_line_with_half_a_character_is_still_written() -> None:
    record = logging.makeLogRecord({"msg": "unknown button", "action": "\ud83d"})

    line = JsonLines().format(record)

    assert b'"action": "?"' in line.encode()


def test_an_endless_delivery_is_not_read_to_its_end(database_url: str) -> None:
    with door_on(database_url) as door:
        server = HttpMode(door.app, host="127.0.0.1", port=0, threads=1, pulse=Pulse())
        server.start()
        address = urlsplit(server.url)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=10)
        connection.request("POST", address.path, headers={"Content-Length": str(10**9)})

        status = connection.getresponse().status

        connection.close()
        server.stop()
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
