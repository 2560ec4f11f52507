"""What changes a conversation: posting, editing, deleting, reacting. Each change is an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import events
from .blocks import named
from .values import TOMBSTONE, Message, Refused
from .wire import message_json, thread_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from .clock import Clock
    from .ids import Ids
    from .values import Json
    from .workspace import Workspace

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Change conversations in the workspace and `emit` what the bot may hear of it."""

    workspace: Workspace
    clock: Clock
    ids: Ids
    emit: Callable[[Json], None]

    def post(self, draft: Message) -> Message:
        """Add a message; its thread must exist."""
        root = self._root(draft)
        message = self._stamped(draft)
        self.workspace.put_message(message)
        if self.workspace.bot_is_in(message.channel):
            self._tell_posted(message, root)
        return message

    def whisper(self, draft: Message) -> Message:
        """Show a message to the one person it names; nobody hears of it."""
        message = self._stamped(draft)
        self.workspace.put_message(message)
        return message

    def change(self, before: Message, after: Message) -> Message:
        """Replace a message by a new wording of itself, marked as edited."""
        blocks = named(after.blocks, self.ids)
        after = replace(after, blocks=blocks, edited=self.clock.ts())
        self._replace(before, after, after.edited or after.ts)
        return after

    def delete(self, message: Message) -> None:
        """Take a message away; where others have replied to it, a tombstone stays."""
        if self.workspace.replies(message.channel, message.ts):
            self._replace(message, _tombstone(message), self.clock.ts())
            return
        shown = self.shown(message)
        self.workspace.put_message(replace(message, deleted=True))
        if message.ephemeral_to is None and self.workspace.bot_is_in(message.channel):
            channel = self.workspace.channels[message.channel]
            self.emit(events.message_deleted(shown, channel, ts=self.clock.ts()))

    def react(self, message: Message, *, name: str, user: str) -> Message:
        """Add a reaction, or refuse with already_reacted."""
        users = message.reactions.get(name, ())
        if user in users:
            raise Refused(error="already_reacted")
        reactions = {**message.reactions, name: (*users, user)}
        return self._reacted(message, reactions, "reaction_added", (name, user))

    def unreact(self, message: Message, *, name: str, user: str) -> Message:
        """Take a reaction back, or refuse with no_reaction."""
        users = message.reactions.get(name, ())
        if user not in users:
            raise Refused(error="no_reaction")
        left = tuple(other for other in users if other != user)
        others = {other: who for other, who in message.reactions.items() if other != name}
        reactions = {**others, name: left} if left else others
        return self._reacted(message, reactions, "reaction_removed", (name, user))

    def shown(self, message: Message) -> Json:
        """Show a message with what its thread adds."""
        thread = thread_json(message, self.workspace.replies(message.channel, message.ts))
        return message_json(message, self.workspace.identity) | thread

    def _reacted(
        self,
        message: Message,
        reactions: dict[str, tuple[str, ...]],
        kind: str,
        by: tuple[str, str],
    ) -> Message:
        after = replace(message, reactions=reactions)
        self.workspace.put_message(after)
        if self.workspace.bot_is_in(message.channel):
            name, user = by
            self.emit(events.reaction(kind, message, name=name, user=user))
        return after

    def _replace(self, before: Message, after: Message, ts: str) -> None:
        self.workspace.put_message(after)
        if after.ephemeral_to is None and self.workspace.bot_is_in(after.channel):
            channel = self.workspace.channels[after.channel]
            shown = self.shown(before), self.shown(after)
            self.emit(events.message_changed(*shown, channel, ts=ts))

    def _root(self, draft: Message) -> Message | None:
        if draft.thread_ts is None:
            return None
        root = self.workspace.message(draft.channel, draft.thread_ts)
        if root is None:
            raise Refused(error="thread_not_found")
        return root

    def _stamped(self, draft: Message) -> Message:
        return replace(draft, ts=self.clock.ts(), blocks=named(draft.blocks, self.ids))

    def _tell_posted(self, message: Message, root: Message | None) -> None:
        who = self.workspace.identity
        channel = self.workspace.channels[message.channel]
        self.emit(events.message_posted(message, channel, root, who))
        mentioned = f"<@{who.bot_user_id}>" in message.text
        # In direct messages everything is said to the bot, so no mention is delivered on top.
        if mentioned and message.bot_id is None and not channel.is_im:
            self.emit(events.app_mentioned(message, who))
        if message.subtype == events.BROADCAST:
            # The channel hears of the same reply once more, as a change that nobody made.
            shown = self.shown(message)
            self.emit(events.message_changed(shown, shown, channel, ts=self.clock.ts()))


def _tombstone(message: Message) -> Message:
    return Message(
        channel=message.channel,
        ts=message.ts,
        user=SLACKBOT,
        text="This message was deleted.",
        subtype=TOMBSTONE,
    )
