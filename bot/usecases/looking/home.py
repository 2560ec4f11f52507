"""The app's Home: what one person sees there, put together from the state of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.home import Guide, Home, Workbench
from bot.usecases.access import access_caller
from bot.usecases.company.people import department_of
from bot.usecases.looking import views
from bot.usecases.looking.glances import OWN_FIGURES, figures_of, state_of
from bot.usecases.looking.reading import read_board
from bot.usecases.office import Act
from bot.usecases.telling import home_errand

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Caller, Person
    from bot.usecases.office import Office
    from storage.store import Transaction

#: As many as one screen carries; the rest is counted.
OWN_LENGTH = 8
SOLVED_LENGTH = 4
#: How far ahead the days are told on which a desk stays closed, and how many of them.
AHEAD_DAYS = 120
MOST_CLOSED = 5


def opened(office: Office, act: Act) -> bool:
    """Note that somebody looks at the Home and have it shown; False if seen before."""
    with office.store.write() as tx:
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        tx.people.sees_home(tx.people.ensure(act.slack_id).id, now=act.now)
        tx.outbox.add(home_errand(act.slack_id), now=act.now)
        return True


def show_again(office: Office, act: Act) -> None:
    """Have the Home of somebody shown as it is now, because what it showed was no longer true."""
    with office.store.write() as tx:
        tx.outbox.add(home_errand(act.slack_id), now=act.now)


def home(office: Office, slack_id: str, now: datetime) -> Home:
    """Put together what somebody's Home shows now."""
    # No delivery names the team here; whoever is of another company is known by the profile.
    act = Act(slack_id=slack_id, key="", now=now)
    with office.store.read() as tx:
        person = tx.people.ensure(slack_id)
        own, total = tx.lists.open_of(slack_id, limit=OWN_LENGTH)
        solved = tx.lists.solved_for(person.id, limit=SOLVED_LENGTH)
        liaison = _liaison(tx, office, person)
        callers = [(desk, access_caller(tx, office, act, desk)) for desk in office.desks.values()]
        return Home(
            own=views.list_views(tx, office, own),
            own_total=total,
            solved=views.list_views(tx, office, solved),
            guides=tuple(_guide(tx, desk, now, liaison=liaison) for desk in office.desks.values()),
            workbenches=tuple(
                _workbench(tx, office, desk, caller, now=now)
                for desk, caller in callers
                if caller.works_here
            ),
        )


def guide(office: Office, act: Act, desk: Desk) -> Guide:
    """Tell somebody how a desk works."""
    with office.store.read() as tx:
        liaison = _liaison(tx, office, tx.people.ensure(act.slack_id))
        return _guide(tx, desk, act.now, liaison=liaison)


def _liaison(tx: Transaction, office: Office, person: Person) -> Person | None:
    """Find the technician whom somebody's department knows by name."""
    return views.liaison_of(tx, office, department_of(tx, office, person))


def _guide(tx: Transaction, desk: Desk, now: datetime, *, liaison: Person | None) -> Guide:
    today = now.astimezone(desk.calendar.zone).date()
    return Guide(
        desk=desk,
        today=today,
        leads=tuple(tx.people.ensure(lead) for lead in sorted(desk.leads)),
        closed=desk.calendar.closed_days(today, days=AHEAD_DAYS)[:MOST_CLOSED],
        liaison=liaison,
    )


def _workbench(
    tx: Transaction, office: Office, desk: Desk, caller: Caller, *, now: datetime
) -> Workbench:
    person_id = caller.person.id
    shows_own = desk.people_metrics in OWN_FIGURES
    return Workbench(
        board=read_board(tx, office, desk, person_id, now=now),
        figures=figures_of(tx, desk, person_id, now) if shows_own else None,
        state=state_of(tx, desk, now) if caller.is_lead else None,
    )
