"""What a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.values import Impossible

if TYPE_CHECKING:
    from sandbox.values import Message

    from .acting import Seat


def visible(seat: Seat, place: str, thread: str | None) -> list[Message]:
    """List what a person sees in a channel, or in one thread of it, oldest first."""
    workspace = seat.platform.workspace
    channel = workspace.channels[place]
    if seat.user_id not in channel.members and channel.kind != "channel":
        reason = f"{seat.user_id} does not belong to {channel.name or channel.id}."
        raise Impossible(reason)
    whispered = (m for m in workspace.ephemerals(seat.user_id) if m.channel == place)
    found = [*workspace.messages(place), *whispered]
    return sorted(
        (m for m in found if not m.deleted and thread in {None, m.ts, m.thread_ts}),
        key=lambda message: float(message.ts),
    )
