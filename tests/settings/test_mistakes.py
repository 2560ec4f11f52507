from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import SettingsError
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office


def test_a_misspelt_key_is_shown_with_its_line_and_the_right_spelling(office: Office) -> None:
    office.write('[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\ntecnicians = ["U04ANA"]\n')

    assert office.complaints() == [
        "config.toml line 4: desks[0].tecnicians is not a setting; did you mean technicians?"
    ]


def test_every_mistake_is_reported_at_once(office: Office) -> None:
    office.environ["FIRSTLINE_HTTP__PORT"] = "many"
    del office.environ["SLACK_APP_TOKEN"]
    office.write(
        """
log_level = "LOUD"

[[desks]]
key = "IT Desk"
tem_channel = "C04TEAM"
timezone = "europe/berln"
close_after_days = "soon"

[[desks]]
key = "hr"
team_channel = "general"

[desks.hours]
tue = ["17:00-17:00"]
"""
    )

    assert office.complaints() == [
        (
            "config.toml: slack.app_token is missing; set SLACK_APP_TOKEN, which Slack makes under "
            "Basic Information, App-Level Tokens, with the scope connections:write"
        ),
        "config.toml line 1: log_level must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'",
        (
            "config.toml line 3: desks[0].team_channel is missing; it is the id of the channel "
            "where technicians work"
        ),
        "config.toml line 4: desks[0].key must be 1 to 24 small letters, digits or hyphens",
        "config.toml line 5: desks[0].tem_channel is not a setting; did you mean team_channel?",
        (
            "config.toml line 6: desks[0].timezone must be a time zone such as Europe/Berlin; "
            "did you mean Europe/Berlin?"
        ),
        "config.toml line 7: desks[0].close_after_days must be a whole number",
        (
            "config.toml line 11: desks[1].team_channel must be a channel's id such as C04TEAM; "
            "Slack shows it under its details"
        ),
        (
            "config.toml line 14: desks[1].hours.tue[0] must not end when it begins; a whole day "
            "is 00:00-24:00"
        ),
        "environment: FIRSTLINE_HTTP__PORT must be a whole number",
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('holidays = "XX"', "holidays must be a country such as DE or a part of one such as DE-BY"),
        ('holidays = "DE-XX"', "must be a country such as DE or a part of one such as DE-BY"),
        ('hours = { mon = ["9-5"] }', 'hours.mon[0] must be written like "09:00-17:00"'),
        ('hours = { mon = ["09:00-24:30"] }', 'hours.mon[0] must be written like "09:00-17:00"'),
        (
            'hours = { mon = ["09:00-12:00", "11:00-17:00"] }',
            "hours.mon must not have windows that overlap",
        ),
        (
            'hours = { fri = ["22:00-06:00"], sat = ["05:00-09:00"] }',
            "hours must not overlap: the night of fri lasts into the hours of sat",
        ),
        ("hours = { mon = [] }", "hours must name a day with a window"),
        ("opened_days = { 2026-12-05 = [] }", "must have a window; a day without one belongs"),
        ('opened_days = { Xmas = ["10:00-12:00"] }', "must be a date such as 2026-12-24"),
        ('half_days = { 2026-12-26 = "12:00" }', "half_days must end each of its days while"),
        ('half_days = { 2026-12-24 = "08:00" }', "half_days must end each of its days while"),
        ('half_days = { 2026-12-24 = "noon" }', 'must be a time of day such as "09:00"'),
        ('hours = { monday = ["09:00-12:00"] }', "monday is not a setting; did you mean mon?"),
        ('digest_at = "9"', 'digest_at must be a time of day such as "09:00"'),
        ('closed_days = ["Christmas"]', "closed_days[0] must be a date such as"),
        (
            "promises_by_category = { Acess = { P1 = { response = 5 } } }",
            "promises_by_category must name categories of the desk",
        ),
        (
            "promises_by_category = { Access = { P1 = { response = 0 } } }",
            "promises_by_category.Access.P1.response must be greater than 0",
        ),
        (
            "promises = { P1 = { response = 5, resolution = 60, update = 0 } }",
            "promises.P1.update must be greater than 0",
        ),
        ('leads = "U04MONA"', 'leads must be a list such as ["one", "two"]'),
        ('leads = ["Mona"]', "leads[0] must be a member's id such as U04ANA"),
        ("name = 7", "name must be a text in quotes"),
        ('categories = ["Access", "access"]', "categories must not name a category twice"),
        ("categories = []", "categories must not be empty"),
        ('relay = "all"', "relay must be 'owner', 'technicians' or 'button'"),
        ('default_priority = "P0"', "default_priority must be 'P1', 'P2', 'P3' or 'P4'"),
        ("promises = { P9 = { response = 1, resolution = 2 } }", "promises.P9 must be 'P1', 'P2'"),
        ("promises = { P1 = { respons = 1, resolution = 2 } }", "did you mean response?"),
        ('guests_may_file = "perhaps"', "guests_may_file must be true or false"),
        ('admins = ["U04MONA"]', "is not a setting here; move it above the first line in brackets"),
        ('intake_channels = ["C04TEAM"]', "intake_channels[0] is already used; each channel"),
    ],
)
def test_a_wrong_value_of_a_desk_is_reported_at_its_line(
    office: Office, line: str, complaint: str
) -> None:
    office.write(DESK.lstrip() + line)

    complaints = office.complaints()

    assert any(
        text.startswith("config.toml line 4: desks[0].") and complaint in text
        for text in complaints
    ), complaints


