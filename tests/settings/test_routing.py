"""Rules of the routing that cannot be meant like this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.routing.hours import WeekSpan
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

TWO = """
[[desks.rules]]
tier = 2

[[desks.rules]]
when = { words = "vpn" }
tier = 3
"""


@pytest.mark.parametrize(
    ("rule", "line", "complaint"),
    [
        ('when = { words = "vpn" }', 5, "settles nothing; give it a category"),
        ('category = "Netwrok"', 6, "did you mean Network?"),
        ('when = { category = "Acess" }\ntier = 2', 6, "did you mean Access?"),
        ('when = { department = "Sales" }\ntier = 2', 6, "names a department that the settings"),
        ('when = { system = "VPN" }\ntier = 2', 6, "names a system that the settings"),
        ('when = { words = "the" }\ntier = 2', 6, "which every request may have"),
        ('when = { hours = "mon-wen 9-5" }\ntier = 2', 6, "must be written like"),
        ('when = { hours = "sat 10:00-12:00", in_hours = true }\ntier = 2', 6, "is never open"),
        ('when = { hours = "mon 10:00-12:00", in_hours = false }\ntier = 2', 6, "always open then"),
        ('when = { colour = "red" }\ntier = 2', 6, "is not a setting"),
        ('strategy = "on_call"', 6, "the desk has no rota; add one"),
        ("tier = 4", 6, "must be less than or equal to 3"),
        ('skills = ["Net,work"]', 6, "must be 1 to 24 small letters"),
    ],
)
def test_a_rule_that_can_never_match_is_named_with_line_and_remedy(
    office: Office, rule: str, line: int, complaint: str
) -> None:
    office.write(f"{DESK}\n[[desks.rules]]\n{rule}\n")

    (said,) = office.complaints()

    assert f"config.toml:{line}" in said or f"line {line}" in said
    assert complaint in said


def test_a_rule_behind_one_that_settles_the_same_is_named(office: Office) -> None:
    office.write(f"{DESK}{TWO}")

    (said,) = office.complaints()

    assert "rule 1 has settled all of it before; move this rule up, or drop it" in said


def test_a_skill_that_nobody_has_is_named(office: Office) -> None:
    skills = 'skills = { U04ANA = ["network"] }'
    office.write(f'{DESK}{skills}\n\n[[desks.rules]]\nskills = "netwrok"\n')

    (said,) = office.complaints()

    assert "asks for netwrok, which nobody has" in said
    assert "did you mean network?" in said


def test_hours_may_run_over_the_weekend_and_names_stand_alone(office: Office) -> None:
    office.write(
        f'{DESK}\n[[desks.rules]]\nwhen = {{ hours = "sat-mon 22:00-24:00" }}\nskills = "network"\n'
    )

    (rule,) = office.load().desks[0].rules

    assert rule.when.hours == WeekSpan(days=frozenset({5, 6, 0}), opens=22 * 60, closes=0)
    assert rule.skills == ("network",)
