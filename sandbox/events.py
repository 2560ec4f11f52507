"""The Events API's payloads, built from what has happened.

Where an event needs no timestamp of its own, `event_ts` is added when it is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .wire import group_json, message_json, profile_json, user_json

if TYPE_CHECKING:
    from .values import Channel, Identity, Json, Message, User, UserGroup

Tab: TypeAlias = Literal["home", "messages"]

BROADCAST = "thread_broadcast"


def envelope(
    event: Json, identity: Identity, *, event_id: str, seconds: float, shared: bool
) -> Json:
    """Wrap one event as Slack delivers it; `shared` with another workspace is its channel."""
    return {
        "type": "event_callback",
        "token": identity.verification,
        "team_id": identity.team_id,
        "context_team_id": identity.team_id,
        "context_enterprise_id": None,
        "api_app_id": identity.app_id,
        "event": event,
        "event_id": event_id,
        "event_time": int(seconds),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": identity.team_id,
                "user_id": identity.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{event_id}",
    }


def message_posted(message: Message, channel: Channel, root: Message | None, who: Identity) -> Json:
    """Tell that a message has been posted; `root` is the first message of its thread."""
    # The event never shows metadata; that needs a method call or its own subscription.
    event = message_json(message, who) | _place(channel, message.ts)
    if message.is_reply and root is not None:
        event |= {"parent_user_id": root.user} if root.user else {}
        event |= {"root": message_json(root, who)} if message.subtype == BROADCAST else {}
    return event


def app_mentioned(message: Message, who: Identity) -> Json:
    """Tell that a message names the bot."""
    event = message_json(message, who)
    return event | {"type": "app_mention", "channel": message.channel, "event_ts": message.ts}


def message_changed(before: Json, after: Json, channel: Channel, *, ts: str) -> Json:
    """Tell that a message now stands differently, given as it was and as it is."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "ts": ts,
        "message": after,
        "previous_message": before,
        **_place(channel, ts),
    }


def message_deleted(before: Json, channel: Channel, *, ts: str) -> Json:
    """Tell that a message is gone."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": ts,
        "deleted_ts": before["ts"],
        "previous_message": before,
        **_place(channel, ts),
    }


def reaction(kind: str, message: Message, *, name: str, user: str) -> Json:
    """Tell that a reaction was added or removed (`kind` is the event's type)."""
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        # A bot without an account is nobody's author.
        **({"item_user": message.user} if message.user else {}),
    }


def membership(kind: str, channel: Channel, *, user: str, team: str) -> Json:
    """Tell that somebody joined or left a channel (`kind` is the event's type)."""
    return {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": team,
    }


def channel_event(kind: str, channel: Channel, user: str) -> Json:
    """Tell that a channel was archived, unarchived or left by the bot."""
    return {"type": kind, "channel": channel.id, "user": user}


def user_event(kind: str, user: User) -> Json:
    """Tell that a person joined the workspace or changed."""
    return {"type": kind, "user": {**user_json(user), "profile": profile_json(user)}}


def group_event(kind: str, group: UserGroup, who: Identity) -> Json:
    """Tell that a user group was created or changed (`kind` is the event's type)."""
    return {"type": kind, "subteam": group_json(group, who)}


def group_members_changed(before: UserGroup, after: UserGroup, who: Identity) -> Json:
    """Tell who has come to a user group and who has left it."""
    added = [user for user in after.members if user not in before.members]
    removed = [user for user in before.members if user not in after.members]
    return {
        "type": "subteam_members_changed",
        "subteam_id": after.id,
        "team_id": who.team_id,
        "date_previous_update": before.updated,
        "date_update": after.updated,
        "added_users": added,
        "added_users_count": len(added),
        "removed_users": removed,
        "removed_users_count": len(removed),
    }


def place_of(event: Json) -> str:
    """Name the channel of an event, empty where there is none."""
    found = event.get("channel") or event.get("item", {}).get("channel")
    return found if isinstance(found, str) else ""


def home_opened(user: str, channel: str, *, tab: Tab, home: Json | None) -> Json:
    """Tell that a person looks at a tab of the app, with the home tab as it was."""
    event = {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab}
    return {**event, "view": home} if home is not None else event


def _place(channel: Channel, ts: str) -> Json:
    return {"channel": channel.id, "channel_type": channel.kind, "event_ts": ts}
