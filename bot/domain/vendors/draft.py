"""A vendor as somebody fills it in, and in words what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from bot.domain.hours import holidays_of
from bot.domain.vendors.vendor import USUAL_GOAL, Contact, Vendor, key_of
from bot.domain.vendors.week import NotAWeek, minutes_in, read_week

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

LONGEST_NAME: Final = 60
#: Longer than any contract gives somebody to solve a thing, in minutes.
_LONGEST = 60 * 1000
_WEEKS_A_YEAR = 52
_SPAN = re.compile(r"(?:(\d{1,4}) *h[a-z]*)? *(?:(\d{1,5}) *m[a-z]*)?", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}) *%?")
_MOST_PERCENT = 100


class Part(StrEnum):
    """What of a vendor somebody fills in."""

    NAME = "name"
    CONTRACT = "contract"
    SERVICES = "services"
    CATEGORIES = "categories"
    HOURS = "hours"
    ZONE = "zone"
    HOLIDAYS = "holidays"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    GOAL = "goal"
    ENDS = "ends"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody has filled in, word for word."""

    name: str
    hours: str
    zone: str
    response: str
    resolution: str
    contract: str = ""
    services: str = ""
    categories: tuple[str, ...] = ()
    holidays: str = ""
    goal: str = ""
    ends: str = ""
    contact: Contact = Contact()  # noqa: RUF009 - it is frozen
    archived: bool = False


class UnfitDraft(Exception):
    """Something cannot be meant as it was filled in; `problems` has a sentence for each."""

    def __init__(self, problems: Mapping[Part, str]) -> None:
        """Keep what is wrong, part by part."""
        super().__init__(", ".join(problems))
        self.problems = problems


def minutes_of(text: str) -> int | None:
    """Read "8 h", "30 m" or "1 h 30 m"; None for anything else, and for no time at all."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        return None
    minutes = 60 * int(match[1] or 0) + int(match[2] or 0)
    return minutes if 0 < minutes <= _LONGEST else None


def vendor_of(draft: Draft, *, known: Vendor, taken: frozenset[str], today: date) -> Vendor:
    """Make the vendor that a draft describes out of what is `known` of it; raises `UnfitDraft`.

    `taken` are the keys of the names of other vendors.
    """
    problems = dict(_problems(draft, known, taken, today))
    if problems:
        raise UnfitDraft(problems)
    return Vendor(
        id=known.id,
        desk_key=known.desk_key,
        since=known.since,
        name=" ".join(draft.name.split()),
        hours=" ".join(draft.hours.split()),
        zone=draft.zone.strip(),
        response=minutes_of(draft.response) or 0,
        resolution=minutes_of(draft.resolution) or 0,
        contract=draft.contract.strip(),
        services=draft.services.strip(),
        categories=draft.categories,
        holidays=draft.holidays.strip().upper() or None,
        goal=_percent(draft.goal) or USUAL_GOAL,
        ends=date.fromisoformat(draft.ends) if draft.ends else None,
        archived=draft.archived,
        # Nobody has to be talked to there any more.
        contact=Contact() if draft.archived else draft.contact,
    )


def blank(desk_key: str, *, zone: str, since: datetime) -> Vendor:
    """Begin a vendor of which nothing is known yet."""
    return Vendor(
        id=0, desk_key=desk_key, name="", hours="", zone=zone, response=0, resolution=0, since=since
    )


def _problems(
    draft: Draft, known: Vendor, taken: frozenset[str], today: date
) -> Iterator[tuple[Part, str]]:
    key = key_of(draft.name)
    if not key:
        yield Part.NAME, "Please give the vendor a name."
    elif len(draft.name) > LONGEST_NAME:
        yield Part.NAME, f"Please keep the name to {LONGEST_NAME} characters."
    elif key in taken:
        yield Part.NAME, "There is a vendor of this name already. Please edit that one."
    yield from _time_problems(draft)
    yield from _target_problems(draft)
    ends = _day(draft.ends)
    if draft.ends and ends is None:
        yield Part.ENDS, "Please give a day such as 2027-12-31."
    elif ends is not None and ends < today and ends != known.ends:
        yield Part.ENDS, "This day is over. Please give the day on which the contract ends."


def _time_problems(draft: Draft) -> Iterator[tuple[Part, str]]:
    if not draft.hours.strip():
        yield Part.HOURS, "Please say when they work, such as mon-fri 09:00-17:00, or 24x7."
    else:
        try:
            read_week(draft.hours)
        except NotAWeek as error:
            yield Part.HOURS, f"Please write it like mon-fri 09:00-17:00, or 24x7: {error}."
    if draft.zone.strip() not in available_timezones():
        yield Part.ZONE, "Please give a time zone such as Europe/Berlin."
    if draft.holidays.strip() and not _has_holidays(draft.holidays.strip().upper()):
        yield Part.HOLIDAYS, "Please give a country such as DE, or a part of one such as DE-BY."


def _target_problems(draft: Draft) -> Iterator[tuple[Part, str]]:
    response, resolution = minutes_of(draft.response), minutes_of(draft.resolution)
    if response is None:
        yield Part.RESPONSE, "Please give a time above zero, such as 30 m or 4 h."
    if resolution is None:
        yield Part.RESOLUTION, "Please give a time above zero, such as 8 h."
    elif response is not None and resolution < response:
        yield Part.RESOLUTION, "A solution cannot be due before the first answer."
    elif resolution > _WEEKS_A_YEAR * _minutes_a_week(draft.hours):
        yield Part.RESOLUTION, "In these hours that takes more than a year. Please check both."
    if draft.goal.strip() and _percent(draft.goal) is None:
        yield Part.GOAL, "Please give a number from 1 to 100."


def _minutes_a_week(hours: str) -> float:
    """Count the minutes of a week; hours that cannot be read are complained about already."""
    try:
        return minutes_in(read_week(hours))
    except NotAWeek:
        return float(_LONGEST)


def _percent(text: str) -> int | None:
    match = _PERCENT.fullmatch(text.strip())
    return int(match[1]) if match and 0 < int(match[1]) <= _MOST_PERCENT else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _has_holidays(code: str) -> bool:
    try:
        holidays_of(code, 2000)
    except NotImplementedError:
        return False
    return True
