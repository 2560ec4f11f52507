"""How often a category had to be put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis import KPIS
from tests.domain.stories import filed, marked, on, resolved, revalued, story, told_in

if TYPE_CHECKING:
    from bot.domain.events import Event, Fact


def refiled(hour: int, before: str | None, after: str) -> Event:
    facts: dict[str, Fact] = {"from": before, "to": after}
    plain = revalued(on(16, f"{hour}:00"), "P3", "P2")
    return replace(plain, kind=EventKind.CATEGORY_CHANGED, facts=facts)


def test_a_category_that_became_another_one_was_put_right() -> None:
    right = story(filed(on(16), category="Access"), resolved(on(16, "12:00")))
    wrong = story(
        filed(on(16), category="Access"),
        refiled(10, "Access", "Network"),
        resolved(on(16, "12:00")),
        number=2,
    )
    named = story(filed(on(16)), refiled(10, None, "Network"), resolved(on(16, "12:00")), number=3)
    unknown = story(filed(on(16)), resolved(on(16, "12:00")), number=4)
    spam = story(filed(on(16)), marked(on(16), "spam"), resolved(on(16, "12:00")), number=5)

    figure = KPIS["reclassified"].compute(told_in(16, 17, [right, wrong, named, unknown, spam]))

    assert (figure.numerator, figure.denominator) == (1, 3)
