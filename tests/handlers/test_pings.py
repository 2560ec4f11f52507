from __future__ import annotations

import pytest

from handlers.pings import pings_of
from handlers.views import blocks, rich


@pytest.mark.parametrize(
    ("channel", "sentence", "called"),
    [
        ("D04ALICE", "Solved.", 1),
        ("D04ALICE", "Solved, <@U0ALICE> and <@U0BOB>.", 1),
        ("C04TEAM", "Solved.", 0),
        ("C04TEAM", "<@U0THEO> takes care of it now.", 1),
        ("C04TEAM", "<@U0THEO>, ask <@U0TARA> and <@U0THEO>.", 2),
        ("C04TEAM", "<!subteam^S0NET> <@U0NORA>, can you help?", 2),
        ("C04TEAM", "&lt;@U0THEO&gt; <https://example.com|@theo>", 0),
    ],
)
def test_a_message_calls_whoever_gets_it_or_is_mentioned(
    channel: str, sentence: str, called: int
) -> None:
    assert pings_of(channel, blocks.say(sentence)) == called


def test_words_of_people_call_nobody() -> None:
    shown = blocks.message("Alice wrote", [rich.paragraph(rich.words("Ask @theo"))])

    assert pings_of("C04TEAM", shown) == 0
