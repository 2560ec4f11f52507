"""Other apps' bots, the bot's own reactions, shortcuts anywhere, and what Slack refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox import Impossible, Refusal
from tests.sandbox.heard import heard
from tests.sandbox.modals import TEXT, field, modal

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


def test_another_apps_bot_writes_under_its_own_account(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.says("VPN down", cast.help)

    slack.app_posts("Monitoring", "Gateway is down", cast.help, thread=root)

    event = heard(slack)[1]
    assert (event["user"], event["bot_id"]) == ("U0MONITORINGBOT", "B0MONITORING")
    assert (event["app_id"], event["bot_profile"]["name"]) == ("A0MONITORING", "Monitoring")
    assert (event["thread_ts"], event["parent_user_id"]) == (root.ts, cast.alice.id)
    assert "subtype" not in event


def test_a_webhook_writes_without_an_account(slack: Sandbox, cast: Cast, client: WebClient) -> None:
    message = slack.app_posts("Alerts", "Disk is full", cast.help, account=False)
    cast.alice.reacts("eyes", message)
    cast.alice.says("Seen", cast.help, thread=message)

    posted, reaction, reply = heard(slack)
    assert (posted["subtype"], posted["bot_id"]) == ("bot_message", "B0ALERTS")
    assert (posted["username"], "user" in posted) == ("Alerts", False)
    assert "item_user" not in reaction
    assert "parent_user_id" not in reply
    people: Any = client.users_list()
    assert all(user["real_name"] != "Alerts" for user in people["members"])


def test_bolt_keeps_the_bots_own_reactions_to_itself(
    slack: Sandbox, cast: Cast, bolt: BoltApp, client: WebClient
) -> None:
    got: list[str] = []
    bolt.app.event("reaction_added")(lambda event: got.append(event["user"]))
    bolt.app.event("message")(lambda: None)
    bolt.connect()
    message = cast.alice.says("VPN down", cast.help)

    client.reactions_add(channel=cast.help.id, timestamp=message.ts, name="eyes")
    cast.bob.reacts("ticket", message)
    slack.settle()

    assert got == [cast.bob.id]


def test_reactions_can_be_read(cast: Cast, client: WebClient) -> None:
    message = cast.alice.says("VPN down", cast.help)
    cast.bob.reacts("ticket", message)

    found: Any = client.reactions_get(channel=cast.help.id, timestamp=message.ts)

    assert found["message"]["reactions"] == [{"name": "ticket", "users": [cast.bob.id], "count": 1}]


def test_a_message_shortcut_works_on_any_message_that_a_person_sees(
    slack: Sandbox, cast: Cast, bolt: BoltApp
) -> None:
    got: list[Json] = []

    @bolt.app.shortcut("file")
    def file(ack: Ack, body: Json) -> None:
        got.append(body)
        ack()

    bolt.connect()
    elsewhere = slack.add_channel("elsewhere", members=[cast.alice], bot=False)
    secret = slack.add_channel("secret", members=[cast.alice], bot=False, private=True)
    alert = slack.app_posts("Alerts", "Disk is full", elsewhere, account=False)
    hidden = cast.alice.says("Between us", secret)

    cast.alice.shortcut("file", alert)
    cast.alice.shortcut("file", hidden)
    with pytest.raises(Impossible):
        cast.bob.shortcut("file", hidden)

    assert got[0]["message"]["bot_id"] == "B0ALERTS"
    assert (got[0]["channel"]["name"], got[0]["message_ts"]) == ("elsewhere", alert.ts)
    assert got[0]["response_url"].startswith(slack.base_url)
    assert got[1]["channel"] == {"id": secret.id, "name": "privategroup"}


def test_opening_the_messages_tab_is_told_apart_from_the_home_tab(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    client.views_publish(user_id=cast.alice.id, view=home)

    for tab in ("messages", "home"):
        slack.hold_deliveries()
        cast.alice.opens_home(tab)
        slack.release_deliveries()

    first, second = heard(slack)
    assert (first["tab"], "view" in first) == ("messages", False)
    assert (second["tab"], second["view"]["type"]) == ("home", "home")


def test_whatever_slack_refuses_is_remembered(
    slack: Sandbox, cast: Cast, bolt: BoltApp, client: WebClient, trigger: str
) -> None:
    bolt.app.view("form")(lambda ack: ack(response_action="errors", errors={"nowhere": "What?"}))
    client.views_open(trigger_id=trigger, view=modal(field("a", TEXT), callback_id="form"))
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    slack.faults.fail("chat.postMessage", error="fatal_error")
    for blocks in ([], [header]):
        with pytest.raises(SlackApiError):
            client.chat_postMessage(channel=cast.help.id, text="Hi", blocks=blocks)
    cast.alice.submits({"a": "words"})

    problem = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert slack.refusals == [
        Refusal(method="chat.postMessage", error="invalid_blocks", messages=(problem,)),
        Refusal(method="view_submission", error="invalid_arguments"),
    ]