def test_two_desks_share_neither_key_nor_channel(office: Office) -> None:
    office.write(DESK + DESK)

    assert office.complaints() == [
        "config.toml line 6: desks[1].key is already the key of another desk",
        (
            "config.toml line 7: desks[1].team_channel is already used; each channel serves one "
            "desk and one purpose"
        ),
    ]


def test_a_file_without_a_desk_says_what_is_missing(office: Office) -> None:
    office.write('log_level = "INFO"')

    assert office.complaints() == [
        (
            "config.toml: desks is missing; a help desk needs at least one, as config.example.toml "
            "shows"
        )
    ]


def test_a_file_that_is_not_there_is_named(office: Office) -> None:
    (office.folder / "config.toml").unlink()

    assert office.complaints() == [
        "config.toml: the file does not exist; copy config.example.toml or set FIRSTLINE_CONFIG"
    ]


def test_a_folder_in_place_of_the_file_is_refused(office: Office) -> None:
    office.environ["FIRSTLINE_CONFIG"] = str(office.folder)

    assert "the file cannot be read" in office.complaints()[0]


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = \n[[desks]]", 2), ('a = 1\nb = """', 2), ("a = 1\na = 2\n", 2)]
)
def test_text_that_is_not_toml_is_reported_with_its_line(
    office: Office, text: str, line: int
) -> None:
    office.write(text)

    (complaint,) = office.complaints()

    assert complaint.startswith(f"config.toml line {line}: the file is not valid TOML: ")


def test_a_secrets_folder_that_is_not_there_is_named(office: Office) -> None:
    office.environ["FIRSTLINE_SECRETS"] = str(office.folder / "nowhere")

    assert office.complaints() == ["environment: FIRSTLINE_SECRETS must name a folder that exists"]


def test_http_mode_needs_the_signing_secret_in_place_of_the_app_token(office: Office) -> None:
    office.write(f'slack.mode = "http"\n{DESK}')
    del office.environ["SLACK_APP_TOKEN"]

    assert office.complaints() == [
        (
            "config.toml line 1: slack.signing_secret is missing; set SLACK_SIGNING_SECRET, which "
            "Slack shows under Basic Information, App Credentials"
        )
    ]


