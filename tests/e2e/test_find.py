"""Technicians find requests again by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_technician_finds_an_ended_request_again(desk: Workplace) -> None:
    number = desk.resolved("VPN certificate has expired")
    desk.filed("The printer is on fire")

    told = desk.told(desk.cast.theo.command("/desk", "find certificate"))

    assert "1 request found for “certificate”." in told
    assert f"#{number} VPN certificate has expired" in told
    assert "printer" not in told


def test_a_mention_in_a_thread_finds_as_well(desk: Workplace) -> None:
    number = desk.filed("The printer in room 7 is on fire")

    (told,) = desk.orders(desk.cast.theo, number, "find 7 printer")

    assert f"#{number} The printer in room 7 is on fire" in told


def test_whoever_names_no_words_is_told_how(desk: Workplace) -> None:
    told = desk.told(desk.cast.theo.command("/desk", "find"))

    assert "Please say what to look for" in told


def test_nothing_found_is_said_kindly(desk: Workplace) -> None:
    told = desk.told(desk.cast.theo.command("/desk", "find <!channel> unicorn"))

    assert "Nothing was found for “channel unicorn”" in told


def test_requesters_are_told_who_can_search(desk: Workplace) -> None:
    told = desk.told(desk.cast.alice.command("/desk", "find vpn"))

    assert "Only technicians of IT desk can do that" in told
