from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse, WebClient

from handlers.failures import Failure, code_of, failure_of, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What the sender does about each code that Slack answers with.
MEANINGS = {
    "token_revoked": Failure.STOP,
    "invalid_auth": Failure.STOP,
    "missing_scope": Failure.STOP,
    "channel_not_found": Failure.ROUTE_BROKEN,
    "not_in_channel": Failure.ROUTE_BROKEN,
    "is_archived": Failure.ROUTE_BROKEN,
    "restricted_action": Failure.ROUTE_BROKEN,
    "user_disabled": Failure.UNREACHABLE,
    "messages_tab_disabled": Failure.UNREACHABLE,
    "invalid_blocks": Failure.SHORTEN,
    "msg_too_long": Failure.SHORTEN,
    "ratelimited": Failure.WAIT,
    "request_timeout": Failure.AGAIN,
    "internal_error": Failure.UNCERTAIN,
    "fatal_error": Failure.UNCERTAIN,
    "message_not_found": Failure.GONE,
    "already_reacted": Failure.DONE,
    "something_new": Failure.REFUSED,
}


@pytest.mark.parametrize(("code", "failure"), MEANINGS.items())
def test_each_refusal_of_slack_has_a_meaning(code: str, failure: Failure) -> None:
    error = _answered({"ok": False, "error": code})

    assert (code_of(error), failure_of(error)) == (code, failure)


@pytest.mark.parametrize(
    ("status", "failure"), [(429, Failure.WAIT), (500, Failure.UNCERTAIN), (503, Failure.UNCERTAIN)]
)
def test_a_bare_status_has_a_meaning_too(status: int, failure: Failure) -> None:
    error = _answered({}, status=status)

    assert (code_of(error), failure_of(error)) == (f"http_{status}", failure)


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        # Nobody listened, so nothing can have happened.
        (ConnectionRefusedError(), Failure.AGAIN),
        (URLError(ConnectionRefusedError()), Failure.AGAIN),
        (ConnectionResetError(), Failure.UNCERTAIN),
        (TimeoutError(), Failure.UNCERTAIN),
        (SlackRequestError("cut"), Failure.UNCERTAIN),
    ],
)
def test_whatever_broke_on_the_way_is_uncertain(error: Exception, failure: Failure) -> None:
    assert failure_of(error) is failure


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30),
        ({"retry-after": "7"}, 7),
        ({}, 5),
        ({"Retry-After": "soon"}, 5),
        ({"Retry-After": "86400"}, 600),
    ],
)
def test_the_wait_is_as_long_as_slack_says(headers: Mapping[str, str], seconds: int) -> None:
    assert retry_after(_answered({}, status=429, headers=headers)) == seconds


def _answered(
    data: dict[str, object], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> SlackApiError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=data,
        headers=dict(headers or {}),
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call] # the library has no types here
