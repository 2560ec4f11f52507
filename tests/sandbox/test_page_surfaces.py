"""What else stands on the page: files, tombstones, other bots, forms that answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.browser import Browser, Outline
from tests.sandbox.modals import PRIORITY, TEXT, field, modal

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


@pytest.fixture
def browser(slack: Sandbox) -> Browser:
    return Browser(slack)


def test_files_stand_below_their_message_with_a_link(cast: Cast, browser: Browser) -> None:
    message = cast.alice.shares(["<b>.png", "log.txt"], cast.help, text="Logs")

    _, page = browser.get(f"/?channel={cast.help.id}")

    assert "<b>.png 7 Bytes" in Outline.of(page)
    for file in message.files:
        assert f'href="{file["permalink"]}"' in page


def test_a_tombstone_leads_to_its_thread_and_offers_nothing_else(
    slack: Sandbox, cast: Cast, browser: Browser
) -> None:
    slack.offer(message_shortcuts={"file": "File as request"}, reactions=["ticket"])
    root = cast.alice.says("VPN down", cast.help)
    cast.bob.says("Mine too", cast.help, thread=root)
    cast.alice.deletes(root)

    _, page = browser.get(f"/?channel={cast.help.id}")

    words = Outline.of(page)
    assert "Slackbot" in words
    assert "This message was deleted. 1 reply" in words
    assert "File as request" not in words
    assert ":ticket:" not in words


def test_other_bots_go_by_their_names(slack: Sandbox, cast: Cast, browser: Browser) -> None:
    slack.offer(reactions=["ticket"])
    slack.app_posts("Monitoring", "Gateway is down", cast.help)
    slack.app_posts("Alerts", "Disk is full", cast.help, account=False)

    _, page = browser.get(f"/?channel={cast.help.id}")

    words = Outline.of(page)
    assert "Monitoring App" in words
    assert "Alerts App" in words
    assert ":ticket:" in words


def test_a_select_that_dispatches_carries_what_stands_in_the_form(
    client: WebClient, browser: Browser, bolt: BoltApp, trigger: str
) -> None:
    got: list[Json] = []

    @bolt.app.action("choice")
    def chosen(ack: Ack, body: Json) -> None:
        got.append(body["view"]["state"]["values"])
        ack()

    form = modal(field("title", TEXT), field("kind", PRIORITY, dispatch_action=True))
    opened: Any = client.views_open(trigger_id=trigger, view=form)

    values = {"title": "VPN is down", "kind": "high"}
    error = browser.post(
        "click", view=opened["view"]["id"], element="choice", value="high", values=values
    )

    assert error is None
    assert got[0]["title"]["text"]["value"] == "VPN is down"
    assert "data-dispatch" in browser.get("/")[1]
