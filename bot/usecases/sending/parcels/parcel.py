"""What a parcel is: what to show, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.messages import (
    Notice,
    RelayedMessage,
    RequestView,
    SurveyQuestion,
)
from bot.domain.outages import Bulletin, Proposal
from bot.domain.reminders.bundle import Bundle
from bot.usecases.access import is_shut
from bot.usecases.report import Report
from storage.conversations import Side

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.outbox import Errand, OutboxKind
    from storage.store import Transaction


class NotReady(Exception):
    """The thread that this message belongs to does not stand in Slack yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on a message: it has gone to the requester."""

    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A choice that only one technician sees: take the message back, or send it after all.

    At the card of a request that is part of another or private there is no choice: it says
    where the work goes on.
    """

    number: int
    message_id: int
    to: str
    sent: bool
    goes_on_at: int | None = None
    is_private: bool = False


Content: TypeAlias = (
    RequestView
    | Notice
    | RelayedMessage
    | SurveyQuestion
    | Tick
    | Offer
    | Report
    | Bundle
    | Bulletin
    | Proposal
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What to show and where.

    `channel` is a channel or a person's id (his direct messages). With `edit_ts` the message
    that stands there is replaced; `content` None takes it away. What is `late` is not worth a
    new message, but one that may stand in Slack already is changed as if `edit_ts` named it.
    """

    channel: str
    content: Content | None
    thread_ts: str | None = None
    edit_ts: str | None = None
    late: bool = False


#: How each kind of errand is put together; None if it has become pointless.
Packers: TypeAlias = (
    "dict[OutboxKind, Callable[[Transaction, Office, Errand, datetime], Parcel | None]]"
)


def standing(thread: Conversation | None) -> tuple[str, str]:
    """Give the channel and the root of a thread; raises `NotReady` until it stands."""
    if thread is None or thread.channel is None or thread.root_ts is None:
        raise NotReady
    return thread.channel, thread.root_ts


def is_among_readers(tx: Transaction, office: Office, thread: Conversation | None) -> bool:
    """Say whether only those who may read a private request read this thread."""
    if thread is None or thread.side is Side.CARD or is_shut(tx, office, thread):
        return False
    return not thread.is_public
