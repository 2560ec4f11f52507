"""User groups: who is mentioned together. Each change is an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import events

if TYPE_CHECKING:
    from .posting import Posting
    from .values import UserGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Add and change user groups and tell the app of it."""

    posting: Posting

    def add(self, group: UserGroup) -> None:
        """Add a group to the running workspace."""
        self.posting.workspace.put_group(self._stamped(group))
        self._tell("subteam_created", group.id)

    def change(self, before: UserGroup, after: UserGroup) -> None:
        """Replace what is known of a group; its people are told of in an event of their own."""
        after = self._stamped(after)
        self.posting.workspace.put_group(after)
        self._tell("subteam_updated", after.id)
        if set(before.members) != set(after.members):
            who = self.posting.workspace.identity
            self.posting.emit(events.group_members_changed(before, after, who))

    def _stamped(self, group: UserGroup) -> UserGroup:
        return replace(group, updated=int(self.posting.clock.seconds()))

    def _tell(self, kind: str, group_id: str) -> None:
        workspace = self.posting.workspace
        self.posting.emit(events.group_event(kind, workspace.groups[group_id], workspace.identity))
