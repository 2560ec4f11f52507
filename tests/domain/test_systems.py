from __future__ import annotations

import pytest

from bot.domain.departments import Department, Departments
from bot.domain.systems import Scope, System, Systems, concerned, mentioned

VPN = System(name="VPN", scope=Scope.ENTERPRISE, words=("remote access",))
VPN_CLIENT = System(name="VPN client")
LEDGER = System(name="Ledger", words=("the books", "C++"))
REGISTER = Systems(listed=(VPN, VPN_CLIENT, LEDGER))
FINANCE = Department(name="Finance", top_systems=("Ledger", "VPN"))
SALES = Department(name="Sales", top_systems=("VPN client",))
COMPANY = Departments(listed=(FINANCE, SALES))


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("vpn is down", VPN),
        ("My VPN client crashes", VPN_CLIENT),
        ("No Remote\n access since nine", VPN),
        ("The ledgers are fine", None),
        ("myvpn", None),
        ("Error in C++, again", LEDGER),
        ("The printer is silent", None),
        ("", None),
    ],
)
def test_the_longest_name_that_stands_as_whole_words_is_meant(
    text: str, system: System | None
) -> None:
    assert mentioned(text, REGISTER) is system


@pytest.mark.parametrize("name", ["vpn", " VPN ", "Remote  Access"])
def test_a_system_is_found_by_whatever_it_is_called(name: str) -> None:
    assert REGISTER.named(name) is VPN


@pytest.mark.parametrize("name", ["", None, "-", "mail"])
def test_what_no_system_is_called_is_none(name: str | None) -> None:
    assert REGISTER.named(name) is None


def test_a_system_of_the_enterprise_concerns_every_department() -> None:
    assert concerned(VPN, COMPANY) == (FINANCE, SALES)


def test_a_system_of_departments_concerns_those_that_list_it() -> None:
    assert concerned(LEDGER, COMPANY) == (FINANCE,)
