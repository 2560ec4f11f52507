from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.systems import Scope
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

REGISTER = """
[[systems]]
name = "VPN"
scope = "enterprise"
words = ["tunnel"]

[[systems]]
name = "Ledger"
owner = "U04ANA"

[[departments]]
name = "Finance"
top_systems = ["Ledger", "VPN"]
"""


def test_systems_are_read_in_the_order_in_which_a_department_ranks_them(office: Office) -> None:
    office.write(DESK + REGISTER)

    settings = office.load()

    assert [(one.name, one.scope) for one in settings.systems] == [
        ("VPN", Scope.ENTERPRISE),
        ("Ledger", Scope.DEPARTMENT),
    ]
    assert settings.departments[0].top_systems == ("Ledger", "VPN")


def test_a_fourth_critical_system_is_refused_with_its_line(office: Office) -> None:
    office.write(DESK + REGISTER.replace('["Ledger", "VPN"]', '["Ledger", "VPN", "A", "B"]'))

    assert office.complaints()[0] == (
        "config.toml line 16: departments[0].top_systems must name at most three systems, "
        "the most critical first"
    )


def test_an_unknown_system_is_told_what_may_be_meant(office: Office) -> None:
    office.write(DESK + REGISTER.replace('["Ledger", "VPN"]', '["Leger"]'))

    (complaint,) = office.complaints()
    assert complaint == (
        "config.toml line 16: departments[0].top_systems[0] must be the name of one of the "
        "systems; did you mean Ledger?"
    )


def test_two_systems_are_never_called_the_same(office: Office) -> None:
    office.write(DESK + REGISTER + '\n[[systems]]\nname = "Tunnel"\nwords = ["ledger"]\n')

    assert office.complaints() == [
        "config.toml line 19: systems[2].name is already what a system is called",
        "config.toml line 20: systems[2].words[0] is already what a system is called",
    ]


def test_a_department_ranks_a_system_once(office: Office) -> None:
    office.write(DESK + REGISTER.replace('["Ledger", "VPN"]', '["VPN", "VPN"]'))

    (complaint,) = office.complaints()

    assert complaint.endswith("top_systems must not name a system twice")
