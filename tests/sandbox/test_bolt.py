from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt import BoltResponse

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "new_request",
    "title": {"type": "plain_text", "text": "New request"},
    "submit": {"type": "plain_text", "text": "File"},
    "blocks": [
        {
            "type": "input",
            "block_id": "title",
            "label": {"type": "plain_text", "text": "What is wrong?"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}
CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*VPN down*"}},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "claim",
                "value": "42",
                "text": {"type": "plain_text", "text": "Claim"},
            }
        ],
    },
]


def _connect(transport: str, slack: Sandbox, bolt: BoltApp) -> None:
    if transport == "http":
        assert slack.use_http(bolt.serve())
    else:
        bolt.connect()


both_transports = pytest.mark.parametrize("transport", ["socket", "http"])


@both_transports
def test_a_command_opens_a_form_whose_submission_is_answered(
    transport: str, slack: Sandbox, bolt: BoltApp, cast: Cast
) -> None:
    @bolt.app.command("/request")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @bolt.app.view("new_request")
    def submission(ack: Ack, view: Json) -> None:
        typed = view["state"]["values"]["title"]["text"]["value"]
        if typed == "?":
            ack(response_action="errors", errors={"title": "Please say more."})
        else:
            ack()

    _connect(transport, slack, bolt)

    opened = cast.alice.command("/request", "VPN down")
    refused = cast.alice.submits({"What is wrong?": "?"})
    taken = cast.alice.submits({"title": "VPN down"})

    assert opened.acked
    assert opened.view is not None
    assert opened.view.title == "New request"
    assert refused.errors == {"title": "Please say more."}
    assert refused.view is not None
    assert taken.acked
    assert taken.view is None


@both_transports
def test_a_command_may_answer_in_its_acknowledgement(
    transport: str, slack: Sandbox, bolt: BoltApp, cast: Cast
) -> None:
    @bolt.app.command("/request")
    def command(ack: Ack, body: Json) -> None:
        ack(f"You wrote {body['text']}")

    _connect(transport, slack, bolt)

    outcome = cast.alice.command("/request", "for @Bob", cast.help)

    assert [message.text for message in outcome.ephemerals] == ["You wrote for <@U0BOB|bob>"]
    assert cast.alice.ephemerals == list(outcome.ephemerals)
    assert cast.bob.ephemerals == []


@both_transports
def test_a_click_may_be_answered_through_the_response_url(
    transport: str, slack: Sandbox, bolt: BoltApp, cast: Cast
) -> None:
    @bolt.app.action("claim")
    def claim(ack: Ack, body: Json, respond: Any) -> None:  # noqa: ANN401 - Bolt's own type.
        ack()
        respond(text=f"{body['actions'][0]['value']} is yours", replace_original=True)
        respond("Good luck!")

    _connect(transport, slack, bolt)
    bolt.app.client.chat_postMessage(channel=cast.team.id, text="VPN down", blocks=CARD)
    (card,) = slack.messages(cast.team)

    outcome = cast.theo.clicks(card, "Claim")

    (changed,) = slack.messages(cast.team)
    assert changed.text == "42 is yours"
    assert changed.blocks == ()
    assert [message.text for message in outcome.ephemerals] == ["Good luck!"]


@both_transports
def test_an_event_that_fails_is_delivered_again_with_the_same_id(
    transport: str, slack: Sandbox, bolt: BoltApp, cast: Cast
) -> None:
    heard: list[tuple[str, str]] = []

    @bolt.app.event("message")
    def message(body: Json, event: Json) -> BoltResponse:
        heard.append((body["event_id"], event["text"]))
        return BoltResponse(status=500 if len(heard) < 3 else 200)

    _connect(transport, slack, bolt)

    cast.alice.says("Hello?", cast.help)
    slack.settle()

    (delivery,) = slack.deliveries
    assert delivery.acked
    assert delivery.attempts == 3
    assert heard == [(delivery.key, "Hello?")] * 3


@both_transports
def test_a_person_is_told_when_the_app_does_not_answer_in_time(
    transport: str, slack: Sandbox, bolt: BoltApp, cast: Cast
) -> None:
    gate = Event()

    @bolt.app.command("/request")
    def command(ack: Ack) -> None:
        gate.wait(5)
        ack()

    _connect(transport, slack, bolt)

    outcome = cast.alice.command("/request")
    gate.set()

    assert not outcome.acked
    assert outcome.error == "operation_timeout"


def test_the_app_connects_anew_when_it_is_asked_to(slack: Sandbox, bolt: BoltApp) -> None:
    bolt.connect()

    slack.disconnect("refresh_requested")

    slack.wait_for(
        lambda: slack.connections == 1 and len(_opened(slack)) == 2, what="the second connection"
    )


def test_the_app_notices_a_cut_connection(slack: Sandbox, bolt: BoltApp) -> None:
    bolt.connect()

    slack.drop_connections()

    slack.wait_for(lambda: len(_opened(slack)) == 2, timeout=15, what="the second connection")
    slack.wait_connected()


def _opened(slack: Sandbox) -> list[object]:
    return [call for call in slack.calls if call.method == "apps.connections.open"]
