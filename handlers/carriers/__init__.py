"""Errands that are more than a message: they ask Slack for something, and tell a use case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.carriers.files import copy_file
from handlers.carriers.history import look_back
from handlers.carriers.home import publish_home
from handlers.carriers.marked import file_marked
from handlers.carriers.people import learn_person
from handlers.carriers.quoted import add_quoted
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
    OutboxKind.LOOK_BACK: look_back,
    OutboxKind.LOOKUP: file_marked,
    OutboxKind.QUOTE: add_quoted,
    OutboxKind.FILE: copy_file,
}

#: What only asks Slack for something: nobody waits for it, so nobody hears that it failed.
QUIET = frozenset(CARRIERS) - {OutboxKind.FILE}
