"""One look at a request of which somebody may have to be reminded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.experiences import Poor
from bot.domain.reminders import Does, Done, Reminder, look_at, schedule, take
from bot.domain.reminders.warnings import is_breach
from bot.domain.sla import promised
from bot.usecases import experiences, telling
from bot.usecases.reminding import chasing, escalating
from bot.usecases.reminding.audience import lanes_of, next_to_ask
from bot.usecases.rounds import take_due
from storage.lanes import direct_lane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.requests import Stored
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One request at one instant, inside one transaction."""

    tx: Transaction
    stored: Stored
    desk: Desk
    now: datetime

    @property
    def request(self) -> Request:
        """The request as it is by now."""
        return self.stored.request

    def after(self, request: Request) -> _Look:
        """Go on with what the request has become."""
        due = promised(request, self.desk)
        return replace(self, stored=replace(self.stored, request=request, promised=due))


def remind_due(office: Office, now: datetime) -> int:
    """Take every step that is due about any request; return how many requests were looked at."""
    return take_due(
        office,
        "remind",
        lambda tx, most: tx.requests.due_to_remind(now, limit=most),
        lambda one: _look(office, one, now),
        now=now,
    )


def _look(office: Office, request_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        stored = tx.requests.by_id(request_id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        if desk is None:
            tx.requests.remind_at(request_id, None)
            return
        opens = desk.calendar.next_opening(now)
        if opens > now:
            # Nobody is called outside of working time; by then it is one reminder, not several.
            tx.requests.remind_at(request_id, opens)
            return
        _take_steps(_Look(tx=tx, stored=stored, desk=desk, now=now))


def _take_steps(look: _Look) -> None:
    tx, request, now = look.tx, look.request, look.now
    done = tx.reminders.done(request.id)
    due = take(schedule(request, look.desk), done, look.desk.calendar, now)
    for reminder in due.passed:
        tx.reminders.take(request.id, reminder.key, now=now)
    if any(is_breach(reminder.key) for reminder in (*due.passed, *due.send)):
        experiences.note(tx, look.desk, request, Poor.LATE, now=now)
    for reminder in due.send:
        look = _STEPS[reminder.does](look, reminder)
    done |= {reminder.key: Done() for reminder in (*due.passed, *due.send)}
    left = look_at(schedule(look.request, look.desk), done, look.desk.calendar)
    tx.requests.remind_at(request.id, left)


def _tell(look: _Look, reminder: Reminder) -> _Look:
    tx, now = look.tx, look.now
    reminder_id = tx.reminders.take(look.request.id, reminder.key, now=now)
    tx.reminders.call(reminder_id, lanes_of(tx, look.desk, look.request, reminder.tells, now=now))
    telling.redraw_card(tx, look.request, look.desk, now=now)
    return look


def _ask_next(look: _Look, reminder: Reminder) -> _Look:
    tx, now = look.tx, look.now
    asked = tx.reminders.asked(look.request.id, reminder.key)
    person = next_to_ask(tx, look.desk, look.request, asked=asked, now=now)
    person_id = person.id if person else None
    taken = tx.reminders.take(look.request.id, reminder.key, now=now, person_id=person_id)
    if person is not None:
        tx.reminders.call(taken, [direct_lane(person.slack_id or "")])
    return look


def _escalate(look: _Look, reminder: Reminder) -> _Look:
    look.tx.reminders.take(look.request.id, reminder.key, now=look.now)
    after = escalating.escalate(look.tx, look.stored, look.desk, reminder, now=look.now)
    return look.after(after)


def _chase(look: _Look, reminder: Reminder) -> _Look:
    taken = look.tx.reminders.take(look.request.id, reminder.key, now=look.now)
    chasing.chase(look.tx, look.request, taken, now=look.now)
    return look


def _close(look: _Look, reminder: Reminder) -> _Look:
    look.tx.reminders.take(look.request.id, reminder.key, now=look.now)
    return look.after(chasing.close(look.tx, look.stored, look.desk, now=look.now))


_STEPS: Mapping[Does, Callable[[_Look, Reminder], _Look]] = {
    Does.TELL: _tell,
    Does.ASK_NEXT: _ask_next,
    Does.ESCALATE: _escalate,
    Does.CHASE: _chase,
    Does.WARN: _chase,
    Does.CLOSE: _close,
}
