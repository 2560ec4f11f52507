"""A person at the keyboard: what a test or a demo lets them do, and what they see."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .client import clicking, commands, looking, modals, talking
from .client.acting import Seat
from .values import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping

    from .client.outcome import Outcome
    from .core import Platform
    from .events import Tab
    from .runner import Runner, T
    from .values import Channel, Json, View

POLL_SECONDS = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who uses Slack; every act waits until their client would show its result."""

    id: str
    name: str
    team_id: str
    _platform: Platform = field(repr=False)
    _runner: Runner = field(repr=False)

    # Acts: commands, shortcuts, clicks, forms.

    def command(
        self,
        command: str,
        text: str = "",
        channel: Channel | str | None = None,
        *,
        thread: Message | str | None = None,
    ) -> Outcome:
        """Type a slash command; without a channel, in the direct messages with the bot."""
        place, line = self._place(channel), f"{command} {text}"
        return self._run(commands.command(self._seat, line, place, thread=_ts(thread)))

    def shortcut(self, callback_id: str, message: Message | None = None) -> Outcome:
        """Choose a shortcut of the app, on a message or from the menu."""
        return self._run(commands.shortcut(self._seat, callback_id, message))

    def clicks(self, on: Message | View, target: str, value: object = None) -> Outcome:
        """Use a button, menu or select, found by action id or by what stands on it."""
        return self._run(clicking.click(self._seat, on, target, value=value))

    def submits(self, values: Mapping[str, object] | None = None) -> Outcome:
        """Fill the open modal in, by block id, action id or label, and submit it."""
        return self._run(modals.submit(self._seat, values or {}))

    def closes(self) -> Outcome:
        """Close the open modal."""
        return self._run(modals.close(self._seat))

    def types(self, values: Mapping[str, object]) -> View:
        """Fill fields of the open modal in, by block id, action id or label, and wait."""
        return self._call(lambda: modals.type_in(self._seat, values))

    def opens_home(self, tab: Tab = "home") -> View | None:
        """Look at a tab of the app, once the app has answered or failed to."""
        self._call(lambda: modals.open_home(self._seat, tab))
        # Every attempt ends by itself, so this does, too.
        while not self._call(lambda: self._platform.deliveries.answered("app_home_opened")):
            time.sleep(POLL_SECONDS)
        return self.home

    # Acts: talking.

    def says(
        self, text: str, channel: Channel | str, thread: Message | str | None = None
    ) -> Message:
        """Write in a channel, or in the thread of a message there."""
        place = self._place(channel)
        return self._call(lambda: talking.says(self._seat, text, place, thread=_ts(thread)))

    def dms(self, text: str, thread: Message | str | None = None) -> Message:
        """Write to the bot in direct messages."""
        return self.says(text, self._place(None), thread)

    def broadcasts(self, text: str, thread: Message) -> Message:
        """Reply in a thread and show the reply in the channel, too."""
        place, root = thread.channel, _ts(thread) or thread.ts
        return self._call(lambda: talking.broadcasts(self._seat, text, place, thread=root))

    def shares(
        self,
        names: str | Iterable[str],
        channel: Channel | str | None = None,
        *,
        text: str = "",
        content: bytes | None = None,
        size: int | None = None,
        thread: Message | str | None = None,
    ) -> Message:
        """Share files with a few words; without a channel, in direct messages with the bot.

        Without content each file says its own name; `size` (bytes) pretends that it is larger.
        """
        place = self._place(channel)
        draft = Message(channel=place, user=self.id, text=text, thread_ts=_ts(thread))
        listed = [names] if isinstance(names, str) else list(names)

        def act() -> Message:
            files = talking.kept(self._seat, listed, content, size)
            return talking.shares(self._seat, draft, files)

        return self._call(act)

    def uploads(self, name: str, content: bytes = b"", *, size: int | None = None) -> Json:
        """Upload a file for a form's file field; the answer is what to enter there."""

        def act() -> Json:
            (file,) = talking.kept(self._seat, [name], content or None, size)
            return self._platform.files.give(file)

        return self._call(act)

    def edits(self, message: Message, text: str) -> Message:
        """Reword a message of one's own."""
        return self._call(lambda: talking.edits(self._seat, message, text))

    def deletes(self, message: Message) -> None:
        """Delete a message of one's own."""
        self._call(lambda: talking.deletes(self._seat, message))

    def reacts(self, name: str, message: Message) -> Message:
        """Put an emoji on a message."""
        return self._call(lambda: talking.reacts(self._seat, name, message))

    def unreacts(self, name: str, message: Message) -> Message:
        """Take one's emoji back."""
        return self._call(lambda: talking.unreacts(self._seat, name, message))

    # What they see.

    @property
    def view(self) -> View | None:
        """The modal on top, or nothing."""
        return self._call(lambda: self._platform.views.top(self.id))

    @property
    def home(self) -> View | None:
        """The app's home tab as last published, or nothing."""
        return self._call(lambda: self._platform.views.home(self.id))

    @property
    def ephemerals(self) -> list[Message]:
        """The messages only they see, oldest first."""
        return self._call(lambda: self._platform.workspace.ephemerals(self.id))

    @property
    def inbox(self) -> list[Message]:
        """Their direct messages with the bot, replies included, oldest first."""
        return self.sees(self._place(None))

    def sees(self, channel: Channel | str, thread: Message | str | None = None) -> list[Message]:
        """List what they see in a channel, or in one thread of it, oldest first."""
        place, root = self._place(channel), _ts(thread)
        return self._call(lambda: looking.visible(self._seat, place, root))

    def _place(self, channel: Channel | str | None) -> str:
        if channel is not None:
            return channel if isinstance(channel, str) else channel.id
        workspace = self._platform.workspace
        return self._call(lambda: workspace.im_with(workspace.user(self.id)).id)

    @property
    def _seat(self) -> Seat:
        return Seat(platform=self._platform, user_id=self.id)

    def _run(self, act: Coroutine[None, None, T]) -> T:
        return self._runner.run(act)

    def _call(self, act: Callable[[], T]) -> T:
        return self._runner.call(act)


def _ts(thread: Message | str | None) -> str | None:
    """Return the timestamp of a thread's first message."""
    if isinstance(thread, Message):
        return thread.thread_ts or thread.ts
    return thread
