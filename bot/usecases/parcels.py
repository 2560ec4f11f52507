"""What is in a message that is about to be sent: the state of now, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.messages import (
    Notice,
    RelayedMessage,
    RequestView,
    Speaker,
    SurveyQuestion,
    SurveyState,
)
from bot.domain.surveys import CHANGEABLE_FOR
from bot.usecases import figures, names, notices, views
from bot.usecases.access import is_shut, works_at
from bot.usecases.asleep import require_awake
from bot.usecases.report import Report
from storage.conversations import Side
from storage.lanes import address
from storage.messages import MessageState
from storage.outbox import Due, Errand, OutboxKind
from storage.surveys import Decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
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


Content: TypeAlias = RequestView | Notice | RelayedMessage | SurveyQuestion | Tick | Offer | Report


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


def pack(office: Office, due: Due, now: datetime) -> Parcel | None:
    """Put together what a due row shows now; None if it has become pointless.

    Raises `NotReady`, `Asleep`.
    """
    with office.store.read() as tx:
        parcel = _PACKERS[due.errand.kind](tx, office, due.errand, now)
        if parcel is not None:
            require_awake(tx, office, due, parcel, now=now)
        return parcel


def _pack_card(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    view, threads = _view(tx, office, errand)
    thread = threads.get(Side.CARD)
    if thread is None:
        return None
    edit_ts = thread.message_ts
    return Parcel(channel=view.desk.team_channel, content=view, edit_ts=edit_ts)


def _pack_owner_card(
    tx: Transaction, office: Office, errand: Errand, _now: datetime
) -> Parcel | None:
    thread = tx.conversations.by_id(errand.ref or 0)
    if thread is None:
        return None
    if thread.message_ts is None and thread.side is Side.FORMER:
        # It went to somebody else before its owner had seen anything of it.
        return None
    view, _ = _view(tx, office, errand)
    shown = replace(view, among_readers=_is_among_readers(tx, office, thread))
    channel = thread.channel or address(errand.lane)
    return Parcel(channel=channel, content=shown, edit_ts=thread.message_ts)


def _pack_receipt(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    view, threads = _view(tx, office, errand)
    thread = threads.get(Side.REQUESTER)
    if thread is None:
        return None
    channel = thread.channel or (view.requester.slack_id if view.requester else None)
    if channel is None:
        return None
    root = thread.root_ts if thread.root_ts != thread.message_ts else None
    view = views.with_predecessor(tx, view)
    shown = replace(view, among_readers=_is_among_readers(tx, office, thread))
    return Parcel(channel=channel, content=shown, thread_ts=root, edit_ts=thread.message_ts)


def _pack_relay(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None:
        return None
    to = tx.conversations.by_id(int(errand.facts["to"] or 0))
    copy = tx.messages.copies_of(message.id).get(to.id) if to else None
    taken_back = message.state is MessageState.UNDONE
    if to is not None and is_shut(tx, office, to) and message.text and not taken_back:
        # Whoever reads no more learns nothing new; what has gone goes there as well.
        return None
    is_late = copy is None and (taken_back or not message.text)
    if is_late and (to is None or to.root_ts is None):
        return None
    channel, root = standing(to)
    return Parcel(
        channel=copy.channel if copy else channel,
        thread_ts=root,
        edit_ts=copy.ts if copy else None,
        content=None if taken_back else _words(tx, office, message, to),
        late=is_late,
    )


def _words(
    tx: Transaction, office: Office, message: ThreadMessage, to: Conversation | None
) -> RelayedMessage:
    request = tx.requests.by_id(message.request_id).request
    author = tx.people.get(message.author_id)
    is_elsewhere = to is not None and to.request_id != request.id
    is_from_a_part = is_elsewhere and message.side is Side.REQUESTER
    # Whoever reads it knows it by the number of his own request.
    receiving = tx.requests.by_id(to.request_id).request if to and is_elsewhere else request
    return RelayedMessage(
        author=author,
        text=names.spelled_out(tx, message.text),
        speaker=_speaker(tx, office, request, author),
        number=request.number if is_from_a_part else receiving.number,
        is_from_a_part=is_from_a_part,
    )


def _speaker(tx: Transaction, office: Office, request: Request, author: Person | None) -> Speaker:
    if author is not None and author.is_bot:
        return Speaker.APP
    if author is not None and author.id == request.requester_id:
        return Speaker.REQUESTER
    works_here = works_at(tx, office.desks[request.desk_key], author)
    return Speaker.DESK if works_here else Speaker.BYSTANDER


def _pack_tick(tx: Transaction, _office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None or message.state is not MessageState.RELAYED:
        return None
    return Parcel(channel=message.channel, content=Tick(ts=message.ts))


def _pack_offer(tx: Transaction, _office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None or message.state is MessageState.UNDONE:
        return None
    request = tx.requests.by_id(message.request_id).request
    _, root = _thread(tx, message.request_id, message.side)
    offer = Offer(
        number=request.number,
        message_id=message.id,
        to=str(errand.facts["to"]),
        sent=message.state is MessageState.RELAYED,
        goes_on_at=tx.links.whole_of(request).number if request.merged_into else None,
        is_private=request.private and message.side is Side.CARD,
    )
    return Parcel(channel=message.channel, thread_ts=root, content=offer)


def _pack_notice(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    if not notices.belongs_in_a_thread(errand):
        told = notices.notice(tx, office, errand, among_readers=False)
        return Parcel(channel=address(errand.lane), content=told)
    thread = notices.thread_of(tx, errand)
    channel, root = standing(thread)
    told = notices.notice(tx, office, errand, among_readers=_is_among_readers(tx, office, thread))
    return Parcel(channel=channel, thread_ts=root, content=told)


def _is_among_readers(tx: Transaction, office: Office, thread: Conversation | None) -> bool:
    if thread is None or thread.side is Side.CARD or is_shut(tx, office, thread):
        return False
    return not thread.is_public


_SURVEY_STATES = {
    Decision.ASKED: SurveyState.ASKED,
    Decision.ANSWERED: SurveyState.ANSWERED,
    Decision.WITHDRAWN: SurveyState.WITHDRAWN,
    Decision.EXPIRED: SurveyState.EXPIRED,
}


def _pack_survey(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    survey = tx.surveys.get(errand.ref or 0)
    if survey is None or survey.state not in _SURVEY_STATES:
        return None
    state = _SURVEY_STATES[survey.state]
    stored = tx.requests.by_id(survey.request_id)
    answer = tx.surveys.answer_of(survey.id)
    question = SurveyQuestion(
        survey_id=survey.id,
        number=stored.request.number,
        title=stored.texts.title,
        desk_name=office.desks[stored.request.desk_key].name,
        owner=tx.people.get(survey.owner_id),
        state=state,
        score=answer.score if answer else None,
        comment=answer.comment if answer else "",
        changeable_until=answer.answered_at + CHANGEABLE_FOR if answer else None,
    )
    channel = survey.channel or address(errand.lane)
    # Withdrawn before it was ever sent, it concerns nobody; but it may stand there unnoticed.
    is_late = survey.ts is None and state is not SurveyState.ASKED
    return Parcel(channel=channel, content=question, edit_ts=survey.ts, late=is_late)


def _pack_report(tx: Transaction, office: Office, errand: Errand, now: datetime) -> Parcel | None:
    desk = office.desks.get(str(errand.facts["desk"]))
    if desk is None:
        return None
    report = figures.posted(tx, desk, errand, now)
    return Parcel(channel=desk.team_channel, content=report) if report else None


def _view(
    tx: Transaction, office: Office, errand: Errand
) -> tuple[RequestView, dict[Side, Conversation]]:
    stored = tx.requests.by_id(errand.request_id or 0)
    threads = tx.conversations.threads_of(stored.request.id)
    return views.view(tx, office, stored, threads=threads), threads


def _thread(tx: Transaction, request_id: int, side: Side) -> tuple[str, str]:
    return standing(tx.conversations.of(request_id, side))


def standing(thread: Conversation | None) -> tuple[str, str]:
    """Give the channel and the root of a thread; raises `NotReady` until it stands."""
    if thread is None or thread.channel is None or thread.root_ts is None:
        raise NotReady
    return thread.channel, thread.root_ts


_PACKERS: dict[OutboxKind, Callable[[Transaction, Office, Errand, datetime], Parcel | None]] = {
    OutboxKind.CARD: _pack_card,
    OutboxKind.OWNER_CARD: _pack_owner_card,
    OutboxKind.RECEIPT: _pack_receipt,
    OutboxKind.RELAY: _pack_relay,
    OutboxKind.TICK: _pack_tick,
    OutboxKind.OFFER: _pack_offer,
    OutboxKind.NOTICE: _pack_notice,
    OutboxKind.SURVEY: _pack_survey,
    OutboxKind.DIGEST: _pack_report,
    OutboxKind.LEADERBOARD: _pack_report,
}
