"""Who gets a request: those who may, those who can now, and the one among them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.routing.decision import Strategy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Barred(StrEnum):
    """Why somebody was passed over."""

    SKILLS = "skills"  # does not have what it needs
    TIER = "tier"  # works at a lower tier
    OWN = "own"  # needs it himself
    RETURNED = "returned"  # gave it back
    AWAY = "away"
    OFF_SHIFT = "off_shift"
    FULL = "full"
    NOT_ON_CALL = "not_on_call"


class Why(StrEnum):
    """Why somebody was chosen, or why nobody was."""

    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    ON_CALL = "on_call"
    STICKY = "sticky"  # solved the last one of the same requester
    QUEUE = "queue"  # people claim what they take
    PRIVATE = "private"  # nobody reads it unasked
    BEHIND = "behind"  # older ones of the same kind wait
    NOBODY_FIT = "nobody_fit"  # nobody has the skills or the tier
    NOBODY_HERE = "nobody_here"  # whoever could is away or off shift
    ALL_FULL = "all_full"
    NOBODY_ON_CALL = "nobody_on_call"  # the rota names nobody who could


#: What does not mend itself within the day: a lead has to hear of it.
HOPELESS = frozenset({Why.NOBODY_FIT, Why.NOBODY_ON_CALL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A technician as the choice sees him.

    `load` is the weight of the open requests in hand, `in_hand` their number, `turn` counts up
    with each request that the desk gives away: the lowest was given one longest ago.
    """

    person_id: int
    skills: frozenset[str] = frozenset()
    tier: int = 1
    load: int = 0
    in_hand: int = 0
    capacity: int | None = None
    turn: int = 0
    away: bool = False
    on_shift: bool = True
    on_call: bool = False

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another request."""
        return self.capacity is not None and self.in_hand >= self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a request needs of its technician.

    `sticky` is who solved the requester's last one; `requester_id` and `returned_by` get it in
    no case.
    """

    strategy: Strategy
    skills: frozenset[str] = frozenset()
    tier: int = 1
    sticky: int | None = None
    requester_id: int | None = None
    returned_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What requests have in common that can be taken by the same people.

    `barred` are the ids of technicians who get it in no case.
    """

    strategy: Strategy
    tier: int = 1
    skills: frozenset[str] = frozenset()
    barred: frozenset[int] = frozenset()

    def __str__(self) -> str:
        barred = ",".join(map(str, sorted(self.barred)))
        return "/".join((self.strategy, str(self.tier), ",".join(sorted(self.skills)), barred))

    @classmethod
    def read(cls, text: str) -> Kind:
        """Read what `str` has written."""
        strategy, tier, skills, barred = text.split("/")
        return cls(
            strategy=Strategy(strategy),
            tier=int(tier),
            skills=frozenset(filter(None, skills.split(","))),
            barred=frozenset(map(int, filter(None, barred.split(",")))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Somebody who did not get it, although he would have been next or is the only one."""

    person_id: int
    why: Barred


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who gets it (None: it waits in the queue), why, of how many, and who was passed over."""

    person_id: int | None
    because: Why
    of: int = 0
    passed: tuple[PassedOver, ...] = ()

    @property
    def needs_a_lead(self) -> bool:
        """Whether nothing will change by itself within the day."""
        is_holiday = self.because is Why.NOBODY_HERE and all(
            one.why is Barred.AWAY for one in self.passed
        )
        return is_holiday or self.because in HOPELESS


def choose(wanted: Wanted, crew: Sequence[Candidate]) -> Choice:
    """Choose who gets a request; nobody is the answer as well, with the reason.

    The same crew always gives the same answer, in whatever order it is listed.
    """
    if wanted.strategy is Strategy.QUEUE:
        return Choice(person_id=None, because=Why.QUEUE)
    left: Sequence[Candidate] = sorted(crew, key=lambda one: one.person_id)
    passed: list[PassedOver] = []
    for missing, bars in _SIEVES:
        barred = {one.person_id: bar for one in left if (bar := bars(wanted, one)) is not None}
        # Who does not fit is no news, unless there is nobody else.
        if missing is not Why.NOBODY_FIT or len(barred) == len(left):
            passed += [PassedOver(person_id=who, why=bar) for who, bar in barred.items()]
        left = [one for one in left if one.person_id not in barred]
        if not left:
            return Choice(person_id=None, because=missing, passed=tuple(passed))
    chosen, because = _first(wanted, left)
    return Choice(person_id=chosen, because=because, of=len(left), passed=tuple(passed))


def _first(wanted: Wanted, free: Sequence[Candidate]) -> tuple[int, Why]:
    if any(one.person_id == wanted.sticky for one in free) and wanted.sticky is not None:
        return wanted.sticky, Why.STICKY
    if wanted.strategy is Strategy.LEAST_LOADED:
        lightest = min(free, key=lambda one: (one.load, one.turn, one.person_id))
        return lightest.person_id, Why.LEAST_LOADED
    next_one = min(free, key=lambda one: (one.turn, one.person_id))
    is_call = wanted.strategy is Strategy.ON_CALL
    return next_one.person_id, Why.ON_CALL if is_call else Why.ROUND_ROBIN


def _unfit(wanted: Wanted, one: Candidate) -> Barred | None:
    if not wanted.skills <= one.skills:
        return Barred.SKILLS
    if one.tier < wanted.tier:
        return Barred.TIER
    if one.person_id == wanted.requester_id:
        return Barred.OWN
    return Barred.RETURNED if one.person_id == wanted.returned_by else None


def _not_on_call(wanted: Wanted, one: Candidate) -> Barred | None:
    if wanted.strategy is not Strategy.ON_CALL:
        return None
    if not one.on_call:
        return Barred.NOT_ON_CALL
    return Barred.AWAY if one.away else None


def _absent(wanted: Wanted, one: Candidate) -> Barred | None:
    if one.away:
        return Barred.AWAY
    # Whoever is on call works by the rota, and not by his shift.
    is_off = not one.on_shift and wanted.strategy is not Strategy.ON_CALL
    return Barred.OFF_SHIFT if is_off else None


def _full(_wanted: Wanted, one: Candidate) -> Barred | None:
    return Barred.FULL if one.is_full else None


#: What each sieve keeps back, and what is missing if it keeps back everybody.
_SIEVES: tuple[tuple[Why, Callable[[Wanted, Candidate], Barred | None]], ...] = (
    (Why.NOBODY_FIT, _unfit),
    (Why.NOBODY_ON_CALL, _not_on_call),
    (Why.NOBODY_HERE, _absent),
    (Why.ALL_FULL, _full),
)
