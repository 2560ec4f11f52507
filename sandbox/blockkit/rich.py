"""Rich text: sections, lists, quotes, preformatted text, and what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .objects import FLAG, ID
from .rules import ByType, Items, Number, Object, Rule, Text, among, only, typed

if TYPE_CHECKING:
    from sandbox.values import Json

STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight")
STYLE = Object(optional=dict.fromkeys(STYLES, FLAG))
STYLED: dict[str, Rule] = {"style": STYLE}
INLINE: dict[str, Rule] = {
    "text": typed("text", {"text": Text(least=1)}, STYLED),
    "link": typed("link", {"url": Text(least=1)}, {**STYLED, "text": Text(), "unsafe": FLAG}),
    "user": typed("user", {"user_id": ID}, STYLED),
    "channel": typed("channel", {"channel_id": ID}, STYLED),
    "usergroup": typed("usergroup", {"usergroup_id": ID}, STYLED),
    "emoji": typed("emoji", {"name": ID}, {**STYLED, "unicode": Text(), "skin_tone": Number()}),
    "broadcast": typed("broadcast", {"range": among("here", "channel", "everyone")}, STYLED),
    "color": typed("color", {"value": Text(least=1)}),
    "date": typed(
        "date",
        {"timestamp": Number(), "format": Text(least=1)},
        {**STYLED, "url": Text(), "fallback": Text()},
    ),
}
_SECTION = typed(
    "rich_text_section", {"elements": Items(of=ByType(table=INLINE), least=0, most=1000)}
)
_PLAIN = Items(of=only(INLINE, "text", "link"), least=0, most=1000)
_PARTS: dict[str, Rule] = {
    "rich_text_section": _SECTION,
    "rich_text_list": typed(
        "rich_text_list",
        {
            "style": among("bullet", "ordered"),
            "elements": Items(of=ByType(table={"rich_text_section": _SECTION}), most=1000),
        },
        {"indent": Number(least=0), "offset": Number(least=0), "border": Number(least=0)},
    ),
    "rich_text_preformatted": typed(
        "rich_text_preformatted",
        {"elements": _PLAIN},
        {"border": Number(least=0), "language": Text(least=1)},
    ),
    "rich_text_quote": typed(
        "rich_text_quote",
        {"elements": Items(of=ByType(table=INLINE), least=0, most=1000)},
        {"border": Number(least=0)},
    ),
}
RICH_TEXT = typed(
    "rich_text", {"elements": Items(of=ByType(table=_PARTS), most=1000)}, {"block_id": ID}
)


def plain_length(block: Json) -> int:
    """Count the characters a person reads in a rich text block."""
    if "elements" in block:
        return sum(plain_length(part) for part in block["elements"])
    return len(str(block.get("text", "")))
