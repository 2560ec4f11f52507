"""Rotas that cannot be kept: with a hole in opening hours, or with two people at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.routing.decision import Strategy
from bot.domain.routing.rota import Rota
from bot.settings.building import as_calendar, as_shift
from bot.settings.icalendar import NotACalendar, read_calendar
from bot.settings.staffing import MONDAY, NOBODY, TWO_ROTAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.settings.checks import Finding
    from bot.settings.desks import DeskSettings
    from bot.settings.locator import KeyPath
    from bot.settings.models import Settings

#: Rotas that repeat after more weeks than that are not looked at to their end.
LONGEST: Final = timedelta(weeks=26)


def rota_of(desk: DeskSettings) -> Rota | None:
    """Give the rota of a desk, if it has one; raises `NotACalendar`."""
    zone = ZoneInfo(desk.timezone)
    if desk.rota_file is not None:
        return Rota(zone=zone, duties=read_calendar(desk.rota_file, zone))
    duties = tuple(entry.duty() for entry in desk.rota)
    return Rota(zone=zone, duties=duties) if duties else None


def hopeless_rotas(settings: Settings) -> Iterator[Finding]:
    """Find rotas that name nobody, or two people at once, while their desk is open."""
    for index, desk in enumerate(settings.desks):
        place: KeyPath = ("desks", index)
        if desk.rota and desk.rota_file is not None:
            yield (*place, "rota_file"), TWO_ROTAS
            continue
        try:
            rota = rota_of(desk)
        except NotACalendar as error:
            yield (*place, "rota_file"), str(error)
            continue
        if rota is not None:
            yield from _in_rota(desk, rota, place)
        elif desk.strategy is Strategy.ON_CALL:
            yield (*place, "strategy"), NOBODY


def _in_rota(desk: DeskSettings, rota: Rota, place: KeyPath) -> Iterator[Finding]:
    where: KeyPath = (*place, "rota_file" if desk.rota_file else "rota")
    overlap = rota.overlap()
    if overlap is not None:
        earlier, later = overlap
        key = where if desk.rota_file else (*where, later)
        yield key, f"must not overlap with entry {earlier + 1} of the rota; end one of them earlier"
    gap = _gap(desk, rota)
    if gap is not None:
        shown = gap.astimezone(rota.zone)
        day = f"{shown:%A at %H:%M}" if rota.span() is None else f"{shown:%Y-%m-%d at %H:%M}"
        said = f"has a gap: nobody is on call on {day}, while the desk is open"
        yield where, f"{said}; name somebody for that time"


def _gap(desk: DeskSettings, rota: Rota) -> datetime | None:
    span = rota.span()
    if span is not None:
        return rota.gap(as_calendar(desk), *span)
    # What repeats for ever has to fill an ordinary week; dates only stand in for it.
    start = max(duty.start for duty in rota.duties if duty.every)
    start = max(start, MONDAY).replace(tzinfo=ZoneInfo(desk.timezone))
    weeks = timedelta(weeks=max(duty.every for duty in rota.duties) + 1)
    return rota.gap(as_shift(desk.hours, desk.timezone), start, start + min(weeks, LONGEST))
