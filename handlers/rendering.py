"""From the state of a parcel to the message that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.messages import Notice, RelayedMessage, RequestView, SurveyQuestion
from bot.domain.outages import Bulletin, Proposal
from bot.domain.reminders.bundle import Bundle
from bot.usecases.report import Report
from bot.usecases.sending.parcels import Offer
from handlers.views.card import card, left_card
from handlers.views.digest import digest_message
from handlers.views.leaderboard import leaderboard_message
from handlers.views.notices import notice
from handlers.views.outages import bulletin, proposal
from handlers.views.receipt import receipt
from handlers.views.relay import (
    goes_on_elsewhere,
    only_with_its_owner,
    relayed,
    send_offer,
    sent_offer,
    tombstone,
)
from handlers.views.reminders import reminders
from handlers.views.survey import question
from storage.outbox import OutboxKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.usecases.sending.parcels import Content
    from handlers.views.blocks import Message


_REQUESTS: Final[dict[OutboxKind, Callable[[RequestView, datetime], Message]]] = {
    OutboxKind.CARD: card,
    OutboxKind.OWNER_CARD: card,
    OutboxKind.LEFT_CARD: left_card,
}


def render(kind: OutboxKind, content: Content, now: datetime) -> Message:
    """Word one parcel; `kind` tells a card from a receipt, which show the same request."""
    match content:
        case RequestView():
            return _REQUESTS.get(kind, receipt)(content, now)
        case Notice() | Bundle() | Bulletin() | Proposal():
            return _told(content, now)
        case RelayedMessage():
            # A deleted message keeps its place, without its words.
            return relayed(content) if content.text else tombstone()
        case SurveyQuestion():
            return question(content, now)
        case Offer():
            return _offered(content)
        case Report():
            post = digest_message if content.is_digest else leaderboard_message
            return post(content.lines, content.title)
        case _:
            raise TypeError(type(content).__name__)


def _told(content: Notice | Bundle | Bulletin | Proposal, now: datetime) -> Message:
    match content:
        case Notice():
            return notice(content)
        case Bundle():
            return reminders(content, now)
        case Bulletin():
            return bulletin(content)
        case Proposal():
            return proposal(content)


def _offered(offer: Offer) -> Message:
    if offer.goes_on_at is not None:
        return goes_on_elsewhere(offer.goes_on_at)
    if offer.is_private:
        return only_with_its_owner(offer.number)
    choice = sent_offer if offer.sent else send_offer
    return choice(offer.number, str(offer.message_id))
