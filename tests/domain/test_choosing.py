"""Who gets a request: fair, within capacity, and never lost in silence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.routing.choosing import (
    Barred,
    Candidate,
    PassedOver,
    Wanted,
    Why,
    choose,
)
from bot.domain.routing.decision import Strategy

if TYPE_CHECKING:
    from collections.abc import Sequence

THEO, TARA, ANA, BEN = 1, 2, 3, 4
IN_TURN: Final = Wanted(strategy=Strategy.ROUND_ROBIN)
LIGHTEST: Final = Wanted(strategy=Strategy.LEAST_LOADED)
ON_CALL: Final = Wanted(strategy=Strategy.ON_CALL)

_CANDIDATE = st.builds(
    Candidate,
    person_id=st.integers(1, 9),
    skills=st.frozensets(st.sampled_from(["network", "mail"])),
    tier=st.integers(1, 3),
    load=st.integers(0, 20),
    in_hand=st.integers(0, 4),
    capacity=st.none() | st.integers(1, 4),
    turn=st.integers(0, 9),
    away=st.booleans(),
    on_shift=st.booleans(),
    on_call=st.booleans(),
)
_CREW = st.lists(_CANDIDATE, max_size=8, unique_by=lambda one: one.person_id)
_WANTED = st.builds(
    Wanted,
    strategy=st.sampled_from(Strategy),
    skills=st.frozensets(st.sampled_from(["network", "mail"]), max_size=1),
    tier=st.integers(1, 3),
    sticky=st.none() | st.integers(1, 9),
    requester_id=st.none() | st.integers(1, 9),
    returned_by=st.none() | st.integers(1, 9),
)


def crew(*people: int) -> list[Candidate]:
    return [Candidate(person_id=person) for person in people]


def test_the_queue_is_left_to_people() -> None:
    choice = choose(Wanted(strategy=Strategy.QUEUE), crew(THEO, TARA))

    assert (choice.person_id, choice.because) == (None, Why.QUEUE)


def test_round_robin_gives_to_whoever_was_given_one_longest_ago() -> None:
    people = [Candidate(person_id=THEO, turn=5), Candidate(person_id=TARA, turn=3)]

    choice = choose(IN_TURN, people)

    assert (choice.person_id, choice.because, choice.of) == (TARA, Why.ROUND_ROBIN, 2)


def test_least_loaded_counts_weight_and_then_turns() -> None:
    people = [
        Candidate(person_id=THEO, load=8, in_hand=1, turn=1),
        Candidate(person_id=TARA, load=4, in_hand=4, turn=9),
        Candidate(person_id=ANA, load=4, in_hand=2, turn=2),
    ]

    choice = choose(LIGHTEST, people)

    assert (choice.person_id, choice.because) == (ANA, Why.LEAST_LOADED)


def test_the_rota_decides_who_is_on_call_whatever_the_shift() -> None:
    people = [
        Candidate(person_id=THEO),
        Candidate(person_id=TARA, on_call=True, on_shift=False),
    ]

    choice = choose(ON_CALL, people)

    assert (choice.person_id, choice.because) == (TARA, Why.ON_CALL)


@pytest.mark.parametrize(
    "people", [crew(THEO), [Candidate(person_id=TARA, on_call=True, away=True)]]
)
def test_a_rota_without_anybody_there_is_said(people: Sequence[Candidate]) -> None:
    choice = choose(ON_CALL, people)

    assert (choice.person_id, choice.because) == (None, Why.NOBODY_ON_CALL)


def test_a_requester_goes_back_to_whoever_solved_the_last_one() -> None:
    people = [Candidate(person_id=THEO, turn=1), Candidate(person_id=TARA, turn=9)]

    choice = choose(replace(IN_TURN, sticky=TARA), people)

    assert (choice.person_id, choice.because) == (TARA, Why.STICKY)


def test_whoever_solved_the_last_one_and_is_away_is_not_waited_for() -> None:
    people = [Candidate(person_id=THEO), Candidate(person_id=TARA, away=True)]

    choice = choose(replace(IN_TURN, sticky=TARA), people)

    assert (choice.person_id, choice.because) == (THEO, Why.ROUND_ROBIN)
    assert choice.passed == (PassedOver(person_id=TARA, why=Barred.AWAY),)


def test_nobody_with_the_skill_is_said_and_not_made_up_for() -> None:
    people = [Candidate(person_id=THEO, skills=frozenset({"mail"})), *crew(TARA)]

    choice = choose(replace(LIGHTEST, skills=frozenset({"network"})), people)

    assert (choice.person_id, choice.because) == (None, Why.NOBODY_FIT)
    assert {one.why for one in choice.passed} == {Barred.SKILLS}


def test_a_higher_tier_can_do_what_a_lower_one_does() -> None:
    people = [Candidate(person_id=THEO, tier=1), Candidate(person_id=ANA, tier=3)]

    assert choose(replace(IN_TURN, tier=2), people).person_id == ANA
    assert choose(replace(IN_TURN, tier=1), people).person_id == THEO


def test_nobody_is_given_what_is_his_own_or_what_he_gave_back() -> None:
    wanted = replace(IN_TURN, requester_id=THEO, returned_by=TARA)

    choice = choose(wanted, crew(THEO, TARA))

    assert choice.because is Why.NOBODY_FIT
    assert {one.why for one in choice.passed} == {Barred.OWN, Barred.RETURNED}


def test_chatwoot_5672_offline_people_get_no_work() -> None:
    people = [
        Candidate(person_id=THEO, away=True, turn=0),
        Candidate(person_id=TARA, on_shift=False, turn=0),
        Candidate(person_id=ANA, turn=7, load=90),
    ]

    assert {choose(wanted, people).person_id for wanted in (IN_TURN, LIGHTEST)} == {ANA}
    assert choose(IN_TURN, people[:2]).because is Why.NOBODY_HERE


def test_everybody_full_is_another_thing_than_nobody_there() -> None:
    people = [Candidate(person_id=THEO, in_hand=3, capacity=3)]

    choice = choose(IN_TURN, people)

    assert (choice.person_id, choice.because) == (None, Why.ALL_FULL)
    assert choice.passed == (PassedOver(person_id=THEO, why=Barred.FULL),)


@given(_WANTED, _CREW, st.randoms())
def test_the_order_in_which_people_are_listed_decides_nothing(
    wanted: Wanted, people: list[Candidate], random: object
) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert choose(wanted, shuffled) == choose(wanted, people)


@given(_WANTED, _CREW)
def test_whoever_is_chosen_fits_is_there_and_has_room(
    wanted: Wanted, people: list[Candidate]
) -> None:
    choice = choose(wanted, people)

    chosen = next((one for one in people if one.person_id == choice.person_id), None)
    if chosen is None:
        assert choice.because not in {Why.ROUND_ROBIN, Why.LEAST_LOADED, Why.STICKY}
        return
    assert wanted.skills <= chosen.skills
    assert wanted.tier <= chosen.tier
    assert chosen.person_id not in {wanted.requester_id, wanted.returned_by}
    assert not chosen.away
    assert not chosen.is_full
    assert chosen.on_call if wanted.strategy is Strategy.ON_CALL else chosen.on_shift


@given(st.integers(1, 7), st.integers(0, 60))
def test_round_robin_is_fair_to_one_request(people: int, requests: int) -> None:
    turns = dict.fromkeys(range(1, people + 1), 0)
    given_to: Counter[int] = Counter(dict.fromkeys(turns, 0))

    for number in range(1, requests + 1):
        chosen = choose(
            IN_TURN, [Candidate(person_id=who, turn=turn) for who, turn in turns.items()]
        ).person_id
        assert chosen is not None
        turns[chosen] = number
        given_to[chosen] += 1

    assert max(given_to.values()) - min(given_to.values()) <= 1


@given(st.lists(st.integers(1, 3), min_size=1, max_size=5), st.integers(0, 30))
def test_no_one_is_ever_over_capacity(capacities: list[int], requests: int) -> None:
    in_hand = dict.fromkeys(range(len(capacities)), 0)

    for number in range(requests):
        people = [
            Candidate(person_id=who, in_hand=held, load=held, turn=number, capacity=capacities[who])
            for who, held in in_hand.items()
        ]
        chosen = choose(LIGHTEST, people).person_id
        if chosen is not None:
            in_hand[chosen] += 1

    assert all(held <= capacities[who] for who, held in in_hand.items())
    assert sum(in_hand.values()) == min(requests, sum(capacities))
