"""What one person's screen shows, gathered for the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sandbox.client.acting import Seat
from sandbox.client.looking import visible
from sandbox.reader import reader_in
from sandbox.values import Impossible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.core import Platform
    from sandbox.menu import Menu
    from sandbox.reader import Reader
    from sandbox.values import Channel, Message, User, View

HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message with what the page says about it."""

    message: Message
    author: str
    by_bot: bool
    time: str
    replies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything on one person's screen."""

    me: User
    people: tuple[User, ...]
    channels: tuple[Channel, ...]
    place: str
    place_name: str
    writable: bool
    posts: tuple[Post, ...]
    thread: str
    thread_posts: tuple[Post, ...]
    home: View | None
    view: View | None
    reader: Reader
    menu: Menu


def screen(platform: Platform, wanted: Mapping[str, str]) -> Screen:
    """Gather a screen; `wanted` names the person (as), the channel and the thread."""
    workspace = platform.workspace
    people = tuple(user for user in workspace.users.values() if not user.is_bot)
    if not people:
        reason = "There is nobody in the workspace yet."
        raise Impossible(reason)
    me = workspace.users.get(wanted.get("as", ""), people[0])
    seat = Seat(platform=platform, user_id=me.id)
    channels = _channels(platform, me)
    place = wanted.get("channel") or channels[0].id
    if place not in {HOME, *(channel.id for channel in channels)}:
        reason = "There is no such channel for this person."
        raise Impossible(reason)
    at_home = place == HOME
    thread = wanted.get("thread", "")
    posts = () if at_home else _posts(seat, place, None)
    return Screen(
        me=me,
        people=people,
        channels=channels,
        place=place,
        place_name="" if at_home else workspace.channels[place].name,
        writable=not at_home and me.id in workspace.channels[place].members,
        posts=tuple(post for post in posts if _on_top(post.message)),
        thread=thread,
        thread_posts=_posts(seat, place, thread) if thread and not at_home else (),
        home=platform.views.home(me.id),
        view=platform.views.top(me.id),
        reader=reader_in(workspace, ZoneInfo(me.tz)),
        menu=workspace.menu,
    )


def _channels(platform: Platform, me: User) -> tuple[Channel, ...]:
    """List the direct messages with the bot first, then every channel this person may read."""
    workspace = platform.workspace
    shown = [workspace.im_with(me)]
    shown += [
        channel
        for channel in workspace.channels.values()
        if not channel.is_im and (channel.kind == "channel" or me.id in channel.members)
    ]
    return tuple(shown)


def _posts(seat: Seat, place: str, thread: str | None) -> tuple[Post, ...]:
    workspace = seat.platform.workspace
    zone = ZoneInfo(workspace.users[seat.user_id].tz)
    return tuple(
        Post(
            message=message,
            author=_author(seat, message),
            by_bot=message.bot_id is not None,
            time=datetime.fromtimestamp(float(message.ts), zone).strftime("%H:%M"),
            replies=len(workspace.replies(place, message.ts)),
        )
        for message in visible(seat, place, thread)
    )


def _author(seat: Seat, message: Message) -> str:
    """Name who wrote a message; a bot may have no account, and a tombstone is Slack's own."""
    user = seat.platform.workspace.users.get(message.user)
    if user is not None:
        return user.real_name
    return "Slackbot" if message.is_tombstone else message.username or message.user


def _on_top(message: Message) -> bool:
    """Say whether a message shows in the channel itself, not just in its thread."""
    return not message.is_reply or message.subtype == "thread_broadcast"
