from __future__ import annotations

from http.client import RemoteDisconnected
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast, StoppedClock

BROKEN = (URLError, ConnectionError, RemoteDisconnected, SlackApiError, HTTPError)


def post(client: WebClient, cast: Cast) -> None:
    client.chat_postMessage(channel=cast.help.id, text="Hi")


@pytest.mark.parametrize(
    ("plan", "posted"),
    [
        ({"error": "internal_error"}, 0),
        ({"status": 500}, 0),
        ({"status": 429, "retry_after": 7}, 0),
        ({"retry_after": 7}, 0),
        ({"reset": "before"}, 0),
        ({"reset": "after"}, 1),
    ],
)
def test_a_planned_failure_happens_once_with_or_without_the_act(
    slack: Sandbox, cast: Cast, client: WebClient, plan: dict[str, Any], posted: int
) -> None:
    slack.faults.fail("chat.postMessage", **plan)

    with pytest.raises(BROKEN):
        post(client, cast)

    assert len(slack.messages(cast.help)) == posted
    post(client, cast)
    assert len(slack.messages(cast.help)) == posted + 1


def test_a_failure_can_be_meant_for_some_calls_only(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    def to_the_team(args: Json) -> bool:
        return bool(args["channel"] == cast.team.id)

    slack.faults.fail("chat.postMessage", error="fatal_error", match=to_the_team)

    post(client, cast)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=cast.team.id, text="Hi")


def test_a_slow_call_outlasts_an_impatient_client_and_still_acts(
    slack: Sandbox, cast: Cast
) -> None:
    slack.faults.fail("chat.postMessage", hang=1.2)
    impatient = WebClient(slack.bot_token, base_url=slack.api_url, timeout=1, retry_handlers=[])

    with pytest.raises(TimeoutError):
        post(impatient, cast)

    slack.wait_for(lambda: slack.messages(cast.help), what="the message")


def test_every_call_is_on_record_with_its_answer(
    slack: Sandbox, cast: Cast, client: WebClient, clock: StoppedClock
) -> None:
    slack.faults.fail("chat.postMessage", error="fatal_error")
    with pytest.raises(SlackApiError):
        post(client, cast)
    post(client, cast)

    lost, done = slack.calls
    assert (lost.method, lost.args["text"], lost.at) == ("chat.postMessage", "Hi", clock())
    assert lost.response == {"ok": False, "error": "fatal_error"}
    assert done.response["ok"]
    assert "token" not in done.args


@pytest.fixture
def hook(bolt: BoltApp, cast: Cast) -> WebhookClient:
    """Give the response URL of a command."""
    found: list[str] = []

    @bolt.app.command("/request")
    def command(ack: Callable[[], None], body: Json) -> None:
        found.append(body["response_url"])
        ack()

    bolt.connect()
    cast.alice.command("/request", channel=cast.help)
    return WebhookClient(found[0])


def test_a_response_url_is_good_for_five_answers(hook: WebhookClient, cast: Cast) -> None:
    answers = [hook.send(text=str(number)).status_code for number in range(6)]

    assert answers == [200] * 5 + [404]
    assert len(cast.alice.ephemerals) == 5


def test_a_response_url_is_good_for_half_an_hour(hook: WebhookClient, clock: StoppedClock) -> None:
    clock.advance(30 * 60 + 1)

    answer = hook.send(text="Too late")

    assert answer.status_code == 404
    assert answer.body == '{"ok": false, "error": "expired_url"}'


def test_a_response_url_may_speak_to_everybody(
    slack: Sandbox, hook: WebhookClient, cast: Cast
) -> None:
    hook.send(text="Hello all", response_type="in_channel")

    assert [message.text for message in slack.messages(cast.help)] == ["Hello all"]
    assert cast.alice.ephemerals == []


def test_an_ephemeral_message_can_be_deleted_through_its_own_response_url(
    bolt: BoltApp, cast: Cast, client: WebClient
) -> None:
    @bolt.app.action("dismiss")
    def dismiss(ack: Callable[[], None], respond: Any) -> None:  # noqa: ANN401 - Bolt's type.
        ack()
        respond(delete_original=True)

    bolt.connect()
    button = {
        "type": "button",
        "action_id": "dismiss",
        "text": {"type": "plain_text", "text": "Dismiss"},
    }
    blocks = [{"type": "actions", "elements": [button]}]
    client.chat_postEphemeral(
        channel=cast.help.id, user=cast.alice.id, text="Only you", blocks=blocks
    )

    cast.alice.clicks(cast.alice.ephemerals[0], "Dismiss")

    assert cast.alice.ephemerals == []
