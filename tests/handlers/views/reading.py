"""How the tests read messages and forms: what stands where, and what must not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.limits import MESSAGE_BLOCKS, MESSAGE_TEXT, METADATA, VIEW_BLOCKS
from sandbox.blockkit import check_message, check_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.views.blocks import Block, Message

# The only markup that we write: people of the cast, dates and links to the cast's threads.
OURS = re.compile(
    r"<@U0[A-Z]+>|<#C0[A-Z0-9]+>|<!date\^\d+\^[^|<>]+\|[^|<>]+>|<https://example\.slack\.com/[^|<>]+\|[^|<>]+>"
)
BARE = re.compile(r"[<>]|&(?!(amp|lt|gt);)")


def objects(payload: object) -> Iterator[Block]:
    """Go through every object of a payload."""
    if isinstance(payload, dict):
        yield payload
        payload = list(payload.values())
    if isinstance(payload, list | tuple):
        for part in payload:
            yield from objects(part)


def texts(payload: object, kind: str) -> list[str]:
    return [found["text"] for found in objects(payload) if found.get("type") == kind]


def on_screen(message: Message) -> str:
    """Put all words of a message together, ours and other people's."""
    found = (part.get("text") for part in objects(message["blocks"]))
    return "\n".join(text for text in found if isinstance(text, str))


def labels(payload: object) -> list[str]:
    """Name the buttons and the lines of menus."""
    buttons = [found["text"]["text"] for found in objects(payload) if found.get("type") == "button"]
    menus = (found for found in objects(payload) if found.get("type") == "overflow")
    return buttons + [option["text"]["text"] for menu in menus for option in menu["options"]]


def assert_inert(text: str) -> None:
    assert not BARE.search(OURS.sub("", text)), text


def assert_sound_message(message: Message) -> None:
    assert not check_message(dict(message))
    assert message["text"].strip()
    assert len(message["text"]) <= MESSAGE_TEXT
    assert len(message["blocks"]) <= MESSAGE_BLOCKS
    for text in (message["text"], *texts(message["blocks"], "mrkdwn")):
        assert_inert(text)
    _assert_writable(message)


def assert_sound_view(view: Block) -> None:
    assert not check_view(view)
    assert len(view["blocks"]) <= VIEW_BLOCKS
    assert len(view.get("private_metadata", "")) <= METADATA
    for text in texts(view, "mrkdwn"):
        assert_inert(text)
    _assert_writable(view)


def _assert_writable(payload: object) -> None:
    """See that no string is empty or cannot be sent."""
    for part in objects(payload):
        for text in (part.get("text"), part.get("initial_value")):
            if isinstance(text, str):
                assert text
                assert text.encode()
                assert "\x00" not in text
                assert "\u202e" not in text
