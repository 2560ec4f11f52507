"""Who belongs where: joining, leaving, archiving, deactivating. Each change is an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import events
from .values import Message

if TYPE_CHECKING:
    from .posting import Posting
    from .values import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Change who belongs where and tell the bot what it may hear of it."""

    posting: Posting

    def join(self, channel_id: str, user_id: str) -> None:
        """Make somebody (the bot, too) a member of a channel."""
        workspace = self.posting.workspace
        before = workspace.channels[channel_id]
        if user_id in before.members:
            return
        workspace.change_members(channel_id, (*before.members, user_id))
        text = f"<@{user_id}> has joined the channel"
        self.posting.post(
            Message(channel=channel_id, text=text, user=user_id, subtype="channel_join")
        )
        self._tell_membership("member_joined_channel", channel_id, user_id)

    def leave(self, channel_id: str, user_id: str) -> None:
        """Take somebody (the bot, too) out of a channel."""
        workspace = self.posting.workspace
        before = workspace.channels[channel_id]
        after = tuple(member for member in before.members if member != user_id)
        channel = workspace.change_members(channel_id, after)
        if user_id == workspace.identity.bot_user_id:
            self.posting.emit(events.channel_event("channel_left", channel, user_id))
        self._tell_membership("member_left_channel", channel_id, user_id)

    def archive(self, channel_id: str, *, by: str) -> None:
        """Close a channel for good."""
        workspace = self.posting.workspace
        channel = replace(workspace.channels[channel_id], archived=True)
        workspace.put_channel(channel)
        if workspace.bot_is_in(channel_id):
            self.posting.emit(events.channel_event("channel_archive", channel, by))

    def unarchive(self, channel_id: str, *, by: str) -> None:
        """Open an archived channel again."""
        workspace = self.posting.workspace
        channel = replace(workspace.channels[channel_id], archived=False)
        workspace.put_channel(channel)
        if workspace.bot_is_in(channel_id):
            self.posting.emit(events.channel_event("channel_unarchive", channel, by))

    def change_user(self, user: User) -> None:
        """Replace what is known of a person, as when somebody is deactivated."""
        self.posting.workspace.put_user(user)
        self.posting.emit(events.user_event("user_change", user))

    def welcome(self, user: User) -> None:
        """Add a person to the running workspace."""
        self.posting.workspace.put_user(user)
        self.posting.emit(events.user_event("team_join", user))

    def _tell_membership(self, kind: str, channel_id: str, user_id: str) -> None:
        workspace = self.posting.workspace
        if workspace.bot_is_in(channel_id):
            team = workspace.identity.team_id
            event = events.membership(
                kind,
                workspace.channels[channel_id],
                user=user_id,
                team=team,
            )
            self.posting.emit(event)
