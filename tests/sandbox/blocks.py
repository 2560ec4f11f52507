"""Blocks to build examples from."""

from __future__ import annotations

from typing import Any, TypeAlias

JsonLike: TypeAlias = dict[str, Any]


def plain(text: str) -> JsonLike:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> JsonLike:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hi", **more: object) -> JsonLike:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: JsonLike) -> JsonLike:
    return {"type": "actions", "elements": list(elements)}


def button(text: str = "Claim", **more: object) -> JsonLike:
    return {"type": "button", "text": plain(text), **more}


def options(count: int) -> list[JsonLike]:
    return [{"text": plain(str(number)), "value": str(number)} for number in range(count)]


def select(**more: object) -> JsonLike:
    return {"type": "static_select", "options": options(1), **more}


def field(element: JsonLike, **more: object) -> JsonLike:
    return {"type": "input", "label": plain("Name"), "element": element, **more}


def table(*rows: list[str]) -> JsonLike:
    return {"type": "table", "rows": cells(*rows)}


def cells(*rows: list[str]) -> list[list[JsonLike]]:
    return [[{"type": "raw_text", "text": text} for text in row] for row in rows]


def data_table(*rows: list[str], **more: object) -> JsonLike:
    return {"type": "data_table", "caption": "Queue", "rows": cells(*rows), **more}


def chart(**more: object) -> JsonLike:
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 0.5}]
    bar: JsonLike = {
        "type": "bar",
        "series": [{"name": "Filed", "data": points}],
        "axis_config": {"categories": ["Mon", "Tue"], "y_label": "Requests"},
    }
    return {"type": "data_visualization", "title": "Week", "chart": {**bar, **more}}


def rich(text: str) -> JsonLike:
    inline = {"type": "text", "text": text, "style": {"bold": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [inline]}]}


def container(*children: JsonLike, **more: object) -> JsonLike:
    return {"type": "container", "title": plain("More"), "child_blocks": list(children), **more}


def card(**more: object) -> JsonLike:
    return {"type": "card", "title": mrkdwn("VPN"), **more}


TEXT_INPUT: JsonLike = {"type": "plain_text_input"}
PIE: JsonLike = {"type": "pie", "segments": [{"label": "P1", "value": 2}]}
CONFIRM: JsonLike = {
    "title": plain("Sure?"),
    "text": mrkdwn("Really?"),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
IMAGE: JsonLike = {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A"}
