from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox import Impossible
from tests.sandbox.blocks import plain
from tests.sandbox.modals import TEXT, field, modal

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox import Json
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast, StoppedClock


def error_of(call: Any, **args: Any) -> str:  # noqa: ANN401 - a method of the client.
    with pytest.raises(SlackApiError) as caught:
        call(**args)
    return str(caught.value.response["error"])


def test_a_trigger_opens_one_view_only(client: WebClient, trigger: str) -> None:
    client.views_open(trigger_id=trigger, view=modal(field("a", TEXT)))

    assert error_of(client.views_open, trigger_id=trigger, view=modal(field("a", TEXT))) == (
        "exchanged_trigger_id"
    )


def test_a_trigger_is_good_for_three_seconds(
    client: WebClient, clock: StoppedClock, trigger: str
) -> None:
    clock.advance(3.1)

    assert error_of(client.views_open, trigger_id=trigger, view=modal(field("a", TEXT))) == (
        "expired_trigger_id"
    )


def test_at_most_three_views_lie_on_top_of_one_another(
    client: WebClient, cast: Cast, triggers: list[str]
) -> None:
    cast.alice.shortcut("start")
    first: Any = client.views_open(trigger_id=triggers[-1], view=modal(field("a", TEXT)))
    cast.alice.shortcut("start")
    second: Any = client.views_push(trigger_id=triggers[-1], view=modal(field("a", TEXT)))
    cast.alice.shortcut("start")
    top: Any = client.views_push(trigger_id=triggers[-1], view=modal(field("a", TEXT)))
    cast.alice.shortcut("start")

    error = error_of(client.views_push, trigger_id=triggers[-1], view=modal(field("a", TEXT)))

    assert error == "push_limit_reached"
    assert top["view"]["root_view_id"] == first["view"]["id"]
    assert top["view"]["previous_view_id"] == second["view"]["id"]


def test_nothing_can_be_pushed_where_nothing_is_open(client: WebClient, trigger: str) -> None:
    assert error_of(client.views_push, trigger_id=trigger, view=modal(field("a", TEXT))) == (
        "not_found"
    )


def test_an_update_must_know_the_latest_hash(client: WebClient, trigger: str) -> None:
    opened: Any = client.views_open(trigger_id=trigger, view=modal(field("a", TEXT)))
    view_id, first = opened["view"]["id"], opened["view"]["hash"]
    client.views_update(view_id=view_id, hash=first, view=modal(field("a", TEXT)))

    error = error_of(client.views_update, view_id=view_id, hash=first, view=modal(field("b", TEXT)))

    assert error == "hash_conflict"


def test_an_external_id_belongs_to_one_view(
    client: WebClient, cast: Cast, triggers: list[str]
) -> None:
    view = modal(field("a", TEXT), external_id="mine")
    cast.alice.shortcut("start")
    client.views_open(trigger_id=triggers[-1], view=view)
    cast.bob.shortcut("start")

    assert error_of(client.views_open, trigger_id=triggers[-1], view=view) == (
        "duplicate_external_id"
    )
    client.views_update(external_id="mine", view=modal(field("b", TEXT)))
    assert cast.alice.view is not None
    assert cast.alice.view.blocks[0]["block_id"] == "b"


def test_a_refused_view_is_told_where_the_mistake_is(client: WebClient, trigger: str) -> None:
    long_title = modal(field("a", TEXT)) | {"title": plain("x" * 25)}

    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger, view=long_title)

    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]


def test_a_view_may_weigh_a_quarter_of_a_megabyte(client: WebClient, trigger: str) -> None:
    text = {"type": "mrkdwn", "text": "x" * 3000}
    heavy = modal(*({"type": "section", "text": text} for _ in range(90)))

    assert error_of(client.views_open, trigger_id=trigger, view=heavy) == "view_too_large"


def test_a_home_tab_is_published_when_it_is_opened(
    cast: Cast, bolt: BoltApp, client: WebClient
) -> None:
    @bolt.app.event("app_home_opened")
    def opened(event: Json) -> None:
        text = {"type": "mrkdwn", "text": f"Hello <@{event['user']}>"}
        blocks = [{"type": "section", "text": text}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    bolt.connect()

    home = cast.alice.opens_home()

    assert home is not None
    assert home.blocks[0]["text"]["text"] == "Hello <@U0ALICE>"
    assert cast.bob.home is None


def test_nobody_can_submit_or_close_what_is_not_there(cast: Cast) -> None:
    with pytest.raises(Impossible):
        cast.alice.submits({})
    with pytest.raises(Impossible):
        cast.alice.closes()
