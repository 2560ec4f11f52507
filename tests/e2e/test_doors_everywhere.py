"""What holds at every door, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox import Person
    from tests.e2e.workplace import Workplace

    Door = Callable[[Workplace, Person, str], None]

TEXTS: Final = {
    "long": "word " * 2000,
    "emoji": "🖨️ is on 🔥",
    "right to left": "الطابعة لا تعمل",
    "loud": "<!channel> the printer",
}


def _command(_desk: Workplace, person: Person, text: str) -> None:
    person.command("/request", text)


def _form(desk: Workplace, person: Person, text: str) -> None:
    person.command("/request")
    _fills(desk, person, text)


def _global_shortcut(desk: Workplace, person: Person, text: str) -> None:
    person.shortcut("new_request")
    _fills(desk, person, text)


def _fills(desk: Workplace, person: Person, text: str) -> None:
    desk.until(lambda: person.view, "the form")
    person.submits({"title": text[:100], "details": text[:3000]})


def _file_as_request(desk: Workplace, person: Person, text: str) -> None:
    said = desk.cast.bob.says(text, desk.cast.general)
    person.shortcut("file_as_request", said)
    desk.until(lambda: person.view, "the form")
    person.submits({})


def _reaction(desk: Workplace, person: Person, text: str) -> None:
    person.reacts("ticket", desk.cast.bob.says(text, desk.cast.general))


def _mention(desk: Workplace, person: Person, text: str) -> None:
    person.says(desk.mention(text), desk.cast.general)


def _direct(_desk: Workplace, person: Person, text: str) -> None:
    person.dms(text)


def _intake(desk: Workplace, person: Person, text: str) -> None:
    person.says(text, desk.cast.intake)


DOORS: Final[dict[str, Door]] = {
    "command": _command,
    "form": _form,
    "global shortcut": _global_shortcut,
    "file as request": _file_as_request,
    "reaction": _reaction,
    "mention": _mention,
    "direct message": _direct,
    "intake channel": _intake,
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_one_number_one_card_and_one_receipt(desk: Workplace, door: str) -> None:
    desk.slack.deliver_each(3)

    DOORS[door](desk, desk.cast.alice, "The printer is dead")
    desk.settle()

    assert desk.last_number() == 1
    assert len(desk.cards()) == 1
    assert "#1 The printer is dead" in desk.reads(desk.card(1))
    assert "We have your request #1." in desk.reads(desk.receipt(1))


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("door", DOORS)
def test_every_door_takes_whatever_people_write(office: Workplace, door: str, words: str) -> None:
    DOORS[door](office, office.cast.alice, TEXTS[words])
    office.settle()

    assert office.last_number() == 1
    for shown in (office.card(1), office.receipt(1)):
        assert "<!channel>" not in shown.text
    refused = [refusal.error for refusal in office.slack.refusals]
    assert [error for error in refused if "invalid" in error or "too_long" in error] == []


@pytest.mark.parametrize("door", DOORS)
def test_every_door_is_closed_to_guests(office: Workplace, door: str) -> None:
    gina = office.slack.add_person("Gina", is_restricted=True, announce=True)
    for channel in (office.cast.general, office.cast.intake):
        office.slack.add_member(channel, gina)
    office.settle()

    def told() -> list[str]:
        return [*office.whispers(gina), *(gina.view.errors.values() if gina.view else ())]

    DOORS[door](office, gina, "The printer is dead")
    office.settle()
    office.until(told, "the refusal")

    assert office.last_number() == 0
    assert "does not take requests from guests" in told()[0]
