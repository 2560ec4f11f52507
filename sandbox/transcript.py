"""Messages and views as plain text: what a person would read, for transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .blocks import options_of
from .figures import chart_rows, columns
from .mrkdwn import dated, plain
from .values import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .values import Json, View
    from .workspace import Workspace

    Names = Mapping[str, str]
    Writer = Callable[[Json, Names], Iterator[str]]


def as_text(shown: Message | View, names: Mapping[str, str] | None = None) -> str:
    """Return what a person would read; `names` gives the names of people and channels by id."""
    known = names or {}
    if isinstance(shown, Message):
        return "\n".join(_message(shown, known))
    lines = [shown.title] if shown.title else []
    return "\n".join([*lines, *block_lines(shown.blocks, known), *_footer(shown)])


def names_in(workspace: Workspace) -> dict[str, str]:
    """Return the names of all people and channels by id."""
    people = {user.id: user.real_name for user in workspace.users.values()}
    return people | {channel.id: channel.name for channel in workspace.channels.values()}


def block_lines(blocks: Iterable[Json], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a list of blocks."""
    for block in blocks:
        write = _WRITERS.get(block["type"])
        if write is not None:
            yield from write(block, names)


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


def rich_text(part: Json, names: Mapping[str, str]) -> str:
    """Return rich text as a person reads it."""
    if "elements" not in part:
        return _inline(part, names)
    inner = [rich_text(child, names) for child in part["elements"]]
    if part["type"] == "rich_text_list":
        ordered = part["style"] == "ordered"
        marks = (f"{number}." if ordered else "-" for number in range(1, len(inner) + 1))
        return "\n".join(f"{mark} {line}" for mark, line in zip(marks, inner, strict=True))
    if part["type"] == "rich_text_quote":
        return "> " + "".join(inner)
    return ("\n" if part["type"] == "rich_text" else "").join(inner)


def text_of(text: Json, names: Mapping[str, str]) -> str:
    """Return a text object as a person reads it."""
    words = str(text["text"])
    return plain(words, names) if text["type"] == "mrkdwn" else words


def _message(message: Message, names: Names) -> Iterator[str]:
    if message.blocks:
        yield from block_lines(message.blocks, names)
    elif message.text:
        yield plain(message.text, names)
    for attachment in message.attachments:
        yield from block_lines(attachment.get("blocks", ()), names)
        if attachment.get("text"):
            yield plain(attachment["text"], names)
    for file in message.files:
        yield f"({file['name']})"
    if message.reactions:
        yield " ".join(f":{name}: {len(users)}" for name, users in message.reactions.items())


def _footer(view: View) -> Iterator[str]:
    yield from view.errors.values()
    buttons = [view.payload[key]["text"] for key in ("close", "submit") if view.payload.get(key)]
    if buttons:
        yield " ".join(f"[{label}]" for label in buttons)


def _inline(part: Json, names: Names) -> str:
    kind = part["type"]
    if kind == "date":
        return dated(part["timestamp"], part["format"])
    if kind in {"user", "usergroup"}:
        key = part.get("user_id") or part.get("usergroup_id", "")
        return f"@{names.get(key, key)}"
    if kind == "channel":
        return f"#{names.get(part['channel_id'], part['channel_id'])}"
    if kind == "emoji":
        return f":{part['name']}:"
    if kind == "broadcast":
        return f"@{part['range']}"
    return str(part.get("text") or part.get("url") or part.get("value", ""))


def _section(block: Json, names: Names) -> Iterator[str]:
    accessory = block.get("accessory", {"type": "image"})
    button = "" if accessory["type"] == "image" else f"  {element_text(accessory)}"
    if "text" in block:
        yield text_of(block["text"], names) + button
    for number, field in enumerate(block.get("fields", ())):
        yield text_of(field, names) + (button if number == 0 and "text" not in block else "")


def _context(block: Json, names: Names) -> Iterator[str]:
    yield " ".join(
        f"({part['alt_text']})" if part["type"] == "image" else text_of(part, names)
        for part in block["elements"]
    )


def _elements(block: Json, _names: Names) -> Iterator[str]:
    yield " ".join(element_text(element) for element in block["elements"])


def _input(block: Json, _names: Names) -> Iterator[str]:
    optional = " (optional)" if block.get("optional") else ""
    yield f"{block['label']['text']}{optional}: {element_text(block['element'])}"


def _image(block: Json, _names: Names) -> Iterator[str]:
    yield f"({block['alt_text']})"


def _table(block: Json, names: Names) -> Iterator[str]:
    if "caption" in block:
        yield block["caption"]
    yield from columns([[_cell(cell, names) for cell in row] for row in block["rows"]])


def _cell(cell: Json, names: Names) -> str:
    return rich_text(cell, names) if cell["type"] == "rich_text" else str(cell["text"])


def _chart(block: Json, _names: Names) -> Iterator[str]:
    yield block["title"]
    yield from columns(chart_rows(block["chart"]))


def _card(block: Json, names: Names) -> Iterator[str]:
    for key in ("title", "subtitle", "body", "subtext"):
        if key in block:
            yield text_of(block[key], names)
    if "actions" in block:
        yield " ".join(element_text(element) for element in block["actions"])


def _container(block: Json, names: Names) -> Iterator[str]:
    if "rich_text_title" in block:
        yield rich_text(block["rich_text_title"], names)
    for key in ("title", "subtitle"):
        if key in block:
            yield text_of(block[key], names)
    yield from block_lines(block["child_blocks"], names)


def _carousel(block: Json, names: Names) -> Iterator[str]:
    yield from block_lines(block["elements"], names)


def _rich(block: Json, names: Names) -> Iterator[str]:
    yield rich_text(block, names)


def _titled(block: Json, names: Names) -> Iterator[str]:
    yield text_of(block["text"], names)


def _divider(_block: Json, _names: Names) -> Iterator[str]:
    yield "---"


def _markdown(block: Json, _names: Names) -> Iterator[str]:
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
