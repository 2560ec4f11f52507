"""Help: what to type, and what it does."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from handlers import limits
from handlers.views import blocks, rich

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.views.blocks import Block, Message

_REQUEST: Final = (
    ("/request", "opens a form in which you tell us what you need"),
    ("/request TEXT", "files TEXT at once; you can add details afterwards"),
    ("/request list", "shows your requests"),
    ("/request 42", "shows request 42"),
)
# A line is at most so long, and so many lines stay within what Slack takes in one block.
_USAGE = 80
_SENTENCE = 120
_LINES = 14


def request_help() -> Message:
    """Tell everybody how to get help."""
    text = (
        "Type /request and what you need, or /request alone for a form. "
        "A person answers in the conversation that opens."
    )
    return blocks.message(text, [blocks.section(text), *_verbs(_REQUEST)])


def desk_help(verbs: Sequence[tuple[str, str]]) -> Message:
    """List what the caller may do; `verbs` are pairs of usage and sentence."""
    if not verbs:
        sentence = "These commands are for the technicians of a desk. To get help, type /request."
        return blocks.message(sentence, [blocks.section(sentence)])
    usages = "; ".join(limits.inert(usage, _USAGE) for usage, _sentence in verbs)
    return blocks.message(
        f"You can type: {usages}.", [blocks.header("What you can do"), *_verbs(verbs)]
    )


def _verbs(verbs: Sequence[tuple[str, str]]) -> list[Block]:
    return [rich.bullets(_verb(*verb) for verb in batch) for batch in _batches(verbs)]


def _verb(usage: str, sentence: str) -> list[Block]:
    explained = limits.plain(sentence, _SENTENCE)
    typed = rich.code(limits.plain(usage, _USAGE) or "(empty)")
    return [typed, rich.words(f" {explained}")] if explained else [typed]


def _batches(verbs: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    left = iter(verbs[: _LINES * (limits.MESSAGE_BLOCKS - 2)])
    while batch := list(islice(left, _LINES)):
        yield batch
