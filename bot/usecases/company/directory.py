"""Who is who: names, standing, departments, and who is in which channel and group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.usecases import moves, telling
from bot.usecases.access import works_at
from bot.usecases.company import leavers
from bot.usecases.company.people import ask_about, department_of
from bot.usecases.company.rights import note_rights_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


def learn(
    office: Office,
    profiles: Collection[Mapping[str, object]],
    *,
    now: datetime,
    was_asked: bool = False,
    more_to_ask: bool = False,
) -> None:
    """Store what Slack says about people (keys: `slack_id`, `name`, `zone` and so on).

    An answer to what `was_asked` at `now` does not undo what an event has told meanwhile. With
    `more_to_ask` Slack is asked for the rest of what it knows, if that is of use.
    """
    by_id = {str(profile["slack_id"]): _placed(office, profile) for profile in profiles}
    with office.store.write() as tx:
        before = tx.people.known(by_id)
        tx.people.learn(list(by_id.values()), now=now, was_asked=was_asked)
        for slack_id, person in before.items():
            told = by_id[slack_id]
            if told.get("name", person.name) != person.name:
                _rename(tx, office, person, now)
            if told.get("department", person.department) != person.department:
                _fill_in_department(tx, office, tx.people.ensure(slack_id), now)
        if more_to_ask and office.department_field:
            for slack_id in by_id:
                ask_about(tx, tx.people.ensure(slack_id), now)


def learn_members(office: Office, *, desk_key: str, slack_ids: Collection[str]) -> None:
    """Make the membership of a team channel what Slack says it is."""
    with office.store.write() as tx:
        known = {person.slack_id for person in tx.people.members_of(desk_key)}
        tx.people.leave(desk_key, [gone for gone in known if gone and gone not in slack_ids])
        tx.people.join(desk_key, [new for new in slack_ids if new not in known])


def learn_group(office: Office, group_id: str, *, slack_ids: Collection[str]) -> None:
    """Make the membership of a user group what Slack says it is, if the settings name it."""
    if group_id not in office.groups:
        return
    with office.store.write() as tx:
        known = tx.groups.members(group_id)
        now_in = {tx.people.ensure(slack_id).id for slack_id in slack_ids}
        tx.groups.leave(group_id, known - now_in)
        tx.groups.join(group_id, now_in - known)


def group_changed(
    office: Office, group_id: str, *, joined: Collection[str], left: Collection[str]
) -> None:
    """Note that people came into a user group or left it, if the settings name it."""
    if group_id not in office.groups:
        return
    with office.store.write() as tx:
        tx.groups.leave(group_id, [tx.people.ensure(slack_id).id for slack_id in left])
        tx.groups.join(group_id, [tx.people.ensure(slack_id).id for slack_id in joined])


def member_joined(office: Office, act: Act, *, channel: str) -> None:
    """Note that somebody came into a team channel."""
    desk = office.desk_of_team_channel(channel)
    if desk is not None:
        with office.store.write() as tx:
            tx.people.join(desk.key, [act.slack_id])
            note_rights_in(tx, office, act.now)


def member_left(office: Office, act: Act, *, channel: str) -> None:
    """Note that somebody left a team channel."""
    desk = office.desk_of_team_channel(channel)
    if desk is not None:
        with office.store.write() as tx:
            tx.people.leave(desk.key, [act.slack_id])
            _let_go(tx, desk, tx.people.ensure(act.slack_id), act.now)
            note_rights_in(tx, office, act.now)


def _let_go(tx: Transaction, desk: Desk, person: Person, now: datetime) -> None:
    """Put private requests back into the queue whose owner may read them no more."""
    if works_at(tx, desk, person):
        return
    for owned in tx.duties.owned(person.id):
        stored = tx.requests.by_id(owned.request.id, to_change=True)
        request = stored.request
        is_theirs = request.is_open and request.owner_id == person.id and request.private
        if is_theirs and request.desk_key == desk.key:
            leavers.free(tx, stored, desk, now)


def _placed(office: Office, profile: Mapping[str, object]) -> Mapping[str, object]:
    """Count whoever is of another workspace as of another company, whatever Slack calls him."""
    ours, theirs = office.store.team_id, profile.get("team_id")
    is_foreign = ours is not None and theirs is not None and theirs != ours
    return {**profile, "is_external": True} if is_foreign else profile


def _rename(tx: Transaction, office: Office, person: Person, now: datetime) -> None:
    """Show the new name wherever the old one stands."""
    for stored in (*tx.duties.filed(person.id), *tx.duties.owned(person.id)):
        desk = office.desks.get(stored.request.desk_key)
        if desk is not None:
            telling.redraw(tx, stored.request, desk, now=now)


def _fill_in_department(tx: Transaction, office: Office, person: Person, now: datetime) -> None:
    """Name the department of requests that were filed before it was known."""
    name = department_of(tx, office, person)
    filed = tx.duties.filed(person.id) if name else []
    for found in (stored for stored in filed if stored.request.department is None):
        stored = tx.requests.by_id(found.request.id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        if desk is not None and stored.request.is_open:
            facts: dict[str, Fact] = {"from": None, "to": name}
            step = Event(kind=EventKind.DEPARTMENT_CHANGED, at=now, actor=BY_ITSELF, facts=facts)
            moves.record(tx, stored, desk, [step])
