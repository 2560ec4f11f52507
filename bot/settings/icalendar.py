"""A rota from an iCalendar file: events with a beginning, an end, and whose id they name.

Understood are DTSTART and DTEND, SUMMARY with a member's id in it, and RRULE with FREQ=WEEKLY,
INTERVAL, UNTIL and COUNT; everything else in an event is put aside, other rules are refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
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
# More than any team plans ahead; beyond that, reading and checking would take for ever.
_LARGEST_MB: Final = 1
_MOST_EVENTS: Final = 1000
_YEARS: Final = range(1970, 2101)
_MOST_WEEKS: Final = 52
_MOST_TIMES: Final = 999


class NotACalendar(Exception):
    """A file that cannot be read as a rota; the words are the remedy."""


def read_calendar(file: Path, zone: ZoneInfo) -> tuple[Duty, ...]:
    """Read the duties of a rota, by the clock on the wall of `zone`; raises `NotACalendar`."""
    events = list(islice(_events(_text(file)), _MOST_EVENTS + 1))
    if not events:
        message = "must name a file with at least one event (BEGIN:VEVENT)"
        raise NotACalendar(message)
    if len(events) > _MOST_EVENTS:
        message = f"must name a file with {_MOST_EVENTS} events at most; leave out what is over"
        raise NotACalendar(message)
    return tuple(_duty(event, line, zone) for line, event in events)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST_MB * 1024 * 1024:
            message = f"must be the name of a file of {_LARGEST_MB} MB at most"
            raise NotACalendar(message)
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        message = "must be the name of a file in UTF-8 that exists"
        raise NotACalendar(message) from None


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
    is_day = len(value) == len("20260302")
    try:
        own = UTC if value.endswith("Z") else _zone(parameters)
        form = "%Y%m%d" if is_day else "%Y%m%dT%H%M%S"
        at = datetime.strptime(value.removesuffix("Z"), form)  # noqa: DTZ007 - a wall has no zone
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise _wrong(number, "is not a date such as 20260302T090000") from None
    if at.year not in _YEARS:
        raise _wrong(number, f"must lie between {_YEARS[0]} and {_YEARS[-1]}")
    return (
        at
        if is_day or own is None
        else at.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)
    )


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
    is_simple = parts.get("FREQ") == "WEEKLY" and parts.keys() <= _PARTS
    own_day = parts.get("BYDAY", _DAYS[start.weekday()]) == _DAYS[start.weekday()]
    if not is_simple or not own_day:
        raise _wrong(number, "must repeat weekly, on the day on which it begins, or not at all")
    if not _is_among(every, _MOST_WEEKS):
        raise _wrong(number, f"must repeat after 1 to {_MOST_WEEKS} weeks")
    return int(every), _until(parts, number, int(every), start=start, zone=zone)


def _until(
    parts: Mapping[str, str], number: int, every: int, *, start: datetime, zone: ZoneInfo
) -> datetime | None:
    if "UNTIL" in parts:
        until = _moment((number, "", parts["UNTIL"]), zone)
        # A date is meant with all its hours.
        return until + timedelta(days=1) if "T" not in parts["UNTIL"] else until
    if "COUNT" in parts:
        if not _is_among(parts["COUNT"], _MOST_TIMES):
            raise _wrong(number, f"must repeat 1 to {_MOST_TIMES} times, or without end")
        return start + timedelta(weeks=every * (int(parts["COUNT"]) - 1))
    return None


def _is_among(text: str, most: int) -> bool:
    """Say whether a text is a number from 1 to `most`."""
    # Whatever has more digits is not even read.
    return text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most


def _wrong(line: int, what: str) -> NotACalendar:
    return NotACalendar(f"cannot be read: line {line} of the file {what}")
