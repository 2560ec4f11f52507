"""What a POST to a response URL does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .call import Call
from .chat import bot_message, reworded
from .content import content_of

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.hooks import Hook
    from sandbox.values import Json, Message


def respond(platform: Platform, hook_id: str, body: Json) -> None:
    """Carry out an answer: replace or delete the original, or say something new."""
    hook = platform.hooks.use(hook_id)
    call = Call(method="response_url", args=body)
    original = _original(platform, hook)
    if call.flag("delete_original"):
        if original is not None:
            platform.posting.delete(original)
    elif call.flag("replace_original") and original is not None:
        platform.posting.change(original, reworded(original, content_of(call)))
    else:
        say(platform, hook, call)


def say(platform: Platform, hook: Hook, call: Call) -> Message:
    """Say something new where the interaction took place: to one person, or to the channel."""
    draft = bot_message(platform, hook.channel, content_of(call))
    draft = replace(draft, thread_ts=call.optional("thread_ts"))
    if call.text("response_type") == "in_channel":
        return platform.posting.post(draft)
    return platform.posting.whisper(replace(draft, ephemeral_to=hook.user))


def _original(platform: Platform, hook: Hook) -> Message | None:
    if hook.message is None:
        return None
    if hook.message.ephemeral_to is not None:
        return platform.workspace.ephemeral(hook.message.ts)
    return platform.workspace.message(hook.channel, hook.message.ts)