def test_tokens_in_each_others_place_are_refused_where_they_stand(office: Office) -> None:
    office.environ["SLACK_BOT_TOKEN"] = "xapp-1"
    del office.environ["SLACK_APP_TOKEN"]
    office.keep_secret("slack_app_token", "xoxb-1")

    assert set(office.complaints()) == {
        "environment: SLACK_BOT_TOKEN must begin with xoxb-; other tokens do not fit here",
        "secrets: slack_app_token must begin with xapp-; other tokens do not fit here",
    }


@pytest.mark.parametrize(
    ("since", "complaint"),
    [
        ("2027-01-01", "later_hours must be in order, each with a later day in since"),
        ("2026-12-01", "later_hours must be in order, each with a later day in since"),
        ('"soon"', "later_hours[1].since must be a date such as 2026-12-24"),
    ],
)
def test_hours_that_do_not_follow_one_another_are_a_mistake(
    office: Office, since: str, complaint: str
) -> None:
    later = """
        [[desks.later_hours]]
        since = {}
        hours = {{ mon = ["09:00-12:00"] }}
        """
    office.write(DESK + later.format("2027-01-01") + later.format(since))

    (found,) = office.complaints()

    assert complaint in found
    assert " line " in found


@pytest.mark.parametrize("key", ["opened_days", "closed_days"])
def test_a_half_day_cannot_be_a_day_of_another_kind(office: Office, key: str) -> None:
    kinds = {
        "opened_days": 'opened_days = { 2026-12-24 = ["10:00-14:00"] }',
        "closed_days": "closed_days = [2026-12-24]",
    }
    office.write(f'{DESK}{kinds[key]}\nhalf_days = {{ 2026-12-24 = "12:00" }}')

    (found,) = office.complaints()

    assert "line 5: desks[0].half_days must" in found


def test_a_day_cannot_be_closed_and_opened(office: Office) -> None:
    office.write(
        f'{DESK}closed_days = [2026-12-24]\nopened_days = {{ 2026-12-24 = ["10:00-14:00"] }}'
    )

    (found,) = office.complaints()

    assert "line 5: desks[0].opened_days must not name a day of closed_days" in found


def test_a_misspelt_variable_is_reported_and_a_foreign_one_is_not(office: Office) -> None:
    office.environ |= {
        "FIRSTLINE_DATABSE_URL": "sqlite:///desk.db",
        "FIRSTLINE_HTTP__PROT": "80",
        "FIRSTLINE_TEST_DATABASES": "sqlite",
        "HOME": "/",
    }

    assert office.complaints() == [
        "environment: FIRSTLINE_HTTP__PROT is not a setting; did you mean port?",
        "environment: FIRSTLINE_DATABSE_URL is not a setting; did you mean FIRSTLINE_DATABASE_URL?",
    ]


def test_a_mistake_inside_json_names_the_variable_and_the_place(office: Office) -> None:
    office.environ["FIRSTLINE_ADMINS"] = '["U04MONA", "Theo"]'

    (complaint,) = office.complaints()

    assert complaint.startswith("environment: FIRSTLINE_ADMINS[1] must be a member's id")


SECRET = "hush-1234567890"
PLACES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
    "FIRSTLINE_DATABASE_URL",
    "FIRSTLINE_ADMINS",
    "FIRSTLINE_LOG_LEVEL",
    "FIRSTLINE_HTTP__PORT",
)


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_in_the_wrong_place_is_not_repeated(office: Office, place: str) -> None:
    office.environ |= {"FIRSTLINE_LEADERBOARD": "everyone", place: f"xoxe-{SECRET}"}

    with pytest.raises(SettingsError) as caught:
        office.load()

    assert SECRET not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_settings_do_not_print_their_secrets(office: Office) -> None:
    office.environ |= {
        "SLACK_BOT_TOKEN": f"xoxb-{SECRET}",
        "SLACK_APP_TOKEN": f"xapp-{SECRET}",
        "SLACK_SIGNING_SECRET": SECRET,
        "FIRSTLINE_DATABASE_URL": f"postgresql://theo:{SECRET}@db/desk",
    }

    settings = office.load()

    assert SECRET not in repr(settings) + str(settings)
