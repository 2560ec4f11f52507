from __future__ import annotations

import pytest

from sandbox.blockkit import check_message
from tests.sandbox.blocks import (
    CONFIRM,
    IMAGE,
    PIE,
    TEXT_INPUT,
    JsonLike,
    actions,
    button,
    card,
    cells,
    chart,
    container,
    data_table,
    field,
    mrkdwn,
    options,
    plain,
    rich,
    section,
    select,
    table,
)

FINE: list[JsonLike] = [
    section(fields=[mrkdwn("x" * 2000)] * 10, accessory=button(), block_id="b" * 255),
    section("x" * 3000),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("Hi"), IMAGE]},
    actions(*[button(action_id=str(number)) for number in range(25)]),
    actions(
        button(style="danger", value="x" * 2000, confirm=CONFIRM, accessibility_label="Claim 42"),
        select(initial_option=options(1)[0], placeholder=plain("Choose")),
        {"type": "users_select", "initial_user": "U1"},
        {"type": "overflow", "options": options(5)},
        {"type": "datepicker", "initial_date": "2026-03-02"},
        {"type": "timepicker", "initial_time": "09:30"},
    ),
    IMAGE,
    rich("Hello"),
    table(["Name", "Solved"], ["Theo", "12"]),
    {**table(["Name"]), "column_settings": [None, {"align": "right", "is_wrapped": True}]},
    data_table(["Name", "Solved"], ["Theo", "12"], page_size=10, row_header_column_index=0),
    {"type": "table", "rows": [[rich("x" * 10_000)]]},
    chart(),
    {**chart(), "chart": PIE},
    {"type": "markdown", "text": "# Hello"},
    container(section(), is_collapsible=True, default_collapsed=True),
    card(body=mrkdwn("x" * 200), actions=[button()] * 1),
    {"type": "carousel", "elements": [card()]},
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            }
        ],
    },
    field(TEXT_INPUT),
]

