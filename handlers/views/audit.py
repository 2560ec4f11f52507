"""Who has looked at a private request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.views import blocks, rich, wording
from storage.audit import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usecases.reading import SeenBy
    from handlers.views.blocks import Block, Message

_NAME = 40
_HOW = {
    Look.SHOWN: "read it",
    Look.FORM: "opened a form about it",
    Look.OWNED: "became its owner and got everything that was said",
}


def looks(number: int, seen: Sequence[SeenBy]) -> Message:
    """List the looks at request `number`, the newest first."""
    if not seen:
        sentence = f"Nobody's look at #{number} is on record. Only looks at private ones are kept."
        return blocks.message(sentence, [blocks.section(sentence)])
    text = f"{wording.counted(len(seen), 'look')} at #{number}, the newest first:"
    return blocks.message(text, [blocks.section(text), rich.bullets(map(_line, seen))])


def _line(seen: SeenBy) -> list[Block]:
    name = wording.plain_name(seen.person, otherwise="Somebody", most=_NAME)
    return [rich.date(seen.at), rich.words(f": {name} {_HOW[seen.how]}")]
