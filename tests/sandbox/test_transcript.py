from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from sandbox.reader import Reader
from sandbox.transcript import as_text
from sandbox.values import Message, View

if TYPE_CHECKING:
    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast

READER = Reader(names={"U1": "Alice", "C1": "help"})


def said(text: str = "", *blocks: dict[str, Any], **more: Any) -> Message:  # noqa: ANN401 - JSON.
    return Message(channel="C1", user="U1", text=text, blocks=blocks, **more)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@U1> wrote in <#C1|>", "@Alice wrote in #help"),
        ("<@U9|carol> and <!here>", "@carol and @here"),
        ("<https://x.example|the page> or <https://y.example>", "the page or https://y.example"),
        ("due <!date^1772442000^{date_short} {time}|soon>", "due Mar 02, 2026 09:00"),
        ("due <!date^1772442000^{date_num}^https://x.example|soon>", "due 2026-03-02"),
        ("*bold* _italic_ ~gone~ `code`", "bold italic gone `code`"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("&lt;!channel&gt; &lt;@U1&gt;", "<!channel> <@U1>"),
    ],
)
def test_mrkdwn_reads_as_people_see_it(text: str, read: str) -> None:
    assert as_text(said(text), READER) == read


def test_a_card_reads_line_by_line_with_its_buttons() -> None:
    button = {"type": "button", "text": plain("Claim")}
    menu = {"type": "overflow", "options": [{"text": plain("Hold"), "value": "hold"}]}
    card = said(
        "fallback",
        {"type": "header", "text": plain("Request 42")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*VPN* down"}, "accessory": button},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "filed by <@U1>"}]},
        {"type": "actions", "elements": [button, menu]},
        reactions={"eyes": ("U1",)},
    )

    assert as_text(card, READER).splitlines() == [
        "Request 42",
        "VPN down  [Claim]",
        "---",
        "filed by @Alice",
        "[Claim] [Hold]",
        ":eyes: 1",
    ]


def test_tables_and_charts_read_as_columns() -> None:
    rows = [["Name", "Solved"], ["Theo", "12"]]
    cells = [[{"type": "raw_text", "text": text} for text in row] for row in rows]
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 0.5}]
    chart = {
        "type": "bar",
        "series": [{"name": "Filed", "data": points}],
        "axis_config": {"categories": ["Mon", "Tue"], "x_label": "Day"},
    }
    pie = {"type": "pie", "segments": [{"label": "P1", "value": 2}]}

    read = as_text(
        said(
            "",
            {"type": "table", "rows": cells},
            {"type": "data_table", "caption": "Queue", "rows": cells},
            {"type": "data_visualization", "title": "Week", "chart": chart},
            {"type": "data_visualization", "title": "Priorities", "chart": pie},
        )
    )

    table = ["Name | Solved", "Theo | 12"]
    figures = ["Week", "Day | Filed", "Mon | 3", "Tue | 0.5", "Priorities", "P1 | 2"]
    assert read.splitlines() == [*table, "Queue", *table, *figures]


def test_rich_text_reads_with_its_lists_and_names() -> None:
    parts = [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " says ", "style": {"bold": True}},
        {"type": "link", "url": "https://x.example"},
        {"type": "emoji", "name": "eyes"},
    ]
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "step"}]}
    blocks = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": parts},
            {"type": "rich_text_list", "style": "ordered", "elements": [line, line]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
        ],
    }

    assert as_text(said("", blocks), READER).splitlines() == [
        "@Alice says https://x.example:eyes:",
        "1. step",
        "2. step",
        "> quoted",
    ]


def test_a_form_reads_with_its_fields_mistakes_and_buttons() -> None:
    element = {"type": "static_select", "placeholder": plain("Choose")}
    blocks = [
        {"type": "input", "label": plain("Priority"), "element": element, "optional": True},
        {"type": "input", "label": plain("Title"), "element": {"type": "plain_text_input"}},
    ]
    payload = {
        "type": "modal",
        "title": plain("New request"),
        "submit": plain("File"),
        "blocks": blocks,
    }
    view = View(
        id="V1", user="U1", hash="1", payload=payload, root_id="V1", errors={"b": "Say more."}
    )

    assert as_text(view).splitlines() == [
        "New request",
        "Priority (optional): [Choose v]",
        "Title: [plain text input v]",
        "Say more.",
        "[File]",
    ]


def test_the_sandbox_reads_messages_with_the_names_it_knows(slack: Sandbox, cast: Cast) -> None:
    message = cast.alice.says("@Bob see #help", cast.help)

    assert slack.read(message) == "@Bob see #help"


def test_times_read_in_the_zone_of_the_reader() -> None:
    due = said("due <!date^1772442000^{date_num} {time}|soon>")

    assert as_text(due, Reader(zone=ZoneInfo("Europe/Berlin"))) == "due 2026-03-02 10:00"


def test_a_field_reads_as_its_name_and_the_fact() -> None:
    field = {"type": "mrkdwn", "text": "*Owner*\n<@U1>"}

    assert as_text(said("", {"type": "section", "fields": [field]}), READER) == "Owner: @Alice"
