"""What Slack has delivered, so that nothing happens twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from storage.repository import Repository
from storage.tables import deliveries

if TYPE_CHECKING:
    from datetime import datetime


class Deliveries(Repository):
    """The keys of deliveries that had their effect."""

    def take(self, key: str, *, now: datetime) -> bool:
        """Return whether this delivery is new; from now on it is not.

        A copy that handles the same delivery at the same moment waits here for our commit.
        """
        return self.added(deliveries, key=key, received_at=now) is not None

    def forget(self, *, before: datetime) -> None:
        """Drop keys that Slack will not deliver again."""
        self.connection.execute(
            delete(deliveries).where(
                deliveries.c.workspace_id == self.workspace_id, deliveries.c.received_at < before
            )
        )
