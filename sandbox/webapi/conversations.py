"""The conversations.* methods about channels; what is said there is read elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.values import Refused
from sandbox.wire import channel_json

from .access import visible
from .call import Call, page

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Channel, Json

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


def _listed(platform: Platform, channel: Channel, call: Call) -> bool:
    if channel.archived and call.flag("exclude_archived"):
        return False
    return not channel.is_private or platform.workspace.bot_is_in(channel.id)


def _shown(platform: Platform, channel: Channel) -> Json:
    return channel_json(channel, platform.identity)
