from __future__ import annotations

from bot.domain import texts
from bot.domain.messages import LONGEST_TITLE, Texts


def test_one_line_is_a_title_and_nothing_else() -> None:
    assert texts.compose(" VPN is down ") == Texts(title="VPN is down")


def test_what_does_not_fit_into_a_title_stands_whole_in_the_details() -> None:
    two = texts.compose("VPN is down\nSince noon", details="https://files.example/x")
    long = texts.compose("x" * 400)

    assert two.title == "VPN is down"
    assert two.details == "VPN is down\nSince noon\n\nhttps://files.example/x"
    assert len(long.title) == LONGEST_TITLE
    assert long.details == "x" * 400


def test_a_line_that_nobody_can_see_is_no_title() -> None:
    assert texts.compose("\u200b\nVPN is down").title == "VPN is down"
    assert texts.first_line("\u200b \n\x00") == ""


def test_later_words_stand_below_and_earlier_ones_above() -> None:
    begun = texts.compose("It says error 12", details="https://files.example/x")

    later = texts.grown(begun, " And it beeps ")
    earlier = texts.preceded(begun, "The printer is dead")

    assert later.title == "It says error 12"
    assert later.details == "https://files.example/x\n\nAnd it beeps"
    assert earlier.title == "The printer is dead"
    assert earlier.details == ("The printer is dead\n\nIt says error 12\n\nhttps://files.example/x")


def test_a_title_that_was_cut_does_not_stand_twice() -> None:
    long = "y" * 400

    told = texts.preceded(texts.compose(long), "First of all")

    assert told.details == f"First of all\n\n{long}"


def test_an_edit_of_a_later_message_changes_its_own_words_only() -> None:
    told = texts.grown(texts.compose("The printer is dead"), "It says eror 12")

    after = texts.reworded(told, "It says eror 12", "It says error 12")

    assert after == Texts(title="The printer is dead", details="It says error 12")


def test_a_deleted_later_message_takes_its_own_words_only() -> None:
    told = texts.grown(texts.grown(texts.compose("The printer is dead"), "Sorry"), "It beeps")

    assert texts.emptied(told, "Sorry") == Texts(title="The printer is dead", details="It beeps")
    assert texts.emptied(told, "The printer is dead") == Texts(title="")
