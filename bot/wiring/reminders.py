"""A desk's habits of reminding, as its settings describe them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders import Chain, ChainStep, Habits, Silence, Waiting, Warnings

if TYPE_CHECKING:
    from bot.settings import DeskSettings
    from bot.settings.reminders import ChainSettings


def build_habits(desk: DeskSettings) -> Habits:
    """Turn what a desk settles about reminders into its habits."""
    waiting, silence = desk.waiting, desk.silence
    tell = {percent: frozenset(told) for percent, told in desk.warnings.tell.items()}
    return Habits(
        warnings=Warnings(at=desk.warnings.at, tell=tell),
        chains=tuple(map(_chain, desk.chains)),
        waiting=Waiting(
            chase=waiting.chase_after_days,
            warn=waiting.warn_after_days,
            close=waiting.close_after_days,
        ),
        silence=Silence(owner=silence.owner_after_days, lead=silence.lead_after_days),
    )


def _chain(chain: ChainSettings) -> Chain:
    steps = (ChainStep(**step.model_dump()) for step in chain.steps)
    cycle = chain.cycle.minutes if chain.cycle else None
    return Chain(when=chain.when, priority=chain.priority, steps=tuple(steps), cycle=cycle)
