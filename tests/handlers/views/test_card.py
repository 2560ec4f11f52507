from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.messages import Promised, Texts
from bot.domain.request import HoldReason, State
from handlers import ids
from handlers.views.card import card
from tests.handlers.views.cast import HOUR, NOW, person, request, view
from tests.handlers.views.reading import labels, objects, on_screen

MENU = ["Assign…", "Priority…", "Category…", "Merge…", "Why"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State.NEW, ["Claim", "Resolve…", "Escalate…", "Hold…", *MENU]),
        (State.CLAIMED, ["Resolve…", "Escalate…", "Hold…", "Release", *MENU]),
        (State.ON_HOLD, ["Resolve…", "Escalate…", "Resume", "Release", *MENU]),
        (State.RESOLVED, ["Reopen…"]),
        (State.CLOSED, []),
        (State.CANCELLED, []),
        (State.MERGED, ["Take out again"]),
    ],
)
def test_a_card_offers_what_the_state_of_the_request_allows(state: State, shown: list[str]) -> None:
    assert labels(card(view(request(state)), NOW)["blocks"]) == shown


def test_a_card_says_what_is_wanted_by_whom_and_by_when() -> None:
    seen = on_screen(card(view(), NOW))

    for part in ("#42 VPN down", "🔵 New", "nobody yet", "Alice", "P3: ", "Answer by <!date^"):
        assert part in seen


def test_the_purpose_comes_before_the_details() -> None:
    texts = Texts(title="Export", details="As CSV.", purpose="Report for sales")

    seen = on_screen(card(view(texts=texts), NOW))

    assert seen.index("Report for sales") < seen.index("As CSV.")


def test_a_promise_that_is_overdue_says_so_in_words() -> None:
    promised = Promised(respond_by=NOW - 2 * HOUR, resolve_by=NOW + HOUR)

    seen = on_screen(card(view(promised=promised), NOW))

    assert "Answer overdue by 2 h 0 min" in seen
    assert "Solve by <!date^" in seen


def test_a_request_that_waits_for_its_requester_has_a_paused_clock() -> None:
    waiting = request(State.ON_HOLD, hold_reason=HoldReason.REQUESTER)

    seen = on_screen(card(view(waiting, note="Which laptop?"), NOW + 100 * HOUR))

    assert "waiting for an answer from the requester" in seen
    assert "Which laptop?" in seen
    assert "The clock to solve it is paused." in seen


def test_a_vendor_does_not_stop_the_clock() -> None:
    waiting = request(State.ON_HOLD, hold_reason=HoldReason.VENDOR)

    seen = on_screen(card(view(waiting), NOW))

    assert "paused" not in seen


def test_the_card_of_a_private_request_shows_number_priority_and_clock_only() -> None:
    secret = view(
        request(State.CLAIMED, private=True, category="Payroll"),
        texts=Texts(title="My pay", details="is wrong", purpose="to live"),
        note="secret note",
    )

    message = card(secret, NOW)

    seen = on_screen(message) + message["text"]
    assert "#42" in seen
    assert "P3" in seen
    assert "Solve by" in seen
    for part in ("My pay", "is wrong", "to live", "Payroll", "secret", "Alice", "ALICE", "THEO"):
        assert part not in seen


def test_every_button_tells_a_screen_reader_which_request_it_is_about() -> None:
    buttons = [
        found for found in objects(card(view(), NOW)["blocks"]) if found.get("type") == "button"
    ]

    assert [button["accessibility_label"] for button in buttons] == [
        "Claim request 42",
        "Resolve request 42",
        "Escalate request 42",
        "Put request 42 on hold",
    ]


def test_a_line_of_the_menu_carries_what_it_does_and_to_which_request() -> None:
    menu = next(
        found for found in objects(card(view(), NOW)["blocks"]) if found.get("type") == "overflow"
    )

    carried = ids.unpack(menu["options"][0]["value"])

    assert carried == {"action": "assign", "number": "42"}


def test_long_details_are_shortened_on_the_card() -> None:
    texts = Texts(title="Log", details="line " * 1000)

    seen = on_screen(card(view(texts=texts), NOW))

    assert "…" in seen
    assert len(seen) < 2000


def test_addresses_in_the_details_can_be_clicked() -> None:
    texts = Texts(title="VPN", details="See https://wiki.example/vpn, please.")

    blocks = card(view(texts=texts), NOW)["blocks"]

    links = [found["url"] for found in objects(blocks) if found.get("type") == "link"]
    assert links == ["https://wiki.example/vpn"]


def test_somebody_whom_slack_does_not_know_is_named() -> None:
    replayed = replace(person("Ben"), id=5)

    assert "Ben" in on_screen(card(view(requester=replayed), NOW))


def test_a_card_leads_to_no_direct_messages_that_only_the_requester_can_open() -> None:
    direct = "https://example.slack.com/archives/D0ALICE/p1700000000000100"

    shown = card(view(conversation_url=direct), NOW)

    assert "Open the conversation" not in on_screen(shown)
