from __future__ import annotations

import pytest

from bot.domain.departments import Department, Departments

FINANCE = Department(name="Finance", people=frozenset({"U0ALICE"}), groups=frozenset({"S0FIN"}))
SALES = Department(name="Sales", people=frozenset({"U0BOB"}), groups=frozenset({"S0SALES"}))
COMPANY = Departments(listed=(FINANCE, SALES))


@pytest.mark.parametrize(
    ("person", "groups", "department"),
    [
        ("U0ALICE", (), FINANCE),
        ("U0ALICE", ("S0SALES",), FINANCE),
        ("U0CAROL", ("S0SALES", "S0OTHER"), SALES),
        ("U0CAROL", ("S0OTHER",), None),
        (None, (), None),
    ],
)
def test_a_person_counts_before_a_group(
    person: str | None, groups: tuple[str, ...], department: Department | None
) -> None:
    assert COMPANY.of(person, groups) is department


@pytest.mark.parametrize("name", ["Finance", "finance", "  FINANCE "])
def test_a_department_is_found_whatever_the_capitals(name: str) -> None:
    assert COMPANY.named(name) is FINANCE


@pytest.mark.parametrize("name", ["", None, "Fin", "Warehouse"])
def test_what_is_none_of_ours_is_not_found(name: str | None) -> None:
    assert COMPANY.named(name) is None
    assert Departments().named(name) is None
