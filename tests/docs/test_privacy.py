from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from bot.domain.desk import Leaderboard, PeopleMetrics
from bot.domain.incentives import people, praise
from storage.migrations import upgrade
from storage.tables import metadata
from tests.docs.pages import blocks, code, page, rows, section

if TYPE_CHECKING:
    from pathlib import Path

PAGE = page("docs/privacy.md")


def test_every_table_is_told_with_what_it_holds() -> None:
    told = [code(name)[0] for name, _ in rows(section(PAGE, "What is stored, and where"))]

    assert sorted(told) == sorted(metadata.tables)


def test_every_mode_of_figures_about_people_is_told() -> None:
    modes = [code(mode)[0] for mode, _ in rows(section(PAGE, "Figures about people"))]
    boards = [code(mode)[0] for mode, _ in rows(section(PAGE, "The leaderboard"))]

    assert modes == list(PeopleMetrics)
    assert boards == list(Leaderboard)


def test_the_conditions_for_naming_people_are_those_of_the_code() -> None:
    told = section(PAGE, "The leaderboard")

    assert f"at least {people.MIN_RESOLVED} requests" in told
    assert f"at least {people.MIN_ANSWERS} survey answers" in told
    assert (praise.MOST_NAMED, praise.MIN_ELIGIBLE_FOR_TOP3, praise.MIN_ELIGIBLE) == (3, 6, 3)


def test_the_words_of_a_request_can_be_deleted_as_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "firstline.db"
    upgrade(f"sqlite:///{file}")
    (statements,) = blocks(PAGE, "sql")

    with sqlite3.connect(file) as connection:
        connection.executescript(statements)
    connection.close()
