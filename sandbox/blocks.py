"""Walking through Block Kit: children, interactive elements, the ids Slack fills in."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .ids import Ids
    from .values import Json

# Elements that a person only looks at, and so carry no action_id.
PASSIVE = frozenset({"image", "mrkdwn", "plain_text"})


def each_block(blocks: Iterable[Json]) -> Iterator[Json]:
    """Yield every block, those inside containers and carousels included."""
    for block in blocks:
        yield block
        if block["type"] == "container":
            yield from each_block(block.get("child_blocks", ()))
        if block["type"] == "carousel":
            yield from each_block(block.get("elements", ()))


def elements_of(block: Json) -> Iterator[Json]:
    """Yield the interactive elements of one block."""
    found: list[Json] = []
    if block["type"] in {"actions", "context_actions"}:
        found = block.get("elements", [])
    elif block["type"] == "input":
        found = [block["element"]]
    elif block["type"] == "section" and "accessory" in block:
        found = [block["accessory"]]
    elif block["type"] == "card":
        found = block.get("actions", [])
    yield from (element for element in found if element["type"] not in PASSIVE)


def each_element(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every interactive element with the block it stands in."""
    for block in each_block(blocks):
        for element in elements_of(block):
            yield block, element


def named(blocks: Iterable[Json], ids: Ids) -> tuple[Json, ...]:
    """Copy the blocks and fill in the block and action ids the app left out."""
    copies = copy.deepcopy(list(blocks))
    for block in each_block(copies):
        block.setdefault("block_id", ids.mint("b"))
        for element in elements_of(block):
            element.setdefault("action_id", ids.mint("a"))
    return tuple(copies)


def options_of(element: Json) -> list[Json]:
    """List the options of a select, overflow, checkboxes or radio buttons, groups flattened."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]
