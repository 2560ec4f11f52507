from __future__ import annotations

import pytest

from sandbox.blockkit import check_message, check_view
from tests.sandbox.blocks import (
    TEXT_INPUT,
    JsonLike,
    actions,
    button,
    chart,
    data_table,
    field,
    plain,
    section,
    table,
)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([section()] * 51, "no more than 50"),
        ([None], "must be an object"),
        ("[]", "must be an array"),
        ([section(block_id="a"), section(block_id="a")], "block_id already exists: a"),
        (
            [actions(button(action_id="a"), button(action_id="a"))],
            "action_id already exists: a",
        ),
        ([table(["x"]), table(["x"])], "no more than 1 table"),
        ([chart(), chart(), chart()], "no more than 2 data_visualization"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "12000 characters of markdown"),
        (
            [data_table(["x" * 9000], ["x" * 2000])] * 2,
            "20000 characters in data tables",
        ),
    ],
)
def test_blocks_that_do_not_go_together_are_found(blocks: object, message: str) -> None:
    found, *_ = check_message({"blocks": blocks})

    assert message in found.message


def test_blocks_inside_attachments_are_checked_as_well() -> None:
    (found,) = check_message({"attachments": [{"color": "#fff", "blocks": [section("")]}]})

    assert found.pointer == "/attachments/0/blocks/0/text/text"


def test_the_same_action_may_stand_in_several_blocks() -> None:
    blocks = [actions(button(action_id="claim")), actions(button(action_id="claim"))]

    assert check_message({"blocks": blocks}) == []


MODAL: JsonLike = {"type": "modal", "title": plain("New request"), "blocks": [section()]}
HOME: JsonLike = {"type": "home", "blocks": [section()]}


@pytest.mark.parametrize(
    "view",
    [
        MODAL,
        HOME,
        {**MODAL, "blocks": [field(TEXT_INPUT)], "submit": plain("File")},
        {**MODAL, "blocks": [{"type": "alert", "text": plain("Careful"), "level": "warning"}]},
        {**MODAL, "private_metadata": "x" * 3000, "notify_on_close": True},
        {**HOME, "blocks": [section()] * 100},
    ],
)
def test_a_view_within_its_limits_is_fine(view: JsonLike) -> None:
    assert check_view(view) == []


@pytest.mark.parametrize(
    ("view", "pointer", "message"),
    [
        ({}, "", "missing required field: type"),
        ("modal", "", "must be an object"),
        ({"type": "modal", "blocks": [section()]}, "", "missing required field: title"),
        ({**MODAL, "title": plain("x" * 25)}, "/title/text", "less than 25"),
        ({**MODAL, "submit": plain("x" * 25)}, "/submit/text", "less than 25"),
        ({**MODAL, "close": plain("x" * 25)}, "/close/text", "less than 25"),
        ({**MODAL, "submit": None}, "/submit", "must be an object"),
        ({**MODAL, "callback_id": "x" * 256}, "/callback_id", "less than 256"),
        ({**MODAL, "private_metadata": "x" * 3001}, "/private_metadata", "less than 3001"),
        ({**MODAL, "blocks": [section()] * 101}, "/blocks", "no more than 100"),
        ({**MODAL, "blocks": [field(TEXT_INPUT)]}, "", "missing required field: submit"),
        ({**MODAL, "blocks": [table(["x"])]}, "/blocks/0/type", "unsupported type: table"),
        ({**MODAL, "blocks": [chart()]}, "/blocks/0/type", "unsupported type"),
        ({**MODAL, "colour": "red"}, "/colour", "no additional properties"),
        ({**HOME, "title": plain("Home")}, "/title", "no additional properties"),
        ({**HOME, "blocks": [table(["x"])]}, "/blocks/0/type", "unsupported type: table"),
        (
            {
                **MODAL,
                "submit": plain("File"),
                "blocks": [field({**TEXT_INPUT, "focus_on_load": True})] * 2,
            },
            "/blocks",
            "focus_on_load",
        ),
        (
            {**HOME, "blocks": [section(block_id="a"), section(block_id="a")]},
            "/blocks",
            "block_id already exists: a",
        ),
    ],
)
def test_a_view_beyond_its_limits_is_found_where_it_is_wrong(
    view: JsonLike, pointer: str, message: str
) -> None:
    (found,) = check_view(view)

    assert found.pointer == pointer
    assert message in found.message


def test_a_problem_reads_as_slack_words_it() -> None:
    (found,) = check_message({"blocks": [section("")]})

    assert str(found) == "must be more than 0 characters [json-pointer:/blocks/0/text/text]"
