"""Forms that change while somebody fills them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox import Impossible
from tests.sandbox.blocks import plain
from tests.sandbox.modals import PRIORITY, TEXT, field, modal
from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


def test_a_select_that_dispatches_tells_what_was_typed_beside_it(
    client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    got: list[Json] = []

    @bolt.app.action("choice")
    def chosen(ack: Ack, body: Json) -> None:
        got.append(body)
        more = modal(field("title", TEXT), field("kind", PRIORITY, dispatch_action=True))
        more["blocks"].append(field("new", TEXT))
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=more)
        ack()

    view = modal(field("title", TEXT), field("kind", PRIORITY, dispatch_action=True))
    client.views_open(trigger_id=trigger, view=view)
    shown = cast.alice.types({"title": "VPN is down"})

    outcome = cast.alice.clicks(shown, "choice", "High")

    assert got[0]["actions"][0]["selected_option"]["value"] == "high"
    assert got[0]["view"]["state"]["values"]["title"]["text"]["value"] == "VPN is down"
    assert outcome.view is not None
    assert outcome.view.entries["title"]["text"]["value"] == "VPN is down"
    assert outcome.view.entries["kind"]["choice"]["selected_option"]["value"] == "high"
    assert outcome.view.entries["new"]["text"]["value"] is None


def test_an_input_that_does_not_dispatch_sends_nothing_by_itself(
    client: WebClient, cast: Cast, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal(field("kind", PRIORITY)))
    shown = cast.alice.view
    assert shown is not None

    with pytest.raises(Impossible):
        cast.alice.clicks(shown, "choice", "High")


def test_an_answer_that_updates_keeps_what_was_typed_and_one_that_pushes_lies_on_top(
    client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    answers = ["update", "push"]

    @bolt.app.view("form")
    def submission(ack: Ack) -> None:
        view = modal(field("title", TEXT), callback_id="form", title=plain(answers[0]))
        ack(response_action=answers.pop(0), view=view)

    client.views_open(
        trigger_id=trigger, view=modal(field("title", TEXT), field("old", TEXT), callback_id="form")
    )

    updated = cast.alice.submits({"title": "VPN", "old": "gone"}).view
    pushed = cast.alice.submits().view

    assert updated is not None
    assert pushed is not None
    assert updated.entries == {"title": {"text": {"type": "plain_text_input", "value": "VPN"}}}
    assert (pushed.title, pushed.previous_id) == ("push", updated.id)
    assert pushed.entries["title"]["text"]["value"] is None
    cast.alice.closes()
    assert cast.alice.view is not None
    assert cast.alice.view.id == updated.id


def test_a_home_tab_delivers_its_buttons_and_selects(
    client: WebClient, cast: Cast, bolt: BoltApp
) -> None:
    got: list[Json] = []

    @bolt.app.action("mine")
    @bolt.app.action("choice")
    def act(ack: Ack, body: Json) -> None:
        got.append(body)
        ack()

    bolt.connect()
    button = {"type": "button", "action_id": "mine", "text": plain("My requests")}
    blocks = [{"type": "actions", "elements": [button, PRIORITY]}]
    client.views_publish(user_id=cast.alice.id, view={"type": "home", "blocks": blocks})
    home = cast.alice.home
    assert home is not None

    cast.alice.clicks(home, "My requests")
    cast.alice.clicks(home, "choice", "Low")

    assert [body["container"] for body in got] == [{"type": "view", "view_id": home.id}] * 2
    assert got[0]["view"]["type"] == "home"
    assert got[0]["trigger_id"]
    assert got[1]["actions"][0]["selected_option"]["value"] == "low"


def test_a_home_tab_is_published_only_over_the_one_that_is_known(
    client: WebClient, cast: Cast
) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first: Any = client.views_publish(user_id=cast.alice.id, view=home)
    client.views_publish(user_id=cast.alice.id, view=home, hash=first["view"]["hash"])

    stale = {"user_id": cast.alice.id, "view": home, "hash": first["view"]["hash"]}
    assert refusal(client, "views.publish", stale)["error"] == "hash_conflict"
