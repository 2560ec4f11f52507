"""What bad input gets: a clear sentence, nothing lost, nothing half done."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import text

from bot.domain.request import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message
    from tests.e2e.workplace import Workplace


MISTAKES: Final = {
    "claim 999": "There is no request #999.",
    "claim": "Please say which request, for example: claim 42.",
    "dance 1": 'I do not know "dance".',
    "resume 1": "#1 is not on hold.",
    "release 1": "Nobody has claimed #1",
    "reopen 1 why not": "#1 has not been resolved",
    "priority 1 urgent": "Please give one of P1, P2, P3 or P4",
    "assign 1 somebody": "Please name a person",
    "assign 1 @alice": "Alice is not a technician of IT desk",
    "hold 1 vendor": "Please add a reason",
    "hold 1 until soon It is planned": 'I cannot read "soon" as a date.',
    "hold 1 until 2020-01-01 It is planned": "2020-01-01 has passed.",
    "escalate 1 lead": "Please add a reason",
    "escalate 1 tier9 help": "above it there is only the lead",
}


def test_a_mistake_is_answered_with_the_way_to_mend_it(office: Workplace) -> None:
    office.filed()
    before = office.request(1)

    answers = {typed: office.cast.theo.command("/desk", typed) for typed in MISTAKES}

    told = {typed: office.told(answer) for typed, answer in answers.items()}
    assert [typed for typed, hint in MISTAKES.items() if hint not in told[typed]] == []
    assert office.request(1) == before


def test_an_unknown_number_is_nobodys_request(office: Workplace) -> None:
    told = office.told(office.cast.alice.command("/request", "999"))

    assert told == "There is no request #999."


def test_an_illegal_move_says_where_the_request_stands(office: Workplace) -> None:
    number = office.resolved()

    told = office.told(office.cast.theo.command("/desk", f"resolve {number} Again"))

    assert told == f"Request #{number} is resolved, so it cannot be resolved."


def test_a_verb_without_the_right_to_it_says_who_can(office: Workplace) -> None:
    number = office.filed()

    own = office.told(office.cast.alice.command("/desk", f"claim {number}"))
    foreign = office.told(office.cast.bob.command("/desk", f"show {number}"))

    assert own == "Only technicians of IT desk can do that. If you need something, type /request."
    assert foreign == (
        f"Only the person who filed #{number} and the technicians of IT desk can do that."
    )


def test_an_expired_button_says_so(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.filed()
    old = {"type": "button", "action_id": "juggle", "text": {"type": "plain_text", "text": "Old"}}
    block = {"type": "actions", "block_id": "old", "elements": [old]}

    theo.clicks(replace(office.card(number), blocks=(block,)), "Old")
    office.until(lambda: theo.ephemerals, "an answer")

    assert "That button no longer works." in office.whispers(theo)[0]


def test_an_outdated_card_names_whoever_was_faster(office: Workplace) -> None:
    theo, tara = office.cast.theo, office.cast.tara
    number = office.filed()
    outdated = office.card(number)
    theo.clicks(outdated, "Claim")
    office.settle()

    tara.clicks(outdated, "Claim")
    office.until(lambda: tara.ephemerals, "the refusal")

    assert office.whispers(tara) == [f"#{number} is already with Theo."]


def test_a_form_that_opens_too_late_asks_to_try_again(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.filed()
    office.slack.faults.fail("views.open", error="expired_trigger_id")

    theo.clicks(office.card(number), "Resolve…")
    office.until(lambda: theo.ephemerals, "a hint")

    assert "try that once more" in office.whispers(theo)[0]


def test_an_over_long_text_is_kept_whole_and_shown_short(office: Workplace) -> None:
    text = "The printer " + "squeaks and " * 800

    number = office.filed(text)

    with office.bot.office.store.read() as tx:
        texts = tx.requests.by_number(number).texts
    assert texts.details == text.strip()
    assert len(texts.title) == 150
    assert "The printer squeaks" in office.reads(office.card(number))


def test_words_of_every_script_come_through(office: Workplace) -> None:
    for title in ("🖨️ is on 🔥", "الطابعة لا تعمل", "Ärger mit Ümläuten"):
        number = office.filed(title)

        assert title in office.reads(office.card(number))
        assert title in office.reads(office.receipt(number))


@pytest.mark.parametrize("title", ["<!channel> wake up", "<@U0MONA> look", "*bold* `code`"])
def test_words_that_would_ring_everybody_ring_nobody(office: Workplace, title: str) -> None:
    number = office.filed(title)

    for shown in (office.card(number), office.receipt(number)):
        assert title.rsplit(maxsplit=1)[-1] in office.reads(shown)
        for markup in _markup(shown):
            assert "<!channel>" not in markup
            assert "<@U0MONA>" not in markup


def test_an_empty_form_stays_open_with_a_word_at_the_field(office: Workplace) -> None:
    alice = office.cast.alice
    alice.command("/request")
    office.until(lambda: alice.view, "the form")

    empty = alice.submits({})
    blank = alice.submits({"title": "   "})

    assert set(empty.errors) == {"title"}
    assert blank.errors == {"title": "Please say in a few words what is wrong, and I will file it."}
    assert office.last_number() == 0


def test_a_form_that_was_refused_can_be_sent_again(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    planned = {"hold_reason": "scheduled", "reason": "The planned change"}

    theo.clicks(office.card(number), "Hold…")
    office.until(lambda: theo.view, "the form")
    without = theo.submits(planned)
    past = theo.submits({**planned, "until": "2020-01-01"})
    theo.submits({**planned, "until": "2026-03-10"})
    office.settle()

    assert without.errors == {"until": "Please give the date it is planned for."}
    assert past.errors == {
        "reason": "2020-01-01 has passed. Please give a date that is still to come."
    }
    assert office.request(number).state is State.ON_HOLD


def test_a_mention_without_words_asks_for_some(office: Workplace) -> None:
    alice = office.cast.alice

    alice.says(office.mention(""), office.cast.general)
    office.until(lambda: alice.ephemerals, "an answer")

    assert "Please say in a few words what is wrong" in office.whispers(alice)[0]
    assert office.last_number() == 0


def test_an_answer_finds_its_person_when_its_address_has_expired(office: Workplace) -> None:
    theo, tara = office.cast.theo, office.cast.tara
    number = office.filed()
    outdated = office.card(number)
    theo.clicks(outdated, "Claim")
    office.slack.faults.fail("response_url", status=404)

    tara.clicks(outdated, "Claim")
    office.until(lambda: tara.ephemerals, "the refusal")

    assert office.whispers(tara) == [f"#{number} is already with Theo."]


def test_while_the_database_is_away_people_are_told_that_nothing_was_kept(
    desk: Workplace,
) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = desk.filed()
    alice.command("/request")
    desk.until(lambda: alice.view, "the form")
    before = len(theo.ephemerals)

    with _away(desk):
        command = alice.command("/request", "Mouse is broken")
        theo.clicks(desk.card(number), "Claim")
        desk.until(lambda: len(theo.ephemerals) > before, "an answer to the click")
        form = alice.submits({"title": "Laptop"})

    assert "nothing was kept" in desk.told(command)
    assert "nothing was kept" in desk.whispers(theo)[-1]
    assert "nothing was kept" in form.errors["title"]
    assert desk.last_number() == number


def test_while_the_database_is_away_events_wait_at_slack(desk: Workplace) -> None:
    bob = desk.cast.bob

    with _away(desk):
        bob.says("The beamer is dark", desk.cast.intake)
        desk.until(lambda: desk.slack.deliveries[-1].attempts > 1, "a second attempt")
        kept = desk.last_number()
    desk.settle()

    assert kept == 0
    assert desk.last_number() == 1
    assert len(desk.cards()) == 1


@contextmanager
def _away(desk: Workplace) -> Iterator[None]:
    """Take a table away that everything needs, and bring it back."""
    database = desk.bot.office.store.database
    with database.write() as connection:
        connection.execute(text("ALTER TABLE deliveries RENAME TO elsewhere"))
    try:
        yield
    finally:
        with database.write() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO deliveries"))


def _markup(shown: Message) -> Iterator[str]:
    """List the texts of a message in which Slack looks for markup, but for our own mentions."""
    yield shown.text
    for block in shown.blocks:
        parts = [block.get("text"), *block.get("elements", ())]
        yield from (p["text"] for p in parts if p and p.get("type") == "mrkdwn")
