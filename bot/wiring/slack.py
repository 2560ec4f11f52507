"""Reaching Slack: the client that calls it, and the first call."""

from __future__ import annotations

import logging
import ssl
from typing import TYPE_CHECKING, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.failures import Failure, code_of, failure_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

    from bot.settings import Settings

logger = logging.getLogger(__name__)

_PATIENCE: Final = 3.0
#: Seconds after which nobody waits for an answer of Slack any more.
TIMEOUT: Final = 15


class SlackRefusedUs(Exception):
    """Slack does not accept the bot's token."""


def slack_client(settings: Settings) -> WebClient:
    """Build a client that never repeats a call by itself: that would post twice."""
    return WebClient(
        token=settings.slack.bot_token.get_secret_value(),
        base_url=settings.slack.api_url,
        timeout=TIMEOUT,
        retry_handlers=[],
        ssl=_tls(settings.slack.api_url),
    )


def _tls(api_url: str) -> ssl.SSLContext | None:
    """Build the context of every call once; the client would take longer for it than to call."""
    return ssl.create_default_context() if api_url.startswith("https:") else None


def wait_for_slack(client: WebClient, stopped: threading.Event) -> Mapping[str, str]:
    """Ask Slack who the bot is, again and again while it is away; raises `SlackRefusedUs`."""
    while not stopped.is_set():
        try:
            answer = client.auth_test()
        except (SlackClientError, OSError) as error:
            is_final = isinstance(error, SlackApiError) and failure_of(error) is Failure.STOP
            if is_final:
                raise SlackRefusedUs(code_of(error)) from error
            logger.warning("waiting for slack", extra={"error": code_of(error)})
            stopped.wait(_PATIENCE)
        else:
            names = ("team_id", "user_id", "bot_id", "url", "enterprise_id")
            return {name: answer[name] for name in names if answer.get(name)}
    message = "stopped before Slack answered"
    raise SlackRefusedUs(message)
