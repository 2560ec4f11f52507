"""How a desk works: its promises, hours and people, told from the settings of now."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.domain.desk import Relay
from bot.domain.request import Priority
from handlers import limits
from handlers.views import blocks, rich, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.domain.desk import Desk
    from bot.domain.home import Guide
    from bot.domain.hours import Hours, Window
    from handlers.views.blocks import Block, Message

_DAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MINUTES_AN_HOUR: Final = 60
_HOLDS: Final = (
    "A request can wait: for your answer, for an approval or until an agreed date. Meanwhile the "
    "time to solve it stands still. While we wait for a vendor it goes on, and nothing stops the "
    "time to answer you."
)
_TIERS: Final = (
    "If it needs somebody who knows more, the owner asks the next tier, and stays the one whom "
    "you talk to."
)
_PRIVACY: Final = (
    "The technicians of the desk read what you write; a private request is read by you, whoever "
    "helps you and the lead only. Figures are about requests, and stay when the text is erased."
)
_RELAYS: Final = {
    Relay.OWNER: "A technician takes it on, as its owner, and answers you",
    **dict.fromkeys(
        (Relay.TECHNICIANS, Relay.BUTTON),
        "A technician takes it on, as its owner, and the team answers you",
    ),
}


def how_it_works(guide: Guide) -> Message:
    """Tell everybody what they can expect of a desk."""
    desk = guide.desk
    name = limits.inert(desk.name, wording.NAME)
    shown = [
        blocks.header(desk.name, before="How it works: "),
        blocks.section(hours(guide)),
        *promises(desk),
        _titled("What happens to a request", _steps(desk)),
        blocks.section(f"*While it waits*\n{_HOLDS}"),
        blocks.section(f"*More help*\n{_TIERS}"),
        blocks.section(f"*Who to ask*\n{contacts(guide)} {_complaint(guide)}"),
        blocks.section(f"*What we ask you*\n{_survey(desk)}"),
        blocks.section(f"*What we know*\n{_PRIVACY}"),
    ]
    spoken = "; ".join(f"{priority}: {promise(desk, priority)}" for priority in Priority)
    return blocks.message(f"How {name} works. {hours(guide)} We promise: {spoken}.", shown)


def hours(guide: Guide) -> str:
    """Say when a desk is open, and on which of the next days it is not."""
    calendar = guide.desk.calendar
    said = f"{opening(calendar.in_force(guide.today))} (time in {calendar.zone.key})."
    closed = ", ".join(map(_day, guide.closed))
    return f"{said} Closed on {closed}." if closed else said


def opening(hours: Hours) -> str:
    """Say at which times of which weekdays a desk is open."""
    week = [tuple(map(_window, windows)) for windows in hours.week]
    if all(windows == ("00:00 to 24:00",) for windows in week):
        return "Open around the clock"
    spans = []
    for windows, days in groupby(zip(week, _DAYS, strict=True), lambda known: known[0]):
        names = [name for _, name in days]
        if windows:
            spans.append(f"{_span(names)} {' and '.join(windows)}")
    return "Open " + ", ".join(spans)


def promises(desk: Desk) -> list[Block]:
    """Say by when a person answers and by when it is solved, for each priority."""
    said = "*What we promise* (only opening hours count)"
    lines = [
        [rich.bold(wording.PRIORITIES[priority]), rich.words(f": {promise(desk, priority)}")]
        for priority in Priority
    ]
    return [blocks.section(said), rich.bullets(lines)]


def promise(desk: Desk, priority: Priority) -> str:
    """Say what a desk promises for one priority."""
    target = desk.promises[priority]
    return (
        f"a person answers within {duration(target.response)}, "
        f"and it is solved within {duration(target.resolution)}"
    )


def contacts(guide: Guide) -> str:
    """Name whoever can be asked about a desk."""
    leads = _list([wording.mention(lead) for lead in guide.leads])
    said = f"{leads} {'leads' if len(guide.leads) == 1 else 'lead'} the desk." if leads else ""
    if guide.liaison is not None:
        said = f"{wording.mention(guide.liaison)} looks after your department. {said}"
    return said.strip() or "Ask in the thread of your request: the whole team reads it."


def duration(minutes: int) -> str:
    """Write minutes of opening hours, such as "30 minutes" or "8 hours"."""
    hours, rest = divmod(minutes, _MINUTES_AN_HOUR)
    parts = [wording.counted(hours, "hour") if hours else ""]
    parts.append(wording.counted(rest, "minute") if rest or not hours else "")
    return " ".join(filter(None, parts))


def _steps(desk: Desk) -> Sequence[str]:
    days = wording.counted(desk.close_after_days, "day")
    return (
        "You say what you need, and get a number and the time of our answer.",
        f"{_RELAYS[desk.relay]} in the thread of your request. You answer there, too.",
        f"When it is solved, you are told how. For {days} you can reopen it with one button.",
        f"After {days} it closes. Write in its thread later, and a new request goes on with it.",
    )


def _survey(desk: Desk) -> str:
    later = f", {duration(desk.survey_after)} of opening time later," if desk.survey_after else ""
    days = wording.counted(desk.survey_expires_days, "day")
    return (
        f"When it is solved, we ask you once{later} how satisfied you are. One tap answers it, "
        f"nobody has to, and after {days} the question is gone."
    )


def _complaint(guide: Guide) -> str:
    if not guide.leads:
        return "If something went wrong with our service, tell us there as well."
    return "If something went wrong with our service, write to them directly."


def _titled(title: str, lines: Sequence[str]) -> Block:
    numbered = "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))
    return blocks.section(f"*{title}*\n{numbered}")


def _window(window: Window) -> str:
    end = window.end.isoformat("minutes")
    return f"{window.start.isoformat('minutes')} to {'24:00' if end == '00:00' else end}"


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.day} {day:%B}"


def _list(names: Sequence[str]) -> str:
    """Join names as one says them."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
