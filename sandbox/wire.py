"""How the values look on the wire: the JSON objects of Slack's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .values import Channel, Identity, Json, Message, User, UserGroup, View


def user_json(user: User) -> Json:
    """Show a person as users.info does, which leaves the custom fields out."""
    return {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "is_app_user": False,
        # A guest of one channel is a guest in every other respect, too.
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        **({"is_stranger": True} if user.is_stranger else {}),
        "profile": _names(user),
    }


def profile_json(user: User) -> Json:
    """Show a profile as users.profile.get does, custom fields included."""
    fields = {key: {"value": value, "alt": ""} for key, value in user.fields.items()}
    return {**_names(user), "fields": fields}


def group_json(group: UserGroup, identity: Identity, *, with_users: bool = True) -> Json:
    """Show a user group as usergroups.list and events do."""
    shown = {
        "id": group.id,
        "team_id": identity.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_update": group.updated,
        "date_delete": group.disabled,
        "auto_type": None,
        "user_count": len(group.members),
    }
    return {**shown, "users": list(group.members)} if with_users else shown


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
        "is_ext_shared": channel.is_ext_shared,
        "is_shared": channel.is_ext_shared,
        "context_team_id": identity.team_id,
    }
    if channel.is_im:
        return {**shown, "user": channel.partner}
    is_member = identity.bot_user_id in channel.members
    return {**shown, "name": channel.name, "is_member": is_member}


def message_json(message: Message, identity: Identity, *, with_metadata: bool = False) -> Json:
    """Show a message as events and chat methods do, without what its thread adds."""
    shown: Json = {"type": "message", "text": message.text, "ts": message.ts}
    shown |= _author(message, identity)
    for key in ("subtype", "client_msg_id", "thread_ts"):
        if getattr(message, key) is not None:
            shown[key] = getattr(message, key)
    for key in ("blocks", "attachments"):
        if getattr(message, key):
            shown[key] = list(getattr(message, key))
    if message.is_tombstone:
        shown["hidden"] = True
    if message.files:
        shown["files"] = [_file(file) for file in message.files]
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
    people = list(dict.fromkeys(reply.user or reply.bot_id for reply in replies))
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


def _names(user: User) -> Json:
    return {"title": user.title, "real_name": user.real_name, "display_name": user.real_name}


def _author(message: Message, identity: Identity) -> Json:
    """Say who wrote a message: a person, an outsider, a bot with or without an account."""
    team = message.team or identity.team_id
    shown: Json = {"user": message.user, "team": team} if message.user else {}
    if team != identity.team_id:
        shown |= {"user_team": team, "source_team": team}
    if message.bot_id is None:
        return shown
    app_id, name = message.app_id or identity.app_id, message.username or identity.bot_name
    if not message.user:
        return {"bot_id": message.bot_id, "app_id": app_id, "username": name}
    profile = {"id": message.bot_id, "app_id": app_id, "name": name, "team_id": team}
    return {**shown, "bot_id": message.bot_id, "app_id": app_id, "bot_profile": profile}


def _file(file: Json) -> Json:
    """Show a file; of one shared with another workspace only where to ask for it."""
    if file["file_access"] == "visible":
        return file
    kept = {key: file[key] for key in ("id", "file_access")}
    return {**kept, "mode": "file_access", "created": 0, "timestamp": 0, "user": ""}
