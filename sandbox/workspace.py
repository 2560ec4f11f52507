"""The state of the pretend workspace: people, channels, messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .ids import id_from_name
from .menu import Menu
from .values import Channel, Message, Refused, User, UserGroup

if TYPE_CHECKING:
    from .changes import Changes
    from .values import Identity


class Workspace:
    """Keep who and what there is; it decides nothing and tells nobody."""

    def __init__(self, identity: Identity, changes: Changes) -> None:
        self.identity = identity
        self._changes = changes
        self.menu = Menu()
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._ephemerals: dict[str, Message] = {}
        self.put_user(
            User(
                id=identity.bot_user_id,
                name=identity.bot_name.lower(),
                real_name=identity.bot_name,
                team_id=identity.team_id,
                is_bot=True,
            )
        )

    def put_user(self, user: User) -> None:
        """Add a person, or replace what is known of one."""
        self.users[user.id] = user
        self._changes.tell()

    def put_channel(self, channel: Channel) -> None:
        """Add a channel, or replace what is known of one."""
        self.channels[channel.id] = channel
        self._messages.setdefault(channel.id, {})
        self._changes.tell()

    def put_group(self, group: UserGroup) -> None:
        """Add a user group, or replace what is known of one."""
        self.groups[group.id] = group
        self._changes.tell()

    def put_message(self, message: Message) -> None:
        """Add a message, or replace it by its newer state."""
        if message.ephemeral_to is None:
            self._messages[message.channel][message.ts] = message
        else:
            self._ephemerals[message.ts] = message
        self._changes.tell()

    def user(self, user_id: str) -> User:
        """Look a person up, or refuse with user_not_found."""
        user = self.users.get(user_id)
        if user is None:
            raise Refused(error="user_not_found")
        return user

    def im_with(self, user: User) -> Channel:
        """Return the direct messages between a person and the bot, opened if need be."""
        channel_id = id_from_name("D", user.id[1:].removeprefix("0"))
        if channel_id not in self.channels:
            members = (user.id, self.identity.bot_user_id)
            self.put_channel(Channel(id=channel_id, name="", members=members, partner=user.id))
        return self.channels[channel_id]

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Find a message that stands, or nothing."""
        message = self._messages.get(channel_id, {}).get(ts)
        return None if message is None or message.deleted else message

    def ephemeral(self, ts: str) -> Message | None:
        """Find a message for one person that still shows, or nothing."""
        message = self._ephemerals.get(ts)
        return None if message is None or message.deleted else message

    def messages(self, channel_id: str) -> list[Message]:
        """List a channel's messages, replies and deleted ones included, oldest first."""
        return list(self._messages.get(channel_id, {}).values())

    def holders(self, file_id: str) -> list[Message]:
        """List the messages that stand and carry a file."""
        return [
            message
            for channel_id in self._messages
            for message in self.messages(channel_id)
            if not message.deleted and any(file["id"] == file_id for file in message.files)
        ]

    def replies(self, channel_id: str, root_ts: str) -> list[Message]:
        """List the replies below a message that stand, oldest first."""
        return [
            message
            for message in self.messages(channel_id)
            if message.thread_ts == root_ts and message.is_reply and not message.deleted
        ]

    def ephemerals(self, user_id: str) -> list[Message]:
        """List the messages only this person sees, oldest first."""
        return [
            message
            for message in self._ephemerals.values()
            if message.ephemeral_to == user_id and not message.deleted
        ]

    def bot_is_in(self, channel_id: str) -> bool:
        """Say whether the bot belongs to the channel."""
        channel = self.channels.get(channel_id)
        return channel is not None and self.identity.bot_user_id in channel.members

    def change_members(self, channel_id: str, members: tuple[str, ...]) -> Channel:
        """Replace who belongs to a channel."""
        channel = replace(self.channels[channel_id], members=members)
        self.put_channel(channel)
        return channel
