"""What has become of a request since it was routed: put right, given away, escalated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.events import Event, Fact
    from bot.domain.people import Person
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What `who` changed, or a rule if that is None.

    `was` and `now` are a category, a priority, a tier or the key of a desk. Of a request that
    was given to somebody, `now` is a name. `help` says who was asked for it, and is the kind of
    an escalation.
    """

    kind: EventKind
    at: datetime
    who: Person | None
    was: str | None = None
    now: str | None = None
    help: str | None = None


def changes_in(tx: Transaction, log: Sequence[Event]) -> Iterator[Change]:
    """Tell from the log what was changed since a request was routed, oldest first."""
    for event in log:
        # Why the desk itself gave it to somebody is told by itself.
        if event.kind not in _TOLD or event.facts.get("auto"):
            continue
        yield Change(
            kind=event.kind,
            at=event.at,
            who=tx.people.get(event.actor.person_id),
            was=_text(event.facts.get("from")),
            now=_TOLD[event.kind](tx, event.facts),
            help=_text(event.facts.get("kind")),
        )


def _plain(_tx: Transaction, facts: Mapping[str, Fact]) -> str | None:
    return _text(facts.get("to"))


def _person(tx: Transaction, facts: Mapping[str, Fact]) -> str | None:
    person = tx.people.get(_id(facts))
    return (person.name or None) if person else None


def _asked(tx: Transaction, facts: Mapping[str, Fact]) -> str | None:
    if facts.get("kind") != "vendor":
        return _text(facts.get("to"))
    vendor = tx.vendors.get(_id(facts) or 0)
    return vendor.name if vendor else None


def _id(facts: Mapping[str, Fact]) -> int | None:
    fact = facts.get("to")
    return fact if isinstance(fact, int) else None


def _text(fact: Fact) -> str | None:
    return None if fact is None else str(fact)


_TOLD: Mapping[EventKind, Callable[[Transaction, Mapping[str, Fact]], str | None]] = {
    EventKind.CATEGORY_CHANGED: _plain,
    EventKind.PRIORITY_CHANGED: _plain,
    EventKind.ASSIGNED: _person,
    EventKind.ESCALATED: _asked,
    EventKind.DE_ESCALATED: _plain,
    EventKind.MOVED_IN: _plain,
}
