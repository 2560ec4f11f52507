"""The check of whole messages and views: each block, and what blocks must not do together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sandbox.blocks import each_block, elements_of

from .figures import DATA_TABLE_CHARACTERS, characters
from .layout import BLOCKS, IN_HOME, IN_MESSAGE, IN_MODAL
from .objects import FLAG, plain
from .rules import ByType, Items, Object, Problem, Rule, Text, among, only, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.values import Json

MARKDOWN_CHARACTERS = 12_000
# How many blocks of a kind one message may hold.
AT_MOST = {"table": 1, "data_visualization": 2, "plan": 1}

_MESSAGE_BLOCKS = Items(of=only(BLOCKS, *IN_MESSAGE), least=0, most=50)
_NOTES: dict[str, Rule] = {
    "private_metadata": Text(most=3000),
    "callback_id": Text(most=255),
    "external_id": Text(most=255),
}
_MODAL = Object(
    required={
        "type": among("modal"),
        "title": plain(24),
        "blocks": Items(of=only(BLOCKS, *IN_MODAL), most=100),
    },
    optional={
        **_NOTES,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": FLAG,
        "notify_on_close": FLAG,
        "submit_disabled": FLAG,
    },
)
_HOME = Object(
    required={"type": among("home"), "blocks": Items(of=only(BLOCKS, *IN_HOME), most=100)},
    optional=_NOTES,
)
_VIEW = ByType(table={"modal": _MODAL, "home": _HOME})


def check_message(payload: object) -> list[Problem]:
    """List what Slack would refuse in a message's `blocks`, and in those of its attachments."""
    if not isinstance(payload, dict):
        return [problem("", "must be an object")]
    problems = _check_listed(payload.get("blocks"), "/blocks")
    attachments = payload.get("attachments") or []
    if not isinstance(attachments, list | tuple):
        return [*problems, problem("/attachments", "must be an array")]
    for number, attachment in enumerate(attachments):
        at = f"/attachments/{number}"
        if isinstance(attachment, dict):
            problems += _check_listed(attachment.get("blocks"), f"{at}/blocks")
        else:
            problems.append(problem(at, "must be an object"))
    return problems


def check_view(view: object) -> list[Problem]:
    """List what Slack would refuse in a modal or a home tab."""
    problems = list(_VIEW.check(view, ""))
    if problems or not isinstance(view, dict):
        return problems
    return [*_check_ids(view["blocks"], "/blocks"), *_check_submit(view), *_check_focus(view)]


def _check_listed(blocks: object, at: str) -> list[Problem]:
    if blocks is None:
        return []
    problems = list(_MESSAGE_BLOCKS.check(blocks, at))
    if problems or not isinstance(blocks, list | tuple):
        return problems
    return [*_check_ids(list(blocks), at), *_check_together(list(blocks), at)]


def _check_ids(blocks: list[Json], at: str) -> Iterator[Problem]:
    """Check that no block id comes twice, nor an action id within a block."""
    every = list(each_block(blocks))
    for block_id in _repeated(block["block_id"] for block in every if "block_id" in block):
        yield problem(at, f"block_id already exists: {block_id}")
    for block in every:
        found = (element["action_id"] for element in elements_of(block) if "action_id" in element)
        for action_id in _repeated(found):
            yield problem(at, f"action_id already exists: {action_id}")


def _check_together(blocks: list[Json], at: str) -> Iterator[Problem]:
    """Check what a message must not hold too much of."""
    every = list(each_block(blocks))
    for kind, count in Counter(block["type"] for block in every).items():
        if count > AT_MOST.get(kind, count):
            yield problem(at, f"no more than {AT_MOST[kind]} {kind} blocks allowed")
    markdown = sum(len(block["text"]) for block in every if block["type"] == "markdown")
    if markdown > MARKDOWN_CHARACTERS:
        yield problem(at, f"no more than {MARKDOWN_CHARACTERS} characters of markdown")
    tables = (block["rows"] for block in every if block["type"] == "data_table")
    if sum(characters(rows) for rows in tables) > DATA_TABLE_CHARACTERS:
        yield problem(at, f"no more than {DATA_TABLE_CHARACTERS} characters in data tables")


def _check_submit(view: Json) -> Iterator[Problem]:
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and "submit" not in view:
        yield problem("", "missing required field: submit (the modal has an input block)")


def _check_focus(view: Json) -> Iterator[Problem]:
    elements = [element for block in each_block(view["blocks"]) for element in elements_of(block)]
    if sum(element.get("focus_on_load", False) for element in elements) > 1:
        yield problem("/blocks", "only one element may have focus_on_load")


def _repeated(ids: Iterator[str]) -> list[str]:
    return [one for one, count in Counter(ids).items() if count > 1]
