"""Places, instants, numbers and files that no Slack has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from storage.conversations import Side
from tests.attacks.door import TAKEN
from tests.support.offices import ALICE, THEO, file
from tests.support.outbox import unsent

if TYPE_CHECKING:
    from tests.attacks.door import Door

STAMPS: Final = ("abc", "../", "1e9", "nan", "inf", "-5", "1_0.0", "٣.٣", " 1.0 ", "1" * 400, "")
EVENTS: Final[dict[str, dict[str, Any]]] = {
    "Home of nobody": {"type": "app_home_opened", "tab": "home"},
    "Home of a channel": {"type": "app_home_opened", "tab": "home", "user": "C04TEAM"},
    "Home of a profile": {"type": "app_home_opened", "tab": "home", "user": {"id": ALICE}},
    "Home of a path": {"type": "app_home_opened", "tab": "home", "user": "../../" * 40},
    "profile of nobody": {"type": "user_change"},
    "group of nothing": {"type": "subteam_updated", "subteam": None},
    "reaction of nobody": {"type": "reaction_added", "reaction": "ticket"},
}
FILES: Final[dict[str, dict[str, Any]]] = {
    "huge": {"size": 5 * 2**40},
    "negative": {"size": -1},
    "no number": {"size": "a lot"},
    "nameless": {"name": "\u200b\x00", "title": ""},
    "endless": {"name": "x" * 10_000},
    "lines": {"name": "pay\nroll\r\n../../etc/passwd"},
    "long id": {"id": "F" * 400},
    "nasty address": {"url_private": "https://[::1"},
}


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_message_of_no_instant_is_none(door: Door, stamp: str) -> None:
    taken = door.says(ALICE, "VPN is down", ts=stamp)

    assert taken.status == TAKEN
    assert door.filed() == 0


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_reaction_to_no_message_asks_nobody(door: Door, stamp: str) -> None:
    item = {"type": "message", "channel": "C04HELP", "ts": stamp}

    marked = door.event(
        type="reaction_added", user=ALICE, reaction="ticket", item=item, event_ts="1772532000.1"
    )

    assert marked.status == TAKEN
    assert _errands(door) == []


@pytest.mark.parametrize("channel", ["", ALICE, "../", "C" * 400, "<!channel>"])
def test_a_reaction_in_no_channel_asks_nobody(door: Door, channel: str) -> None:
    item = {"type": "message", "channel": channel, "ts": "1772532000.1"}

    marked = door.event(
        type="reaction_added", user=ALICE, reaction="ticket", item=item, event_ts="1772532000.1"
    )

    assert marked.status == TAKEN
    assert _errands(door) == []


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_about_nobody_is_taken_and_forgotten(door: Door, name: str) -> None:
    taken = door.event(**EVENTS[name])

    assert taken.status == TAKEN
    assert _errands(door) == []


@pytest.mark.parametrize("name", FILES)
def test_words_are_heard_whatever_comes_with_them(door: Door, name: str) -> None:
    request = file(door.office)
    with door.office.store.write() as tx:
        tx.conversations.stands(request.id, Side.REQUESTER, channel="D0", ts="5.5")
    shared = {"id": "F1", "name": "a.png", "url_private": "https://files.slack.com/a", "size": 9}

    taken = door.says(
        ALICE,
        "Look at this",
        channel="D0",
        thread_ts="5.5",
        ts="6.1",
        subtype="file_share",
        files=[{**shared, **FILES[name]}],
    )

    assert taken.status == TAKEN
    with door.office.store.read() as tx:
        said = tx.messages.at("D0", "6.1")
        kept = tx.files.of_message("D0", "6.1")
    assert said is not None
    for one in kept:
        assert one.file.name.strip()
        assert len(one.file.name) <= 255
        assert "\n" not in one.file.name


@pytest.mark.parametrize("number", ["-1", "0", str(2**31), str(2**63), str(10**40), "1.5"])
@pytest.mark.parametrize("action", ["reopen", "add_details", "add_instead", "solved", "unmerge"])
def test_a_number_that_nobody_has_is_answered(door: Door, number: str, action: str) -> None:
    file(door.office)

    home = {"view": {"type": "home", "id": "V1"}}
    taken = door.clicks(THEO, action, f'{{"number":"{number}"}}', **home)

    assert taken.status == TAKEN
    assert door.filed() == 1


def _errands(door: Door) -> list[str]:
    return [row.kind for row in unsent(door.office.store)]
