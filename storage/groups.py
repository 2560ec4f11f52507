"""Who is in which of Slack's user groups, as far as the settings name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from storage.repository import Repository
from storage.tables import group_members

if TYPE_CHECKING:
    from collections.abc import Collection

_OF = select(group_members.c.group_id).where(
    group_members.c.workspace_id == bindparam("here"),
    group_members.c.group_id.in_(bindparam("groups", expanding=True)),
    group_members.c.person_id == bindparam("person_id"),
)


class Groups(Repository):
    """The members of user groups."""

    def of(self, person_id: int, groups: Collection[str]) -> frozenset[str]:
        """Say in which of `groups` somebody is; costs nothing if there are none."""
        if not groups:
            return frozenset()
        values = {"here": self.workspace_id, "groups": sorted(groups), "person_id": person_id}
        return frozenset(self.connection.execute(_OF, values).scalars())

    def members(self, group_id: str) -> frozenset[int]:
        """Give the ids of the people in a group."""
        query = select(group_members.c.person_id).where(
            group_members.c.workspace_id == self.workspace_id,
            group_members.c.group_id == group_id,
        )
        return frozenset(self.connection.execute(query).scalars())

    def join(self, group_id: str, people: Collection[int]) -> None:
        """Note that these people are in a group."""
        row = {"workspace_id": self.workspace_id, "group_id": group_id}
        rows = [{**row, "person_id": person_id} for person_id in sorted(people)]
        if rows:
            statement = self.upsert(group_members).values(rows).on_conflict_do_nothing()
            self.connection.execute(statement)

    def leave(self, group_id: str, people: Collection[int]) -> None:
        """Note that these people are no longer in a group."""
        self.connection.execute(
            delete(group_members).where(
                group_members.c.workspace_id == self.workspace_id,
                group_members.c.group_id == group_id,
                group_members.c.person_id.in_(people),
            )
        )
