"""Asks Slack who is who."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackClientError

from bot.usecases import directory
from handlers import payloads
from handlers.failures import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk import WebClient

    from bot.usecases.office import Office

logger = logging.getLogger(__name__)

_PAGE = 200


def refresh_members(office: Office, client: WebClient) -> None:
    """Learn who is in the desks' team channels; what Slack does not answer stays as it was."""
    for desk in office.desks.values():
        try:
            members = list(_members(client, desk.team_channel))
        except (SlackClientError, OSError) as error:
            extra = {"channel": desk.team_channel, "error": code_of(error)}
            logger.warning("team channel could not be read", extra=extra)
        else:
            directory.learn_members(office, desk_key=desk.key, slack_ids=members)


def refresh_people(office: Office, client: WebClient) -> None:
    """Learn names, zones and standing of everybody in the workspace."""
    try:
        for page in _pages(client):
            directory.learn(office, page)
    except (SlackClientError, OSError) as error:
        logger.warning("directory could not be read", extra={"error": code_of(error)})


def _members(client: WebClient, channel: str) -> Iterator[str]:
    cursor = ""
    while True:
        answer = client.conversations_members(channel=channel, limit=_PAGE, cursor=cursor)
        yield from answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _pages(client: WebClient) -> Iterator[list[dict[str, object]]]:
    cursor = ""
    while True:
        answer = client.users_list(limit=_PAGE, cursor=cursor)
        yield [payloads.profile(user) for user in answer["members"]]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
