from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import DEFAULT_PROMISES, Promise
from bot.domain.request import Priority
from bot.settings import Window
from bot.wiring.desks import build_desk
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

NINE_TO_FIVE = (Window(opens=540, closes=1020),)


def test_a_key_and_a_channel_are_all_that_a_desk_needs(office: Office) -> None:
    settings = office.load()

    (desk,) = settings.desks
    assert (desk.key, desk.name, desk.team_channel) == ("it", "IT", "C04TEAM")
    assert desk.hours.days() == (NINE_TO_FIVE,) * 5 + ((), ())
    assert desk.digest_at == time(9)
    assert (settings.leaderboard, settings.people_metrics) == ("team", "team")
    assert settings.database_url == "sqlite:///firstline.db"


def test_hours_are_windows_of_the_day_in_order_and_an_unnamed_day_is_closed(
    office: Office,
) -> None:
    office.write(
        """
        [[desks]]
        key = "it"
        team_channel = "C04TEAM"
        hours = { mon = ["13:00-24:00", "09:00-12:30"], sun = [] }
        """
    )

    (desk,) = office.load().desks

    assert desk.hours.days() == (
        (Window(opens=540, closes=750), Window(opens=780, closes=1440)),
        *((),) * 6,
    )


def test_a_desk_may_have_nights_other_hours_later_and_days_of_its_own(office: Office) -> None:
    office.write(
        """
        [[desks]]
        key = "it"
        team_channel = "C04TEAM"
        timezone = "Europe/Berlin"
        hours = { fri = ["22:00-06:00"], thu = ["09:00-17:00"] }
        opened_days = { 2026-12-05 = ["10:00-14:00"] }
        half_days = { 2026-12-24 = "12:00" }
        [[desks.later_hours]]
        since = 2027-01-01
        holidays = "DE"
        hours = { mon = ["08:00-12:00"] }
        """
    )
    settings = office.load()

    calendar = build_desk(settings.desks[0], settings).calendar

    def opens(at: str) -> str:
        local = calendar.next_opening(datetime.fromisoformat(at)).astimezone(calendar.zone)
        return f"{local:%a %d %b %H:%M}"

    assert opens("2026-12-05T00:00:00+00:00") == "Sat 05 Dec 01:00"
    assert opens("2026-12-05T06:00:00+00:00") == "Sat 05 Dec 10:00"
    assert opens("2026-12-24T11:30:00+00:00") == "Fri 25 Dec 22:00"
    assert opens("2027-01-01T06:00:00+00:00") == "Mon 04 Jan 08:00"


def test_a_category_may_promise_something_else(office: Office) -> None:
    office.write(
        """
        [[desks]]
        key = "it"
        team_channel = "C04TEAM"
        [desks.promises.P1]
        response = 20
        resolution = 120
        update = 60
        [desks.promises_by_category.Access.P1]
        response = 5
        """
    )
    settings = office.load()

    desk = build_desk(settings.desks[0], settings)

    everywhere = Promise(response=20, resolution=120, update=60)
    assert desk.promise_of(Priority.P1, "Network") == everywhere
    assert desk.promise_of(Priority.P1, "Access") == replace(everywhere, response=5)
    assert desk.promise_of(Priority.P2, "Access") == DEFAULT_PROMISES[Priority.P2]


def test_a_desk_may_set_its_own_calendar_people_and_promises(office: Office) -> None:
    office.write(
        """
        [[desks]]
        key = "it"
        name = "IT Support"
        team_channel = "C04TEAM"
        leads = ["U04MONA"]
        timezone = "Europe/Berlin"
        holidays = "DE-BY"
        closed_days = [2026-12-24, "2026-12-31"]
        digest_at = 08:30:00
        [desks.promises.P1]
        response = 5
        resolution = 120
        """
    )

    (desk,) = office.load().desks

    assert desk.leads == ("U04MONA",)
    assert (desk.timezone, desk.holidays) == ("Europe/Berlin", "DE-BY")
    assert desk.closed_days == (date(2026, 12, 24), date(2026, 12, 31))
    assert desk.digest_at == time(8, 30)
    assert {str(priority): promise.response for priority, promise in desk.promises.items()} == {
        "P1": 5
    }


def test_a_variable_wins_over_a_secret_and_a_secret_over_the_file(office: Office) -> None:
    office.write(f'database_url = "sqlite:///file.db"\nhttp = {{ host = "::1", port = 1 }}\n{DESK}')
    office.keep_secret("database_url", "sqlite:///secret.db\n")
    office.keep_secret("slack_app_token", "xapp-secret\n")
    office.environ |= {"SLACK_APP_TOKEN": "xapp-variable", "FIRSTLINE_HTTP__PORT": "2"}

    settings = office.load()

    assert settings.database_url == "sqlite:///secret.db"
    assert settings.slack.app_token is not None
    assert settings.slack.app_token.get_secret_value() == "xapp-variable"
    assert (settings.http.host, settings.http.port) == ("::1", 2)


def test_an_empty_variable_counts_as_unset(office: Office) -> None:
    office.environ |= {"FIRSTLINE_LOG_LEVEL": "", "SLACK_API_URL": ""}

    settings = office.load()

    assert settings.log_level == "INFO"
    assert settings.slack.api_url == "https://slack.com/api/"


def test_lists_and_tables_in_the_environment_are_json(office: Office) -> None:
    office.environ["FIRSTLINE_ADMINS"] = '["U04MONA"]'

    assert office.load().admins == ("U04MONA",)


def test_no_file_is_needed_where_the_environment_holds_the_desks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.folder)
    (office.folder / "config.toml").unlink()
    del office.environ["FIRSTLINE_CONFIG"]
    desks = [{"key": "it", "team_channel": "C04TEAM"}]
    office.environ["FIRSTLINE_DESKS"] = json.dumps(desks)

    assert office.load().desks[0].name == "IT"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_our_driver(office: Office, scheme: str) -> None:
    office.environ["FIRSTLINE_DATABASE_URL"] = f"{scheme}://theo@db/desk"

    assert office.load().database_url == "postgresql+psycopg://theo@db/desk"


def test_without_slack_no_token_is_needed(office: Office) -> None:
    office.environ = {"FIRSTLINE_CONFIG": office.environ["FIRSTLINE_CONFIG"]}

    settings = office.load(need_slack=False)

    assert not settings.slack.bot_token
