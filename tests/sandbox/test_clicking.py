from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from sandbox import Impossible
from tests.sandbox.blocks import actions, button, card, container, options, plain, section

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Message, Sandbox
    from tests.sandbox.blocks import JsonLike
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


@pytest.fixture
def payloads(bolt: BoltApp) -> list[Json]:
    """Collect what the clicks deliver."""
    found: list[Json] = []

    @bolt.app.action("it")
    def act(ack: Ack, body: Json) -> None:
        found.append(body)
        ack()

    bolt.connect()
    return found


def posted(slack: Sandbox, cast: Cast, client: WebClient, *blocks: JsonLike) -> Message:
    client.chat_postMessage(channel=cast.help.id, text="Look", blocks=list(blocks))
    return slack.messages(cast.help)[-1]


FEEDBACK: JsonLike = {
    "type": "feedback_buttons",
    "action_id": "it",
    "positive_button": {"text": plain("Good"), "value": "up"},
    "negative_button": {"text": plain("Bad"), "value": "down"},
}


@pytest.mark.parametrize(
    ("element", "target", "value", "key", "expected"),
    [
        (button("Go", value="1", style="primary"), "Go", None, "value", "1"),
        (button("Go", accessibility_label="Go on"), "Go on", None, "style", None),
        (
            {"type": "overflow", "options": options(3)},
            "2",
            None,
            "selected_option",
            options(3)[2],
        ),
        (
            {"type": "static_select", "options": options(3), "placeholder": plain("Pick")},
            "Pick",
            "1",
            "selected_option",
            options(3)[1],
        ),
        (
            {
                "type": "static_select",
                "option_groups": [{"label": plain("Group"), "options": options(2)}],
            },
            "it",
            "1",
            "selected_option",
            options(2)[1],
        ),
        ({"type": "users_select"}, "it", "U0BOB", "selected_user", "U0BOB"),
        (
            {"type": "checkboxes", "options": options(3)},
            "it",
            ["0", "2"],
            "selected_options",
            [options(3)[0], options(3)[2]],
        ),
        ({"type": "datepicker"}, "it", date(2026, 3, 2), "selected_date", "2026-03-02"),
        (
            {"type": "datetimepicker"},
            "it",
            datetime(2026, 3, 2, tzinfo=UTC),
            "selected_date_time",
            1772409600,
        ),
    ],
)
def test_each_kind_of_element_sends_what_was_chosen(
    slack: Sandbox,
    cast: Cast,
    client: WebClient,
    payloads: list[Json],
    element: JsonLike,
    target: str,
    value: object,
    key: str,
    expected: object,
) -> None:
    message = posted(slack, cast, client, actions({**element, "action_id": "it"}))

    outcome = cast.alice.clicks(message, target, value)

    (action,) = payloads[0]["actions"]
    assert outcome.acked
    assert action["type"] == element["type"]
    assert action.get(key) == expected


@pytest.mark.parametrize(("target", "value"), [("Bad", None), ("it", "down")])
def test_feedback_is_the_value_of_the_side_that_was_clicked(
    slack: Sandbox,
    cast: Cast,
    client: WebClient,
    payloads: list[Json],
    target: str,
    value: str | None,
) -> None:
    blocks = {"type": "context_actions", "elements": [FEEDBACK]}
    message = posted(slack, cast, client, blocks)

    cast.alice.clicks(message, target, value)

    assert payloads[0]["actions"][0]["value"] == "down"
    with pytest.raises(Impossible):
        cast.alice.clicks(message, "it", "sideways")


def test_a_click_tells_who_clicked_where_on_what(
    slack: Sandbox, cast: Cast, client: WebClient, payloads: list[Json]
) -> None:
    message = posted(slack, cast, client, actions(button("Go", action_id="it")))

    cast.alice.clicks(message, "Go")

    payload = payloads[0]
    assert payload["user"]["id"] == cast.alice.id
    assert payload["user"]["team_id"] == payload["team"]["id"] == slack.team_id
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == message.ts
    assert payload["channel"] == {"id": cast.help.id, "name": "help"}
    assert payload["response_url"].startswith(slack.base_url)
    assert payload["trigger_id"] == slack.deliveries[-1].key


def test_among_equal_buttons_the_value_decides(
    slack: Sandbox, cast: Cast, client: WebClient, payloads: list[Json]
) -> None:
    rows = [
        section(f"Request {number}", accessory=button("Open", action_id="it", value=str(number)))
        for number in range(3)
    ]
    message = posted(slack, cast, client, *rows)

    cast.alice.clicks(message, "Open", "2")
    cast.alice.clicks(message, f"{message.blocks[1]['block_id']}/it")

    assert [payload["actions"][0]["value"] for payload in payloads] == ["2", "1"]


def test_buttons_inside_cards_and_containers_can_be_clicked(
    slack: Sandbox, cast: Cast, client: WebClient, payloads: list[Json]
) -> None:
    inside = container(actions(button("Inside", action_id="it")))
    on_card = card(actions=[button("On the card", action_id="it")])
    carousel = {"type": "carousel", "elements": [card(actions=[button("Next", action_id="it")])]}
    message = posted(slack, cast, client, inside, on_card, carousel)

    for label in ("Inside", "On the card", "Next"):
        cast.alice.clicks(message, label)

    assert len(payloads) == 3


def test_a_screen_may_be_out_of_date_but_the_payload_is_not(
    slack: Sandbox, cast: Cast, client: WebClient, payloads: list[Json]
) -> None:
    stale = posted(slack, cast, client, actions(button("Go", action_id="it")))
    client.chat_update(channel=stale.channel, ts=stale.ts, text="Too late")

    cast.alice.clicks(stale, "Go")

    assert payloads[0]["message"]["text"] == "Too late"


def test_a_closed_view_cannot_be_clicked(
    slack: Sandbox, cast: Cast, client: WebClient, bolt: BoltApp
) -> None:
    @bolt.app.command("/form")
    def command(ack: Ack, body: Json) -> None:
        blocks = [actions(button("Go", action_id="it"))]
        view = {"type": "modal", "title": plain("Form"), "blocks": blocks}
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    bolt.connect()
    view = cast.alice.command("/form").view
    assert view is not None
    cast.alice.closes()

    with pytest.raises(Impossible):
        cast.alice.clicks(view, "Go")
    assert slack.deliveries[-1].name == "/form"


def test_what_may_be_posted_can_be_asked_beforehand(client: WebClient) -> None:
    blocks: list[Any] = [section("Hello")]

    answers = [
        client.api_call("blocks.validate", json={"blocks": blocks}),
        client.api_call("blocks.validate", json={"message": {"blocks": blocks}}),
        client.api_call("blocks.validate", json={"view": {"type": "home", "blocks": blocks}}),
    ]

    assert all(answer["ok"] for answer in answers)
