from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast, StoppedClock

TEXT = {"type": "plain_text", "text": "Claim"}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "VPN down"}}
MODAL: dict[str, Any] = {"type": "modal", "title": TEXT, "blocks": [SECTION]}


def refusal(client: WebClient, method: str, args: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON.
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=dict(args))
    return caught.value.response


@pytest.fixture
def rooms(slack: Sandbox, cast: Cast, client: WebClient) -> dict[str, str]:
    """Name the places and messages that the refusals below speak of."""
    slack.add_channel("elsewhere", members=[cast.alice], bot=False)
    slack.add_channel("secret", members=[cast.alice], bot=False, private=True)
    archived = slack.add_channel("archived")
    slack.archive(archived)
    slack.add_person("Gone", deleted=True)
    return {
        "<hers>": cast.alice.says("Hello", cast.help).ts,
        "<own>": str(client.chat_postMessage(channel=cast.help.id, text="Hi")["ts"]),
    }


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postNonsense", {}, "unknown_method"),
        ("chat.postMessage", {"text": "Hi"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "Hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0SECRET", "text": "Hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0ELSEWHERE", "text": "Hi"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C0ARCHIVED", "text": "Hi"}, "is_archived"),
        ("chat.postMessage", {"channel": "U0GONE", "text": "Hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0HELP"}, "no_text"),
        ("chat.postMessage", {"channel": "C0HELP", "text": "  "}, "no_text"),
        (
            "chat.postMessage",
            {"channel": "C0HELP", "text": "Hi", "thread_ts": "1.000001"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": "C0HELP", "text": "Hi", "blocks": "[{"},
            "invalid_blocks_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C0HELP", "text": "Hi", "blocks": {"type": "divider"}},
            "invalid_blocks_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C0HELP", "text": "Hi", "markdown_text": "Hi"},
            "markdown_text_conflict",
        ),
        (
            "chat.postMessage",
            {"channel": "C0HELP", "text": "Hi", "metadata": {"event_type": "x"}},
            "invalid_metadata_schema",
        ),
        ("chat.postEphemeral", {"channel": "C0HELP", "text": "Hi"}, "invalid_arguments"),
        (
            "chat.postEphemeral",
            {"channel": "C04TEAM", "text": "Hi", "user": "U0ALICE"},
            "user_not_in_channel",
        ),
        (
            "chat.update",
            {"channel": "C0HELP", "ts": "1.000001", "text": "Hi"},
            "message_not_found",
        ),
        (
            "chat.update",
            {"channel": "C0HELP", "ts": "<hers>", "text": "Hi"},
            "cant_update_message",
        ),
        (
            "chat.update",
            {"channel": "C0HELP", "ts": "<own>", "text": "x" * 4001},
            "msg_too_long",
        ),
        ("chat.update", {"channel": "C0HELP", "ts": "<own>"}, "no_text"),
        ("chat.delete", {"channel": "C0HELP", "ts": "<hers>"}, "cant_delete_message"),
        (
            "chat.getPermalink",
            {"channel": "C0HELP", "message_ts": "1.000001"},
            "message_not_found",
        ),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0GONE"}, "user_disabled"),
        ("conversations.info", {"channel": "C0SECRET"}, "channel_not_found"),
        ("conversations.history", {"channel": "C0ELSEWHERE"}, "not_in_channel"),
        (
            "conversations.history",
            {"channel": "C0HELP", "oldest": "yesterday"},
            "invalid_ts_oldest",
        ),
        ("conversations.history", {"channel": "C0HELP", "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": "C0HELP", "limit": "all"}, "invalid_limit"),
        ("conversations.replies", {"channel": "C0HELP", "ts": "1.000001"}, "thread_not_found"),
        ("conversations.list", {"types": "secret"}, "invalid_types"),
        ("conversations.join", {"channel": "C0ARCHIVED"}, "is_archived"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        (
            "reactions.add",
            {"channel": "C0HELP", "timestamp": "<own>", "name": "No such thing"},
            "invalid_name",
        ),
        (
            "reactions.add",
            {"channel": "C0HELP", "timestamp": "now", "name": "eyes"},
            "bad_timestamp",
        ),
        (
            "reactions.add",
            {"channel": "C0HELP", "timestamp": "1.000001", "name": "eyes"},
            "message_not_found",
        ),
        (
            "reactions.remove",
            {"channel": "C0HELP", "timestamp": "<own>", "name": "eyes"},
            "no_reaction",
        ),
        ("reactions.remove", {"name": "eyes"}, "no_item_specified"),
        ("views.open", {"view": MODAL}, "invalid_arguments"),
        ("views.open", {"view": MODAL, "trigger_id": "1.2.3"}, "invalid_trigger_id"),
        ("views.update", {"view": MODAL, "view_id": "V1"}, "not_found"),
        ("views.publish", {"user_id": "U0ALICE", "view": MODAL}, "invalid_arguments"),
        (
            "views.publish",
            {"user_id": "U0NOBODY", "view": {"type": "home", "blocks": [SECTION]}},
            "user_not_found",
        ),
        ("blocks.validate", {}, "invalid_arguments"),
        ("api.test", {"error": "my_error"}, "my_error"),
    ],
)
def test_what_slack_would_refuse_is_refused(
    client: WebClient, rooms: dict[str, str], method: str, args: dict[str, Any], error: str
) -> None:
    meant = {key: rooms.get(str(value), value) for key, value in args.items()}

    assert refusal(client, method, meant)["error"] == error


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-someone-else", "auth.test", "invalid_auth"),
        ("<app>", "auth.test", "not_allowed_token_type"),
        ("<bot>", "apps.connections.open", "not_allowed_token_type"),
    ],
)
def test_each_method_wants_its_kind_of_token(
    slack: Sandbox, token: str, method: str, error: str
) -> None:
    tokens = {"<app>": slack.app_token, "<bot>": slack.bot_token}
    client = WebClient(tokens.get(token, token), base_url=slack.api_url, retry_handlers=[])

    assert refusal(client, method, {})["error"] == error


def test_refused_blocks_are_named_with_the_place_of_each_mistake(
    client: WebClient, cast: Cast
) -> None:
    blocks = [SECTION, {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]

    response = refusal(
        client, "chat.postMessage", {"channel": cast.help.id, "text": "Hi", "blocks": blocks}
    )

    expected = "must be less than 151 characters [json-pointer:/blocks/1/text/text]"
    assert response["error"] == "invalid_blocks"
    assert response["errors"] == [expected]
    assert response["response_metadata"]["messages"] == [f"[ERROR] {expected}"]


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
