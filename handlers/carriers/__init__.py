"""Errands that are more than a message: they ask Slack for something, and tell a use case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.carriers.home import publish_home
from handlers.carriers.people import learn_person
from handlers.carriers.replies import catch_up
from storage.outbox import OutboxKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.carriers.kit import Kit
    from storage.outbox import Due

CARRIERS: dict[OutboxKind, Callable[[Kit, Due], None]] = {
    OutboxKind.HOME: publish_home,
    OutboxKind.PERSON: learn_person,
    OutboxKind.CATCH_UP: catch_up,
}
