"""Who else speaks in the threads of a request: apps, bystanders, strangers, people who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import INTAKE, TEAM

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


@pytest.mark.parametrize("account", [True, False], ids=["with an account", "as a webhook"])
def test_an_app_in_the_conversation_is_heard_as_an_app(office: Workplace, *, account: bool) -> None:
    root = office.cast.alice.says("The build is red", INTAKE)
    office.settle()

    office.slack.app_posts(
        "Builder", "Build 17 failed", office.cast.intake, thread=root, account=account
    )
    office.settle()

    assert office.thread(office.card(1)) == ["Builder (app)\nBuild 17 failed"]
    assert office.request(1).first_reply_at is None


def test_an_app_in_the_cards_thread_is_never_passed_on(office: Workplace) -> None:
    number = office.claimed()

    office.slack.app_posts(
        "Builder", "Build 17 failed", office.cast.team, thread=office.card(number)
    )
    office.settle()

    assert office.thread(office.receipt(number)) == []


def test_an_app_files_nothing(office: Workplace) -> None:
    office.slack.app_posts("Builder", "Build 17 failed", office.cast.intake)
    office.slack.app_posts("Hook", "It is Monday", office.cast.intake, account=False)
    office.settle()

    assert office.last_number() == 0


def test_a_bystander_is_heard_as_one(office: Workplace) -> None:
    root = office.cast.alice.says("The printer burns", INTAKE)
    office.settle()

    office.cast.bob.says("Here as well", INTAKE, root)
    office.settle()

    assert office.thread(office.card(1)) == ["Bob (bystander)\nHere as well"]


def test_somebody_of_another_company_works_nowhere(office: Workplace) -> None:
    eve = office.slack.add_person("Eve", team_id="T0OTHER")
    office.slack.add_member(office.cast.team, eve)
    number = office.claimed()

    eve.says("Send me the password", TEAM, office.card(number))
    office.settle()

    assert office.thread(office.receipt(number)) == []
    assert eve.ephemerals == []


def test_words_of_somebody_who_has_left_stay(office: Workplace) -> None:
    root = office.cast.alice.says("The printer burns", INTAKE)
    office.settle()
    office.cast.bob.says("Here as well", INTAKE, root)
    office.settle()

    office.slack.deactivate(office.cast.bob)
    office.settle()

    assert office.thread(office.card(1)) == ["Bob (bystander)\nHere as well"]


def test_a_broadcast_reply_is_passed_on_once_and_files_nothing(office: Workplace) -> None:
    alice = office.cast.alice
    root = alice.says("The printer burns", INTAKE)
    office.settle()

    alice.broadcasts("It still does", root)
    office.settle()

    assert office.thread(office.card(1)) == ["Alice (requester)\nIt still does"]
    assert office.last_number() == 1


def test_mentions_read_as_names_and_ping_nobody(office: Workplace) -> None:
    alice, bob = office.cast.alice, office.cast.bob
    number = office.claimed()

    alice.dms(f"Ask <@{bob.id}> first", office.receipt(number))
    office.settle()

    assert office.thread(office.card(number)) == ["Alice (requester)\nAsk @Bob first"]
    sent = [call.args for call in office.slack.calls if call.method == "chat.postMessage"]
    assert f"<@{bob.id}>" not in str(sent)


@pytest.mark.parametrize("length", [10_000, 40_000])
def test_long_messages_arrive_whole(office: Workplace, *, length: int) -> None:
    number = office.claimed()
    text = " ".join(f"w{place:05}" for place in range(length // 7))

    office.cast.alice.dms(text, office.receipt(number))
    office.settle()

    (shown,) = office.thread(office.card(number))
    assert shown.split()[2:] == text.split()


def test_code_arrives_as_code(office: Workplace) -> None:
    number = office.claimed()

    office.cast.theo.says("Run `ls`:\n```\nrm -r x\n```", TEAM, office.card(number))
    office.settle()

    blocks = str([m.blocks for m in office.slack.messages(office.receipt(number).channel)])
    assert "rich_text_preformatted" in blocks
    assert "'style': {'code': True}" in blocks


def test_what_was_written_before_the_owner_changed_is_sent_as_it_stands(
    office: Workplace,
) -> None:
    theo = office.cast.theo
    number = office.claimed()
    office.slack.hold_deliveries()
    theo.says("I am on my way", TEAM, office.card(number))
    theo.command("/desk", f"assign {number} <@{office.cast.tara.id}>")

    office.slack.release_deliveries()
    office.settle()

    # What counts is who owns the request when the words get to the desk.
    assert not any("(help desk)" in line for line in office.thread(office.receipt(number)))
    assert "Only your colleagues see this." in office.whispers(theo)[-1]


def test_a_broadcast_of_the_owner_is_passed_on_once(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()

    theo.broadcasts("All printers are off until noon", office.card(number))
    office.settle()

    shown = [line for line in office.thread(office.receipt(number)) if "(help desk)" in line]
    assert shown == ["Theo (help desk)\nAll printers are off until noon"]


@pytest.mark.parametrize("side", ["conversation", "card"])
def test_what_people_do_is_passed_on_like_what_they_say(office: Workplace, *, side: str) -> None:
    number = office.claimed()
    told, heard = office.receipt(number), office.card(number)
    author = office.cast.alice
    if side == "card":
        told, heard, author = heard, told, office.cast.theo
    event = {"subtype": "me_message", "user": author.id, "text": "sighs", "ts": "1772528401.000900"}
    spot = {"channel": told.channel, "thread_ts": told.thread_ts or told.ts}

    office.slack.emit({"type": "message", **event, **spot})
    office.settle()

    assert any(line.endswith("\nsighs") for line in office.thread(heard))


def test_code_of_the_requester_arrives_as_code(office: Workplace) -> None:
    number = office.claimed()

    office.cast.alice.dms("It says:\n```\nexit 1\n```", office.receipt(number))
    office.settle()

    blocks = str([m.blocks for m in office.slack.messages(TEAM)])
    assert "rich_text_preformatted" in blocks


def test_names_are_spelled_out_for_the_requester_too(office: Workplace) -> None:
    theo, tara = office.cast.theo, office.cast.tara
    number = office.claimed()

    theo.says(f"<@{tara.id}> will call you", TEAM, office.card(number))
    office.settle()

    assert "Theo (help desk)\n@Tara will call you" in office.thread(office.receipt(number))
