"""What people fill in: the state of input elements, and what a client lets them enter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias

from .blocks import each_block, each_element, options_of
from .values import Impossible

if TYPE_CHECKING:
    from .values import Json

Entries: TypeAlias = dict[str, dict[str, "Json"]]

REQUIRED = "Please complete this required field."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Where an element keeps its value in the state, and its default in the block."""

    key: str
    initial: str
    many: bool = False
    options: bool = False


_TEXT = Kind(key="value", initial="initial_value")
_OPTION = Kind(key="selected_option", initial="initial_option", options=True)
_OPTIONS = Kind(key="selected_options", initial="initial_options", many=True, options=True)

KINDS: dict[str, Kind] = {
    "plain_text_input": _TEXT,
    "number_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "rich_text_input": Kind(key="rich_text_value", initial="initial_value"),
    "static_select": _OPTION,
    "external_select": _OPTION,
    "radio_buttons": _OPTION,
    "multi_static_select": _OPTIONS,
    "multi_external_select": _OPTIONS,
    "checkboxes": _OPTIONS,
    "users_select": Kind(key="selected_user", initial="initial_user"),
    "multi_users_select": Kind(key="selected_users", initial="initial_users", many=True),
    "channels_select": Kind(key="selected_channel", initial="initial_channel"),
    "multi_channels_select": Kind(key="selected_channels", initial="initial_channels", many=True),
    "conversations_select": Kind(key="selected_conversation", initial="initial_conversation"),
    "multi_conversations_select": Kind(
        key="selected_conversations", initial="initial_conversations", many=True
    ),
    "datepicker": Kind(key="selected_date", initial="initial_date"),
    "timepicker": Kind(key="selected_time", initial="initial_time"),
    "datetimepicker": Kind(key="selected_date_time", initial="initial_date_time"),
    "file_input": Kind(key="files", initial="initial_files", many=True),
}


def initial_entry(element: Json) -> Json:
    """Give the state of an element nobody has touched yet."""
    kind = KINDS[element["type"]]
    empty: object = [] if kind.many else None
    return {"type": element["type"], kind.key: element.get(kind.initial, empty)}


def initial_entries(blocks: Iterable[Json]) -> Entries:
    """Give the state of a view just opened."""
    entries: Entries = {}
    for block, element in each_element(blocks):
        if element["type"] in KINDS:
            fields = entries.setdefault(block["block_id"], {})
            fields[element["action_id"]] = initial_entry(element)
    return entries


def carried_over(blocks: Iterable[Json], old: Mapping[str, Mapping[str, Json]]) -> Entries:
    """Give the state after an update: what was typed stays where both ids and type stay."""
    entries = initial_entries(blocks)
    for block_id, fields in entries.items():
        for action_id, fresh in fields.items():
            kept = old.get(block_id, {}).get(action_id)
            if kept is not None and kept["type"] == fresh["type"]:
                fields[action_id] = kept
    return entries


def entry_for(element: Json, value: object) -> Json:
    """Give the state of an element after a person enters a value.

    Options go by their value or the text a person reads. Impossible if there is no such option.
    """
    kind = KINDS[element["type"]]
    if kind.many:
        given = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        return {"type": element["type"], kind.key: [_plain(element, one) for one in given]}
    chosen = None if value is None else _plain(element, value)
    return {"type": element["type"], kind.key: chosen}


def option_named(element: Json, name: object) -> Json:
    """Find an option by its value or by the text a person reads."""
    for option in options_of(element):
        if name in {option["value"], option["text"]["text"]}:
            return option
    message = f"There is no option {name!r}."
    raise Impossible(message)


def complaints(blocks: Iterable[Json], entries: Mapping[str, Mapping[str, Json]]) -> dict[str, str]:
    """List what the client itself would not let a person submit, by block id."""
    found = {}
    for block in each_block(blocks):
        if block["type"] == "input":
            element = block["element"]
            entry = entries[block["block_id"]][element["action_id"]]
            problem = _complaint(element, entry, required=not block.get("optional", False))
            if problem:
                found[block["block_id"]] = problem
    return found


def _plain(element: Json, value: object) -> object:
    """Turn what a test or page gives into what Slack's client would send."""
    kind = element["type"]
    if isinstance(value, dict):
        return value
    if KINDS[kind].options:
        return option_named(element, value)
    if kind == "datetimepicker":
        return int(value.timestamp() if isinstance(value, datetime) else str(value))
    if kind == "rich_text_input":
        return _rich_text(str(value))
    if isinstance(value, date):
        return value.isoformat()
    # A person or channel given as an object stands for its id.
    return str(getattr(value, "id", value))


def _rich_text(words: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [section]}


def _complaint(element: Json, entry: Json, *, required: bool) -> str | None:
    value = entry[KINDS[element["type"]].key]
    if value is None or value in ("", []):
        return REQUIRED if required else None
    if element["type"] in {"plain_text_input", "number_input"}:
        return _out_of_bounds(element, str(value))
    if element["type"] == "email_text_input" and not re.fullmatch(r"\S+@\S+\.\S+", value):
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and not re.match(r"https?://\S+$", value):
        return "Please enter a valid link."
    return None


def _out_of_bounds(element: Json, value: str) -> str | None:
    if element["type"] == "plain_text_input":
        shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
        if not shortest <= len(value) <= longest:
            return f"Please enter between {shortest} and {longest} characters."
        return None
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number."
    lowest, highest = element.get("min_value"), element.get("max_value")
    if lowest is not None and float(value) < float(lowest):
        return f"Please enter {lowest} or more."
    if highest is not None and float(value) > float(highest):
        return f"Please enter {highest} or less."
    return None
