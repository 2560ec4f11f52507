"""What was edited or deleted in a thread while the desk could not hear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.messages import MessageState, ThreadMessage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.usecases.office import Office
    from bot.usecases.talk.catching_up import Reading
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A message that reads otherwise than we know it, or with no `text` seems to be gone."""

    author: str
    ts: str
    text: str | None


def missed(
    office: Office, reading: Reading, *, standing: Collection[str], edited: Mapping[str, str]
) -> list[Missed]:
    """Compare a whole thread as it stands with what is known of it.

    `standing` are the spots of all its messages, and `edited` the texts of those that somebody
    has ever edited. What has been erased here stays so, whatever still stands in Slack.
    """
    with office.store.read() as tx:
        thread = tx.conversations.by_id(reading.conversation_id)
        if thread is None:
            return []
        known = tx.messages.in_thread(thread, since=reading.root_ts)
        found = []
        for message in known:
            if message.ts in standing:
                text: str | None = edited.get(message.ts, message.text)
            elif message.state is MessageState.SOURCE and message.ts != reading.root_ts:
                # It was one of several that began the request, and never stood in the thread.
                continue
            else:
                text = None
            if text != message.text:
                found.append(Missed(author=_author(tx, message), ts=message.ts, text=text))
        return found


def _author(tx: Transaction, message: ThreadMessage) -> str:
    author = tx.people.get(message.author_id)
    return (author.slack_id if author else None) or ""
