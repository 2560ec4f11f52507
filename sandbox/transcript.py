"""Messages and views as plain text: what a person would read, for transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .blocks import options_of
from .figures import chart_rows, columns
from .mrkdwn import plain
from .reader import Reader
from .values import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .values import Json, View

    Writer = Callable[[Json, Reader], Iterator[str]]


def as_text(shown: Message | View, reader: Reader | None = None) -> str:
    """Return what a person would read."""
    reader = reader or Reader()
    if isinstance(shown, Message):
        return "\n".join(_message(shown, reader))
    lines = [shown.title] if shown.title else []
    return "\n".join([*lines, *block_lines(shown.blocks, reader), *_footer(shown)])


def block_lines(blocks: Iterable[Json], reader: Reader) -> Iterator[str]:
    """Yield the lines of a list of blocks."""
    for block in blocks:
        write = _WRITERS.get(block["type"])
        if write is not None:
            yield from write(block, reader)


def element_text(element: Json) -> str:
    """Return how an interactive element reads: [Claim], [Priority v], [First | Second]."""
    kind = element["type"]
    if kind == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        return " ".join(f"[{side['text']['text']}]" for side in sides)
    if kind in {"overflow", "checkboxes", "radio_buttons"}:
        return f"[{' | '.join(option['text']['text'] for option in options_of(element))}]"
    if "text" in element:
        return f"[{element['text']['text']}]"
    chosen = element.get("initial_option", {}).get("text") or element.get("placeholder")
    return f"[{chosen['text'] if chosen else kind.replace('_', ' ')} v]"


def rich_text(part: Json, reader: Reader) -> str:
    """Return rich text as a person reads it."""
    if "elements" not in part:
        return _inline(part, reader)
    inner = [rich_text(child, reader) for child in part["elements"]]
    if part["type"] == "rich_text_list":
        ordered = part["style"] == "ordered"
        marks = (f"{number}." if ordered else "-" for number in range(1, len(inner) + 1))
        return "\n".join(f"{mark} {line}" for mark, line in zip(marks, inner, strict=True))
    if part["type"] == "rich_text_quote":
        return "> " + "".join(inner)
    return ("\n" if part["type"] == "rich_text" else "").join(inner)


def text_of(text: Json, reader: Reader) -> str:
    """Return a text object as a person reads it."""
    words = str(text["text"])
    return plain(words, reader) if text["type"] == "mrkdwn" else words


def _message(message: Message, reader: Reader) -> Iterator[str]:
    if message.blocks:
        yield from block_lines(message.blocks, reader)
    elif message.text:
        yield plain(message.text, reader)
    for attachment in message.attachments:
        yield from block_lines(attachment.get("blocks", ()), reader)
        if attachment.get("text"):
            yield plain(attachment["text"], reader)
    for file in message.files:
        yield f"({file['name']})"
    if message.reactions:
        yield " ".join(f":{name}: {len(users)}" for name, users in message.reactions.items())


def _footer(view: View) -> Iterator[str]:
    yield from view.errors.values()
    buttons = [view.payload[key]["text"] for key in ("close", "submit") if view.payload.get(key)]
    if buttons:
        yield " ".join(f"[{label}]" for label in buttons)


def _inline(part: Json, reader: Reader) -> str:
    kind = part["type"]
    if kind == "date":
        return reader.time(part["timestamp"], part["format"])
    if kind in {"user", "usergroup"}:
        key = part.get("user_id") or part.get("usergroup_id", "")
        return f"@{reader.names.get(key, key)}"
    if kind == "channel":
        return f"#{reader.names.get(part['channel_id'], part['channel_id'])}"
    if kind == "emoji":
        return f":{part['name']}:"
    if kind == "broadcast":
        return f"@{part['range']}"
    return str(part.get("text") or part.get("url") or part.get("value", ""))


def _section(block: Json, reader: Reader) -> Iterator[str]:
    accessory = block.get("accessory", {"type": "image"})
    button = "" if accessory["type"] == "image" else f"  {element_text(accessory)}"
    if "text" in block:
        yield text_of(block["text"], reader) + button
    for number, field in enumerate(block.get("fields", ())):
        # A field has its name on its first line and the fact below.
        yield text_of(field, reader).replace("\n", ": ", 1) + (
            button if number == 0 and "text" not in block else ""
        )


def _context(block: Json, reader: Reader) -> Iterator[str]:
    yield " ".join(
        f"({part['alt_text']})" if part["type"] == "image" else text_of(part, reader)
        for part in block["elements"]
    )


def _elements(block: Json, _reader: Reader) -> Iterator[str]:
    yield " ".join(element_text(element) for element in block["elements"])


def _input(block: Json, _reader: Reader) -> Iterator[str]:
    optional = " (optional)" if block.get("optional") else ""
    yield f"{block['label']['text']}{optional}: {element_text(block['element'])}"


def _image(block: Json, _reader: Reader) -> Iterator[str]:
    yield f"({block['alt_text']})"


def _table(block: Json, reader: Reader) -> Iterator[str]:
    if "caption" in block:
        yield block["caption"]
    yield from columns([[_cell(cell, reader) for cell in row] for row in block["rows"]])


def _cell(cell: Json, reader: Reader) -> str:
    return rich_text(cell, reader) if cell["type"] == "rich_text" else str(cell["text"])


def _chart(block: Json, _reader: Reader) -> Iterator[str]:
    yield block["title"]
    yield from columns(chart_rows(block["chart"]))


def _card(block: Json, reader: Reader) -> Iterator[str]:
    for key in ("title", "subtitle", "body", "subtext"):
        if key in block:
            yield text_of(block[key], reader)
    if "actions" in block:
        yield " ".join(element_text(element) for element in block["actions"])


def _container(block: Json, reader: Reader) -> Iterator[str]:
    if "rich_text_title" in block:
        yield rich_text(block["rich_text_title"], reader)
    for key in ("title", "subtitle"):
        if key in block:
            yield text_of(block[key], reader)
    yield from block_lines(block["child_blocks"], reader)


def _carousel(block: Json, reader: Reader) -> Iterator[str]:
    yield from block_lines(block["elements"], reader)


def _rich(block: Json, reader: Reader) -> Iterator[str]:
    yield rich_text(block, reader)


def _titled(block: Json, reader: Reader) -> Iterator[str]:
    yield text_of(block["text"], reader)


def _divider(_block: Json, _reader: Reader) -> Iterator[str]:
    yield "---"


def _markdown(block: Json, _reader: Reader) -> Iterator[str]:
    yield block["text"]


_WRITERS: dict[str, Writer] = {
    "section": _section,
    "header": _titled,
    "alert": _titled,
    "divider": _divider,
    "context": _context,
    "actions": _elements,
    "context_actions": _elements,
    "input": _input,
    "image": _image,
    "rich_text": _rich,
    "markdown": _markdown,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "card": _card,
    "container": _container,
    "carousel": _carousel,
}