WRONG: list[tuple[JsonLike, str, str]] = [
    ({"type": "sections"}, "/type", "unsupported type"),
    ({}, "", "missing required field: type"),
    (section(""), "/text/text", "more than 0"),
    (section("x" * 3001), "/text/text", "less than 3001"),
    ({"type": "section"}, "", "one of text, fields"),
    (section(fields=[mrkdwn("x" * 2001)]), "/fields/0/text", "less than 2001"),
    (section(fields=[mrkdwn("x")] * 11), "/fields", "no more than 10"),
    (section(fields=[]), "/fields", "no fewer than 1"),
    (section(fields=[None]), "/fields/0", "must be an object"),
    (section(accessory=TEXT_INPUT), "/accessory/type", "unsupported type"),
    (section(colour="red"), "/colour", "no additional properties"),
    (section(block_id="b" * 256), "/block_id", "less than 256"),
    ({"type": "header", "text": mrkdwn("x")}, "/text/type", "unsupported type"),
    ({"type": "header", "text": plain("x" * 151)}, "/text/text", "less than 151"),
    ({"type": "context", "elements": [mrkdwn("x")] * 11}, "/elements", "no more than 10"),
    ({"type": "context", "elements": [button()]}, "/elements/0/type", "unsupported type"),
    (actions(), "/elements", "no fewer than 1"),
    (actions(*[button()] * 26), "/elements", "no more than 25"),
    (actions(button("x" * 76)), "/elements/0/text/text", "less than 76"),
    (actions(button(value="x" * 2001)), "/elements/0/value", "less than 2001"),
    (actions(button(url="x" * 3001)), "/elements/0/url", "less than 3001"),
    (actions(button(style="green")), "/elements/0/style", "valid enum"),
    (actions(button(accessibility_label="x" * 76)), "/elements/0/accessibility_label", "76"),
    (
        actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})),
        "/elements/0/confirm/title/text",
        "less than 101",
    ),
    (actions(select(options=options(101))), "/elements/0/options", "no more than 100"),
    (actions(select(options=[])), "/elements/0/options", "no fewer than 1"),
    (actions({"type": "static_select"}), "/elements/0", "exactly one of options, option_groups"),
    (
        actions(select(initial_option={"text": plain("9"), "value": "9"})),
        "/elements/0",
        "among the options",
    ),
    (actions(select(placeholder=plain("x" * 151))), "/elements/0/placeholder/text", "151"),
    (
        actions(select(options=[{"text": plain("x" * 76), "value": "1"}])),
        "/elements/0/options/0/text/text",
        "less than 76",
    ),
    (
        actions(select(options=[{"text": plain("x"), "value": "1" * 151}])),
        "/elements/0/options/0/value",
        "less than 151",
    ),
    (
        actions(select(options=[{"text": mrkdwn("x"), "value": "1"}])),
        "/elements/0/options/0/text/type",
        "unsupported type",
    ),
    (actions({"type": "overflow", "options": options(6)}), "/elements/0/options", "than 5"),
    (actions({"type": "checkboxes", "options": options(11)}), "/elements/0/options", "than 10"),
    (actions({"type": "radio_buttons", "options": options(11)}), "/elements/0/options", "10"),
    (
        actions({"type": "datepicker", "initial_date": "02.03.2026"}),
        "/elements/0/initial_date",
        "must match",
    ),
    (actions({"type": "multi_users_select"}), "/elements/0/type", "unsupported type"),
    (field({**TEXT_INPUT, "max_length": 3001}), "/element/max_length", "at most 3000"),
    (field({**TEXT_INPUT, "max_length": 0}), "/element/max_length", "at least 1"),
    (
        field({**TEXT_INPUT, "min_length": 9, "max_length": 3}),
        "/element/min_length",
        "greater than max_length",
    ),
    (field(button()), "/element/type", "unsupported type"),
    (field({"type": "number_input"}), "/element", "is_decimal_allowed"),
    (field(TEXT_INPUT, hint=plain("x" * 2001)), "/hint/text", "less than 2001"),
    (
        field({"type": "file_input", "max_files": 11}),
        "/element/max_files",
        "at most 10",
    ),
    ({"type": "image", "image_url": "https://x.example"}, "", "alt_text"),
    ({"type": "image", "alt_text": "A"}, "", "exactly one of image_url, slack_file"),
    (
        {"type": "image", "alt_text": "A", "slack_file": {"id": "f1"}},
        "/slack_file/id",
        "must match",
    ),
    (table(*[["x"]] * 101), "/rows", "no more than 100"),
    (table(["x"] * 21), "/rows/0", "no more than 20"),
    (table(["x" * 10_001]), "/rows", "10000 characters"),
    (table([""]), "/rows/0/0/text", "more than 0"),
    ({"type": "table", "rows": [[rich("x" * 10_001)]]}, "/rows", "10000 characters"),
    (section(expand="yes"), "/expand", "must be a boolean"),
    ({"type": "section", "text": None}, "/text", "must be an object"),
    ({"type": "header", "text": {"type": "plain_text", "text": 1}}, "/text/text", "a string"),
    (
        actions({"type": "datetimepicker", "initial_date_time": "1"}),
        "/elements/0/initial_date_time",
        "an integer",
    ),
    (data_table(["Name"], ["x"], page_size=101), "/page_size", "at most 100"),
    (data_table(["Name"]), "/rows", "no fewer than 2"),
    (data_table(["Name", "Solved"], ["Theo"]), "/rows/1", "must have 2 cells"),
    ({"type": "data_table", "rows": cells(["a"], ["b"])}, "", "caption"),
    ({**chart(), "title": "x" * 51}, "/title", "less than 51"),
    (
        chart(axis_config={"categories": ["Mon"]}),
        "/chart/series/0/data",
        "exactly one value for every category",
    ),
    (chart(series=chart()["chart"]["series"] * 2), "/chart/series", "unique"),
    (chart(series=chart()["chart"]["series"] * 7), "/chart/series", "no more than 6"),
    (
        {**chart(), "chart": {**PIE, "segments": [{"label": "P1", "value": 0}]}},
        "/chart/segments/0/value",
        "greater than 0",
    ),
    ({**chart(), "chart": {"type": "scatter"}}, "/chart/type", "unsupported type"),
    ({"type": "markdown", "text": "x" * 12_001}, "/text", "less than 12001"),
    ({"type": "container", "child_blocks": [section()]}, "", "one of title, rich_text_title"),
    (container(*[section()] * 11), "/child_blocks", "no more than 10"),
    (container(chart()), "/child_blocks/0/type", "unsupported type"),
    (container(section(), default_collapsed=True), "/default_collapsed", "is_collapsible"),
    (
        container(section(), is_collapsible=True, has_header_divider=True),
        "/has_header_divider",
        "does not go with",
    ),
    ({"type": "card"}, "", "one of hero_image"),
    (card(body=mrkdwn("x" * 201)), "/body/text", "less than 201"),
    (card(actions=[button()] * 4), "/actions", "no more than 3"),
    ({"type": "carousel", "elements": [card()] * 11}, "/elements", "no more than 10"),
    ({"type": "alert", "text": plain("Careful")}, "/type", "unsupported type"),
    (rich(""), "/elements/0/elements/0/text", "more than 0"),
]


@pytest.mark.parametrize("block", FINE, ids=lambda block: block["type"])
def test_a_block_within_its_limits_is_fine(block: JsonLike) -> None:
    assert check_message({"blocks": [block]}) == []


@pytest.mark.parametrize(("block", "pointer", "message"), WRONG)
def test_a_block_beyond_its_limits_is_found_where_it_is_wrong(
    block: JsonLike, pointer: str, message: str
) -> None:
    found, *_ = check_message({"blocks": [section(), block]})

    assert found.pointer == f"/blocks/1{pointer}"
    assert message in found.message
