"""Asks Slack who is who."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackClientError

from bot.usecases.company import directory
from bot.usecases.placing import availability
from handlers import payloads
from handlers.failures import code_of
from handlers.pages import pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from slack_sdk import WebClient

    from bot.clock import Clock
    from bot.usecases.office import Office

logger = logging.getLogger(__name__)


def refresh_members(office: Office, client: WebClient) -> None:
    """Learn who is in team channels and user groups; what is not answered stays as it was."""
    for desk in office.desks.values():
        try:
            answers = list(pages(client.conversations_members, channel=desk.team_channel))
        except (SlackClientError, OSError) as error:
            extra = {"channel": desk.team_channel, "error": code_of(error)}
            logger.warning("team channel could not be read", extra=extra)
        else:
            members = [member for answer in answers for member in answer["members"]]
            directory.learn_members(office, desk_key=desk.key, slack_ids=members)

    for group in sorted(office.groups):
        _refresh_group(office, client, group)


def _refresh_group(office: Office, client: WebClient, group: str) -> None:
    try:
        answer = client.usergroups_users_list(usergroup=group)
    except (SlackClientError, OSError) as error:
        extra = {"group": group, "error": code_of(error)}
        logger.warning("user group could not be read", extra=extra)
    else:
        directory.learn_group(office, group, slack_ids=answer["users"])


def refresh_people(office: Office, client: WebClient, clock: Clock) -> None:
    """Learn names, zones and standing of everybody in the workspace."""
    try:
        asked_at = clock.now()
        for answer in pages(client.users_list):
            learned = [payloads.profile(user) for user in answer["members"]]
            directory.learn(office, learned, now=asked_at, was_asked=True)
            _learn_statuses(office, answer["members"], asked_at)
            asked_at = clock.now()
    except (SlackClientError, OSError) as error:
        logger.warning("directory could not be read", extra={"error": code_of(error)})


def _learn_statuses(office: Office, users: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Note whose status says that he is away, where a desk wants to know."""
    emoji = office.away_emoji
    if emoji:
        statuses = {user["id"]: payloads.away_until(user, emoji, now) for user in users}
        availability.learn_status(office, statuses, now=now)
