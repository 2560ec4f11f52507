"""Asks Slack about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.company import directory
from handlers import payloads

if TYPE_CHECKING:
    from handlers.carriers.kit import Kit
    from storage.outbox import Due


def learn_person(kit: Kit, due: Due) -> None:
    """Learn the name, zone, standing and department of somebody (fact: `person`, a Slack id)."""
    slack_id = str(due.errand.facts["person"])
    answer = kit.client.users_info(user=slack_id)
    learned = {**payloads.profile(answer["user"]), **_department(kit, slack_id)}
    directory.learn(kit.office, [learned], now=kit.clock.now())


def _department(kit: Kit, slack_id: str) -> dict[str, object]:
    """Ask for the custom fields, which only this method gives away, if one is wanted."""
    field = kit.office.department_field
    if field is None:
        return {}
    answer = kit.client.users_profile_get(user=slack_id)
    return payloads.department({"profile": answer["profile"]}, field)
