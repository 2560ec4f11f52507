"""The files.* methods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sandbox.values import Refused

from .access import joined
from .call import Call, invalid
from .chat import bot_message
from .content import Content, content_of

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.filing import File
    from sandbox.values import Channel, Json

MOST_CHANNELS = 100
SHARED_AS = {"channel": "channels", "group": "groups", "im": "ims"}


def get_upload_url(platform: Platform, call: Call) -> Json:
    """Give the address that takes a file's content."""
    length = call.text("length")
    if not length.isdecimal() or int(length) < 1:
        raise invalid(["must be 1 or more [json-pointer:/length]"])
    user = platform.identity.bot_user_id
    file = platform.files.announce(call.text("filename"), size=int(length), user=user)
    return {"upload_url": f"{platform.base_url}/upload/v1/{file.id}", "file_id": file.id}


def complete_upload(platform: Platform, call: Call) -> Json:
    """Keep uploaded files, and share them as the bot where a channel is named."""
    wanted = _wanted(call)
    channels = [joined(platform, channel_id) for channel_id in _channels(call)]
    if any(channel.archived for channel in channels):
        raise Refused(error="posting_to_channel_denied")
    files = [platform.files.complete(str(file["id"]), file.get("title")) for file in wanted]
    for channel in channels:
        _share(platform, call, channel, files)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def delete(platform: Platform, call: Call) -> Json:
    """Delete a file of the bot's own, wherever it is shared."""
    file = seen_by_bot(platform, call.text("file"))
    if file.user != platform.identity.bot_user_id:
        raise Refused(error="cant_delete_file")
    for message in platform.workspace.holders(file.id):
        left = tuple(other for other in message.files if other["id"] != file.id)
        if left or message.text or message.blocks:
            platform.posting.change(message, replace(message, files=left))
        else:
            platform.posting.delete(message)
    del platform.files.kept[file.id]
    return {}


def info(platform: Platform, call: Call) -> Json:
    """Describe a file that the bot may see."""
    file = seen_by_bot(platform, call.text("file"))
    shown: Json = {"channels": [], "groups": [], "ims": [], "shares": {}, "comments_count": 0}
    for message in platform.workspace.holders(file.id):
        channel = platform.workspace.channels[message.channel]
        if platform.workspace.bot_is_in(channel.id):
            shown[SHARED_AS[channel.kind]].append(channel.id)
            side = shown["shares"].setdefault("private" if channel.is_private else "public", {})
            side.setdefault(channel.id, []).append({"ts": message.ts})
    described = platform.files.describe(file, is_public=bool(shown["channels"]))
    return {"file": described | shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def seen_by_bot(platform: Platform, file_id: str) -> File:
    """Return a file of the bot's own, of a form or of a channel it belongs to, else refuse."""
    file = platform.files.kept.get(file_id)
    holders = platform.workspace.holders(file_id)
    shared = any(platform.workspace.bot_is_in(message.channel) for message in holders)
    own = file is not None and file.user == platform.identity.bot_user_id
    if file is None or not (shared or own or file.given):
        raise Refused(error="file_not_found")
    return file


def _wanted(call: Call) -> list[Any]:
    wanted = call.parsed("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted or not all("id" in file for file in wanted):
        raise invalid(["must be a list of files with an id [json-pointer:/files]"])
    return wanted


def _channels(call: Call) -> list[str]:
    named = call.text("channel_id") or call.text("channels")
    found = [channel_id.strip() for channel_id in named.split(",") if channel_id.strip()]
    if len(found) > MOST_CHANNELS:
        raise Refused(error="channels_limit_exceeded")
    return found


def _share(platform: Platform, call: Call, channel: Channel, files: list[File]) -> None:
    described = tuple(platform.files.describe_in(channel, file) for file in files)
    draft = bot_message(platform, channel.id, _content(call))
    platform.posting.post(
        replace(draft, files=described, subtype="file_share", thread_ts=call.optional("thread_ts"))
    )


def _content(call: Call) -> Content:
    """Read the words beside the files; blocks count only where there is no comment."""
    if call.has("initial_comment"):
        words = {"text": call.text("initial_comment")}
    elif call.has("blocks"):
        words = {"blocks": call.parsed("blocks", "invalid_blocks")}
    else:
        return Content(text="", blocks=(), attachments=(), metadata=None)
    content = content_of(Call(method=call.method, args=words))
    if any(block["type"] != "rich_text" for block in content.blocks):
        raise Refused(error="invalid_blocks")
    return content
