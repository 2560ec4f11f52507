"""Who has looked at a private request, and what else is in the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import limits
from handlers.views import blocks, rich, wording
from storage.audit import Deed, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usecases.care.auditing import Noted
    from bot.usecases.looking.reading import SeenBy
    from handlers.views.blocks import Block, Message

_NAME = 40
#: So that a page of lines fits into one block.
_LINE = 250
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


def trail(noted: Sequence[Noted], *, page: int, is_full: bool) -> Message:
    """List one page of the audit log; a full one says how to get at the next."""
    if not noted:
        sentence = (
            "There is nothing more in the audit log." if page > 1 else "Nothing is noted yet."
        )
        return blocks.message(sentence, [blocks.section(sentence)])
    text = f"Audit log, page {page}, the newest first:"
    more = [blocks.context(f"Type /desk audit page {page + 1} for what came before.")]
    lines = ([rich.date(one.at), rich.words(f": {told(one)}")] for one in noted)
    return blocks.message(
        text, [blocks.section(text), rich.bullets(lines), *(more if is_full else [])]
    )


def told(noted: Noted) -> str:
    """Say in a line what an entry of the audit log means; it holds no markup."""
    return limits.plain(_said(noted), _LINE)


def _said(noted: Noted) -> str:
    by = wording.plain_name(noted.by, otherwise="Somebody", most=_NAME)
    if noted.act in set(Look):
        return f"{by} {_HOW[Look(noted.act)]} (#{noted.number})"
    if noted.act not in set(Deed):
        facts = ", ".join(f"{name} {value}" for name, value in noted.facts.items())
        return f"{by}: {noted.act.replace('_', ' ')} {facts}".rstrip()
    about = wording.plain_name(noted.about, otherwise="somebody", most=_NAME)
    right = f"{noted.facts.get('right')}{f' of {noted.desk}' if noted.desk else ''}"
    before, after = (noted.facts.get(name) or "nothing" for name in ("from", "to"))
    return {
        Deed.SETTING: f"setting {noted.facts.get('name')} went from {before} to {after}",
        Deed.GAINED: f"{about} is {right} now",
        Deed.LOST: f"{about} is {right} no more",
        Deed.EXPORTED: f"what is held about {about} was exported",
        Deed.ERASED: f"{about} was erased",
    }[Deed(noted.act)]
