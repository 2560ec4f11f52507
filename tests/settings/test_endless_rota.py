"""A calendar file that goes on for ever is refused with its line, and quickly."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.routing.rota import Duty, Rota
from tests.settings.test_rota import event, read_file

if TYPE_CHECKING:
    from tests.settings.conftest import Office

WEEKLY: Final = "RRULE:FREQ=WEEKLY;"
MANY: Final = 1001
ONE_DAY: Final = timedelta(days=1)
FIRST: Final = datetime(2026, 3, 2)  # noqa: DTZ001 - what the clock on a wall shows has no zone


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (event(WEEKLY + "INTERVAL=99999999999"), "line 6 of the file must repeat after 1 to 52"),
        (event(WEEKLY + "INTERVAL=" + "9" * 5000), "line 6 of the file must repeat after 1 to 52"),
        (event(WEEKLY + "INTERVAL=0"), "line 6 of the file must repeat after 1 to 52"),
        (event(WEEKLY + "COUNT=99999999999"), "line 6 of the file must repeat 1 to 999 times"),
        (event(WEEKLY + "COUNT=many"), "line 6 of the file must repeat 1 to 999 times"),
        (event(WEEKLY + "UNTIL=99991231"), "line 6 of the file must lie between 1970 and 2100"),
        (event(end="99991231"), "line 4 of the file must lie between 1970 and 2100"),
        (event(start="00010101"), "line 3 of the file must lie between 1970 and 2100"),
        (
            event().replace("DTSTART;VALUE=DATE:20260302", "DTSTART;TZID=Europe:20260302T000000"),
            "line 3 of the file is not a date",
        ),
        (event() * MANY, "must name a file with 1000 events at most"),
        (event(" x" * 600_000), "must be the name of a file of 1 MB at most"),
    ],
    ids=range(11),
)
def test_a_file_without_end_is_refused(office: Office, text: str, remedy: str) -> None:
    read_file(office, text)

    (complaint,) = office.complaints()

    assert complaint.startswith("config.toml line 4: desks[0].rota_file")
    assert remedy in complaint


def test_two_on_the_same_of_a_thousand_days_are_found() -> None:
    days = [FIRST + number * ONE_DAY for number in range(1000)]
    duties = [Duty(who="U04ANA", start=day, end=day + ONE_DAY) for day in days]
    twice = Duty(who="U04BEN", start=days[500], end=days[500] + ONE_DAY)

    apart = Rota(zone=ZoneInfo("UTC"), duties=tuple(duties))
    meeting = Rota(zone=ZoneInfo("UTC"), duties=(twice, *duties))

    assert apart.overlap() is None
    assert meeting.overlap() == (0, 501)
