"""The table of rights, walked through completely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from handlers.ids import Action, Form, Shortcut
from handlers.listeners.commands import COMMANDS
from handlers.listeners.events import EVENTS
from handlers.listeners.verbs import VERBS
from tests.docs.pages import code, rows, section
from tests.handlers.rights import tries
from tests.handlers.rights.cases import WHOSE
from tests.handlers.rights.people import ROLES
from tests.handlers.rights.refusals import OF_RIGHTS
from tests.handlers.rights.table import PAGE, lines
from tests.handlers.rights.walking import walk_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.handlers.rights.tries import Try

VERB: Final = "Verbs of `/desk`"
#: Each table of the page, and how what it lists is tried.
TABLES: Final[dict[str, Callable[[Try, str], str]]] = {
    VERB: tries.command,
    "Commands": tries.command,
    "Buttons": tries.button,
    "Forms": tries.form,
    "Shortcuts": tries.shortcut,
    "Events": tries.event,
}


@pytest.mark.parametrize("title", TABLES)
def test_everybody_may_do_what_the_table_says_and_nothing_else(
    database_url: str, title: str
) -> None:
    attempt = TABLES[title]

    with walk_on(database_url) as walk:
        found = [(line.name, walk.line(attempt, line)) for line in lines(title)]

    assert found == [(line.name, line.may) for line in lines(title)]


def test_every_verb_stands_in_the_table() -> None:
    # Without a verb it is the board.
    words = {(*line.name.split()[1:], "board")[0] for line in lines(VERB)}

    assert words == set(VERBS)


def test_every_command_button_form_and_shortcut_stands_in_the_table() -> None:
    assert {line.name.split()[0] for line in lines("Commands")} | {"/desk"} == set(COMMANDS)
    # The menu does what the line says that was chosen in it.
    assert {line.name for line in lines("Buttons")} == set(Action) - {Action.MORE}
    assert {line.name for line in lines("Forms")} == set(Form) == set(tries.FILLED_IN)
    assert {line.name for line in lines("Shortcuts")} == set(Shortcut)


def test_every_event_is_tried_or_told_to_be_nobodys_act() -> None:
    told = set(re.findall(r"`([a-z_]+)`", section(PAGE, "Events")))

    assert told >= set(EVENTS)
    assert {line.name for line in lines("Events")} == set(tries.EVENTS)


def test_every_person_and_every_word_of_the_table_is_explained() -> None:
    told = [code(word)[0] for word, _ in rows(section(PAGE, "How to read the tables"))]

    assert told == [*WHOSE, "all", "yes", "no", *(role.name for role in ROLES)]


@pytest.mark.parametrize("refusal", OF_RIGHTS)
def test_a_refusal_says_who_can_do_it(refusal: type[Exception]) -> None:
    assert re.search(r"[Oo]nly |ask a colleague|went to somebody", refusal.__doc__ or "")
