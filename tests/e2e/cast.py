"""The people of the workplace, and where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox import Channel, Person, Sandbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Two who need help, four who give it, and the one who leads them."""

    alice: Person
    bob: Person
    theo: Person
    tara: Person
    ana: Person
    ben: Person
    mona: Person
    team: Channel
    intake: Channel
    general: Channel


def cast_of(slack: Sandbox, *, team: str, intake: str) -> Cast:
    """Let the people in."""
    alice, bob = slack.add_person("Alice"), slack.add_person("Bob")
    working = [slack.add_person(name) for name in ("Theo", "Tara", "Ana", "Ben")]
    mona = slack.add_person("Mona")
    theo, tara, ana, ben = working
    everybody = [alice, bob, *working, mona]
    return Cast(
        alice=alice,
        bob=bob,
        theo=theo,
        tara=tara,
        ana=ana,
        ben=ben,
        mona=mona,
        team=slack.add_channel("desk-it", members=working, channel_id=team),
        intake=slack.add_channel("help", members=everybody, channel_id=intake),
        general=slack.add_channel("general", members=everybody),
    )
