"""The settings of one desk."""

from __future__ import annotations

from datetime import time
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo

from bot.domain.desk import Relay, WhenRequesterLeaves
from bot.domain.request import Priority
from bot.settings.calendars import CalendarSettings
from bot.settings.fields import (
    ChannelId,
    ClockTime,
    GroupId,
    MemberOrGroupId,
    TeamChannelId,
    UserId,
    must,
    must_look_like,
    refusal,
)
from bot.settings.reminders import (
    Chains,
    SilenceSettings,
    WaitingLadder,
    WaitingSettings,
    WarningSettings,
)
from bot.settings.routing import MatrixSettings, RuleSettings
from bot.settings.staffing import StaffingSettings

# Slack's menus hold a hundred options of 75 characters.
MOST_CATEGORIES = 100
# What follows "escalate 42", where these words already mean something else.
_SPECIALISTS = "(?!lead$|vendor$|back$|tier-?[0-9]$)[a-z0-9-]{1,24}"
NOT_SPECIALISTS = (
    "must be 1 to 24 small letters, digits or hyphens; not lead, vendor, back or a tier"
)
Category = Annotated[str, Field(min_length=1, max_length=75)]

SpecialistsName = Annotated[str, must_look_like(_SPECIALISTS, NOT_SPECIALISTS)]
Specialists = Annotated[tuple[MemberOrGroupId, ...], Field(min_length=1)]


def _distinct(names: tuple[str, ...]) -> bool:
    return len({name.casefold() for name in names}) == len(names)


class PromiseSettings(BaseModel):
    """What a priority is promised, in business minutes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    response: int = Field(gt=0)
    resolution: int = Field(gt=0)
    next_response: int | None = Field(default=None, gt=0)
    update: int | None = Field(default=None, gt=0)


class ChangedPromise(BaseModel):
    """What a priority is promised in one category or to one organisation, where it differs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    response: int | None = Field(default=None, gt=0)
    resolution: int | None = Field(default=None, gt=0)
    next_response: int | None = Field(default=None, gt=0)
    update: int | None = Field(default=None, gt=0)


ChangedPromises: TypeAlias = dict[Priority, ChangedPromise]


def _known_categories(
    promises: dict[str, ChangedPromises], info: ValidationInfo
) -> dict[str, ChangedPromises]:
    if not promises.keys() <= set(info.data.get("categories", promises)):
        remedy = "must name categories of the desk, as categories spells them"
        raise refusal(remedy)
    return promises


class DeskSettings(StaffingSettings, CalendarSettings, BaseModel):
    """One desk: its channels, its people, its hours and its habits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[
        str, must_look_like("[a-z0-9-]{1,24}", "must be 1 to 24 small letters, digits or hyphens")
    ]
    name: str = Field(default_factory=lambda desk: desk["key"].upper(), min_length=1, max_length=40)
    team_channel: TeamChannelId
    intake_channels: tuple[ChannelId, ...] = ()
    leads: tuple[UserId, ...] = ()
    technicians: tuple[UserId, ...] = ()
    technician_groups: tuple[GroupId, ...] = ()
    specialists: dict[SpecialistsName, Specialists] = {}
    when_requester_leaves: WhenRequesterLeaves = WhenRequesterLeaves.LEADER
    categories: Annotated[
        tuple[Category, ...],
        Field(min_length=1, max_length=MOST_CATEGORIES),
        must(_distinct, "must not name a category twice"),
    ] = ("Access", "Hardware", "Software", "Network", "Other")
    default_priority: Priority = Priority.P3
    promises: dict[Priority, PromiseSettings] = Field(default_factory=dict)
    promises_by_category: Annotated[
        dict[str, ChangedPromises], AfterValidator(_known_categories)
    ] = {}
    promises_by_organisation: dict[str, ChangedPromises] = {}
    promises_by_organisation_and_category: dict[
        str, Annotated[dict[str, ChangedPromises], AfterValidator(_known_categories)]
    ] = {}
    rules: tuple[RuleSettings, ...] = ()
    matrix: MatrixSettings | None = None
    reopening_voids: bool = True
    poor_experiences: int = Field(default=3, ge=0, le=100)
    poor_experience_days: int = Field(default=90, ge=1, le=730)
    relay: Relay = Relay.OWNER
    close_after_days: int = Field(default=7, ge=1, le=365)
    survey_after_minutes: int = Field(default=60, ge=0)
    survey_expires_days: int = Field(default=7, ge=1, le=90)
    digest_at: ClockTime = time(9)
    outage_after_requests: int = Field(default=5, ge=0)
    outage_within_minutes: int = Field(default=30, ge=1, le=1440)
    keep_words_days: int = Field(default=0, ge=0)
    keep_words_days_of: dict[str, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    warnings: WarningSettings = WarningSettings()
    chains: Chains = ()
    waiting: WaitingLadder = WaitingSettings()
    silence: SilenceSettings = SilenceSettings()
    guests_may_file: bool = False
    outsiders_may_file: bool = False
