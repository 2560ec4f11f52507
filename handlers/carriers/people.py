"""Asks Slack about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import directory
from handlers import payloads

if TYPE_CHECKING:
    from handlers.carriers.kit import Kit
    from storage.outbox import Due


def learn_person(kit: Kit, due: Due) -> None:
    """Learn the name, zone and standing of somebody (fact: `person`, a Slack id)."""
    answer = kit.client.users_info(user=str(due.errand.facts["person"]))
    directory.learn(kit.office, [payloads.profile(answer["user"])])
