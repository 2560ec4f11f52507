"""Why somebody was given a request, in a sentence that can be read aloud."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.people import Person
from bot.domain.routing.choosing import Barred, Why
from bot.usecases.placing.given import Given, Other
from handlers.views import placing

ANA = Person(id=1, slack_id="U0ANA", name="Ana")
BEN = Person(id=2, slack_id="U0BEN", name="Ben")
NETWORK = frozenset({"network"})


def test_the_owner_is_named_with_the_reason_and_who_was_not_there() -> None:
    until = datetime(2026, 3, 9, 9, tzinfo=UTC)
    away = Other(person=BEN, why=Barred.AWAY, until=until)
    given = Given(person=ANA, because=Why.LEAST_LOADED, of=3, skills=NETWORK, others=(away,))

    told = placing.given(given)

    assert "to Ana: least loaded of 3 with network; Ben is away until <!date" in told


def test_what_waits_says_what_is_missing() -> None:
    lacks = Other(person=BEN, why=Barred.SKILLS)
    given = Given(person=None, because=Why.NOBODY_FIT, skills=NETWORK, others=(lacks,))

    told = placing.given(given)

    assert told == (
        "*Waits*: nobody at the desk has skills in network; Ben does not have the skills."
    )


def test_what_waits_behind_others_says_so() -> None:
    assert placing.given(Given(person=None, because=Why.BEHIND)) == (
        "*Waits*: older ones come first."
    )


@pytest.mark.parametrize("why", Barred)
def test_every_reason_has_words(why: Barred) -> None:
    given = Given(person=ANA, because=Why.STICKY, of=1, others=(Other(person=BEN, why=why),))

    assert "; Ben " in placing.given(given)


def test_the_tier_that_is_missing_is_named() -> None:
    told = placing.missing("nobody_on_call", placing.lacking("", "2"))

    assert told == "nobody with tier 2 is on call"


def test_full_hands_are_said_as_such() -> None:
    assert "has no room" in placing.missing("all_full", placing.lacking("", "1"))
