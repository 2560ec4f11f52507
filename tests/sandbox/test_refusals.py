from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast

TEXT = {"type": "plain_text", "text": "Claim"}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "VPN down"}}
MODAL: dict[str, Any] = {"type": "modal", "title": TEXT, "blocks": [SECTION]}


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


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
def test_a_body_that_is_no_json_object_is_refused(slack: Sandbox, body: str, error: str) -> None:
    headers = {"Content-Type": "application/json"}
    connection = HTTPConnection(urlsplit(slack.base_url).netloc, timeout=5)

    connection.request("POST", "/api/auth.test", body, headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()

    assert answer == {"ok": False, "error": error}
