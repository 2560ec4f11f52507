"""What the desk does when Slack refuses, stumbles or falls silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.e2e.workplace import INTAKE, TEAM

if TYPE_CHECKING:
    from sandbox import Json
    from tests.e2e.workplace import Workplace


def test_a_channel_that_is_asked_to_wait_waits_and_the_others_go_on(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", retry_after=30, match=_to_team)
    asked_at = office.clock.now()

    office.cast.alice.command("/request", "VPN is down")
    office.until(lambda: office.cast.alice.inbox, "the receipt")
    early = office.cards()
    office.settle()

    (card,) = [call for call in office.slack.calls if _is_card(call.args) and call.response["ok"]]
    assert early == []
    assert card.at >= asked_at + timedelta(seconds=30)
    assert len(office.cards()) == 1


def test_a_hanging_call_holds_up_nobody_else(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", hang=1.0, match=_to_team)

    office.cast.alice.command("/request", "VPN is down")
    for person in (office.cast.bob, office.cast.ana, office.cast.ben):
        person.says("The beamer is dark", office.cast.intake)
    office.until(lambda: len(_receipts(office)) == 3, "the receipts")
    meanwhile = office.cards()
    office.settle()

    assert meanwhile == []
    assert len(office.cards()) == 4


def test_a_server_error_is_looked_into_before_it_is_tried_again(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", status=500, times=2, match=_to_team)

    number = office.filed()

    assert len(office.cards()) == 1
    assert f"#{number} VPN is down" in office.reads(office.cards()[0])
    assert "conversations.history" in _methods(office)


def test_a_line_cut_before_slack_acted_is_tried_again(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", reset="before", match=_to_team)

    office.filed()

    assert len(office.cards()) == 1


def test_a_line_cut_after_slack_acted_posts_nothing_twice(desk: Workplace) -> None:
    desk.slack.faults.fail("chat.postMessage", reset="after", times=2)

    number = desk.filed()
    desk.cast.theo.clicks(desk.card(number), "Claim")
    desk.settle()

    assert len(desk.cards()) == 1
    assert len(desk.cast.alice.inbox) - len(desk.cast.alice.ephemerals) == 1
    assert "@Theo" in desk.reads(desk.card(number))


def test_an_uncertain_post_stays_so_when_the_look_fails_too(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", reset="after", match=_to_team)
    office.slack.faults.fail("conversations.history", retry_after=5)
    office.slack.faults.fail("conversations.history", status=503)

    office.filed()

    assert len(office.cards()) == 1


def test_a_post_in_a_thread_is_found_again_in_its_thread(office: Workplace) -> None:
    number = office.claimed()
    office.slack.faults.fail("chat.postMessage", reset="after")

    office.cast.theo.says("Which office?", TEAM, office.card(number))
    office.settle()

    assert office.thread(office.receipt(number)) == ["Theo (help desk)\nWhich office?"]


def test_blocks_that_slack_refuses_leave_the_words(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", error="invalid_blocks", match=_to_team)
    office.slack.faults.fail("chat.update", error="invalid_blocks", match=_to_team)

    number = office.filed()
    posted = office.cards()[0]
    office.cast.theo.command("/desk", f"claim {number}")
    office.settle()

    assert posted.blocks == ()
    assert "VPN is down" in posted.text
    assert office.cards()[0].blocks == ()
    assert "owner: Theo" in office.cards()[0].text


def test_a_card_that_somebody_deleted_is_posted_anew(office: Workplace) -> None:
    number = office.filed()
    gone = office.card(number)
    office.slack.faults.fail("chat.update", error="message_not_found", match=_to_team)

    office.cast.theo.clicks(gone, "Claim")
    office.settle()

    assert len(office.cards()) == 2
    assert office.card(number).ts != gone.ts
    assert "@Theo" in office.reads(office.card(number))


def test_a_channel_without_the_bot_is_reported_once_and_mends_itself(office: Workplace) -> None:
    slack, cast = office.slack, office.cast
    slack.remove_bot(cast.team)
    slack.settle()

    cast.alice.command("/request", "VPN is down")
    cast.bob.command("/request", "Mouse is broken")
    office.until(lambda: cast.mona.inbox, "a word to the lead")
    office.clock.advance(timedelta(minutes=30))
    office.until(lambda: _refusals(office) >= 2, "a second attempt")
    slack.add_bot(cast.team)
    office.settle()

    assert len(office.cards()) - len(_joined(office)) == 2
    (told,) = (office.reads(message) for message in cast.mona.inbox)
    assert "I cannot write to" in told
    assert "not_in_channel" in told


def test_an_archived_channel_keeps_what_waits_for_it(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", error="is_archived", times=3, match=_to_team)

    number = office.filed()

    assert len(office.cards()) == 1
    assert "#1" in office.reads(office.card(number))
    assert len(office.cast.mona.inbox) == 1


def test_a_revoked_token_stops_everything_until_it_works_again(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", error="token_revoked", times=4)

    number = office.filed()

    assert len(office.cards()) == 1
    assert "We have your request" in office.reads(office.receipt(number))


def test_somebody_who_cannot_be_reached_holds_up_nobody(office: Workplace) -> None:
    office.slack.faults.fail(
        "conversations.open",
        error="user_disabled",
        match=lambda args: args["users"] == office.cast.alice.id,
    )

    office.cast.alice.command("/request", "VPN is down")
    office.settle()
    number = office.filed("Mouse is broken", by=office.cast.bob)

    assert len(office.cards()) == 2
    assert office.receipt(number) in office.cast.bob.inbox


def test_many_moves_in_one_channel_meet_no_rate_limit(office: Workplace) -> None:
    numbers = [office.filed(f"Request {index}") for index in range(6)]
    for number in numbers:
        office.cast.theo.command("/desk", f"claim {number}")
        office.cast.theo.command("/desk", f"priority {number} P2")
        office.cast.theo.command("/desk", f"resolve {number} Done")
    office.settle()

    refused = [call for call in office.slack.calls if call.response.get("error") == "ratelimited"]
    updates = [call for call in office.slack.calls if call.method == "chat.update"]
    assert refused == []
    # Ten changes of one card are one update: every card is redrawn far less often than changed.
    assert len([call for call in updates if _to_team(call.args)]) < 18
    assert all("Solved" in office.reads(office.card(number)) for number in numbers)


def _to_team(args: Json) -> bool:
    return bool(args.get("channel") == TEAM)


def _is_card(args: Json) -> bool:
    return _to_team(args) and "Request #" in str(args.get("text"))


def _methods(office: Workplace) -> set[str]:
    return {call.method for call in office.slack.calls}


def _receipts(office: Workplace) -> list[str]:
    read = [office.reads(message) for message in office.slack.messages(INTAKE)]
    return [line for line in read if line.startswith("We have your request")]


def _refusals(office: Workplace) -> int:
    return len([c for c in office.slack.calls if c.response.get("error") == "not_in_channel"])


def _joined(office: Workplace) -> list[str]:
    return [m.text for m in office.cards() if m.subtype == "channel_join"]
