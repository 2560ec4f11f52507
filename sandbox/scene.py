"""Who and what there is in the workspace, and how a test or a demo changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from .ids import id_from_name
from .menu import REACTIONS, Menu
from .people import Person
from .values import About, Channel, Message, User, UserGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .core import Platform
    from .runner import Runner, T
    from .values import Json


class Scene:
    """Set the scene: people, channels, who belongs where."""

    def __init__(self, platform: Platform, runner: Runner) -> None:
        self._platform = platform
        self._runner = runner
        self.team_id = platform.identity.team_id
        self.bot_user_id = platform.identity.bot_user_id

    def add_person(
        self,
        name: str,
        *,
        user_id: str | None = None,
        team_id: str | None = None,
        announce: bool = False,
        **about: Unpack[About],
    ) -> Person:
        """Add somebody to the workspace; `announce` tells the app with team_join."""
        known: About = {"real_name": name, **about}
        user = User(
            id=user_id or id_from_name("U", name),
            name=name.lower(),
            team_id=team_id or self.team_id,
            **known,
        )
        add = self._platform.membership.welcome if announce else self._platform.workspace.put_user
        self._call(lambda: add(user))
        return self._person(user)

    def change_person(self, person: Person, **about: Unpack[About]) -> Person:
        """Change what is known of somebody; the app hears user_change."""

        def act() -> User:
            user = replace(self._platform.workspace.user(person.id), **about)
            self._platform.membership.change_user(user)
            return user

        return self._person(self._call(act))

    def deactivate(self, person: Person) -> None:
        """Deactivate somebody's account; the app hears user_change."""
        self.change_person(person, deleted=True)

    def add_group(
        self, handle: str, members: Iterable[Person] = (), *, announce: bool = False
    ) -> str:
        """Add a user group and return its id; `announce` tells the app with subteam_created."""
        people = tuple(person.id for person in members)
        group_id = id_from_name("S", handle)
        group = UserGroup(id=group_id, handle=handle, name=handle, members=people)
        add = self._platform.groups.add if announce else self._platform.workspace.put_group
        self._call(lambda: add(group))
        return group_id

    def change_group(
        self,
        group_id: str,
        *,
        members: Iterable[Person] | None = None,
        handle: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Change a user group; the app hears of it."""

        def act() -> None:
            before = self._platform.workspace.groups[group_id]
            after = replace(
                before,
                handle=handle or before.handle,
                members=before.members if members is None else tuple(p.id for p in members),
                disabled=int(self._platform.clock.seconds()) if disabled else 0,
            )
            self._platform.groups.change(before, after)

        self._call(act)

    def add_channel(
        self,
        name: str,
        *,
        members: Iterable[Person] = (),
        bot: bool = True,
        private: bool = False,
        shared: bool = False,
        channel_id: str | None = None,
    ) -> Channel:
        """Add a channel that people, and the bot unless told otherwise, already belong to.

        `shared` means with another workspace.
        """
        everyone = [person.id for person in members] + [self.bot_user_id] * bot
        channel = Channel(
            id=channel_id or id_from_name("C", name),
            name=name,
            members=tuple(everyone),
            is_private=private,
            is_ext_shared=shared,
        )
        self._call(lambda: self._platform.workspace.put_channel(channel))
        return channel

    def people(self) -> list[Person]:
        """List everybody but the bot."""
        users = self._call(lambda: list(self._platform.workspace.users.values()))
        return [self._person(user) for user in users if not user.is_bot]

    def add_member(self, channel: Channel, person: Person) -> None:
        """Let somebody join a channel; the bot hears of it."""
        self._call(lambda: self._platform.membership.join(channel.id, person.id))

    def remove_member(self, channel: Channel, person: Person) -> None:
        """Let somebody leave a channel; the bot hears of it."""
        self._call(lambda: self._platform.membership.leave(channel.id, person.id))

    def add_bot(self, channel: Channel) -> None:
        """Invite the bot to a channel."""
        self._call(lambda: self._platform.membership.join(channel.id, self.bot_user_id))

    def offer(
        self,
        *,
        commands: Mapping[str, str] | None = None,
        shortcuts: Mapping[str, str] | None = None,
        message_shortcuts: Mapping[str, str] | None = None,
        reactions: Iterable[str] = REACTIONS,
    ) -> None:
        """Tell the page what to offer: commands with hints, shortcuts' names by callback id."""
        self._platform.workspace.menu = Menu(
            commands=commands or {},
            shortcuts=shortcuts or {},
            message_shortcuts=message_shortcuts or {},
            reactions=tuple(reactions),
        )

    def app_posts(
        self,
        app: str,
        text: str,
        channel: Channel,
        *,
        thread: Message | None = None,
        blocks: Iterable[Json] = (),
        account: bool = True,
    ) -> Message:
        """Have another app's bot write; without an `account` as an incoming webhook does."""
        bot = other_bot(app, self.team_id)
        draft = Message(
            channel=channel.id,
            text=text,
            user=bot.id if account else "",
            subtype=None if account else "bot_message",
            bot_id=id_from_name("B", app),
            app_id=id_from_name("A", app),
            username=app,
            thread_ts=None if thread is None else thread.thread_ts or thread.ts,
            blocks=tuple(blocks),
        )

        def act() -> Message:
            if account:
                self._platform.workspace.put_user(bot)
            return self._platform.posting.post(draft)

        return self._call(act)

    def remove_bot(self, channel: Channel) -> None:
        """Throw the bot out of a channel."""
        self._call(lambda: self._platform.membership.leave(channel.id, self.bot_user_id))

    def archive(self, channel: Channel) -> None:
        """Archive a channel."""
        self._call(lambda: self._platform.membership.archive(channel.id, by=self.bot_user_id))

    def unarchive(self, channel: Channel) -> None:
        """Open an archived channel again."""
        self._call(lambda: self._platform.membership.unarchive(channel.id, by=self.bot_user_id))

    def take_away(self, message: Message) -> None:
        """Delete anybody's message, as administrators may."""

        def act() -> None:
            standing = self._platform.workspace.message(message.channel, message.ts)
            if standing is not None:
                self._platform.posting.delete(standing)

        self._call(act)

    def emit(self, event: Json) -> None:
        """Deliver any other event, such as {"type": "app_uninstalled"}, in an envelope."""
        self._call(lambda: self._platform.emit(event))

    def channel(self, channel_id: str) -> Channel:
        """Return a channel as it stands now."""
        return self._call(lambda: self._platform.workspace.channels[channel_id])

    def _person(self, user: User) -> Person:
        return Person(
            id=user.id,
            name=user.real_name,
            team_id=user.team_id,
            _platform=self._platform,
            _runner=self._runner,
        )

    def _call(self, act: Callable[[], T]) -> T:
        return self._runner.call(act)


def other_bot(app: str, team_id: str) -> User:
    """Describe the account under which another app's bot writes."""
    user_id = id_from_name("U", f"{app}bot")
    return User(id=user_id, name=app.lower(), real_name=app, team_id=team_id, is_bot=True)
