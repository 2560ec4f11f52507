"""What has to be said, as values: the state that a message shows when it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.routing.presence import NOBODY_AWAY

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.outages import Around
    from bot.domain.people import Person
    from bot.domain.request import Request, State
    from bot.domain.routing.presence import Presence
    from bot.domain.routing.suggesting import Suggestion
    from bot.domain.vendors.engagement import AtWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message out of which a request is made; `root_ts` begins the thread that it is in.

    Where the bot `can_talk`, that thread is the conversation; elsewhere it takes place in the
    direct messages with the requester, and no word goes back to the channel.
    """

    channel: str
    ts: str
    said_at: datetime
    root_ts: str | None = None
    can_talk: bool = True

    @property
    def thread_ts(self) -> str:
        """The first message of its thread, which may be itself."""
        return self.root_ts or self.ts


#: Longer first lines are kept whole in the details; a title is something to read at a glance.
LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What the requester wrote; the first thing to go when text has to be erased."""

    title: str
    details: str = ""
    purpose: str = ""
    end_product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """The instants at which the promises of a request fall due; None once they are kept."""

    respond_by: datetime | None
    resolve_by: datetime | None
    next_response_by: datetime | None = None
    update_by: datetime | None = None

    @property
    def first(self) -> datetime | None:
        """The promise that falls due first."""
        known = (self.respond_by, self.next_response_by, self.resolve_by, self.update_by)
        return min((due for due in known if due is not None), default=None)


class Tie(StrEnum):
    """How another request hangs together with the one that is shown."""

    WHOLE = "whole"  # it is part of that one
    PART = "part"  # that one is part of it
    BEFORE = "before"  # it goes on with that one
    AFTER = "after"  # that one goes on with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Another request that hangs together with the one that is shown; `url` opens its card."""

    tie: Tie
    number: int
    state: State
    requester: Person | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """Everything that a card, receipt or answer shows of one request.

    `conversation_url` and `card_url` are links that open the thread in Slack, if it stands.
    `note` is the text that came with the last move (reason, resolution), if there is one.
    `among_readers` says that nobody sees it but those who may read a private request.
    `liaison` is the technician whom the department of the request knows by name.
    `suggestion` is the category that its words speak for, if it has none.
    `vendors` are those who still have something to do about it.
    `predecessor` needed it before the requester, and has left. `outage` is what it is, or may be
    part of.
    """

    request: Request
    desk: Desk
    texts: Texts
    promised: Promised
    requester: Person | None
    owner: Person | None
    conversation_url: str | None = None
    card_url: str | None = None
    note: str = ""
    among_readers: bool = False
    liaison: Person | None = None
    predecessor: Person | None = None
    links: tuple[Linked, ...] = ()
    suggestion: Suggestion | None = None
    outage: Around | None = None
    vendors: tuple[AtWork, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether nothing but number, priority and clock may be shown."""
        return self.request.private and not self.among_readers

    def tied(self, tie: Tie) -> tuple[Linked, ...]:
        """Give the requests that hang together with this one in one way."""
        return tuple(linked for linked in self.links if linked.tie is tie)

    @property
    def whole(self) -> Linked | None:
        """The request at which the work goes on, if this one is part of it."""
        return next(iter(self.tied(Tie.WHOLE)), None)


class NoticeKind(StrEnum):
    """A short message about a move that somebody has to hear of."""

    RESOLVED = "resolved"  # to the requester, with Reopen and It's solved
    WAITING_FOR_YOU = "waiting_for_you"  # to the requester: on hold until he answers
    CHASED = "chased"  # to the requester, whose answer is still missing; so the next
    CHASED_AGAIN = "chased_again"
    UNANSWERED = "unanswered"  # to the requester: ended, since no answer came
    STILL_NEEDED = "still_needed"  # to the card's thread: the requester needs it still
    CANCELLED = "cancelled"  # to the requester, when the desk cancelled
    WAS_REOPENED = "was_reopened"  # to the card's thread
    WAS_CANCELLED = "was_cancelled"  # to the card's thread, when the requester cancelled
    WAS_SOLVED = "was_solved"  # to the card's thread, when the requester says so
    ASSIGNED = "assigned"  # to the card's thread, naming the new owner
    GIVEN = "given"  # to the card's thread: nobody chose the owner but the desk itself
    NOBODY_CAN_TAKE = "nobody_can_take"  # to the leads: what is missing, and how many wait
    ESCALATED = "escalated"  # to the card's thread: tier, from, to, reason
    GIVEN_BACK = "given_back"  # to the card's thread: tier, from, to, reason
    FOLLOW_UP = "follow_up"  # to the owner, when somebody else solved it
    REOPENED_AGAIN = "reopened_again"  # to each lead's DM, or the card's thread
    ESCALATED_TO_LEAD = "escalated_to_lead"  # to each lead's DM, or the card's thread
    THANKS_OR_REOPEN = "thanks_or_reopen"  # to the requester who wrote after the resolution
    ALREADY_OVER = "already_over"  # to the requester who wrote after the end
    MERGED = "merged"  # to the requester: part of another request now
    UNMERGED = "unmerged"  # to the requester: a request of its own again
    MOVED = "moved"  # to the requester: another desk takes care of it
    MOVED_HERE = "moved_here"  # to the card's thread at the other desk: from, reason
    WHOLE_SOLVED = "whole_solved"  # to the requester of a part, as are the next two
    WHOLE_CANCELLED = "whole_cancelled"
    WHOLE_REOPENED = "whole_reopened"
    JOINED = "joined"  # to the card's thread: another request is part of this one now
    NO_LONGER_YOURS = "no_longer_yours"  # to whoever had it, in the thread that was theirs
    LEFT = "left"  # to the card's thread: another request is no longer part of this one
    TECHNICIAN_LEFT = "technician_left"  # to the leads: requests are back in the queue
    REQUESTER_LEFT = "requester_left"  # to the card's thread: handed over, or cancelled
    HANDED_TO_YOU = "handed_to_you"  # to whoever leads the requester's department, in a channel
    UNDELIVERED = "undelivered"  # to the leads: a channel cannot be reached
    GIVEN_UP = "given_up"  # to the leads: Slack stumbled over one message for a day
    OUTAGE_NEWS_LATE = "outage_news_late"  # to the card's thread: promised news are overdue
    VENDOR_ENGAGED = "vendor_engaged"  # to the card's thread, with what the vendor can have done
    VENDOR_RESOLVED = "vendor_resolved"  # to the card's thread: the owner checks
    VENDOR_CHASE = "vendor_chase"  # to the card's thread: somebody owes something
    VENDOR_LATE = "vendor_late"  # to the leads, once
    VENDOR_ENDS = "vendor_ends"  # to the leads: a contract runs out
    VENDOR_SAVED = "vendor_saved"  # to whoever saved it, with what its contract cannot bear
    POOR_EXPERIENCES = "poor_experiences"  # to the leads who are not concerned
    LOW_RATING = "low_rating"  # to the leads: somebody was not happy


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice ready to be worded; `facts` depend on the kind (see the view)."""

    kind: NoticeKind
    view: RequestView | None
    by: Person | None = None
    facts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file that came with words; `size` is in bytes, `url` empty if Slack keeps it back."""

    file_id: str
    name: str
    url: str
    size: int


class Speaker(StrEnum):
    """What somebody whose words are passed on is to the request."""

    REQUESTER = "requester"
    DESK = "help desk"
    BYSTANDER = "bystander"  # whoever else reads the thread and writes in it
    APP = "app"  # another app's bot


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayedMessage:
    """Words of one thread on their way to the other one.

    `is_from_a_part` says that they were said about a request that is part of the one on the card.
    """

    author: Person | None
    text: str
    speaker: Speaker
    number: int
    is_from_a_part: bool = False


class SurveyState(StrEnum):
    """What became of one question."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """The question that stands in the requester's DM, in the state it is in now."""

    survey_id: int
    number: int
    title: str
    desk_name: str
    owner: Person | None
    state: SurveyState
    score: int | None = None
    comment: str = ""
    changeable_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What `/desk` shows its caller: requests by what has to be done with them."""

    desk: Desk
    mine: tuple[RequestView, ...]
    unclaimed: tuple[RequestView, ...]
    due_soon: tuple[RequestView, ...]
    mine_total: int
    unclaimed_total: int
    due_soon_total: int
    to_follow_up: tuple[RequestView, ...] = ()
    presence: Presence = NOBODY_AWAY
