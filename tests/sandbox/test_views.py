from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox import Impossible

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast, StoppedClock


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON.
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON.
    title, submit = plain("A form"), plain("Send")
    return {"type": "modal", "title": title, "submit": submit, "blocks": list(blocks), **more}


TEXT = {"type": "plain_text_input", "action_id": "text"}
PRIORITY = {
    "type": "static_select",
    "action_id": "choice",
    "options": [{"text": plain(name), "value": name.lower()} for name in ("High", "Low")],
}


@pytest.fixture
def triggers(bolt: BoltApp) -> list[str]:
    """Collect the trigger of every shortcut, and answer everything."""
    found: list[str] = []

    @bolt.app.shortcut("start")
    def start(ack: Ack, body: Json) -> None:
        found.append(body["trigger_id"])
        ack()

    @bolt.app.action("anything")
    def act(ack: Ack, body: Json) -> None:
        found.append(body["trigger_id"])
        ack()

    bolt.connect()
    return found


@pytest.fixture
def trigger(triggers: list[str], cast: Cast) -> str:
    cast.alice.shortcut("start")
    return triggers[-1]


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


def test_what_is_typed_survives_an_update_where_both_ids_stay(
    client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    bolt.app.action("text")(lambda ack: ack())
    view = modal(field("kept", TEXT), field("renamed", TEXT))
    opened: Any = client.views_open(trigger_id=trigger, view=view)
    shown = cast.alice.view
    assert shown is not None
    cast.alice.clicks(shown, "kept", "my words")

    client.views_update(
        view_id=opened["view"]["id"], view=modal(field("kept", TEXT), field("other", TEXT))
    )

    updated = cast.alice.view
    assert updated is not None
    assert updated.entries["kept"]["text"]["value"] == "my words"
    assert updated.entries["other"]["text"]["value"] is None


def test_a_submission_carries_every_field_with_its_initial_value(
    client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    got: list[Json] = []

    @bolt.app.view("form")
    def submission(ack: Ack, view: Json) -> None:
        got.append(view["state"]["values"])
        ack()

    date = {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-02"}
    people = {"type": "multi_users_select", "action_id": "who"}
    view = modal(
        field("Title", TEXT),
        field("Priority", PRIORITY),
        field("Due", date),
        field("Watchers", people, optional=True),
        callback_id="form",
    )
    client.views_open(trigger_id=trigger, view=view)

    outcome = cast.alice.submits({"Title": "VPN", "choice": "High", "Watchers": [cast.bob]})

    assert outcome.acked
    assert cast.alice.view is None
    assert got[0]["Title"]["text"] == {"type": "plain_text_input", "value": "VPN"}
    assert got[0]["Priority"]["choice"]["selected_option"]["value"] == "high"
    assert got[0]["Due"]["day"]["selected_date"] == "2026-03-02"
    assert got[0]["Watchers"]["who"]["selected_users"] == [cast.bob.id]


@pytest.mark.parametrize(
    ("element", "value", "complaint"),
    [
        (TEXT, "", "Please complete this required field."),
        (TEXT | {"max_length": 3}, "long", "Please enter between 0 and 3 characters."),
        (
            {"type": "number_input", "action_id": "n", "is_decimal_allowed": False},
            "1.5",
            "Please enter a number.",
        ),
        (
            {
                "type": "number_input",
                "action_id": "n",
                "is_decimal_allowed": False,
                "min_value": "2",
            },
            "1",
            "Please enter 2 or more.",
        ),
        (
            {"type": "email_text_input", "action_id": "e"},
            "nobody",
            "Please enter a valid email address.",
        ),
    ],
)
def test_slacks_client_itself_holds_back_what_is_not_filled_in_right(
    slack: Sandbox,
    client: WebClient,
    cast: Cast,
    trigger: str,
    element: dict[str, Any],
    value: str,
    complaint: str,
) -> None:
    client.views_open(trigger_id=trigger, view=modal(field("Field", element)))
    before = len(slack.deliveries)

    outcome = cast.alice.submits({"Field": value})

    assert outcome.errors == {"Field": complaint}
    assert cast.alice.view is not None
    assert len(slack.deliveries) == before


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ({}, ["A form"]),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal(title=plain("New"))}, ["A form", "New"]),
    ],
)
def test_the_answer_to_a_submission_decides_what_shows_next(
    client: WebClient,
    cast: Cast,
    bolt: BoltApp,
    triggers: list[str],
    answer: dict[str, Any],
    titles: list[str],
) -> None:
    divider = [{"type": "divider"}]
    answered = (
        {**answer, "view": {**answer["view"], "blocks": divider}} if "view" in answer else (answer)
    )
    bolt.app.view("form")(lambda ack: ack(**answered))
    cast.alice.shortcut("start")
    client.views_open(trigger_id=triggers[-1], view=modal(field("a", TEXT)))
    cast.alice.shortcut("start")
    client.views_push(trigger_id=triggers[-1], view=modal(field("a", TEXT), callback_id="form"))

    outcome = cast.alice.submits({"a": "words"})

    assert (outcome.view.title if outcome.view else None) == (titles[-1] if titles else None)


def test_an_answer_that_slack_cannot_use_is_shown_as_trouble(
    client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    @bolt.app.view("form")
    def submission(ack: Ack) -> None:
        ack(response_action="errors", errors={"no_such_block": "What?"})

    client.views_open(trigger_id=trigger, view=modal(field("a", TEXT), callback_id="form"))

    outcome = cast.alice.submits({"a": "words"})

    assert outcome.error == "We had some trouble connecting. Try again?"
    assert cast.alice.view is not None


def test_closing_is_told_to_the_app_that_asked_for_it(
    slack: Sandbox, client: WebClient, cast: Cast, bolt: BoltApp, trigger: str
) -> None:
    closed: list[bool] = []

    @bolt.app.view_closed("form")
    def note(ack: Ack, body: Json) -> None:
        closed.append(body["is_cleared"])
        ack()

    view = modal(field("a", TEXT), callback_id="form", notify_on_close=True)
    client.views_open(trigger_id=trigger, view=view)

    cast.alice.closes()

    assert closed == [False]
    assert cast.alice.view is None
    assert slack.deliveries[-1].name == "view_closed"


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
