"""The blocks, and on which surfaces each may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION
from .figures import CHART, DATA_TABLE, TABLE
from .objects import FLAG, ID, IMAGE_ELEMENT, ONE_PICTURE, PICTURE, URL, plain, text, texts
from .rich import RICH_TEXT
from .rules import ByType, Items, Problem, Rule, Text, among, at_least_one, only, problem, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.values import Json

BLOCK: dict[str, Rule] = {"block_id": ID}
_CONTEXT: dict[str, Rule] = {**texts(3000), "image": IMAGE_ELEMENT}


def _collapsing_in_order(block: Json, at: str) -> Iterator[Problem]:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        yield problem(f"{at}/default_collapsed", "needs is_collapsible")
    if block.get("has_header_divider") and block.get("is_collapsible"):
        yield problem(f"{at}/has_header_divider", "does not go with is_collapsible")


CARD = typed(
    "card",
    {},
    {
        **BLOCK,
        "hero_image": IMAGE_ELEMENT,
        "icon": IMAGE_ELEMENT,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": Items(of=only(ELEMENTS, "button"), most=3),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)
TASK_CARD = typed(
    "task_card",
    {
        "task_id": ID,
        "title": Text(least=1),
        "status": among("pending", "in_progress", "complete", "error"),
    },
    {
        **BLOCK,
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": Items(
            of=ByType(table={"url": typed("url", {"url": URL, "text": Text(least=1)})}), most=100
        ),
    },
)

BLOCKS: dict[str, Rule] = {
    "section": typed(
        "section",
        {},
        {
            **BLOCK,
            "text": text(3000),
            "fields": Items(of=text(2000), most=10),
            "accessory": only(ELEMENTS, *IN_SECTION),
            "expand": FLAG,
        },
        at_least_one("text", "fields"),
    ),
    "header": typed("header", {"text": plain(150)}, BLOCK),
    "divider": typed("divider", {}, BLOCK),
    "context": typed("context", {"elements": Items(of=ByType(table=_CONTEXT), most=10)}, BLOCK),
    "actions": typed(
        "actions", {"elements": Items(of=only(ELEMENTS, *IN_ACTIONS), most=25)}, BLOCK
    ),
    "context_actions": typed(
        "context_actions",
        {"elements": Items(of=only(ELEMENTS, "feedback_buttons", "icon_button"), most=5)},
        BLOCK,
    ),
    "input": typed(
        "input",
        {"label": plain(2000), "element": only(ELEMENTS, *IN_INPUT)},
        {**BLOCK, "hint": plain(2000), "optional": FLAG, "dispatch_action": FLAG},
    ),
    "image": typed(
        "image",
        {"alt_text": Text(least=1, most=2000)},
        {**BLOCK, **PICTURE, "title": plain(2000)},
        ONE_PICTURE,
    ),
    "video": typed(
        "video",
        {
            "alt_text": Text(least=1),
            "title": plain(199),
            "video_url": URL,
            "thumbnail_url": URL,
        },
        {
            **BLOCK,
            "title_url": URL,
            "description": plain(200),
            "provider_icon_url": URL,
            "provider_name": Text(least=1),
            "author_name": Text(least=1, most=49),
        },
    ),
    "file": typed("file", {"external_id": ID, "source": among("remote")}, BLOCK),
    "rich_text": RICH_TEXT,
    "markdown": typed("markdown", {"text": Text(least=1, most=12_000)}, BLOCK),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "alert": typed(
        "alert",
        {"text": text(200)},
        {**BLOCK, "level": among("default", "info", "warning", "error", "success")},
    ),
    "card": CARD,
    "carousel": typed(
        "carousel", {"elements": Items(of=ByType(table={"card": CARD}), most=10)}, BLOCK
    ),
    "task_card": TASK_CARD,
    "plan": typed(
        "plan",
        {"title": Text(least=1)},
        {**BLOCK, "tasks": Items(of=ByType(table={"task_card": TASK_CARD}), least=0, most=50)},
    ),
}
IN_CONTAINER = (
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)
BLOCKS["container"] = typed(
    "container",
    {"child_blocks": Items(of=only(BLOCKS, *IN_CONTAINER), most=10)},
    {
        **BLOCK,
        "title": plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": text(150),
        "icon": IMAGE_ELEMENT,
        "width": among("narrow", "standard", "wide", "full"),
        "is_collapsible": FLAG,
        "default_collapsed": FLAG,
        "has_header_divider": FLAG,
    },
    at_least_one("title", "rich_text_title"),
    _collapsing_in_order,
)

EVERYWHERE = ("section", "header", "divider", "context", "actions", "input", "image", "video")
IN_MODAL = (*EVERYWHERE, "rich_text", "alert", "card")
IN_HOME = (*EVERYWHERE, "rich_text", "card", "carousel")
IN_MESSAGE = tuple(kind for kind in BLOCKS if kind != "alert")
