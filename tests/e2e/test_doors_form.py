"""What the form knows: files, the end product, privacy, and how a request came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.events import ActorKind, EventKind
from bot.domain.request import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox import Outcome, Person
    from tests.e2e.workplace import Workplace


def test_files_of_the_form_go_to_the_technicians(desk: Workplace) -> None:
    alice = desk.cast.alice
    alice.command("/request")
    desk.until(lambda: alice.view, "the form")
    files = [alice.uploads(name, b"content") for name in ("screen.png", "log.txt")]

    alice.submits({"title": "Look at this", "files": files})
    desk.settle()

    card = desk.reads(desk.card(1))
    assert "screen.png: http" in card
    assert "log.txt: http" in card
    copied = [m for m in desk.slack.messages(desk.cast.team.id) if m.files]
    assert [file["name"] for m in copied for file in m.files] == ["screen.png", "log.txt"]


def test_the_form_asks_for_what_there_will_be(office: Workplace) -> None:
    wish = {"title": "A report", "purpose": "Close the books", "end_product": "A monthly PDF"}

    _sends(office, office.cast.alice, wish)

    with office.bot.office.store.read() as tx:
        texts = tx.requests.by_number(1).texts
    assert texts.end_product == "A monthly PDF"
    seen = office.reads(office.card(1))
    assert seen.index("Close the books") < seen.index("A monthly PDF")


@pytest.mark.parametrize("way", ["By phone", "In person"])
def test_whoever_was_there_has_answered_at_once(desk: Workplace, way: str) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice

    _sends(desk, theo, {"title": "Locked out", "requester": alice.id, "way": way})

    request = desk.request(1)
    with desk.bot.office.store.read() as tx:
        log = tx.events.of(request.id)
        assert tx.people.ensure(theo.id).id == request.owner_id
    assert request.state is State.CLAIMED
    assert request.channel == {"By phone": "phone", "In person": "walk_up"}[way]
    assert [event.kind for event in log] == [
        EventKind.CREATED,
        EventKind.CLAIMED,
        EventKind.HUMAN_REPLY,
    ]
    assert {event.actor.kind for event in log} == {ActorKind.TECHNICIAN}
    assert {event.at for event in log} == {request.created_at}
    assert desk.receipt(1) in alice.inbox


def test_an_e_mail_that_somebody_logs_still_waits_for_an_answer(office: Workplace) -> None:
    wish = {"title": "Locked out", "requester": office.cast.alice.id, "way": "By e-mail"}

    _sends(office, office.cast.theo, wish)

    assert office.request(1).channel == "email"
    assert office.request(1).state is State.NEW
    assert office.request(1).first_reply_at is None


def test_nobody_answers_himself_on_the_phone(office: Workplace) -> None:
    _sends(office, office.cast.theo, {"title": "My own mouse", "way": "By phone"})

    assert office.request(1).channel == "form"
    assert office.request(1).first_reply_at is None


def test_a_private_request_leaves_no_words_in_a_channel(desk: Workplace) -> None:
    _sends(desk, desk.cast.alice, {"title": "My salary", "private": ["private"]})

    assert desk.request(1).private
    assert "salary" not in desk.reads(desk.card(1))
    assert desk.receipt(1) in desk.cast.alice.inbox


def test_a_guest_is_told_why_the_form_cannot_be_sent(office: Workplace) -> None:
    gina = office.slack.add_person("Gina", is_restricted=True, announce=True)
    office.settle()

    outcome = _sends(office, gina, {"title": "My salary", "private": ["private"]})

    assert outcome.errors["title"].startswith("IT desk does not take requests from guests.")
    assert office.last_number() == 0


def _sends(desk: Workplace, person: Person, values: Mapping[str, object]) -> Outcome:
    person.command("/request")
    desk.until(lambda: person.view, "the form")
    outcome = person.submits(values)
    desk.settle()
    return outcome
