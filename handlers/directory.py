"""Asks Slack who is who."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackClientError

from bot.usecases import directory
from handlers import payloads
from handlers.failures import code_of
from handlers.pages import pages

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.usecases.office import Office

logger = logging.getLogger(__name__)


def refresh_members(office: Office, client: WebClient) -> None:
    """Learn who is in the desks' team channels; what Slack does not answer stays as it was."""
    for desk in office.desks.values():
        try:
            answers = list(pages(client.conversations_members, channel=desk.team_channel))
        except (SlackClientError, OSError) as error:
            extra = {"channel": desk.team_channel, "error": code_of(error)}
            logger.warning("team channel could not be read", extra=extra)
        else:
            members = [member for answer in answers for member in answer["members"]]
            directory.learn_members(office, desk_key=desk.key, slack_ids=members)


def refresh_people(office: Office, client: WebClient) -> None:
    """Learn names, zones and standing of everybody in the workspace."""
    try:
        for answer in pages(client.users_list):
            directory.learn(office, [payloads.profile(user) for user in answer["members"]])
    except (SlackClientError, OSError) as error:
        logger.warning("directory could not be read", extra={"error": code_of(error)})
