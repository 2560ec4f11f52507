from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.demo.tour import DAYS, run_tour

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

# A sentence of each thing that a day at the desk has to show.
STORY = (
    "The digest names what is past due first.",
    "Alice is told the number and by when a person answers, on the spot.",
    "Bob's words and his urgency stand on the card.",
    "She is answered in the thread of her message.",
    "Deniz is answered in the thread as well.",
    "Nobody has to know a command.",
    "A greeting is no request.",
    "Hugo is answered under his words.",
    "An emoji is enough.",
    "The technicians read it, in the thread of the card.",
    "No word of it stands in #it-desk.",
    "It is Tara's at once.",
    "The card names Theo.",
    "She is told that Theo has it.",
    "Alice reads it in her messages.",
    "Alice does not read the note.",
    "The promise to solve it is paused.",
    "The hold is over by itself.",
    "The next tier reads what was tried.",
    "Mona is asked directly.",
    "The card says that it is cancelled.",
    "Alice reads the solution.",
    "Theo reads why, in the thread of the card.",
    "Nothing of it was said in #it-desk.",
    "The card is hers.",
    "The picture stands in both threads.",
    "The group is called, with the reason.",
    "Dario answers once, and Ines reads it, too.",
    "It is a new request that goes on with it.",
    "The form asks whether it is the same.",
    "Mona finds how the desk stands.",
    "The due times explain themselves.",
    "The rule is told.",
    "It is with somebody who knows it, at once.",
    "Its owner is warned.",
    "The card says with whom it is.",
    "Her receipt says that it is a part of it.",
    "Nobody asked how she liked the first one, since she reopened it.",
    "One tap was enough.",
    "Her comment is kept.",
    "Mona, the lead, hears of it.",
    "The requester has the last word.",
    "Nobody writes to Ines at night.",
    "Now she reads it.",
    "The promise knows the weekend: an answer on Monday.",
    "Her receipt says so.",
    "The hold has ended by itself.",
    "The digest covers Friday to Sunday.",
    "Then it thanks three people who agreed.",
)


def test_the_tour_shows_a_whole_day_and_reads_the_same_each_time() -> None:
    first: list[str] = []
    again: list[str] = []

    passed = run_tour(first.append), run_tour(again.append)

    assert [line for line in first if "✗" in line] == []
    assert [sentence for sentence in STORY if f"  ✓ {sentence}" not in first] == []
    assert passed == (True, True)
    assert again == first


def test_a_thing_that_did_not_happen_is_named_and_fails_the_tour() -> None:
    lines: list[str] = []

    passed = run_tour(lines.append, [replace(DAYS[0], scenes=[_pigs_fly])])

    assert not passed
    assert "  ✗ Pigs fly." in lines


def test_a_scene_that_cannot_go_on_fails_the_tour() -> None:
    lines: list[str] = []

    passed = run_tour(lines.append, [replace(DAYS[0], scenes=[_theo_looks_for_a_pig])])

    assert not passed
    assert "  ✗ The scene could not go on. There is no card of “a pig”." in lines


def _pigs_fly(play: Play) -> None:
    play.expect("Pigs fly.", that=False)


def _theo_looks_for_a_pig(play: Play) -> None:
    play.person("Theo").clicks(play.card("a pig"), "Claim")
