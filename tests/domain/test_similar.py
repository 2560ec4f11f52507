from __future__ import annotations

import pytest

from bot.domain.messages import Texts
from bot.domain.similar import ALIKE, Commonness, similarity, telling

RARE = Commonness()


def alike(one: str, other: str, common: Commonness = RARE) -> float:
    return similarity(Texts(title=one), Texts(title=other), common)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VPN is down", "VPN does not connect"),
        ("VPN is down", "The vpn is broken again!"),
        ("Printer on floor 3 is jammed", "Paper jam, printer floor 3"),
        ("Drucker im 3. Stock defekt", "Drucker 3. Stock geht nicht"),
        ("Outlook crashes", "Outlook crashes when I open an attachment"),
        ("Café machine", "cafe machine is broken"),
    ],
)
def test_requests_about_one_thing_are_alike(one: str, other: str) -> None:
    assert alike(one, other) >= ALIKE
    assert alike(other, one) == alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VPN is down", "The printer is down"),
        ("I need a new laptop", "I need a new chair"),
        ("Access to the wiki", "Access to the payroll system"),
        ("Laptop screen is cracked", "Laptop keyboard misses a key"),
        ("", ""),
    ],
)
def test_requests_about_different_things_are_not(one: str, other: str) -> None:
    assert alike(one, other) < ALIKE


def test_a_word_that_every_request_has_counts_less() -> None:
    common = Commonness(total=200, counts={"laptop": 80, "battery": 3, "dock": 3})

    assert alike("Laptop battery", "Laptop dock", common) < alike("Laptop battery", "Laptop dock")
    assert alike("Laptop battery", "Laptop dock", common) < ALIKE
    assert alike("Laptop battery", "Battery of my laptop", common) >= ALIKE


def test_details_count_where_titles_say_little() -> None:
    one = Texts(title="Please help", details="SAP shows error 4711 when I post an invoice")
    other = Texts(title="Urgent", details="Error 4711 in SAP with every invoice")

    assert similarity(one, other, RARE) >= ALIKE


def test_words_of_trouble_are_no_reason_to_look_further() -> None:
    assert telling(("vpn", "down", "again")) == ("vpn",)
