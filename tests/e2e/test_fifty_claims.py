from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_of_fifty_who_press_claim_at_once_one_wins_and_the_others_learn_who(
    desk: Workplace,
) -> None:
    number = desk.filed()
    people = [desk.slack.add_person(f"Tech{index:02}", announce=True) for index in range(50)]
    for person in people:
        desk.slack.add_member(desk.cast.team, person)
    desk.settle()
    card = desk.card(number)

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(lambda person: person.clicks(card, "Claim"), people))
    desk.until(lambda: sum(len(person.ephemerals) for person in people) == 49, "49 refusals")
    desk.settle()

    told = Counter(line for person in people for line in desk.whispers(person))
    winner = next(person for person in people if not person.ephemerals)
    assert all(outcome.acked for outcome in outcomes)
    assert told == {f"#{number} is already with {winner.name}.": 49}
    assert f"@{winner.name}" in desk.reads(desk.card(number))
