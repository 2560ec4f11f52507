"""Poor experiences of requesters with one desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from storage.repository import Repository
from storage.tables import poor_experiences, requests

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.experiences import Experience


class Experiences(Repository):
    """What went badly for whom, and whether the lead has heard of it."""

    def add(self, desk_key: str, one: Experience) -> bool:
        """Keep an experience; False if it is there already."""
        row = self.added(
            poor_experiences,
            desk_key=desk_key,
            request_id=one.request_id,
            person_id=one.person_id,
            kind=one.kind,
            turn=one.turn,
            at=one.at,
        )
        return row is not None

    def untold(self, desk_key: str, person_id: int, *, since: datetime) -> list[tuple[int, int]]:
        """Give number and owner of the request of each experience that no lead knows of.

        The owner of a request that nobody has is 0.
        """
        query = (
            select(requests.c.number, requests.c.owner_id)
            .join(poor_experiences, poor_experiences.c.request_id == requests.c.id)
            .where(
                poor_experiences.c.person_id == person_id,
                poor_experiences.c.desk_key == desk_key,
                poor_experiences.c.told_at.is_(None),
                poor_experiences.c.at > since,
            )
            .order_by(poor_experiences.c.at)
        )
        return [(row.number, row.owner_id or 0) for row in self.connection.execute(query)]

    def tell(self, desk_key: str, person_id: int, *, now: datetime) -> None:
        """Note that the leads have been told about all of somebody's experiences."""
        self.connection.execute(
            update(poor_experiences)
            .where(
                poor_experiences.c.person_id == person_id,
                poor_experiences.c.desk_key == desk_key,
                poor_experiences.c.told_at.is_(None),
            )
            .values(told_at=now)
        )
