"""What the bot may see and where it may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.values import Refused

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Channel, Message


def visible(platform: Platform, channel_id: str) -> Channel:
    """Return a channel the bot may know of, else refuse with channel_not_found."""
    channel = platform.workspace.channels.get(channel_id)
    if channel is None:
        raise Refused(error="channel_not_found")
    if channel.is_private and not platform.workspace.bot_is_in(channel_id):
        raise Refused(error="channel_not_found")
    return channel


def joined(platform: Platform, channel_id: str) -> Channel:
    """Return a channel the bot belongs to."""
    channel = visible(platform, channel_id)
    if not platform.workspace.bot_is_in(channel_id):
        raise Refused(error="not_in_channel")
    return channel


def writable(platform: Platform, channel_id: str) -> Channel:
    """Return a channel the bot may write in; a person's id stands for their direct messages."""
    user = platform.workspace.users.get(channel_id)
    if user is not None:
        if user.is_bot or user.deleted:
            raise Refused(error="channel_not_found")
        return platform.workspace.im_with(user)
    channel = joined(platform, channel_id)
    if channel.archived:
        raise Refused(error="is_archived")
    return channel


def message_in(platform: Platform, channel: Channel, ts: str) -> Message:
    """Return a message that stands in a channel, else refuse with message_not_found."""
    message = platform.workspace.message(channel.id, ts)
    if message is None or message.is_tombstone:
        raise Refused(error="message_not_found")
    return message
