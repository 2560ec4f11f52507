from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slack_sdk import WebClient

from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast, StoppedClock

TEXT = {"type": "plain_text", "text": "Claim"}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "VPN down"}}
MODAL: dict[str, Any] = {"type": "modal", "title": TEXT, "blocks": [SECTION]}


def test_arguments_may_come_as_a_form_with_the_token_among_them(slack: Sandbox, cast: Cast) -> None:
    client = WebClient(base_url=slack.api_url, retry_handlers=[])

    client.api_call(
        "chat.postMessage",
        data={"token": slack.bot_token, "channel": cast.help.id, "blocks": json.dumps([SECTION])},
    )

    assert slack.messages(cast.help)[0].blocks[0]["text"] == SECTION["text"]


def test_posting_to_a_person_reaches_their_direct_messages(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    posted = client.chat_postMessage(channel=cast.alice.id, text="Hi")
    opened: Any = client.conversations_open(users=cast.alice.id)

    assert posted["channel"] == opened["channel"]["id"]
    assert [message.text for message in cast.alice.inbox] == ["Hi"]
    assert cast.alice.inbox[0].user == slack.bot_user_id


def test_an_update_drops_the_blocks_it_does_not_repeat_and_keeps_the_metadata(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    note = {"event_type": "card", "event_payload": {"request": 42}}
    posted = client.chat_postMessage(
        channel=cast.help.id, text="Hi", blocks=[SECTION], metadata=note
    )

    client.chat_update(channel=cast.help.id, ts=str(posted["ts"]), text="Bye")

    (message,) = slack.messages(cast.help)
    assert (message.text, message.blocks, message.metadata) == ("Bye", (), note)
    assert message.edited is not None


def test_history_is_newest_first_and_shows_metadata_only_on_demand(
    cast: Cast, client: WebClient
) -> None:
    note = {"event_type": "card", "event_payload": {"request": 42}}
    root = client.chat_postMessage(channel=cast.help.id, text="One", metadata=note)
    client.chat_postMessage(channel=cast.help.id, text="Reply", thread_ts=str(root["ts"]))
    client.chat_postMessage(channel=cast.help.id, text="Two")

    bare: Any = client.conversations_history(channel=cast.help.id)
    full: Any = client.conversations_history(channel=cast.help.id, include_all_metadata=True)
    thread: Any = client.conversations_replies(channel=cast.help.id, ts=str(root["ts"]))

    assert [message["text"] for message in bare["messages"]] == ["Two", "One"]
    assert "metadata" not in bare["messages"][1]
    assert full["messages"][1]["metadata"] == note
    assert bare["messages"][1]["reply_count"] == 1
    assert [message["text"] for message in thread["messages"]] == ["One", "Reply"]


def test_history_can_be_read_page_by_page(
    slack: Sandbox, clock: StoppedClock, client: WebClient
) -> None:
    channel = slack.add_channel("busy")
    for number in range(5):
        clock.advance(1)
        client.chat_postMessage(channel=channel.id, text=str(number))

    first: Any = client.conversations_history(channel=channel.id, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second: Any = client.conversations_history(channel=channel.id, limit=3, cursor=cursor)

    assert first["has_more"]
    assert [m["text"] for m in [*first["messages"], *second["messages"]]] == list("43210")
    assert not second["has_more"]


def test_a_reaction_counts_once(slack: Sandbox, cast: Cast, client: WebClient) -> None:
    message = cast.alice.says("Help", cast.help)
    args = {"channel": cast.help.id, "timestamp": message.ts, "name": "eyes"}

    client.api_call("reactions.add", json=args)
    again = refusal(client, "reactions.add", args)["error"]

    assert again == "already_reacted"
    assert slack.messages(cast.help)[0].reactions == {"eyes": (slack.bot_user_id,)}


def test_posting_to_one_channel_too_fast_has_to_wait_while_others_go_on(
    slack: Sandbox, clock: StoppedClock, cast: Cast, client: WebClient
) -> None:
    for _ in range(4):
        client.chat_postMessage(channel=cast.help.id, text="Hi")

    refused = refusal(client, "chat.postMessage", {"channel": cast.help.id, "text": "Hi"})
    client.chat_postMessage(channel=cast.team.id, text="Hi")
    clock.advance(1)
    client.chat_postMessage(channel=cast.help.id, text="Hi")

    assert refused.status_code == 429
    assert refused["error"] == "ratelimited"
    assert refused.headers["Retry-After"] == "1"
    assert len(slack.messages(cast.help)) == 5


def test_timestamps_grow_even_when_time_stands_still(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    for _ in range(3):
        client.chat_postMessage(channel=cast.help.id, text="Hi")

    stamps = [message.ts for message in slack.messages(cast.help)]
    assert stamps == sorted(set(stamps))


def test_people_and_channels_can_be_looked_up(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    user: Any = client.users_info(user=cast.alice.id)
    members: Any = client.conversations_members(channel=cast.team.id)
    channels: Any = client.conversations_list(types="public_channel,private_channel")
    everybody: Any = client.users_list()
    groups: Any = client.usergroups_list()
    me: Any = client.auth_test()

    assert user["user"]["tz"] == "Europe/Berlin"
    assert members["members"] == [cast.theo.id, cast.mona.id, slack.bot_user_id]
    assert [channel["name"] for channel in channels["channels"]] == ["help-desk-team", "help"]
    assert len(everybody["members"]) == 5
    assert groups["usergroups"] == []
    assert (me["user_id"], me["bot_id"]) == (slack.bot_user_id, slack.bot_id)


def test_the_bot_may_join_a_public_channel(slack: Sandbox, client: WebClient) -> None:
    channel = slack.add_channel("new", bot=False)

    client.conversations_join(channel=channel.id)

    assert slack.bot_user_id in slack.channel(channel.id).members


def test_a_permalink_names_channel_and_message(cast: Cast, client: WebClient) -> None:
    message = cast.alice.says("Help", cast.help)

    found: Any = client.chat_getPermalink(channel=cast.help.id, message_ts=message.ts)

    assert found["permalink"].endswith(f"/archives/C0HELP/p{message.ts.replace('.', '')}")
