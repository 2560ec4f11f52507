from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.blocks import plain
from tests.sandbox.modals import PRIORITY, TEXT, field, modal

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


def test_what_is_typed_survives_an_update_where_both_ids_stay(
    client: WebClient, cast: Cast, trigger: str
) -> None:
    view = modal(field("kept", TEXT), field("renamed", TEXT))
    opened: Any = client.views_open(trigger_id=trigger, view=view)
    cast.alice.types({"kept": "my words", "renamed": "lost words"})

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
