from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import MOVES
from storage.tables import metadata
from tests.docs.pages import ROOT, blocks, code, page, project, rows, section

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = page("docs/architecture.md")
STATES = section(PAGE, "States")
LETTERS = {letter: EventKind(code(kind)[0]) for letter, kind, _ in rows(STATES)}
Arrow = tuple[EventKind, str, str]


def contracts() -> dict[str, dict[str, list[str]]]:
    listed = project()["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract for contract in listed}


def drawn() -> Iterator[Arrow]:
    (diagram,) = blocks(STATES, "mermaid")
    for start, end, letters in re.findall(r"^ +(\S+) --> (\S+) : (.+)$", diagram, re.MULTILINE):
        for letter in letters.split(", "):
            yield LETTERS[letter], start, end


def test_the_layers_on_the_page_are_the_layers_that_are_checked() -> None:
    (layers,) = blocks(section(PAGE, "The house"), "")

    assert layers.splitlines() == contracts()["layers"]["layers"]


def test_the_list_of_modules_names_every_one_there_is_and_every_one_that_a_contract_knows() -> None:
    known = {part for layer in contracts()["layers"]["layers"] for part in layer.split(" | ")}
    for contract in contracts().values():
        known |= set(contract.get("source_modules", ()))
    parts = {f"bot.{path.stem}" for path in (ROOT / "bot").iterdir() if path.stem[0] != "_"}

    listed = [code(name)[0] for name, _ in rows(section(PAGE, "The house"))]

    assert sorted(listed) == sorted(parts | {"handlers", "storage", "sandbox"})
    assert known - {"bot"} <= set(listed)


def test_the_diagram_draws_every_legal_move_and_no_other() -> None:
    legal: set[Arrow] = {
        (kind, start, end) for kind, moves in MOVES.items() for start, end in moves.items()
    }

    arrows = list(drawn())

    assert len(arrows) == len(set(arrows))
    assert set(arrows) == legal | {(EventKind.CREATED, "[*]", "new")}


def test_every_letter_of_the_diagram_is_explained_once() -> None:
    used = {kind for kind, _, _ in drawn()}

    assert list(LETTERS) == sorted(LETTERS)
    assert sorted(LETTERS.values()) == sorted(used)


def test_the_facts_of_every_kind_of_event_are_told() -> None:
    told = [
        kind for kinds, _ in rows(section(PAGE, "Events and their facts")) for kind in code(kinds)
    ]

    assert sorted(told) == sorted(EventKind)


def test_every_table_of_the_database_is_told() -> None:
    told = [code(name)[0] for name, _ in rows(section(PAGE, "Data"))]

    assert sorted(told) == sorted(metadata.tables)


def test_the_files_on_the_page_exist() -> None:
    named = set(re.findall(r"`((?:bot|handlers|storage)/[\w/.]+)`", PAGE))

    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_the_glossary_is_in_order() -> None:
    words = [word for word, _ in rows(section(PAGE, "Glossary"))]

    assert words == sorted(words)
