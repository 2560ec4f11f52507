"""A rota that cannot be kept is refused with its line and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.settings.rotas import rota_of
from tests.settings.conftest import DESK

if TYPE_CHECKING:
    from tests.settings.conftest import Office

WEEK = '{ from = "mon 09:00", to = "fri 17:00", who = "U04ANA" }'


def rota(*entries: str) -> str:
    return f"{DESK}rota = [\n" + "".join(f"    {entry},\n" for entry in entries) + "]\n"


def event(*lines: str, who: str = "U04ANA", start: str = "20260302", end: str = "20260309") -> str:
    return "\n".join(
        [
            "BEGIN:VEVENT",
            f"DTSTART;VALUE=DATE:{start}",
            f"DTEND;VALUE=DATE:{end}",
            f"SUMMARY:On call: {who}",
            *lines,
            "END:VEVENT",
            "",
        ]
    )


def read_file(office: Office, text: str) -> None:
    file = office.folder / "rota.ics"
    file.write_text(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n", encoding="utf-8")
    office.write(f'{DESK}rota_file = "{file}"\n')


def test_a_week_and_a_holiday_are_a_rota(office: Office) -> None:
    office.write(rota(WEEK, '{ from = 2026-12-24, to = 2026-12-27, who = "U04BEN" }'))

    planned = rota_of(office.load().desks[0])

    assert planned is not None
    assert planned.on_call(datetime(2026, 3, 3, 10, tzinfo=UTC)) == "U04ANA"
    assert planned.on_call(datetime(2026, 12, 24, 10, tzinfo=UTC)) == "U04BEN"


def test_a_gap_in_opening_hours_is_named(office: Office) -> None:
    office.write(rota('{ from = "mon 09:00", to = "wed 12:00", who = "U04ANA" }'))

    (complaint,) = office.complaints()

    assert complaint.startswith("config.toml line 4: desks[0].rota has a gap: nobody is on call")
    assert "Wednesday at 12:00, while" in complaint


def test_a_gap_between_dates_is_named_with_its_date(office: Office) -> None:
    office.write(
        rota(
            '{ from = 2026-03-02, to = 2026-03-04, who = "U04ANA" }',
            '{ from = 2026-03-05, to = 2026-03-09, who = "U04BEN" }',
        )
    )

    (complaint,) = office.complaints()

    assert complaint.startswith("config.toml line 4: desks[0].rota has a gap: nobody is on call")
    assert "2026-03-04 at 09:00, while" in complaint


def test_a_gap_on_a_weekend_is_none(office: Office) -> None:
    office.write(
        rota(
            '{ from = 2026-03-02, to = 2026-03-07, who = "U04ANA" }',
            '{ from = 2026-03-09, to = 2026-03-14, who = "U04BEN" }',
        )
    )

    assert rota_of(office.load().desks[0]) is not None


def test_two_people_at_once_are_refused(office: Office) -> None:
    office.write(rota(WEEK, '{ from = "fri 12:00", to = "mon 09:00", who = "U04BEN" }'))

    (complaint,) = office.complaints()

    assert "must not overlap with entry 1 of the rota" in complaint


@pytest.mark.parametrize(
    ("entry", "remedy"),
    [
        ('{ from = "sat", to = 2026-03-04, who = "U04ANA" }', "must have two dates"),
        ('{ from = 2026-03-04, to = 2026-03-04, who = "U04ANA" }', "must end after it begins"),
        ('{ from = "someday", to = "fri", who = "U04ANA" }', "must be a day such as"),
        ('{ from = "mon", to = "mon", who = "ana" }', "must be a member's id"),
        ('{ from = "mon", who = "U04ANA" }', "is missing"),
    ],
)
def test_an_entry_that_is_none_is_refused(office: Office, entry: str, remedy: str) -> None:
    office.write(rota(entry))

    assert any(remedy in complaint for complaint in office.complaints())


def test_a_desk_on_call_needs_a_rota(office: Office) -> None:
    office.write(f'{DESK}strategy = "on_call"\n')

    (complaint,) = office.complaints()

    assert "desks[0].strategy is on_call, so somebody has to be on call" in complaint


def test_a_rota_stands_in_one_place(office: Office) -> None:
    office.write(rota(WEEK) + 'rota_file = "rota.ics"\n')

    (complaint,) = office.complaints()

    assert "must stand in rota or in rota_file, not in both" in complaint


def test_a_calendar_file_is_a_rota(office: Office) -> None:
    read_file(
        office,
        event("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4", "X-OTHER:whatever")
        + event("RRULE:FREQ=WEEKLY;INTERVAL=2", who="U04BEN", start="20260309", end="20260316")
        + event("RRULE:FREQ=WEEKLY;INTERVAL=2", who="U04TARA", start="20260427", end="20260504"),
    )

    planned = rota_of(office.load().desks[0])

    assert planned is not None
    days = [(3, 3), (3, 10), (4, 15), (4, 22), (4, 29)]
    on_call = [planned.on_call(datetime(2026, m, d, 10, tzinfo=UTC)) for m, d in days]
    assert on_call == ["U04ANA", "U04BEN", "U04ANA", "U04BEN", "U04TARA"]


def test_a_long_line_of_a_calendar_file_may_be_folded(office: Office) -> None:
    folded = event().replace("SUMMARY:On call: U04ANA", "SUMMARY:On call: U0\n 4ANA")
    read_file(office, folded.replace("VALUE=DATE:20260302", "TZID=Europe/Berlin:20260302T010000"))

    planned = rota_of(office.load().desks[0])

    assert planned is not None
    assert planned.on_call(datetime(2026, 3, 2, tzinfo=UTC)) == "U04ANA"
    assert planned.on_call(datetime(2026, 3, 1, 23, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (event(who="Ana"), "line 5 of the file needs a member's id such as U04ANA in SUMMARY"),
        (event("RRULE:FREQ=DAILY"), "line 6 of the file must repeat weekly"),
        (event(end="20260301"), "line 4 of the file must end after it begins"),
        (event(start="tomorrow"), "line 3 of the file is not a date such as"),
        ("", "must name a file with at least one event"),
        ("BEGIN:VEVENT\nEND:VEVENT\n", "line 2 of the file needs DTSTART"),
    ],
)
def test_a_calendar_file_that_cannot_be_read_is_refused(
    office: Office, text: str, remedy: str
) -> None:
    read_file(office, text)

    (complaint,) = office.complaints()

    assert complaint.startswith("config.toml line 4: desks[0].rota_file")
    assert remedy in complaint


def test_a_calendar_file_has_to_be_there(office: Office) -> None:
    office.write(f'{DESK}rota_file = "nowhere.ics"\n')

    (complaint,) = office.complaints()

    assert "must be the name of a file in UTF-8 that exists" in complaint
