from __future__ import annotations

import html
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import limits

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
TORN_ENTITY = re.compile(r"&(?!(amp|lt|gt);)")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1|x>", "&lt;@U1|x&gt;"),
        ("&lt;", "&amp;lt;"),
        ("a\x00b\u200bc\u202ed", "abcd"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
    ],
)
def test_markup_is_inert_once_it_is_escaped(written: str, shown: str) -> None:
    assert limits.escape(written) == shown


@given(ANY_TEXT)
def test_escaping_changes_nothing_but_what_nobody_sees(text: str) -> None:
    escaped = limits.escape(text)

    assert html.unescape(escaped.replace("&amp;", "&#38;")) == html.unescape(
        limits.clean(text).replace("&", "&#38;")
    )
    assert not re.search("[<>]", escaped)


@given(ANY_TEXT, st.integers(min_value=3, max_value=80))
def test_a_shortened_text_fits_and_tears_no_entity(text: str, most: int) -> None:
    shown = limits.inert(text, most)

    assert len(shown) <= most
    assert not TORN_ENTITY.search(shown)
    assert json.loads(json.dumps(shown).encode()) == shown


@given(ANY_TEXT, st.integers(min_value=3, max_value=80))
def test_plain_words_fit_in_one_line(text: str, most: int) -> None:
    shown = limits.plain(text, most)

    assert len(shown) <= most
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in shown)


@pytest.mark.parametrize("entity", ["&amp;", "&lt;", "&gt;"])
@pytest.mark.parametrize("most", range(2, 12))
def test_no_part_of_an_entity_is_left_at_the_cut(entity: str, most: int) -> None:
    shown = limits.shorten(f"abc{entity * 4}", most)

    assert not TORN_ENTITY.search(shown)
    assert shown.endswith("…")


@pytest.mark.parametrize("whole", ["👩‍👩‍👧", "👍🏽", "🇩🇪", "e\u0301", "❤️"])
@pytest.mark.parametrize("most", range(4, 16))
def test_a_composed_character_is_kept_whole_or_left_out(whole: str, most: int) -> None:
    shown = limits.shorten(whole * 20, most)

    kept = shown.removesuffix("…")
    assert kept == whole * (len(kept) // len(whole))


def test_a_short_text_is_left_alone() -> None:
    assert limits.shorten("VPN down", 8) == "VPN down"


def test_a_letter_under_a_mountain_of_accents_is_cut_all_the_same() -> None:
    shown = limits.shorten("a" + "\u0301" * 500, 100)

    assert len(shown) == 100


def test_right_to_left_words_keep_to_themselves() -> None:
    shown = limits.plain("שקל", 40)

    assert shown == "\u2068שקל\u2069"


def test_right_to_left_words_are_still_fenced_off_when_shortened() -> None:
    shown = limits.plain("لا يعمل" * 30, 40)

    assert (shown[0], shown[-2:]) == ("\u2068", "…\u2069")
    assert len(shown) <= 40


@given(ANY_TEXT, st.integers(min_value=50, max_value=120))
def test_pieces_lose_no_word(text: str, most: int) -> None:
    found = limits.pieces(text, most)

    assert all(0 < len(piece) <= most for piece in found)
    assert "".join("".join(found).split()) == "".join(limits.clean(text).split())


def test_pieces_end_where_a_line_ends() -> None:
    assert limits.pieces("first line\nsecond line", 14) == ["first line", "second line"]
