"""The methods there are, what each needs, and how a call is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sandbox.values import Refused

from . import app, chat, conversations, files, groups, people, reactions, reading, views
from .call import Call, invalid

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Identity, Json

    from .call import Handler


@dataclass(frozen=True, slots=True)
class Method:
    """How a method is answered, its required arguments, and whose token it takes."""

    handler: Handler
    required: tuple[str, ...] = ()
    takes: Literal["bot", "app", "nothing"] = "bot"


METHODS: dict[str, Method] = {
    "api.test": Method(app.api_test, takes="nothing"),
    "apps.connections.open": Method(app.connections_open, takes="app"),
    "auth.test": Method(app.auth_test),
    "blocks.validate": Method(app.blocks_validate, takes="nothing"),
    "chat.delete": Method(chat.delete, ("channel", "ts")),
    "chat.getPermalink": Method(chat.get_permalink, ("channel", "message_ts")),
    "chat.postEphemeral": Method(chat.post_ephemeral, ("channel", "user")),
    "chat.postMessage": Method(chat.post_message, ("channel",)),
    "chat.update": Method(chat.update, ("channel", "ts")),
    "conversations.history": Method(reading.history, ("channel",)),
    "conversations.info": Method(conversations.info, ("channel",)),
    "conversations.join": Method(conversations.join, ("channel",)),
    "conversations.list": Method(conversations.list_),
    "conversations.members": Method(conversations.members, ("channel",)),
    "conversations.open": Method(conversations.open_),
    "conversations.replies": Method(reading.replies, ("channel", "ts")),
    "files.completeUploadExternal": Method(files.complete_upload, ("files",)),
    "files.delete": Method(files.delete, ("file",)),
    "files.getUploadURLExternal": Method(files.get_upload_url, ("filename", "length")),
    "files.info": Method(files.info, ("file",)),
    "reactions.add": Method(reactions.add, ("channel", "name", "timestamp")),
    "reactions.get": Method(reactions.get),
    "reactions.remove": Method(reactions.remove, ("name",)),
    "usergroups.list": Method(groups.list_),
    "usergroups.users.list": Method(groups.users, ("usergroup",)),
    "users.info": Method(people.info, ("user",)),
    "users.list": Method(people.list_),
    "users.profile.get": Method(people.profile),
    "views.open": Method(views.open_, ("view",)),
    "views.publish": Method(views.publish, ("user_id", "view")),
    "views.push": Method(views.push, ("view",)),
    "views.update": Method(views.update, ("view",)),
}


def answer(platform: Platform, call: Call, token: str | None) -> Json:
    """Carry a call out and return what Slack would; raises Refused where it would not."""
    method = METHODS.get(call.method)
    if method is None:
        raise Refused(error="unknown_method", req_method=call.method)
    _check_token(method, token, platform.identity)
    missing = [name for name in method.required if not call.has(name)]
    if missing:
        raise invalid([f"missing required field: {name}" for name in missing])
    return {"ok": True, **method.handler(platform, call)}


def _check_token(method: Method, token: str | None, identity: Identity) -> None:
    if method.takes == "nothing":
        return
    if not token:
        raise Refused(error="not_authed")
    if token not in {identity.bot_token, identity.app_token}:
        raise Refused(error="invalid_auth")
    wanted = identity.app_token if method.takes == "app" else identity.bot_token
    if token != wanted:
        raise Refused(error="not_allowed_token_type")
