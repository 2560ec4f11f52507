"""What can be wrong with warnings, chains and ladders, told with its line and its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders import Chain, ChainStep, Habits, Silence, Told, Waiting, Warnings, When
from bot.domain.request import Priority
from bot.wiring.reminders import build_habits
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

CHAIN = 'chains = [{ when = "unclaimed", '


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("warnings = { at = [0, 75] }", "warnings.at[0] must be a percentage from 1 to 100"),
        ("warnings = { at = [50, 150] }", "warnings.at[1] must be a percentage from 1 to 100"),
        ("warnings = { at = [75, 50] }", "warnings.at must rise, each number named once"),
        ('warnings = { at = ["soon"] }', "warnings.at[0] must be a whole number"),
        (
            'warnings = { at = [50], tell = { 75 = ["lead"] } }',
            "warnings.tell must name percentages that stand in at",
        ),
        (
            'warnings = { tell = { 75 = ["boss"] } }',
            "warnings.tell.75[0] must be 'card', 'owner', 'team', 'on_call' or 'lead'",
        ),
        (f"{CHAIN}steps = [] }}]", "chains[0] must have steps or a cycle"),
        (
            f'{CHAIN}steps = [{{ after = 60, tell = "lead" }}, {{ after = 5, tell = "team" }}] }}]',
            "chains[0].steps must be in order, each with more minutes in after",
        ),
        (
            f'{CHAIN}steps = [{{ after = 0, tell = "lead" }}] }}]',
            "chains[0].steps[0].after must be greater than 0",
        ),
        (
            f'{CHAIN}steps = [{{ after = 5, tell = "boss" }}] }}]',
            "chains[0].steps[0].tell must be 'card', 'owner', 'team', 'on_call' or 'lead'",
        ),
        (
            f"{CHAIN}steps = [{{ after = 5 }}] }}]",
            "chains[0].steps[0] must either tell somebody or escalate",
        ),
        (
            f'{CHAIN}steps = [{{ after = 5, escalate = "tier9" }}] }}]',
            'chains must escalate to "lead", "tier2", "tier3" or specialists of the desk',
        ),
        (f"{CHAIN}cycle = {{ minutes = 0 }} }}]", "chains[0].cycle.minutes must be greater"),
        (
            'chains = [{ when = "lazy", cycle = { minutes = 5 } }]',
            "chains[0].when must be 'unclaimed', 'late', 'reopened' or 'waiting_for_us'",
        ),
        (
            (
                'chains = [{ when = "late", cycle = { minutes = 5 } }, '
                '{ when = "late", cycle = { minutes = 9 } }]'
            ),
            "chains must not have two for the same when and priority",
        ),
        ("waiting = { chase_after_days = 5 }", "waiting must rise: first it chases"),
        ("waiting = { warn_after_days = 0 }", "waiting must not close without a warning"),
        ("waiting = { close_after_days = -1 }", "waiting.close_after_days must be greater"),
        ("silence = { owner_after_days = 99 }", "silence.owner_after_days must be less"),
    ],
)
def test_a_wrong_habit_is_reported_at_its_line(office: Office, line: str, complaint: str) -> None:
    office.write(DESK.lstrip() + line)

    complaints = office.complaints()

    assert any(
        text.startswith("config.toml line 4: desks[0].") and complaint in text
        for text in complaints
    ), complaints


def test_a_desk_that_says_nothing_reminds_gently(office: Office) -> None:
    office.write(DESK)

    assert build_habits(office.load().desks[0]) == Habits()


def test_a_desk_reminds_as_its_settings_say(office: Office) -> None:
    office.write(
        f"""{DESK}
specialists = {{ network = ["U04ANA"] }}
waiting = {{ chase_after_days = 1, warn_after_days = 2, close_after_days = 0 }}
silence = {{ owner_after_days = 1, lead_after_days = 0 }}

[desks.warnings]
at = [80, 100]
tell = {{ 80 = ["on_call"] }}

[[desks.chains]]
when = "late"
priority = "P1"
steps = [{{ after = 5, tell = "lead" }}, {{ after = 9, escalate = "network" }}]
cycle = {{ minutes = 7 }}
"""
    )

    habits = build_habits(office.load().desks[0])

    assert habits == Habits(
        warnings=Warnings(at=(80, 100), tell={80: frozenset({Told.ON_CALL})}),
        chains=(
            Chain(
                when=When.LATE,
                priority=Priority.P1,
                steps=(ChainStep(after=5, tell=Told.LEAD), ChainStep(after=9, escalate="network")),
                cycle=7,
            ),
        ),
        waiting=Waiting(chase=1, warn=2, close=0),
        silence=Silence(owner=1, lead=0),
    )
