from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import Leaderboard, PeopleMetrics
from bot.domain.incentives.leaderboard import posted_lines, posted_part
from bot.domain.incentives.people import Colleague, Consent, LeaderboardFacts
from bot.domain.incentives.tally import TallyBy, leaderboard, tally_json
from tests.domain.stories import (
    ANA,
    BEN,
    BOB,
    MONA,
    TARA,
    THEO,
    assigned,
    filed,
    on,
    rated,
    reopened,
    resolved,
    story,
    told_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.history import History

CHI = 16
NAMES = {THEO: "Theo", TARA: "Tara", ANA: "Ana", BEN: "Ben", MONA: "Mona", CHI: "Chi"}
# How many of twenty answers were happy ones.
HAPPY = {THEO: 20, TARA: 19, ANA: 18, BEN: 10, MONA: 9, CHI: 8}
AGREEMENT = "works agreement of March"


def team(consent: Consent = Consent.GIVEN) -> dict[int, Colleague]:
    return {id_: Colleague(name=name, consent=consent) for id_, name in NAMES.items()}


def work(happy: Mapping[int, int], answers: int = 20, category: str = "Network") -> list[History]:
    return list(_work(happy, answers, category))


def _work(happy: Mapping[int, int], answers: int, category: str) -> Iterator[History]:
    number = count(1)
    for owner, glad in happy.items():
        for n in range(20):
            answer = [rated(on(13), 5 if n < glad else 2, owner=owner)] if n < answers else []
            created = filed(on(12), category=category)
            yield story(created, resolved(on(12, "10:00"), by=owner), *answer, number=next(number))


def facts_of(histories: list[History]) -> LeaderboardFacts:
    return LeaderboardFacts(
        week=told_in(9, 15, histories), rolling=told_in(1, 15, histories), people=team()
    )


def named(facts: LeaderboardFacts, mode: Leaderboard = Leaderboard.TOP3) -> list[str]:
    post = posted_part(facts, mode, PeopleMetrics.RECOGNITION, AGREEMENT)
    return [praise.name for praise in post.praise] if post else []


def test_the_tally_counts_resolutions_of_the_week_and_puts_equals_in_order_of_name() -> None:
    histories = [
        story(filed(on(2)), resolved(on(3), by=BEN)),
        story(filed(on(9)), resolved(on(10), by=TARA), reopened(on(11)), resolved(on(12), by=TARA)),
        story(filed(on(9)), resolved(on(10), by=THEO), reopened(on(11)), resolved(on(12), by=THEO)),
        story(filed(on(9)), resolved(on(10), by=BEN)),
        story(filed(on(9)), resolved(on(10), by=BOB)),
    ]

    tally = leaderboard(facts_of(histories))

    assert tally_json(tally) == {
        "week": "2026-W11",
        "by": "resolved",
        "rows": [
            {"person": "Tara", "value": 2, "n": 2},
            {"person": "Theo", "value": 2, "n": 2},
            {"person": "Ben", "value": 1, "n": 1},
        ],
    }


def test_few_answers_weigh_less_in_the_tally_of_satisfaction() -> None:
    histories = [*work({TARA: 19, BEN: 10}), *work({THEO: 10}, answers=10)]

    rows = leaderboard(facts_of(histories), TallyBy.CSAT).rows

    # All in all 39 of 50 were happy: (19 + 15.6) / 40, (10 + 15.6) / 30, (10 + 15.6) / 40.
    assert [(row.person, row.value, row.n) for row in rows] == [
        ("Tara", 86.5, 20),
        ("Theo", 85.3, 10),
        ("Ben", 64.0, 20),
    ]


def test_nobody_is_judged_by_nine_answers() -> None:
    facts = facts_of(work(HAPPY, answers=9))

    assert leaderboard(facts, TallyBy.CSAT).rows == ()
    assert named(facts) == []


@pytest.mark.parametrize("by", TallyBy)
def test_whoever_opts_out_stands_in_no_tally(by: TallyBy) -> None:
    facts = facts_of(work(HAPPY))
    without_theo = team() | {THEO: Colleague(name="Theo", consent=Consent.OPTED_OUT)}

    rows = leaderboard(replace(facts, people=without_theo), by).rows

    assert "Theo" not in {row.person for row in rows}
    assert len(rows) == 5


def test_the_three_with_the_happiest_requesters_are_thanked_without_numbers() -> None:
    facts = facts_of(work(HAPPY))

    post = posted_part(facts, Leaderboard.TOP3, PeopleMetrics.RECOGNITION, AGREEMENT)

    assert post is not None
    assert posted_lines(post) == [
        "Our desk in the week of 9 March, last 28 days",
        "First response: 1 h 00 m (n=120)",
        "Resolution: 1 h 00 m (n=120)",
        "Satisfied: 70.0 % (61.3 to 77.5 %, n=120)",
        "Reopened: no resolutions",
        (
            "Thank you: Theo, thanked for help with Network; Tara, thanked for help with Network; "
            "Ana, thanked for help with Network"
        ),
    ]


@pytest.mark.parametrize(
    ("mode", "people_metrics", "agreement"),
    [
        (Leaderboard.TEAM, PeopleMetrics.RECOGNITION, AGREEMENT),
        (Leaderboard.TOP3, PeopleMetrics.TEAM, AGREEMENT),
        (Leaderboard.TOP3, PeopleMetrics.PRIVATE, AGREEMENT),
        (Leaderboard.TOP3, PeopleMetrics.RECOGNITION, " "),
        (Leaderboard.RECOGNITION, PeopleMetrics.OFF, AGREEMENT),
    ],
)
def test_nobody_is_named_until_all_is_settled(
    mode: Leaderboard, people_metrics: PeopleMetrics, agreement: str
) -> None:
    post = posted_part(facts_of(work(HAPPY)), mode, people_metrics, agreement)

    assert post is not None
    assert post.praise == ()
    assert len(post.team) == 4


def test_a_desk_that_wants_no_post_gets_none() -> None:
    facts = facts_of(work(HAPPY))

    assert posted_part(facts, Leaderboard.OFF, PeopleMetrics.RECOGNITION, AGREEMENT) is None


@pytest.mark.parametrize("consent", [Consent.UNASKED, Consent.OPTED_OUT])
def test_with_five_who_agree_nobody_is_named(consent: Consent) -> None:
    people = team() | {CHI: Colleague(name="Chi", consent=consent)}

    assert named(replace(facts_of(work(HAPPY)), people=people)) == []


def test_equals_share_a_place() -> None:
    facts = facts_of(work(HAPPY | {THEO: 19}))

    post = posted_part(facts, Leaderboard.TOP3, PeopleMetrics.RECOGNITION, AGREEMENT)

    assert post is not None
    assert [(one.place, one.name) for one in post.praise] == [(1, "Tara"), (1, "Theo"), (3, "Ana")]


def test_where_not_all_equals_fit_none_of_them_is_picked() -> None:
    facts = facts_of(work(HAPPY | {ANA: 10}))

    assert named(facts) == ["Theo", "Tara"]
    assert named(facts_of(work(dict.fromkeys(NAMES, 15)))) == []


def test_the_category_of_private_requests_stays_private() -> None:
    histories = [replace(history, private=True) for history in work(HAPPY)]

    post = posted_part(facts_of(histories), Leaderboard.TOP3, PeopleMetrics.RECOGNITION, AGREEMENT)

    assert post is not None
    assert {praise.reason for praise in post.praise} == {"thanked for help of all kinds"}


def test_recognition_names_people_by_alphabet_each_for_something_else() -> None:
    helped = [
        story(filed(on(12)), assigned(on(12), BEN, **{"from": MONA}), number=500 + n)
        for n in range(3)
    ]
    came_back = [
        story(filed(on(3)), resolved(on(3), by=id_), reopened(on(4)), number=600 + id_)
        for id_ in NAMES
        if id_ != ANA
    ]

    post = posted_part(
        facts_of([*work(HAPPY), *helped, *came_back]),
        Leaderboard.RECOGNITION,
        PeopleMetrics.RECOGNITION,
        AGREEMENT,
    )

    assert post is not None
    assert [(praise.name, praise.reason) for praise in post.praise] == [
        ("Ana", "what was solved stayed solved"),
        ("Ben", "took over when colleagues needed help"),
        ("Theo", "thanked for help with Network"),
    ]


def test_recognition_without_a_reason_names_nobody() -> None:
    facts = facts_of(work(dict.fromkeys(NAMES, 15)))

    assert named(facts, Leaderboard.RECOGNITION) == []


def test_recognition_needs_three_who_agree() -> None:
    people = team(Consent.UNASKED) | {
        THEO: Colleague(name="Theo", consent=Consent.GIVEN),
        TARA: Colleague(name="Tara", consent=Consent.GIVEN),
    }

    assert named(replace(facts_of(work(HAPPY)), people=people), Leaderboard.RECOGNITION) == []


def test_an_empty_week_is_told_in_words() -> None:
    post = posted_part(facts_of([]), Leaderboard.TOP3, PeopleMetrics.RECOGNITION, AGREEMENT)

    assert post is not None
    assert posted_lines(post)[1:] == [
        "First response: no data",
        "Resolution: no data",
        "Satisfied: no answers",
        "Reopened: no resolutions",
    ]
