"""Copies of files: which are wanted in which thread, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.usecases.access import is_shut
from bot.usecases.sending.parcels import standing
from storage.messages import MessageState

if TYPE_CHECKING:
    from bot.domain.messages import SharedFile
    from bot.usecases.office import Office
    from storage.files import KeptFile
    from storage.outbox import Due
    from storage.store import Transaction

_SHARED = frozenset({MessageState.RELAYED, MessageState.SOURCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """One file on its way into one thread, or out of it again if it is not `wanted`.

    `stands` is what is there already: the copy's id, or the spot of a sentence in its place.
    `others` are the ids of what stands there for other files.
    """

    kept_id: int
    conversation_id: int
    file: SharedFile
    channel: str
    root_ts: str
    wanted: bool
    stands: str | None
    others: frozenset[str]


def pack(office: Office, due: Due) -> Copying | None:
    """Say what is to become of a file in a thread; None if nothing. Raises `NotReady`."""
    with office.store.read() as tx:
        kept = tx.files.get(due.errand.ref or 0)
        thread = tx.conversations.by_id(int(due.errand.facts["to"] or 0))
        if kept is None or thread is None:
            return None
        stands = tx.files.copy_in(kept.id, thread.id)
        wanted = _is_wanted(tx, kept)
        if not wanted and stands is None and not due.maybe_sent:
            return None
        if stands is None and is_shut(tx, office, thread):
            # Whoever reads no more learns nothing new.
            return None
        channel, root_ts = standing(thread)
        return Copying(
            kept_id=kept.id,
            conversation_id=thread.id,
            file=kept.file,
            channel=channel,
            root_ts=root_ts,
            wanted=wanted,
            stands=stands,
            others=tx.files.copies_in(thread.id) if due.maybe_sent else frozenset(),
        )


def note(office: Office, copying: Copying, *, stands: str | None) -> None:
    """Note what stands for a file in a thread now, or that nothing does."""
    with office.store.write() as tx:
        if stands is None:
            tx.files.forget_copy(copying.kept_id, copying.conversation_id)
        else:
            tx.files.copied(copying.kept_id, copying.conversation_id, stands)


def _is_wanted(tx: Transaction, kept: KeptFile) -> bool:
    message = tx.messages.at(kept.channel, kept.ts)
    return message is not None and message.state in _SHARED and bool(kept.file.name)
