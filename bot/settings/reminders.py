"""What a desk settles about reminders: warnings, chains, and ladders of working days."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from bot.domain.reminders.habits import Silence, Told, Waiting, Warnings, When
from bot.domain.request import Priority
from bot.settings.fields import must, refusal

_TARGET: Final = re.compile("lead|tier[23]")
_PERCENTS: Final = range(1, 101)
#: A quarter of a year of working days; nobody waits longer.
_MOST_DAYS: Final = 60


def _rise(numbers: tuple[int, ...]) -> bool:
    return all(earlier < later for earlier, later in pairwise(numbers))


Percent = Annotated[int, must(lambda n: n in _PERCENTS, "must be a percentage from 1 to 100")]
Percents = Annotated[
    tuple[Percent, ...], must(_rise, "must rise, each number named once, as in [50, 75, 100]")
]
Days = Annotated[int, Field(ge=0, le=_MOST_DAYS)]


def _at_those(
    tell: dict[int, tuple[Told, ...]], info: ValidationInfo
) -> dict[int, tuple[Told, ...]]:
    if not tell.keys() <= set(info.data.get("at", tell)):
        remedy = "must name percentages that stand in at; nobody is warned at any other"
        raise refusal(remedy)
    return tell


class WarningSettings(BaseModel):
    """When somebody hears that the time for a promise passes, and who."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Percents = Warnings().at
    tell: Annotated[dict[int, tuple[Told, ...]], AfterValidator(_at_those)] = {}


class ChainStepSettings(BaseModel):
    """What happens after so many business minutes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: int = Field(gt=0)
    tell: Told | None = None
    escalate: str | None = None


def _does_one_thing(step: ChainStepSettings) -> bool:
    return (step.tell is None) != (step.escalate is None)


ChainSteps = Annotated[
    tuple[
        Annotated[
            ChainStepSettings,
            must(_does_one_thing, "must either tell somebody or escalate, and not both"),
        ],
        ...,
    ],
    must(
        lambda steps: _rise(tuple(step.after for step in steps)),
        "must be in order, each with more minutes in after than the one before",
    ),
]


class CycleSettings(BaseModel):
    """How long each technician is asked before the next one is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minutes: int = Field(gt=0)


class ChainSettings(BaseModel):
    """What happens, step by step, as long as a request stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: When
    priority: Priority | None = None
    steps: ChainSteps = ()
    cycle: CycleSettings | None = None


def _does_something(chain: ChainSettings) -> bool:
    return bool(chain.steps) or chain.cycle is not None


def _are_apart(chains: tuple[ChainSettings, ...]) -> bool:
    return len({(chain.when, chain.priority) for chain in chains}) == len(chains)


def _lead_somewhere(
    chains: tuple[ChainSettings, ...], info: ValidationInfo
) -> tuple[ChainSettings, ...]:
    specialists = info.data.get("specialists")
    targets = {step.escalate for chain in chains for step in chain.steps} - {None}
    unknown = {target for target in targets if not _TARGET.fullmatch(target or "")}
    if specialists is not None and not unknown <= specialists.keys():
        remedy = 'must escalate to "lead", "tier2", "tier3" or specialists of the desk'
        raise refusal(remedy)
    return chains


Chains = Annotated[
    tuple[
        Annotated[ChainSettings, must(_does_something, "must have steps or a cycle")],
        ...,
    ],
    must(_are_apart, "must not have two for the same when and priority; put them into one"),
    AfterValidator(_lead_somewhere),
]


class WaitingSettings(BaseModel):
    """Working days until a requester who was asked is asked again, warned, and left in peace."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chase_after_days: Days = Waiting().chase
    warn_after_days: Days = Waiting().warn
    close_after_days: Days = Waiting().close


def _climbs(waiting: WaitingSettings) -> bool:
    named = (waiting.chase_after_days, waiting.warn_after_days, waiting.close_after_days)
    return _rise(tuple(days for days in named if days))


def _asks_first(waiting: WaitingSettings) -> bool:
    return not waiting.close_after_days or bool(waiting.warn_after_days)


WaitingLadder = Annotated[
    WaitingSettings,
    must(_climbs, "must rise: first it chases, then it warns, then it closes"),
    must(_asks_first, "must not close without a warning; set warn_after_days as well"),
]


class SilenceSettings(BaseModel):
    """Working days without a word to the requester until the owner and the lead hear of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    owner_after_days: Days = Silence().owner
    lead_after_days: Days = Silence().lead
