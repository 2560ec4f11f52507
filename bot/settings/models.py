"""The settings as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.domain.desk import Leaderboard, PeopleMetrics
from bot.domain.marks import Marks
from bot.settings.company import MOST_DEPARTMENTS, NIGHT, DepartmentSettings, QuietSpan
from bot.settings.desks import DeskSettings
from bot.settings.fields import DatabaseAddress, Emoji, ProfileField, UserId, must
from bot.settings.organisations import OrganisationSettings
from bot.settings.systems import MOST_SYSTEMS, SystemSettings


def _beginning_with(prefix: str) -> AfterValidator:
    def fits(token: SecretStr) -> bool:
        # An empty token counts as missing, which is another complaint.
        return not token or token.get_secret_value().startswith(prefix)

    return must(fits, f"must begin with {prefix}; other tokens do not fit here")


class SlackSettings(BaseModel):
    """How to reach Slack; tokens are better kept outside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Commands that only read the database run without a token, hence the empty default.
    bot_token: Annotated[SecretStr, _beginning_with("xoxb-")] = SecretStr("")
    app_token: Annotated[SecretStr, _beginning_with("xapp-")] | None = None
    signing_secret: SecretStr | None = None
    api_url: str = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"


class HttpSettings(BaseModel):
    """Where the process listens for Slack in HTTP mode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)


class MonitorSettings(BaseModel):
    """Where the process answers a monitor; without a port it does not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=0, le=65535)


class ReactionSettings(BaseModel):
    """The emoji that do something, by Slack's names; an empty one is off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Emoji = Marks().file
    claim: Emoji = Marks().claim
    resolve: Emoji = Marks().resolve


class Settings(BaseModel):
    """Everything an administrator may set."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    slack: SlackSettings = SlackSettings()
    # The address may hold a password, so it is never printed.
    database_url: DatabaseAddress = Field(default="sqlite:///firstline.db", repr=False)
    http: HttpSettings = HttpSettings()
    monitor: MonitorSettings = MonitorSettings()
    reactions: ReactionSettings = ReactionSettings()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    admins: tuple[UserId, ...] = ()
    largest_file_mb: int = Field(default=20, ge=0, le=100)
    people_metrics: PeopleMetrics = PeopleMetrics.TEAM
    people_metrics_agreement: str = ""
    leaderboard: Leaderboard = Leaderboard.TEAM
    quiet_hours: QuietSpan = NIGHT
    department_field: ProfileField | None = None
    departments: Annotated[tuple[DepartmentSettings, ...], Field(max_length=MOST_DEPARTMENTS)] = ()
    systems: Annotated[tuple[SystemSettings, ...], Field(max_length=MOST_SYSTEMS)] = ()
    organisations: tuple[OrganisationSettings, ...] = ()
    desks: tuple[DeskSettings, ...] = Field(min_length=1)
