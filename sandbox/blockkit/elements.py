"""Interactive elements, and in which blocks each may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .objects import (
    CONFIRM,
    FLAG,
    ID,
    IMAGE_ELEMENT,
    OPTION,
    OPTION_GROUPS,
    OPTIONS,
    RICH_OPTION,
    URL,
    option,
    plain,
)
from .rules import (
    Also,
    Items,
    Number,
    Object,
    Problem,
    Rule,
    Text,
    among,
    exactly_one,
    problem,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sandbox.values import Json

DATE = Text(shape=r"\d{4}-\d{2}-\d{2}")
TIME = Text(shape=r"([01]\d|2[0-3]):[0-5]\d")
STYLE = among("primary", "danger")
FIELD: dict[str, Rule] = {"action_id": ID, "focus_on_load": FLAG}
PICKER: dict[str, Rule] = {**FIELD, "confirm": CONFIRM}
HINTED: dict[str, Rule] = {**PICKER, "placeholder": plain(150)}
ENTRY: dict[str, Rule] = {
    **FIELD,
    "placeholder": plain(150),
    "dispatch_action_config": Object(
        required={
            "trigger_actions_on": Items(
                of=among("on_enter_pressed", "on_character_entered"), most=2
            )
        }
    ),
}
FILTER = Object(
    optional={
        "include": Items(of=among("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": FLAG,
        "exclude_bot_users": FLAG,
    }
)
MANY = Number(least=1)
ONE_SOURCE = exactly_one("options", "option_groups")


def _initial_among_options(element: Json, at: str) -> Iterator[Problem]:
    """Check that what is chosen at first can be chosen at all."""
    groups = element.get("option_groups", ())
    known = [*element.get("options", ()), *(item for group in groups for item in group["options"])]
    chosen = [element["initial_option"]] if "initial_option" in element else []
    for initial in [*chosen, *element.get("initial_options", ())]:
        if initial not in known:
            yield problem(at, "initial options must be among the options")


def _lengths_in_order(element: Json, at: str) -> Iterator[Problem]:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        yield problem(f"{at}/min_length", "must not be greater than max_length")


def _select(kind: str, extra: Mapping[str, Rule], *also: Also) -> tuple[Object, Object]:
    """Return the rules for a select menu and its sibling for several choices."""
    single = typed(kind, {}, {**HINTED, **extra}, *also)
    several = {**HINTED, "max_selected_items": MANY}
    for key, rule in extra.items():
        if key.startswith("initial_"):
            several[f"{key}s"] = Items(of=rule, most=100)
        elif key != "response_url_enabled":
            several[key] = rule
    return single, typed(f"multi_{kind}", {}, several, *also)


def _choices(kind: str, most: int, initial: Mapping[str, Rule]) -> Object:
    required: dict[str, Rule] = {"options": Items(of=RICH_OPTION, most=most)}
    return typed(kind, required, {**PICKER, **initial}, _initial_among_options)


def _button(kind: str, required: Mapping[str, Rule], optional: Mapping[str, Rule]) -> Object:
    common: dict[str, Rule] = {"accessibility_label": Text(least=1, most=75), "confirm": CONFIRM}
    return typed(kind, required, {"action_id": ID, "value": Text(most=2000), **common, **optional})


STATIC = _select(
    "static_select",
    {"options": OPTIONS, "option_groups": OPTION_GROUPS, "initial_option": OPTION},
    ONE_SOURCE,
    _initial_among_options,
)
EXTERNAL = _select(
    "external_select", {"initial_option": OPTION, "min_query_length": Number(least=0)}
)
USERS = _select("users_select", {"initial_user": ID})
CHANNELS = _select("channels_select", {"initial_channel": ID, "response_url_enabled": FLAG})
CONVERSATIONS = _select(
    "conversations_select",
    {
        "initial_conversation": ID,
        "default_to_current_conversation": FLAG,
        "response_url_enabled": FLAG,
        "filter": FILTER,
    },
)
_FEEDBACK = Object(
    required={"text": plain(75), "value": Text(most=2000)},
    optional={"accessibility_label": Text(least=1, most=75)},
)
_TEXT_LENGTHS: dict[str, Rule] = {
    "min_length": Number(least=0, most=3000),
    "max_length": Number(least=1, most=3000),
}
_RULES: tuple[Object, ...] = (
    _button(
        "button", {"text": plain(75)}, {"url": URL, "style": STYLE, "agent_prompt": Text(most=4000)}
    ),
    _button("icon_button", {"icon": among("trash"), "text": plain(75)}, {}),
    typed("workflow_button", {"text": plain(75), "workflow": Object()}, {"action_id": ID}),
    typed(
        "feedback_buttons",
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
        {"action_id": ID},
    ),
    _choices("checkboxes", 10, {"initial_options": Items(of=RICH_OPTION, most=10)}),
    _choices("radio_buttons", 10, {"initial_option": RICH_OPTION}),
    typed(
        "overflow",
        {"options": Items(of=option(plain(75), linked=True), most=5)},
        {"action_id": ID, "confirm": CONFIRM},
    ),
    typed("datepicker", {}, {**HINTED, "initial_date": DATE}),
    typed("timepicker", {}, {**HINTED, "initial_time": TIME, "timezone": Text(least=1)}),
    typed("datetimepicker", {}, {**PICKER, "initial_date_time": Number(least=1)}),
    typed(
        "plain_text_input",
        {},
        {**ENTRY, "initial_value": Text(most=3000), "multiline": FLAG, **_TEXT_LENGTHS},
        _lengths_in_order,
    ),
    typed("rich_text_input", {}, {**ENTRY, "initial_value": Object()}),
    typed("email_text_input", {}, {**ENTRY, "initial_value": Text()}),
    typed("url_text_input", {}, {**ENTRY, "initial_value": Text()}),
    typed(
        "number_input",
        {"is_decimal_allowed": FLAG},
        {**ENTRY, "initial_value": Text(), "min_value": Text(), "max_value": Text()},
    ),
    typed(
        "file_input",
        {},
        {
            "action_id": ID,
            "filetypes": Items(of=Text(least=1), most=100),
            "max_files": Number(least=1, most=10),
        },
    ),
    *STATIC,
    *EXTERNAL,
    *USERS,
    *CHANNELS,
    *CONVERSATIONS,
)


def _kind(rule: Object) -> str:
    kind = rule.required["type"]
    return next(iter(kind.among or ())) if isinstance(kind, Text) else ""


ELEMENTS: dict[str, Rule] = {**{_kind(rule): rule for rule in _RULES}, "image": IMAGE_ELEMENT}

SELECTS = (
    "static_select",
    "external_select",
    "users_select",
    "channels_select",
    "conversations_select",
)
MULTI_SELECTS = tuple(f"multi_{kind}" for kind in SELECTS)
CHOICES = ("checkboxes", "radio_buttons", "datepicker", "timepicker", *SELECTS)
IN_ACTIONS = ("button", "overflow", "datetimepicker", "workflow_button", *CHOICES)
IN_SECTION = ("button", "overflow", "image", "workflow_button", *CHOICES, *MULTI_SELECTS)
IN_INPUT = (
    "plain_text_input",
    "rich_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "file_input",
    "datetimepicker",
    *CHOICES,
    *MULTI_SELECTS,
)
