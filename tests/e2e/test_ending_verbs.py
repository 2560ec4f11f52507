"""How requests end and come back: as a command, as a button, as a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import State

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_request_is_resolved_and_its_requester_reads_how(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    first, second, third = (desk.claimed(text) for text in ("VPN", "Mouse", "Laptop"))

    told = theo.command("/desk", f"resolve {first} Restarted the gateway")
    solution = {"resolution": "A new mouse is on your desk", "cause": "Old age", "minutes": "15"}
    desk.fills(theo, desk.card(second), "Resolve…", solution)
    desk.orders(theo, third, "resolve 2 bolts were loose")
    desk.settle()

    assert "is resolved, and the requester is told" in desk.told(told)
    read = "\n".join(desk.reads(message) for message in alice.inbox)
    for words in ("Restarted the gateway", "A new mouse is on your desk", "2 bolts were loose"):
        assert words in read
    for number in (first, second, third):
        assert desk.request(number).state is State.RESOLVED
        assert "Solved" in desk.reads(desk.card(number))
        assert "is solved" in desk.reads(desk.receipt(number))


def test_the_requester_says_that_it_is_solved(desk: Workplace) -> None:
    alice = desk.cast.alice
    open_one, solved_one = desk.claimed("VPN"), desk.resolved("Mouse")

    alice.clicks(desk.receipt(open_one), "It's solved")
    alice.clicks(desk.receipt(solved_one), "It's solved")
    desk.until(lambda: len(alice.ephemerals) >= 4, "two thanks beside the two first answers")
    desk.settle()

    assert desk.request(open_one).state is State.RESOLVED
    assert desk.request(solved_one).state is State.CLOSED
    assert any("solved" in line for line in desk.thread(desk.card(open_one)))
    assert any("Thank you, good to know" in said for said in desk.whispers(alice))


def test_a_resolved_request_is_reopened(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    numbers = [desk.resolved(text) for text in ("VPN", "Mouse", "Laptop", "Phone")]
    first, second, third, fourth = numbers

    told = alice.command("/desk", f"reopen {first}")
    desk.fills(alice, desk.receipt(second), "Reopen…", {"reason": "It squeaks"})
    desk.fills(theo, desk.card(third), "Reopen…", {"reason": "The wrong laptop"})
    desk.orders(theo, fourth, "reopen It rang again")
    desk.settle()

    assert desk.told(told) == f"#{first} is open again."
    for number in numbers:
        assert desk.request(number).state is State.CLAIMED
        assert any("open again" in line for line in desk.thread(desk.card(number)))
    assert any("It squeaks" in line for line in desk.thread(desk.card(second)))


def test_a_request_is_cancelled_and_the_other_side_is_told(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    numbers = [desk.filed(text) for text in ("VPN", "Mouse", "Laptop", "Phone")]
    first, second, third, fourth = numbers

    told = alice.command("/desk", f"cancel {first}")
    shown = alice.command("/request", str(second)).ephemerals[0]
    desk.fills(alice, shown, "Cancel…", {"reason": "Found a new one"})
    theo.command("/desk", f"cancel {third}")
    desk.until(lambda: theo.view, "the form")
    theo.submits({"reason": "A twin of another request"})
    desk.orders(theo, fourth, "cancel Nobody has a phone any more")
    desk.settle()

    assert desk.told(told) == f"#{first} is cancelled."
    assert [desk.request(number).state for number in numbers] == [State.CANCELLED] * 4
    assert any("Found a new one" in line for line in desk.thread(desk.card(second)))
    read = "\n".join(desk.reads(message) for message in alice.inbox)
    assert "A twin of another request" in read
    assert "Nobody has a phone any more" in read


def test_one_request_is_shown_to_whoever_asks(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = desk.claimed("VPN is down")

    to_technician = desk.told(theo.command("/desk", f"show {number}"))
    to_requester = desk.told(alice.command("/request", f"#{number}"))
    in_thread = desk.orders(theo, number, "show")

    for told in (to_technician, to_requester, in_thread[-1]):
        assert f"#{number} VPN is down" in told
    assert "Requester: Alice" in to_technician
    assert f"Theo has your request #{number}." in to_requester


def test_help_lists_what_the_caller_may_do_and_nothing_else(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = desk.filed()

    to_technician = desk.told(theo.command("/desk", "help"))
    to_requester = desk.told(alice.command("/desk", "help"))
    in_thread = desk.orders(theo, number, "help")

    assert "/desk claim 42" in to_technician
    assert "/desk claim 42" in in_thread[-1]
    assert "/desk claim 42" not in to_requester
    assert "/desk reopen 42 REASON" in to_requester


def test_the_digest_is_shown_to_one_or_posted_to_all(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.filed()

    shown = desk.told(theo.command("/desk", "digest preview"))
    alone = len(desk.cards())
    promised = desk.told(theo.command("/desk", "digest post"))
    in_thread = desk.orders(theo, number, "digest")
    desk.settle()

    assert "IT desk" in shown
    assert "IT desk" in in_thread[-1]
    assert alone == 1
    assert "team channel" in promised
    assert "IT desk" in desk.reads(desk.cards()[-1])


def test_the_leaderboard_speaks_of_the_team(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.resolved()

    shown = desk.told(theo.command("/desk", "leaderboard"))
    in_thread = desk.orders(theo, number, "leaderboard")

    assert "IT desk" in shown or "it" in shown
    assert in_thread[-1] == shown
    assert "Theo" not in shown


def test_everybody_decides_whether_to_be_named_with_praise(desk: Workplace) -> None:
    theo = desk.cast.theo

    on = desk.told(theo.command("/desk", "me recognition on"))
    shown = desk.told(theo.command("/desk", "me"))
    off = desk.told(theo.command("/desk", "me recognition off"))

    assert on == shown
    assert "You may be named" in on
    assert "You are left out" in off
