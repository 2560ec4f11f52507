"""How the values look on the wire: the JSON objects of Slack's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .values import Channel, Identity, Json, Message, User, View


def user_json(user: User) -> Json:
    """Show a person as users.info does."""
    return {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": False,
        "profile": {"real_name": user.real_name, "display_name": user.real_name},
    }


def channel_json(channel: Channel, identity: Identity) -> Json:
    """Show a channel as conversations.info does."""
    shown: Json = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.is_im,
        "is_mpim": False,
        "is_private": channel.is_private or channel.is_im,
        "is_archived": channel.archived,
        "is_ext_shared": False,
        "is_shared": False,
        "context_team_id": identity.team_id,
    }
    if channel.is_im:
        return {**shown, "user": channel.partner}
    is_member = identity.bot_user_id in channel.members
    return {**shown, "name": channel.name, "is_member": is_member}


def message_json(message: Message, identity: Identity, *, with_metadata: bool = False) -> Json:
    """Show a message as events and chat methods do, without what its thread adds."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": identity.team_id,
    }
    if message.bot_id is not None:
        shown |= {"bot_id": message.bot_id, "app_id": identity.app_id}
        shown["bot_profile"] = {
            "id": message.bot_id,
            "app_id": identity.app_id,
            "name": identity.bot_name,
            "team_id": identity.team_id,
        }
    for key in ("subtype", "client_msg_id", "thread_ts"):
        if getattr(message, key) is not None:
            shown[key] = getattr(message, key)
    for key in ("blocks", "attachments", "files"):
        if getattr(message, key):
            shown[key] = list(getattr(message, key))
    if message.edited is not None:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    if with_metadata and message.metadata is not None:
        shown["metadata"] = message.metadata
    return shown


def thread_json(root: Message, replies: Sequence[Message]) -> Json:
    """Show what a thread adds to its first message; nothing if nobody has replied."""
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": root.ts,
        "reply_count": len(replies),
        "reply_users": people,
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts,
    }


def view_json(view: View, identity: Identity) -> Json:
    """Show a view as views.open and interactions do, with what has been filled in."""
    return {
        "title": None,
        "submit": None,
        "close": None,
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        **view.payload,
        "id": view.id,
        "team_id": identity.team_id,
        "app_id": identity.app_id,
        "app_installed_team_id": identity.team_id,
        "bot_id": identity.bot_id,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": {block: dict(entry) for block, entry in view.entries.items()}},
    }
