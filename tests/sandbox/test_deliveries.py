from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


@pytest.fixture
def heard(bolt: BoltApp) -> list[tuple[str, str]]:
    """Collect event ids and texts of the messages that reach the app."""
    found: list[tuple[str, str]] = []

    @bolt.app.event("message")
    def message(body: Json, event: Json) -> None:
        found.append((body["event_id"], event["text"]))

    bolt.connect()
    return found


def test_an_event_can_be_delivered_many_times_under_one_id(
    slack: Sandbox, cast: Cast, heard: list[tuple[str, str]]
) -> None:
    slack.deliver_each(3)

    cast.alice.says("Once", cast.help)
    slack.settle()

    assert len(heard) == 3
    assert len(set(heard)) == 1


@pytest.mark.parametrize(
    ("order", "texts"), [("given", ["One", "Two", "Three"]), ("reversed", ["Three", "Two", "One"])]
)
def test_held_events_are_released_in_the_order_asked_for(
    slack: Sandbox, cast: Cast, heard: list[tuple[str, str]], order: str, texts: list[str]
) -> None:
    slack.hold_deliveries()
    for text in ("One", "Two", "Three"):
        cast.alice.says(text, cast.help)
    before = list(heard)

    slack.release_deliveries("reversed" if order == "reversed" else "given")
    slack.settle()

    assert before == []
    assert [text for _, text in heard] == texts


def test_the_same_seed_shuffles_the_same_way(
    slack: Sandbox, cast: Cast, heard: list[tuple[str, str]]
) -> None:
    texts = [str(number) for number in range(6)]
    for _ in range(2):
        slack.hold_deliveries()
        for text in texts:
            cast.alice.says(text, cast.help)
        slack.release_deliveries("shuffled", seed=7)
        slack.settle()

    order = [text for _, text in heard]
    assert order[:6] == order[6:] != texts


def test_without_a_connection_an_event_is_tried_four_times_in_vain(
    slack: Sandbox, cast: Cast
) -> None:
    cast.alice.says("Anybody?", cast.help)
    slack.settle()

    (delivery,) = slack.deliveries
    assert (delivery.attempts, delivery.acked) == (4, False)
    assert delivery.reason == "connection_failed"


def test_an_event_waits_for_the_app_to_come_back(slack: Sandbox, cast: Cast, bolt: BoltApp) -> None:
    heard: list[str] = []
    bolt.app.event("message")(lambda event: heard.append(event["text"]))
    slack.hold_deliveries()
    cast.alice.says("Later", cast.help)

    bolt.connect()
    slack.release_deliveries()
    slack.settle()

    assert heard == ["Later"]


def test_a_command_is_tried_once_and_its_person_is_told(slack: Sandbox, cast: Cast) -> None:
    outcome = cast.alice.command("/request")

    assert outcome.error == "dispatch_failed"
    assert slack.deliveries[0].attempts == 1


def test_a_command_in_a_thread_never_reaches_the_app(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.says("Help", cast.help)
    before = len(slack.deliveries)

    outcome = cast.alice.command("/request", "VPN", cast.help, thread=root)

    assert outcome.error == "/request is not supported in threads. Sorry!"
    assert len(slack.deliveries) == before


def test_people_of_another_workspace_have_neither_commands_nor_shortcuts(slack: Sandbox) -> None:
    stranger = slack.add_person("Stranger", team_id="T0OTHER")

    outcomes = [stranger.command("/request"), stranger.shortcut("file")]

    assert outcomes[0].error == "/request is not a valid command."
    assert outcomes[1].error == "This shortcut is not available."
    assert slack.deliveries == []


def test_a_link_of_socket_mode_works_once(slack: Sandbox, bolt: BoltApp) -> None:
    bolt.connect()

    assert slack.connections == 1
    slack.drop_connections()
    assert slack.connections == 0


def test_an_address_that_does_not_take_deliveries_is_found_out(
    slack: Sandbox, cast: Cast, bolt: BoltApp
) -> None:
    url = bolt.serve()
    assert slack.use_http(url)
    assert not slack.use_http("http://127.0.0.1:1/slack/events")

    assert not slack.use_http(url.replace("/slack/events", "/nowhere"))
    cast.alice.says("Lost", cast.help)
    slack.settle()

    assert slack.deliveries[0].reason == "http_error"


def test_any_other_event_can_be_sent_by_hand(slack: Sandbox) -> None:
    slack.emit({"type": "app_uninstalled"})

    assert slack.deliveries[0].payload["event"]["type"] == "app_uninstalled"
