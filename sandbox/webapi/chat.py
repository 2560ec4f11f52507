"""The chat.* methods."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.values import Message, Refused
from sandbox.wire import message_json

from .access import joined, message_in, visible, writable
from .call import Call, RateLimited
from .content import LONGEST_UPDATE, Content, content_of

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json


def post_message(platform: Platform, call: Call) -> Json:
    """Post as the bot."""
    channel = writable(platform, call.text("channel"))
    wait = platform.rates.wait_for(channel.id)
    if wait:
        raise RateLimited(wait)
    draft = bot_message(platform, channel.id, content_of(call))
    thread_ts = call.optional("thread_ts")
    broadcast = thread_ts is not None and call.flag("reply_broadcast")
    message = platform.posting.post(
        replace(draft, thread_ts=thread_ts, subtype="thread_broadcast" if broadcast else None)
    )
    return _posted(platform, message)


def update(platform: Platform, call: Call) -> Json:
    """Change a message of the bot; text without blocks takes the blocks away."""
    channel = joined(platform, call.text("channel"))
    before = _own(platform, message_in(platform, channel, call.text("ts")), "cant_update_message")
    content = content_of(call)
    if len(content.text) > LONGEST_UPDATE:
        raise Refused(error="msg_too_long")
    after = platform.posting.change(before, reworded(before, content))
    return {**_posted(platform, after), "text": after.text}


def delete(platform: Platform, call: Call) -> Json:
    """Delete a message of the bot."""
    channel = joined(platform, call.text("channel"))
    message = message_in(platform, channel, call.text("ts"))
    platform.posting.delete(_own(platform, message, "cant_delete_message"))
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(platform: Platform, call: Call) -> Json:
    """Show a message to one member of a channel."""
    channel = writable(platform, call.text("channel"))
    if call.text("user") not in channel.members:
        raise Refused(error="user_not_in_channel")
    draft = bot_message(platform, channel.id, content_of(call))
    thread_ts = call.optional("thread_ts")
    message = platform.posting.whisper(
        replace(draft, thread_ts=thread_ts, ephemeral_to=call.text("user"))
    )
    return {"message_ts": message.ts}


def get_permalink(platform: Platform, call: Call) -> Json:
    """Give the address of a message."""
    channel = visible(platform, call.text("channel"))
    message = message_in(platform, channel, call.text("message_ts"))
    path = f"/archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    return {"channel": channel.id, "permalink": platform.base_url + path + thread}


def bot_message(platform: Platform, channel_id: str, content: Content) -> Message:
    """Draft a message of the bot."""
    return Message(
        channel=channel_id,
        user=platform.identity.bot_user_id,
        bot_id=platform.identity.bot_id,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
    )


def reworded(before: Message, content: Content) -> Message:
    """Draft the new state of a message; metadata that is not given stays."""
    return replace(
        before,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=before.metadata if content.metadata is None else content.metadata,
    )


def _own(platform: Platform, message: Message, refusal: str) -> Message:
    if message.bot_id != platform.identity.bot_id:
        raise Refused(error=refusal)
    return message


def _posted(platform: Platform, message: Message) -> Json:
    shown = message_json(message, platform.identity, with_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shown}
