from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers import grammar
from handlers.grammar import NotADate, NotAPerson, NumberMissing, Words, parse

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "verb", "number", "rest"),
    [
        ("", "", None, ""),
        ("  claim   42 ", "claim", 42, ""),
        ("Claim #42", "claim", 42, ""),
        ("resolve 42 Turned it off and on", "resolve", 42, "Turned it off and on"),
        ("resolve 42\nTurned it off\nand on", "resolve", 42, "Turned it off\nand on"),
        ("hold 42 vendor R&amp;D &lt;asked&gt;", "hold", 42, "vendor R&D <asked>"),
        ("queue late", "queue", None, "late"),
        ("claim 9999999999", "claim", None, "9999999999"),
    ],
)
def test_a_line_is_taken_apart(typed: str, verb: str, number: int | None, rest: str) -> None:
    words = parse(typed)

    assert (words.verb, words.number, words.rest) == (verb, number, rest)


@pytest.mark.parametrize(
    ("typed", "rest"),
    [("claim", ""), ("claim 7", ""), ("resolve 3 cables replaced", "3 cables replaced")],
)
def test_in_a_thread_the_number_is_known(typed: str, rest: str) -> None:
    words = parse(typed, about=7)

    assert (words.about, words.rest) == (7, rest)


def test_a_verb_that_needs_a_number_asks_for_it() -> None:
    with pytest.raises(NumberMissing) as caught:
        _ = parse("claim").about

    assert caught.value.sentence() == "Please say which request, for example: claim 42."


@pytest.mark.parametrize(("text", "number"), [("42", 42), ("#42", 42), ("4 2", None), ("x", None)])
def test_a_bare_number_is_read(text: str, number: int | None) -> None:
    assert grammar.number(text) == number


@pytest.mark.parametrize("mention", ["<@U0ANA>", "<@U0ANA|ana>", " <@U0ANA> "])
def test_a_person_is_read_from_a_mention(mention: str) -> None:
    assert grammar.person(mention, verb="assign") == "U0ANA"


@pytest.mark.parametrize("text", ["ana", "<@U0ANA> please", "<#C1>", ""])
def test_anything_else_is_no_person(text: str) -> None:
    with pytest.raises(NotAPerson):
        grammar.person(text, verb="assign")


@pytest.mark.parametrize(("word", "tier"), [("tier2", 2), ("Tier-3", 3), ("tier", None)])
def test_a_tier_is_read(word: str, tier: int | None) -> None:
    assert grammar.tier(word) == tier


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-10", datetime(2026, 3, 10, 8, 0, tzinfo=UTC)),
        ("2026-07-10", datetime(2026, 7, 10, 7, 0, tzinfo=UTC)),
        ("2026-03-10T14:30", datetime(2026, 3, 10, 13, 30, tzinfo=UTC)),
        ("2026-03-10T14:30+00:00", datetime(2026, 3, 10, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_date_means_its_morning_at_the_desk(text: str, instant: datetime) -> None:
    assert grammar.instant(text, BERLIN) == instant


@pytest.mark.parametrize("text", ["", "soon", "31.12.2026", "2026-02-30"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        grammar.instant(text, BERLIN)


def test_words_split_into_the_first_and_the_others() -> None:
    words = Words(verb="hold", number=1, markup="vendor  The part is ordered")

    assert words.first() == ("vendor", "The part is ordered")
