"""Writing, editing, deleting and reacting, as a person does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from sandbox.values import Impossible, Message

from .speech import typed

if TYPE_CHECKING:
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


def shares(seat: Seat, message: Message, filename: str) -> Message:
    """Write a message that carries a file."""
    file = {
        "id": seat.platform.ids.mint("F"),
        "name": filename,
        "title": filename,
        "user": message.user,
        "mode": "hosted",
        "permalink": f"{seat.platform.base_url}/files/{filename}",
    }
    said = typed(message.text, seat.platform.workspace)
    return _posted(seat, replace(message, text=said, files=(file,), subtype="file_share"))


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
    if standing is None:
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
    channel = seat.platform.workspace.channels[draft.channel]
    if draft.user not in channel.members or channel.archived:
        reason = f"{draft.user} cannot write in {channel.name or channel.id}."
        raise Impossible(reason)
    return seat.platform.posting.post(replace(draft, client_msg_id=str(uuid4())))
