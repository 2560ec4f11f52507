"""Words are found again however they are spelled."""

from __future__ import annotations

import pytest

from bot.domain.words import LONGEST, MOST, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The VPN is down!", ("vpn", "down")),
        ("Café, CAFÉ and cafe\u0301", ("cafe",)),
        ("Straße 12, room 7", ("strasse", "12", "room", "7")),
        ("Mein Drucker druckt nicht", ("drucker", "druckt")),
        ("\uff36\uff30\uff2e \ufb01le", ("vpn", "file")),
        ("see https://example.com/very/long?x=1 now", ("see", "now")),
        ("e-mail: a.b@example.com", ("mail", "example")),
        ("Принтер не печатает", ("принтер", "не", "печатает")),
        ("打印机", ("打印", "印机")),
        ("हिन्दी", ("हिन्दी",)),
        ("🔥🔥 …", ()),
        ("", ()),
    ],
)
def test_a_text_becomes_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


def test_words_come_once_and_in_their_order() -> None:
    assert words_of("printer broken", "Broken printer, floor 2") == (
        "printer",
        "broken",
        "floor",
        "2",
    )


def test_a_word_of_endless_length_is_left_out_and_a_number_is_cut() -> None:
    assert words_of("a" * (LONGEST + 1)) == ()
    assert words_of("1" * (LONGEST + 1)) == ("1" * LONGEST,)


def test_a_long_text_keeps_its_first_words() -> None:
    words = words_of(" ".join(f"word{n}" for n in range(MOST * 2)))

    assert len(words) == MOST
    assert words[0] == "word0"
