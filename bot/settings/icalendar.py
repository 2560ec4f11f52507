"""A rota from an iCalendar file: events with a beginning, an end, and whose id they name.

Understood are DTSTART and DTEND, SUMMARY with a member's id in it, and RRULE with FREQ=WEEKLY,
INTERVAL, UNTIL and COUNT; everything else in an event is put aside, other rules are refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.routing.rota import Duty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_MEMBER = re.compile(r"\b[UW][A-Z0-9]{2,}\b")
_LINE = re.compile(r"([A-Za-z-]+)((?:;[^:]*)?):(.*)")
_PARTS: Final = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST"}
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NotACalendar(Exception):
    """A file that cannot be read as a rota; the words are the remedy."""


def read_calendar(file: Path, zone: ZoneInfo) -> tuple[Duty, ...]:
    """Read the duties of a rota, by the clock on the wall of `zone`; raises `NotACalendar`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = "must be the name of a file in UTF-8 that exists"
        raise NotACalendar(message) from None
    duties = tuple(_duty(event, line, zone) for line, event in _events(text))
    if not duties:
        message = "must name a file with at least one event (BEGIN:VEVENT)"
        raise NotACalendar(message)
    return duties


_Event = dict[str, tuple[int, str, str]]


def _events(text: str) -> Iterator[tuple[int, _Event]]:
    """Iterate over the events, each with its line; properties have line, parameters and value."""
    event: _Event | None = None
    begun = 0
    for number, line in _unfolded(text):
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        name, parameters, value = match[1].upper(), match[2].upper(), match[3].strip()
        if (name, value.upper()) == ("BEGIN", "VEVENT"):
            event, begun = {}, number
        elif (name, value.upper()) == ("END", "VEVENT") and event is not None:
            yield begun, event
            event = None
        elif event is not None:
            # A reminder within an event has properties of the same names.
            event.setdefault(name, (number, match[2] if "TZID" in parameters else "", value))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Iterate over lines with their numbers; what begins with a space goes on with the last."""
    number, whole = 1, ""
    for place, line in enumerate(text.splitlines(), start=1):
        if line[:1] in {" ", "\t"}:
            whole += line[1:]
            continue
        yield number, whole
        number, whole = place, line
    yield number, whole


def _duty(event: _Event, line: int, zone: ZoneInfo) -> Duty:
    for name in ("DTSTART", "DTEND", "SUMMARY"):
        if name not in event:
            raise _wrong(line, f"needs {name}")
    start, end = _moment(event["DTSTART"], zone), _moment(event["DTEND"], zone)
    if end <= start:
        raise _wrong(event["DTEND"][0], "must end after it begins")
    number, _, summary = event["SUMMARY"]
    member = _MEMBER.search(summary)
    if member is None:
        raise _wrong(number, "needs a member's id such as U04ANA in SUMMARY")
    every, until = _repeats(event, start, zone)
    return Duty(who=member[0], start=start, end=end, every=every, until=until)


def _moment(found: tuple[int, str, str], zone: ZoneInfo) -> datetime:
    """Read an instant as the clock on the wall of `zone` shows it."""
    number, parameters, value = found
    try:
        if len(value) == len("20260302"):
            return datetime.strptime(value, "%Y%m%d")  # noqa: DTZ007 - the wall has no zone
        own = UTC if value.endswith("Z") else _zone(parameters)
        at = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - see above
    except (ValueError, ZoneInfoNotFoundError):
        raise _wrong(number, "is not a date such as 20260302T090000") from None
    return at if own is None else at.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)


def _zone(parameters: str) -> ZoneInfo | None:
    _, found, name = parameters.partition("TZID=")
    return ZoneInfo(name.split(";")[0].strip('"')) if found else None


def _repeats(event: _Event, start: datetime, zone: ZoneInfo) -> tuple[int, datetime | None]:
    """Read after how many weeks a duty comes again (0: never), and its last beginning."""
    if "RRULE" not in event:
        return 0, None
    number, _, value = event["RRULE"]
    parts = dict(part.partition("=")[::2] for part in value.upper().split(";"))
    every = parts.get("INTERVAL", "1")
    is_simple = parts.get("FREQ") == "WEEKLY" and parts.keys() <= _PARTS and every.isdecimal()
    own_day = parts.get("BYDAY", _DAYS[start.weekday()]) == _DAYS[start.weekday()]
    if not is_simple or not own_day or int(every) < 1:
        raise _wrong(number, "must repeat weekly, on the day on which it begins, or not at all")
    return int(every), _until(parts, number, int(every), start=start, zone=zone)


def _until(
    parts: Mapping[str, str], number: int, every: int, *, start: datetime, zone: ZoneInfo
) -> datetime | None:
    if "UNTIL" in parts:
        until = _moment((number, "", parts["UNTIL"]), zone)
        # A date is meant with all its hours.
        return until + timedelta(days=1) if "T" not in parts["UNTIL"] else until
    if parts.get("COUNT", "").isdecimal():
        return start + timedelta(weeks=every * (int(parts["COUNT"]) - 1))
    return None


def _wrong(line: int, what: str) -> NotACalendar:
    return NotACalendar(f"cannot be read: line {line} of the file {what}")
