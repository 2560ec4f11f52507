"""Writing, editing, deleting and reacting, as a person does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from sandbox.values import Impossible, Message

from .speech import typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.filing import File

    from .acting import Seat


def says(seat: Seat, text: str, channel_id: str, *, thread: str | None = None) -> Message:
    """Write a message, or a reply to the message with the timestamp `thread`."""
    return _posted(
        seat,
        Message(
            channel=channel_id,
            user=seat.user_id,
            text=typed(text, seat.platform.workspace),
            thread_ts=thread,
        ),
    )


def broadcasts(seat: Seat, text: str, channel_id: str, *, thread: str) -> Message:
    """Reply in a thread and show the reply in the channel, too."""
    said = typed(text, seat.platform.workspace)
    draft = Message(channel=channel_id, user=seat.user_id, text=said, thread_ts=thread)
    return _posted(seat, replace(draft, subtype="thread_broadcast"))


def shares(seat: Seat, message: Message, files: Iterable[File]) -> Message:
    """Write a message that carries files."""
    channel = seat.platform.workspace.channels[message.channel]
    described = tuple(seat.platform.files.describe_in(channel, file) for file in files)
    said = typed(message.text, seat.platform.workspace)
    return _posted(seat, replace(message, text=said, files=described, subtype="file_share"))


def kept(seat: Seat, names: Iterable[str], content: bytes | None, size: int | None) -> list[File]:
    """Keep files under these names; without content each says its own name."""
    files = seat.platform.files
    return [
        files.keep(
            name, name.encode() if content is None else content, user=seat.user_id, size=size
        )
        for name in names
    ]


def edits(seat: Seat, message: Message, text: str) -> Message:
    """Reword one's own message."""
    before = _own(seat, message)
    said = typed(text, seat.platform.workspace)
    return seat.platform.posting.change(before, replace(before, text=said))


def deletes(seat: Seat, message: Message) -> None:
    """Delete one's own message."""
    seat.platform.posting.delete(_own(seat, message))


def reacts(seat: Seat, name: str, message: Message) -> Message:
    """Put an emoji on a message."""
    standing = current(seat, message)
    return seat.platform.posting.react(standing, name=name.strip(":"), user=seat.user_id)


def unreacts(seat: Seat, name: str, message: Message) -> Message:
    """Take one's emoji back."""
    standing = current(seat, message)
    return seat.platform.posting.unreact(standing, name=name.strip(":"), user=seat.user_id)


def current(seat: Seat, message: Message) -> Message:
    """Return a message as it stands now; a deleted one cannot be acted on."""
    standing = seat.platform.workspace.message(message.channel, message.ts)
    if standing is None or standing.is_tombstone:
        reason = "The message is gone."
        raise Impossible(reason)
    return standing


def _own(seat: Seat, message: Message) -> Message:
    standing = current(seat, message)
    if standing.user != seat.user_id:
        reason = "People change only what they wrote themselves."
        raise Impossible(reason)
    return standing


def _posted(seat: Seat, draft: Message) -> Message:
    workspace = seat.platform.workspace
    channel = workspace.channels[draft.channel]
    if draft.user not in channel.members or channel.archived:
        reason = f"{draft.user} cannot write in {channel.name or channel.id}."
        raise Impossible(reason)
    team = workspace.user(draft.user).team_id
    return seat.platform.posting.post(replace(draft, client_msg_id=str(uuid4()), team=team))
