"""The conversations.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.values import Refused
from sandbox.wire import channel_json, message_json, thread_json

from .access import joined, visible
from .call import Call, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.core import Platform
    from sandbox.values import Channel, Json, Message

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def open_(platform: Platform, call: Call) -> Json:
    """Open the direct messages with one person."""
    if call.has("channel"):
        return {"channel": {"id": visible(platform, call.text("channel")).id}}
    if not call.has("users"):
        raise Refused(error="users_list_not_supplied")
    user_ids = call.text("users").split(",")
    if len(user_ids) > 1:
        # Group messages are no part of the pretend workspace.
        raise Refused(error="invalid_user_combination")
    user = platform.workspace.user(user_ids[0])
    if user.deleted:
        raise Refused(error="user_disabled")
    if user.is_bot:
        raise Refused(error="invalid_user_combination")
    channel = platform.workspace.im_with(user)
    return {"channel": _shown(platform, channel) if call.flag("return_im") else {"id": channel.id}}


def info(platform: Platform, call: Call) -> Json:
    """Describe a channel."""
    channel = visible(platform, call.text("channel"))
    extra = {"num_members": len(channel.members)} if call.flag("include_num_members") else {}
    return {"channel": _shown(platform, channel) | extra}


def members(platform: Platform, call: Call) -> Json:
    """List who belongs to a channel."""
    channel = visible(platform, call.text("channel"))
    found, rest = page(channel.members, call, default=100, most=1000)
    return {"members": found, **rest}


def list_(platform: Platform, call: Call) -> Json:
    """List channels."""
    wanted = (call.text("types") or "public_channel").split(",")
    if not set(wanted) <= set(KINDS):
        raise Refused(error="invalid_types")
    kinds = {KINDS[name] for name in wanted}
    found = [
        channel
        for channel in platform.workspace.channels.values()
        if channel.kind in kinds and _listed(platform, channel, call)
    ]
    part, rest = page(found, call, default=100, most=1000)
    return {"channels": [_shown(platform, channel) for channel in part], **rest}


def join(platform: Platform, call: Call) -> Json:
    """Make the bot a member of a public channel."""
    channel = visible(platform, call.text("channel"))
    if channel.kind != "channel":
        raise Refused(error="method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused(error="is_archived")
    platform.membership.join(channel.id, platform.identity.bot_user_id)
    return {"channel": _shown(platform, platform.workspace.channels[channel.id])}


def history(platform: Platform, call: Call) -> Json:
    """List a channel's messages, newest first, replies left out unless they were broadcast."""
    channel = joined(platform, call.text("channel"))
    top = (
        message
        for message in platform.workspace.messages(channel.id)
        if not message.is_reply or message.subtype == "thread_broadcast"
    )
    found = sorted(_within(top, call), key=_when, reverse=True)
    return _listing(platform, found, call, default=100)


def replies(platform: Platform, call: Call) -> Json:
    """List a thread: its first message, then the replies, oldest first."""
    channel = joined(platform, call.text("channel"))
    root = platform.workspace.message(channel.id, call.text("ts"))
    if root is None:
        raise Refused(error="thread_not_found")
    below = platform.workspace.replies(channel.id, root.ts)
    return _listing(platform, [root, *_within(below, call)], call, default=1000)


def _within(messages: Iterable[Message], call: Call) -> list[Message]:
    oldest, latest = _instant(call, "oldest"), _instant(call, "latest")
    inclusive = call.flag("inclusive")
    found = []
    for message in messages:
        when = _when(message)
        after = oldest is None or when > oldest or (inclusive and when == oldest)
        before = latest is None or when < latest or (inclusive and when == latest)
        if after and before and not message.deleted:
            found.append(message)
    return found


def _instant(call: Call, name: str) -> float | None:
    if not call.has(name):
        return None
    try:
        return float(call.text(name))
    except ValueError as error:
        raise Refused(error=f"invalid_ts_{name}") from error


def _when(message: Message) -> float:
    return float(message.ts)


def _listing(platform: Platform, found: list[Message], call: Call, *, default: int) -> Json:
    part, rest = page(found, call, default=default, most=1000)
    with_metadata = call.flag("include_all_metadata")
    shown = [
        message_json(message, platform.identity, with_metadata=with_metadata)
        | thread_json(message, platform.workspace.replies(message.channel, message.ts))
        for message in part
    ]
    more = bool(rest["response_metadata"]["next_cursor"])
    return {"messages": shown, "has_more": more, **(rest if more else {})}


def _listed(platform: Platform, channel: Channel, call: Call) -> bool:
    if channel.archived and call.flag("exclude_archived"):
        return False
    return not channel.is_private or platform.workspace.bot_is_in(channel.id)


def _shown(platform: Platform, channel: Channel) -> Json:
    return channel_json(channel, platform.identity)
