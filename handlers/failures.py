"""What each of Slack's refusals means for a message that could not be sent."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk.web import SlackResponse


class Failure(Enum):
    """What to do about it."""

    STOP = auto()  # nothing can be sent at all until an admin acts
    ROUTE_BROKEN = auto()  # the channel cannot be reached: tell the lead, try again later
    UNREACHABLE = auto()  # the person cannot be reached: give this message up
    SHORTEN = auto()  # Slack does not like its shape: send the words alone
    WAIT = auto()  # too fast: as long as Slack says
    AGAIN = auto()  # Slack did not act: try again later
    UNCERTAIN = auto()  # Slack may have acted: look before trying again
    GONE = auto()  # the message to be changed is not there any more
    DONE = auto()  # it is already as it should be
    REFUSED = auto()  # Slack will never take this one


_BY_FAILURE: dict[Failure, tuple[str, ...]] = {
    Failure.STOP: (
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "not_allowed_token_type",
        "app_access_restricted",
    ),
    Failure.ROUTE_BROKEN: (
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "is_inactive",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "ekm_access_denied",
        "no_permission",
    ),
    Failure.UNREACHABLE: (
        "user_disabled",
        "user_not_found",
        "users_not_found",
        "user_not_visible",
        "user_not_in_channel",
        "messages_tab_disabled",
        "cannot_dm_bot",
        "cannot_reply_to_message",
        "thread_not_found",
    ),
    Failure.SHORTEN: (
        "msg_too_long",
        "msg_blocks_too_long",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
    ),
    Failure.WAIT: ("ratelimited", "rate_limited"),
    Failure.AGAIN: (
        "message_limit_exceeded",
        "org_login_required",
        "team_added_to_org",
        "request_timeout",
    ),
    # Slack says of these that some part of the call may have worked.
    Failure.UNCERTAIN: ("fatal_error", "internal_error", "service_unavailable"),
    Failure.GONE: ("message_not_found", "cant_update_message", "edit_window_closed"),
    Failure.DONE: ("already_reacted", "no_reaction", "already_pinned"),
}
FAILURES: dict[str, Failure] = {
    code: failure for failure, codes in _BY_FAILURE.items() for code in codes
}
_SERVER_ERROR = 500
_TOO_MANY = 429
_DEFAULT_WAIT = 5
_LONGEST_WAIT = 600


def code_of(error: Exception) -> str:
    """Name what went wrong, without any of the message's text."""
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    response: SlackResponse = error.response
    data = response.data
    code = data.get("error") if isinstance(data, dict) else None
    return str(code) if code else f"http_{response.status_code}"


def failure_of(error: Exception) -> Failure:
    """Say what a failed call means; anything that broke on the way is uncertain."""
    if not isinstance(error, SlackApiError):
        # The library for HTTP wraps what went wrong before a word was sent.
        cause = getattr(error, "reason", error)
        return Failure.AGAIN if isinstance(cause, ConnectionRefusedError) else Failure.UNCERTAIN
    status = error.response.status_code
    if status == _TOO_MANY:
        return Failure.WAIT
    if status >= _SERVER_ERROR:
        return Failure.UNCERTAIN
    return FAILURES.get(code_of(error), Failure.REFUSED)


def fell_silent(error: Exception) -> bool:
    """Say whether Slack took a call and never answered, so that it may still act on it."""
    return isinstance(error, TimeoutError)


def retry_after(error: Exception) -> int:
    """Give the seconds that Slack asks to wait, ten minutes at most."""
    if not isinstance(error, SlackApiError):
        return _DEFAULT_WAIT
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    value = str(headers.get("retry-after", _DEFAULT_WAIT))
    return min(int(value), _LONGEST_WAIT) if value.isdigit() else _DEFAULT_WAIT
