"""Who had which right when somebody last looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.domain.rights import Held, Right
from storage.repository import Repository
from storage.tables import rights_held, settings_seen

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rights(Repository):
    """Rights and settings as they were, so that a change can be noted."""

    def held(self) -> frozenset[Held]:
        """Read who had which right."""
        query = select(rights_held).where(rights_held.c.workspace_id == self.workspace_id)
        return frozenset(
            Held(desk_key=row.desk_key, right=Right(row.right), person_id=row.person_id)
            for row in self.connection.execute(query)
        )

    def gain(self, one: Held) -> bool:
        """Keep that somebody has a right; False if that is known, be it since this instant."""
        return self.added(rights_held, **self._values(one)) is not None

    def lose(self, one: Held) -> bool:
        """Keep that somebody has a right no more; False if that is known."""
        same = (rights_held.c[name] == value for name, value in self._values(one).items())
        here = rights_held.c.workspace_id == self.workspace_id
        gone = delete(rights_held).where(here, *same).returning(rights_held.c.person_id)
        return self.connection.execute(gone).first() is not None

    def settings(self) -> dict[str, str]:
        """Read the settings of the last start."""
        query = select(settings_seen.c.name, settings_seen.c.value).where(
            settings_seen.c.workspace_id == self.workspace_id
        )
        return {row.name: row.value for row in self.connection.execute(query)}

    def keep_settings(self, settings: Mapping[str, str]) -> None:
        """Keep the settings of this start in the place of those of the last one."""
        here = settings_seen.c.workspace_id == self.workspace_id
        self.connection.execute(delete(settings_seen).where(here))
        rows = [
            {"workspace_id": self.workspace_id, "name": name, "value": value}
            for name, value in settings.items()
        ]
        if rows:
            self.connection.execute(insert(settings_seen), rows)

    def _values(self, one: Held) -> dict[str, object]:
        return {"desk_key": one.desk_key, "right": one.right, "person_id": one.person_id}
