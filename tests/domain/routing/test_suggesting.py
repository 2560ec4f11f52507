"""Which category the words of a request speak for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.routing.suggesting import Lessons, Suggestion, suggest

SOLVED = {"Network": 40, "Access": 60}


def test_a_word_that_mostly_stood_in_one_category_speaks_for_it() -> None:
    lessons = Lessons(solved=SOLVED, having={"vpn": {"Network": 8, "Access": 2}})

    assert suggest(lessons) == Suggestion(category="Network", share=8, of=10)


def test_too_few_requests_say_nothing() -> None:
    assert suggest(Lessons(solved=SOLVED, having={"vpn": {"Network": 4}})) is None
    assert suggest(Lessons(solved={}, having={})) is None
    assert suggest(Lessons(solved=SOLVED, having={})) is None


def test_words_that_stand_everywhere_say_nothing() -> None:
    lessons = Lessons(solved=SOLVED, having={"laptop": {"Network": 20, "Access": 20}})

    assert suggest(lessons) is None


def test_all_words_are_heard_and_the_loudest_one_is_shown() -> None:
    having = {"password": {"Access": 30, "Network": 2}, "vpn": {"Network": 7, "Access": 4}}

    assert suggest(Lessons(solved=SOLVED, having=having)) == Suggestion(
        category="Access", share=30, of=32
    )


_COUNTS = st.dictionaries(st.sampled_from("ABC"), st.integers(1, 50), min_size=1)


@given(_COUNTS, st.dictionaries(st.sampled_from("xyz"), _COUNTS))
def test_a_suggestion_keeps_to_its_floor(
    solved: dict[str, int], having: dict[str, dict[str, int]]
) -> None:
    found = suggest(Lessons(solved=solved, having=having))

    assert found is None or (found.of >= 5 and found.share >= 0.6 * found.of)
