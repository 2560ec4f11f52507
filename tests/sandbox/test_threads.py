from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox import Impossible
from tests.sandbox.heard import heard, kinds
from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast, StoppedClock


def test_a_deleted_first_message_leaves_a_tombstone_to_its_replies(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    root = cast.alice.says("VPN down", cast.help)
    reply = cast.bob.says("Mine too", cast.help, thread=root)

    cast.alice.deletes(root)

    event = heard(slack)[-1]
    assert (event["subtype"], event["hidden"]) == ("message_changed", True)
    assert event["message"]["subtype"] == "tombstone"
    assert (event["message"]["user"], event["message"]["thread_ts"]) == ("USLACKBOT", root.ts)
    assert event["previous_message"]["text"] == "VPN down"
    thread: Any = client.conversations_replies(channel=cast.help.id, ts=root.ts)
    assert [m["text"] for m in thread["messages"]] == ["This message was deleted.", "Mine too"]
    assert cast.bob.says("Still here", cast.help, thread=reply).thread_ts == root.ts


def test_a_tombstone_cannot_be_touched(slack: Sandbox, cast: Cast, client: WebClient) -> None:
    root = cast.alice.says("VPN down", cast.help)
    cast.bob.says("Mine too", cast.help, thread=root)
    cast.alice.deletes(root)
    (tombstone, _) = slack.messages(cast.help)

    with pytest.raises(Impossible):
        cast.alice.reacts("eyes", tombstone)
    with pytest.raises(Impossible):
        cast.alice.shortcut("start", tombstone)
    args = {"channel": cast.help.id, "timestamp": root.ts, "name": "eyes"}
    assert refusal(client, "reactions.add", args)["error"] == "message_not_found"


def test_without_replies_a_deleted_message_is_gone(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    root = cast.alice.says("VPN down", cast.help)
    reply = cast.bob.says("Mine too", cast.help, thread=root)
    cast.bob.deletes(reply)

    cast.alice.deletes(root)

    assert kinds(slack)[-2:] == ["message_deleted", "message_deleted"]
    args = {"channel": cast.help.id, "ts": root.ts}
    assert refusal(client, "conversations.replies", args)["error"] == "thread_not_found"


def test_a_broadcast_reply_shows_its_root_and_is_heard_twice(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.says("VPN down", cast.help)

    reply = cast.bob.broadcasts("Mine too", root)

    said, again = heard(slack)[1:]
    assert (said["subtype"], said["root"]["text"]) == ("thread_broadcast", "VPN down")
    assert (again["subtype"], again["hidden"]) == ("message_changed", True)
    assert again["message"]["ts"] == again["previous_message"]["ts"] == reply.ts
    assert "edited" not in again["message"]


def test_what_a_thread_adds_to_its_first_message_shows_in_history_and_edits(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    root = cast.alice.says("VPN down", cast.help)
    cast.bob.says("Mine too", cast.help, thread=root)
    last = cast.bob.says("And now?", cast.help, thread=root)

    cast.alice.edits(root, "VPN is down")

    history: Any = client.conversations_history(channel=cast.help.id)
    for shown in (history["messages"][0], heard(slack)[-1]["message"]):
        assert (shown["reply_count"], shown["latest_reply"]) == (2, last.ts)
        assert shown["thread_ts"] == root.ts


@pytest.fixture
def stamps(clock: StoppedClock, cast: Cast) -> list[str]:
    """Write five messages, the first of which has four replies; give all their timestamps."""
    written = []
    for number in range(5):
        clock.advance(1)
        written.append(cast.alice.says(str(number), cast.help))
    for number in range(4):
        clock.advance(1)
        written.append(cast.bob.says(f"Reply {number}", cast.help, thread=written[0]))
    return [message.ts for message in written]


def pages(client: WebClient, method: str, **args: Any) -> list[list[str]]:  # noqa: ANN401 - JSON.
    """Read all pages; give the texts of each."""
    found, cursor = [], ""
    while True:
        answer: Any = client.api_call(method, params={**args, "cursor": cursor})
        found.append([message["text"] for message in answer["messages"]])
        if not answer["has_more"]:
            return found
        cursor = answer["response_metadata"]["next_cursor"]


def test_history_pages_lie_at_the_newest_end_and_with_oldest_alone_at_the_oldest(
    cast: Cast, client: WebClient, stamps: list[str]
) -> None:
    place = {"channel": cast.help.id, "limit": 2}

    method = "conversations.history"
    assert pages(client, method, **place) == [["4", "3"], ["2", "1"], ["0"]]
    assert pages(client, method, **place, oldest=stamps[0]) == [["2", "1"], ["4", "3"]]
    both = {"oldest": stamps[0], "latest": stamps[3]}
    assert pages(client, method, **place, **both) == [["2", "1"]]
    assert pages(client, method, **place, **both, inclusive=True) == [["3", "2"], ["1", "0"]]


@pytest.mark.usefixtures("stamps")
def test_what_is_written_meanwhile_does_not_shift_the_next_page(
    cast: Cast, client: WebClient
) -> None:
    first: Any = client.conversations_history(channel=cast.help.id, limit=2)
    cast.bob.says("In between", cast.help)

    cursor = first["response_metadata"]["next_cursor"]
    second: Any = client.conversations_history(channel=cast.help.id, limit=2, cursor=cursor)

    assert [message["text"] for message in second["messages"]] == ["2", "1"]


def test_the_first_message_leads_every_page_of_replies(
    cast: Cast, client: WebClient, stamps: list[str]
) -> None:
    thread = {"channel": cast.help.id, "ts": stamps[0]}

    method = "conversations.replies"
    one, two, three, four = (f"Reply {number}" for number in range(4))
    assert pages(client, method, **thread, limit=3) == [["0", one, two], ["0", three, four]]
    assert pages(client, method, **thread, limit=1) == [
        ["0"],
        *(["0", reply] for reply in (one, two, three, four)),
    ]
    assert pages(client, method, **thread, oldest=stamps[7]) == [["0", four]]
    assert pages(client, method, **thread, latest=stamps[5], inclusive=True) == [["0", one]]


@pytest.mark.parametrize("cursor", ["?", "bm9uc2Vuc2U="])
def test_a_cursor_must_be_slacks_own(cast: Cast, client: WebClient, cursor: str) -> None:
    args = {"channel": cast.help.id, "cursor": cursor}

    assert refusal(client, "conversations.history", args)["error"] == "invalid_cursor"
