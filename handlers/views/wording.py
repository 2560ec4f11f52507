"""The words for what a request is and when something falls due, the same in every message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.request import STOPS_RESOLUTION, Complexity, HoldReason, Priority, State
from bot.domain.sla import Clock, running
from handlers import limits
from handlers.views import rich

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.domain.messages import RequestView
    from bot.domain.people import Person
    from bot.domain.request import Request

# The symbol helps whoever can see it and never stands alone.
STATES: dict[State, str] = {
    State.NEW: "🔵 New",
    State.CLAIMED: "🛠️ In work",
    State.ON_HOLD: "⏸️ On hold",
    State.RESOLVED: "✅ Solved",
    State.CLOSED: "🗄️ Closed",
    State.CANCELLED: "🚫 Cancelled",
    State.MERGED: "🔗 Merged",
}

PRIORITIES: dict[Priority, str] = {
    Priority.P1: "P1: work has stopped",
    Priority.P2: "P2: work is badly hindered",
    Priority.P3: "P3: there is a way around it",
    Priority.P4: "P4: it can wait",
}

URGENCIES: dict[Priority, str] = {
    Priority.P1: "I cannot work at all",
    Priority.P2: "Something important does not work",
    Priority.P3: "It bothers me, but I can work",
    Priority.P4: "It can wait",
}

# Each class with examples, since people understand those alike.
COMPLEXITIES: dict[Complexity, str] = {
    Complexity.SIMPLE: "Simple: a password, a question, a known fix",
    Complexity.INTERMEDIATE: "Intermediate: a setting, an installation, a device",
    Complexity.COMPLEX: "Complex: several systems, an unknown cause, a specialist",
}

# What a request on hold waits for, as the end of "waiting for …".
HOLD_REASONS: dict[HoldReason, str] = {
    HoldReason.REQUESTER: "an answer from the requester",
    HoldReason.VENDOR: "a vendor",
    HoldReason.APPROVAL: "an approval",
    HoldReason.SCHEDULED: "the agreed date",
    HoldReason.OTHER: "something outside the desk",
}

NAME = 80
_ID = re.compile("[CGUW][A-Z0-9]{2,30}")
# By whoever wrote them, by an admin, or because their time was over.
NO_WORDS = "(its words were deleted)"


def name(person: Person | None, *, otherwise: str = "somebody") -> str:
    """Name `person` in words that cannot ping."""
    return (limits.inert(person.name, NAME) if person else "") or otherwise


def plain_name(person: Person | None, *, otherwise: str = "somebody", most: int = NAME) -> str:
    """Name `person` where Slack reads no markup."""
    return (limits.plain(person.name, most) if person else "") or otherwise


def mention(person: Person | None, *, otherwise: str = "somebody") -> str:
    """Name `person` so that a click leads to them, if Slack knows them."""
    if person and person.slack_id:
        return f"<@{person.slack_id}>"
    return name(person, otherwise=otherwise)


def title(view: RequestView, most: int = limits.HEADER_TEXT) -> str:
    """Give the title for an element without markup; a private request shows none."""
    if view.is_hidden:
        return "Private request"
    return limits.plain(view.texts.title, most) or NO_WORDS


def inert_title(view: RequestView, most: int = limits.HEADER_TEXT) -> str:
    """Give the title for a text with markup; a private request shows none."""
    if view.is_hidden:
        return "Private request"
    return limits.inert(view.texts.title, most) or NO_WORDS


def when(at: datetime) -> str:
    """Write an instant in the time zone of whoever reads it."""
    return f"<!date^{int(at.timestamp())}^{rich.DATE}|{rich.fallback(at)}>"


def link(text: str, url: str | None) -> str:
    """Write `text`, which is ours, so that it opens `url` if there is one."""
    if url is None:
        return text
    return f"<{limits.escape(url).replace('|', '%7C')}|{text}>"


def place(slack_id: str) -> str:
    """Name a channel or a person so that a click leads there."""
    if not _ID.fullmatch(slack_id):
        return "a channel"
    return f"<@{slack_id}>" if slack_id.startswith(("U", "W")) else f"<#{slack_id}>"


def late_by(delay: timedelta) -> str:
    """Say roughly how long something has been overdue."""
    minutes = int(delay.total_seconds()) // 60
    hours, days = minutes // 60, minutes // (24 * 60)
    if days >= 1:
        return "1 day" if days == 1 else f"{days} days"
    if hours >= 1:
        return f"{hours} h {minutes % 60} min"
    return f"{max(minutes, 1)} min"


def is_paused(view: RequestView) -> bool:
    """Tell whether the promise to solve stands still, because the request is on hold."""
    request = view.request
    return request.state is State.ON_HOLD and request.hold_reason in STOPS_RESOLUTION


def promises(view: RequestView, now: datetime) -> str:
    """Say by when a person answers and solves, or what is overdue."""
    if not view.request.is_open:
        return "The clock has stopped."
    due, passed = view.promised, _passed(view, now)
    answer = max(passed[Clock.RESPONSE], passed[Clock.NEXT_RESPONSE])
    said = [_promise("Answer", due.respond_by or due.next_response_by, now, passed=answer)]
    if is_paused(view):
        said.append("The clock to solve it is paused.")
    else:
        said.append(_promise("Solve", due.resolve_by, now, passed=passed[Clock.RESOLUTION]))
        said.append(_promise("Tell how it stands", due.update_by, now, passed=passed[Clock.UPDATE]))
    return " · ".join(part for part in said if part) or "Nothing is promised."


def _passed(view: RequestView, now: datetime) -> dict[Clock, int]:
    """Give for each promise the highest percentage at which is warned and that has passed."""
    at = view.desk.reminders.warnings.at
    passed = dict.fromkeys(Clock, 0)
    for promise in running(view.request, view.desk):
        reached = (percent for percent in at if promise.passed(percent) <= now)
        passed[promise.clock] = max(reached, default=0)
    return passed


def _promise(verb: str, due: datetime | None, now: datetime, *, passed: int) -> str:
    if due is None:
        return ""
    if due <= now:
        return f"⚠️ *{verb} overdue by {late_by(now - due)}*, was due {when(due)}"
    mark = f"⏳ {passed} % of the time has passed: " if passed else ""
    return f"{mark}{verb} by {when(due)}"


def next_due(view: RequestView) -> datetime | None:
    """Give the promise that falls due first, or None if none runs."""
    if not view.request.is_open:
        return None
    return view.promised.first


def what_is_due(view: RequestView) -> str:
    """Name the promise that falls due first, for whoever waits for it."""
    due = view.promised.first
    if due == view.promised.resolve_by:
        return "solution"
    return "news" if due == view.promised.update_by else "answer"


def system(request: Request) -> str:
    """Name the system that a request is about, and say if nobody has confirmed it."""
    name = limits.inert(request.system or "", limits.OPTION_TEXT)
    return f"{name} (by the words)" if request.system_guessed else name


def waiting(view: RequestView) -> str:
    """Say what a request on hold waits for."""
    request = view.request
    if request.hold_until is not None:
        return f"waiting until {when(request.hold_until)}"
    return f"waiting for {HOLD_REASONS[request.hold_reason or HoldReason.OTHER]}"


def counted(number: int, noun: str, *, many: str = "") -> str:
    """Say how many there are, such as "1 request" or "2 requests"."""
    return f"{number} {noun}" if number == 1 else f"{number} {many or f'{noun}s'}"


def listed(names: Sequence[str]) -> str:
    """Write `names` one after the other, such as "one, two and three"."""
    *first, last = names or ("nothing",)
    return f"{', '.join(first)} and {last}" if first else last
