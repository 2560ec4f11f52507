"""What the lines of one request mean here: its events, and what it is after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.life import IllegalMove, apply, fold
from bot.domain.messages import LONGEST_TITLE, Texts
from bot.domain.request import HoldReason, Priority, Request, State
from bot.domain.sla import promised
from bot.domain.surveys import SCORES
from bot.usecases import moves
from bot.usecases.replay.lines import Attributes, BadLine, Refusal
from storage.replay import Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.usecases.replay.lines import Line

HOLDS = {
    HoldReason.REQUESTER: ("user", "requester", "customer", "caller"),
    HoldReason.VENDOR: ("vendor", "supplier"),
    HoldReason.APPROVAL: ("approval",),
    HoldReason.SCHEDULED: ("scheduled", "planned", "until"),
}
SPELLED_SCORES = frozenset(map(str, SCORES))
UNKNOWN = "unknown"
_NOTHING_KNOWN = Attributes()
# As much as the columns of the database hold.
_CATEGORY_LENGTH = 100
_CHANNEL_LENGTH = 40
# More than anybody resolves one request.
_MOST_RESOLUTIONS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who and what a history is about: the desk, people by name, attributes by source id."""

    desk: Desk
    people: Mapping[str, int]
    attributes: Mapping[str, Attributes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One request of a history; `lines` names for each event the line that it comes from."""

    recorded: Recorded
    lines: tuple[int, ...]
    refused: tuple[Refusal, ...]


def tell(lines: Sequence[Line], cast: Cast, *, number: int) -> Told:
    """Let a request live through its `lines`, by the rules that all requests obey.

    A move that is not legal is refused, and the rest goes on without it.
    """
    telling = _Telling(lines[0], cast, number)
    for line in lines[1:]:
        telling.take(line)
    return telling.told()


class _Telling:
    """A request while its story is being told."""

    def __init__(self, opened: Line, cast: Cast, number: int) -> None:
        self._cast = cast
        self._source_id = opened.source_id
        known = cast.attributes.get(opened.source_id, _NOTHING_KNOWN)
        said = opened.details()
        category = (said.get("category") or known.category)[:_CATEGORY_LENGTH] or None
        channel = said.get("channel", "")[:_CHANNEL_LENGTH] or UNKNOWN
        priority = _priority(said.get("priority") or known.priority) or cast.desk.default_priority
        requester_id = cast.people.get(opened.actor or known.requester)
        created = Event(
            kind=EventKind.CREATED,
            at=opened.at,
            actor=Actor(person_id=requester_id, kind=ActorKind.REQUESTER),
            facts={"channel": channel, "priority": priority, "category": category},
        )
        bare = Request(
            id=0,
            number=number,
            desk_key=cast.desk.key,
            requester_id=requester_id,
            created_at=opened.at,
            priority=priority,
            category=category,
            channel=channel,
        )
        self._request = apply(bare, created)
        self._title = said.get("title") or category or f"Request {self._source_id}"
        self._events = [created]
        self._lines = [opened.number]
        self._refused: list[Refusal] = []

    def take(self, line: Line) -> None:
        """Apply one line, or refuse it as a whole."""
        try:
            events = [*self._revalued(line), *_MEANINGS[line.event](self, line)]
            self._request = fold(self._request, events)
        except IllegalMove as illegal:
            state, verb = illegal.facts["state"], illegal.facts["verb"]
            reason = f"{self._source_id} is {state}, so it cannot be {verb}"
            self._refused.append(Refusal(line=line.number, reason=reason))
        except BadLine as bad:
            self._refused.append(Refusal(line=line.number, reason=str(bad)))
        else:
            self._events += events
            self._lines += [line.number] * len(events)

    def told(self) -> Told:
        """Close the book."""
        request = self._request
        return Told(
            recorded=Recorded(
                source_id=self._source_id,
                request=request,
                texts=Texts(title=self._title[:LONGEST_TITLE]),
                promised=promised(request, self._cast.desk),
                events=tuple(self._events),
            ),
            lines=tuple(self._lines),
            refused=tuple(self._refused),
        )

    def _actor(self, line: Line, kind: ActorKind = ActorKind.TECHNICIAN) -> Actor:
        return Actor(person_id=self._cast.people.get(line.actor), kind=kind)

    def replied(self, line: Line) -> list[Event]:
        """Take the first sign of somebody at work for a reply to the requester."""
        return [Event(kind=EventKind.HUMAN_REPLY, at=line.at, actor=self._actor(line))]

    def claimed(self, line: Line) -> list[Event]:
        """Give the request an owner."""
        return [Event(kind=EventKind.CLAIMED, at=line.at, actor=self._actor(line))]

    def assigned(self, line: Line) -> list[Event]:
        """Hand the request over; a team that nobody owned it for stays without an owner."""
        actor, owner_id = self._actor(line), self._request.owner_id
        to = actor.person_id if owner_id is not None else None
        facts: dict[str, Fact] = {"from": owner_id, "to": to, "replayed": True}
        return [Event(kind=EventKind.ASSIGNED, at=line.at, actor=actor, facts=facts)]

    def escalated(self, line: Line) -> list[Event]:
        """Call in somebody who knows more; whose tier that is, histories do not say alike."""
        facts = {"kind": "specialist"}
        return [Event(kind=EventKind.ESCALATED, at=line.at, actor=self._actor(line), facts=facts)]

    def held(self, line: Line) -> list[Event]:
        """Let the request wait; one reason to wait may follow on another."""
        facts = {"reason": _hold_reason(line.detail)}
        started = Event(
            kind=EventKind.HOLD_STARTED, at=line.at, actor=self._actor(line), facts=facts
        )
        return [*self._waking(line), started]

    def resumed(self, line: Line) -> list[Event]:
        """End the wait."""
        return [moves.hold_ended(self._request, self._cast.desk, self._actor(line), line.at)]

    def resolved(self, line: Line) -> list[Event]:
        """Solve the request; whoever did it answers for it."""
        actor = self._actor(line)
        facts: dict[str, Fact] = {"owner": actor.person_id}
        done = Event(kind=EventKind.RESOLVED, at=line.at, actor=actor, facts=facts)
        return [*self._waking(line), done]

    def reopened(self, line: Line) -> list[Event]:
        """Let the requester come back."""
        actor = self._actor(line, ActorKind.REQUESTER)
        rested = moves.rested(self._request, self._cast.desk, line.at)
        facts = {"resolution": self._request.resolutions, "minutes": rested}
        return [Event(kind=EventKind.REOPENED, at=line.at, actor=actor, facts=facts)]

    def closed(self, line: Line) -> list[Event]:
        """Close what was resolved."""
        actor = self._actor(line, ActorKind.SYSTEM)
        return [Event(kind=EventKind.CLOSED, at=line.at, actor=actor)]

    def rated(self, line: Line) -> list[Event]:
        """Take an opinion on the last resolution; raises `BadLine` without a score."""
        score = line.details().get("csat", "")
        if score not in SPELLED_SCORES:
            message = "a rating needs csat=1 to csat=5"
            raise BadLine(message)
        resolution = self._request.resolutions
        facts: dict[str, Fact] = {
            "score": int(score),
            "solicited": True,
            # Below zero, where no survey of our own is.
            "survey": -(self._request.number * _MOST_RESOLUTIONS + resolution),
            "resolution": resolution,
            "owner": self._last_owner(),
        }
        actor = self._actor(line, ActorKind.REQUESTER)
        return [Event(kind=EventKind.RATED, at=line.at, actor=actor, facts=facts)]

    def _waking(self, line: Line) -> list[Event]:
        return self.resumed(line) if self._request.state is State.ON_HOLD else []

    def _revalued(self, line: Line) -> list[Event]:
        """Change the priority if the line names another one."""
        if "priority=" not in line.detail or not self._request.is_open:
            return []
        before, after = self._request.priority, _priority(line.details().get("priority", ""))
        if after is None or after is before:
            return []
        facts = {"from": before, "to": after}
        actor = self._actor(line)
        return [Event(kind=EventKind.PRIORITY_CHANGED, at=line.at, actor=actor, facts=facts)]

    def _last_owner(self) -> Fact:
        done = (event for event in reversed(self._events) if event.kind is EventKind.RESOLVED)
        return next((event.facts.get("owner") for event in done), None)


_MEANINGS: Mapping[str, Callable[[_Telling, Line], list[Event]]] = {
    "acknowledged": _Telling.replied,
    "claimed": _Telling.claimed,
    "reassigned": _Telling.assigned,
    "escalated": _Telling.escalated,
    "on_hold": _Telling.held,
    "resumed": _Telling.resumed,
    "resolved": _Telling.resolved,
    "reopened": _Telling.reopened,
    "closed": _Telling.closed,
    "rated": _Telling.rated,
}


def _priority(text: str) -> Priority | None:
    """Read "P3", "3" and "3 - Moderate" alike."""
    digit = text.removeprefix("P")[:1]
    return Priority(f"P{digit}") if digit in {"1", "2", "3", "4"} else None


def _hold_reason(text: str) -> HoldReason:
    said = text.lower()
    for reason, words in HOLDS.items():
        if any(word in said for word in words):
            return reason
    return HoldReason.OTHER
