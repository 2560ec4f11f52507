"""Shows somebody the app's Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.looking.home import home as state_of_home
from handlers.views.home import home

if TYPE_CHECKING:
    from handlers.carriers.kit import Kit
    from storage.outbox import Due


def publish_home(kit: Kit, due: Due) -> None:
    """Publish the Home of one person (fact: `person`, a Slack id) as it is now."""
    person, now = str(due.errand.facts["person"]), kit.clock.now()
    shown = state_of_home(kit.office, person, now)
    # Without the hash of what stood there: the newest state is right whatever it replaces.
    kit.client.views_publish(user_id=person, view=home(shown, now))
