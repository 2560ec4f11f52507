"""What Slack accepts, and how people's words are made safe and short enough for it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
# An update refuses more than this; a new message would take ten times as much.
MESSAGE_TEXT: Final = 4000
SECTION_TEXT: Final = 3000
FIELD_TEXT: Final = 2000
HEADER_TEXT: Final = 150
BUTTON_TEXT: Final = 75
SPOKEN_LABEL: Final = 75
INPUT_LABEL: Final = 2000
INPUT_TEXT: Final = 3000
OPTIONS: Final = 100
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
VIEW_TITLE: Final = 24
METADATA: Final = 3000
FILES: Final = 10

# What nobody can see, or what turns the line around it: control characters, zero-width spaces,
# marks and overrides of the writing direction, halves of characters, and non-characters.
# The zero-width joiners stay, since emoji and Persian need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]",
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]",
)
_CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")
_ISOLATE = "\u2068{}\u2069"
_JOINER = "\u200d"
# Past this many marks on one letter the text is noise, and a clean cut is not worth looking for.
_LONGEST_CLUSTER = 40


def clean(text: str) -> str:
    """Drop what nobody can see from `text`."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " ")).strip()


def one_line(text: str) -> str:
    """Drop what nobody can see from `text`, line ends included."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Make `text` inert where Slack reads markup: it can neither ping nor pose as a link."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """Cut `text` to `most` characters, never inside an entity or a composed character."""
    if len(text) <= most:
        return text
    cut = text[: _seam(text, most - 1)]
    return _CUT_ENTITY.sub("", cut).rstrip() + "…"


def plain(text: str, most: int) -> str:
    """Fit `text` into an element that knows no markup, in one line with other words."""
    return _isolated(one_line(text), most)


def inert(text: str, most: int) -> str:
    """Fit `text` into an element that reads markup, in one line with other words."""
    return _isolated(escape(one_line(text)), most)


def pieces(text: str, most: int) -> list[str]:
    """Split `text` into pieces of `most` characters, at the end of a line or word if possible."""
    rest = clean(text)
    found = []
    while len(rest) > most:
        seam = _gap(rest, most) or _seam(rest, most) or most
        found.append(rest[:seam].rstrip())
        rest = rest[seam:].lstrip()
    return [piece for piece in (*found, rest) if piece]


def _gap(text: str, most: int) -> int:
    """Find the last gap between lines, else words, in the second half of `text[:most]`."""
    gaps = (text.rfind(gap, most // 2, most) for gap in ("\n", " "))
    return next((at for at in gaps if at > 0), 0)


def _isolated(text: str, most: int) -> str:
    """Keep the words around right-to-left `text` in their own order."""
    if _RIGHT_TO_LEFT.search(text):
        return _ISOLATE.format(shorten(text, most - 2))
    return shorten(text, most)


def _seam(text: str, at: int) -> int:
    """Find the last place up to `at` where no composed character is torn."""
    for place in range(at, max(0, at - _LONGEST_CLUSTER), -1):
        if not _belong_together(text, place):
            return place
    return at if at > _LONGEST_CLUSTER else 0


def _belong_together(text: str, at: int) -> bool:
    """Tell whether the characters before and after `at` are one to the reader."""
    before, after = text[at - 1], text[at]
    if _is_flag_letter(before) and _is_flag_letter(after):
        run = re.search("[\U0001f1e6-\U0001f1ff]*$", text[max(0, at - _LONGEST_CLUSTER) : at])
        return run is not None and len(run[0]) % 2 == 1
    return _JOINER in {before, after} or _extends(after)


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(character: str) -> bool:
    """Tell accents, variation selectors, skin tones and tags from characters of their own."""
    is_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_tag = "\U000e0020" <= character <= "\U000e007f"
    return is_tone or is_tag or unicodedata.category(character).startswith("M")
