"""People and the membership of team channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    update,
)

from bot.domain.incentives.people import Colleague, Consent
from bot.domain.people import Person
from storage.repository import Repository
from storage.tables import Instant, members, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement

# A row of the columns below, of any type.
_PersonRow: TypeAlias = "Row[*tuple[Any, ...]]"

_COLUMNS = (
    people.c.id,
    people.c.slack_id,
    people.c.name,
    people.c.zone,
    people.c.team_id,
    people.c.is_guest,
    people.c.is_external,
    people.c.is_bot,
    people.c.deactivated,
    people.c.department,
    people.c.learned_at,
    people.c.home_seen_at,
)

_BY_ID = select(*_COLUMNS).where(people.c.id.in_(bindparam("ids", expanding=True)))
_BY_HANDLE = select(*_COLUMNS).where(
    people.c.workspace_id == bindparam("here"), people.c.handle == bindparam("handle")
)
_IS_MEMBER = select(members.c.person_id).where(
    members.c.workspace_id == bindparam("here"),
    members.c.desk_key == bindparam("desk_key"),
    members.c.person_id == bindparam("person_id"),
)


@dataclass(frozen=True, slots=True)
class People(Repository):
    """Who is who in this workspace."""

    reads_only: bool = False
    # A transaction reads a person once, in however many roles it meets him.
    _met: dict[int, Person] = field(default_factory=dict)

    def ensure(self, slack_id: str) -> Person:
        """Find the person, or note that there is one whose profile is not known yet.

        A transaction that only reads notes nobody: whoever is new to it has the id 0, which
        owns nothing and is a member of nothing.
        """
        found = self._by_handle(slack_id)
        if found is None and self.reads_only:
            return Person(id=0, slack_id=slack_id, name="")
        return found or self._newcomer(slack_id)

    def ensure_names(self, names: Collection[str]) -> dict[str, int]:
        """Find or add the people whom a replayed history names, and return their ids."""
        known = self._handles()
        missing = sorted(set(names) - known.keys())
        if missing:
            row = {"workspace_id": self.workspace_id}
            rows = [{**row, "handle": name, "name": name} for name in missing]
            self.connection.execute(insert(people), rows)
            known = self._handles()
        return {name: known[name] for name in names}

    def get(self, person_id: int | None) -> Person | None:
        """Find one person by id."""
        return self.several([person_id] if person_id is not None else []).get(person_id or 0)

    def several(self, ids: Collection[int]) -> dict[int, Person]:
        """Find people by id."""
        wanted = set(ids)
        unknown = list(wanted - self._met.keys())
        if unknown:
            for row in self.connection.execute(_BY_ID, {"ids": unknown}):
                self._meet(row)
        return {person_id: self._met[person_id] for person_id in wanted & self._met.keys()}

    def names_of(self, slack_ids: Collection[str]) -> dict[str, str]:
        """Give the names of people by their Slack ids, of those whose names are known."""
        query = select(people.c.handle, people.c.name).where(
            people.c.workspace_id == self.workspace_id, people.c.handle.in_(slack_ids)
        )
        return {row.handle: row.name for row in self.connection.execute(query) if row.name}

    def known(self, slack_ids: Collection[str]) -> dict[str, Person]:
        """Find those of some people whom the desk knows already, by Slack id."""
        query = select(*_COLUMNS).where(
            people.c.workspace_id == self.workspace_id, people.c.handle.in_(slack_ids)
        )
        return {row.slack_id: _person(row) for row in self.connection.execute(query)}

    def learn(
        self,
        profiles: Collection[Mapping[str, object]],
        *,
        now: datetime | None = None,
        was_asked: bool = False,
    ) -> None:
        """Store what Slack says about people (keys: columns of the table, `slack_id` first).

        From `now` on, whoever is deactivated by it is leaving; whoever comes back is not. What
        `was_asked` at `now` changes nothing that was learned since.
        """
        if not profiles:
            return
        self._met.clear()
        more = {"workspace_id": self.workspace_id, **({"learned_at": now} if now else {})}
        rows = [{**profile, "handle": profile["slack_id"], **more} for profile in profiles]
        statement = self.upsert(people).values(rows)
        columns = {name: statement.excluded[name] for name in rows[0] if name != "workspace_id"}
        if now is not None and "deactivated" in columns:
            columns["leaving_at"] = _leaving_at(columns["deactivated"], now)
        is_news = people.c.learned_at.is_(None) | (
            people.c.learned_at < statement.excluded.learned_at
        )
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "handle"],
                set_=columns,
                where=is_news if was_asked else None,
            )
        )

    def belongs(self, person: Person, team_id: str | None) -> None:
        """Note which company somebody is from, unless it is known."""
        if person.team_id is None and team_id is not None:
            self._met.pop(person.id, None)
            self.connection.execute(
                update(people).where(people.c.id == person.id).values(team_id=team_id)
            )

    def asked_about(self, person_id: int, *, now: datetime) -> None:
        """Note that Slack is being asked about somebody, so that nobody asks again."""
        self.connection.execute(
            update(people)
            .where(people.c.id == person_id)
            .values(learned_at=now, department=func.coalesce(people.c.department, ""))
        )

    def set_recognition(self, person_id: int, consent: Consent) -> None:
        """Note whether somebody wants to be named with praise."""
        self.connection.execute(
            update(people).where(people.c.id == person_id).values(recognition=consent)
        )

    def sees_home(self, person_id: int, *, now: datetime) -> None:
        """Note that somebody has opened the app's Home."""
        self.connection.execute(
            update(people).where(people.c.id == person_id).values(home_seen_at=now)
        )
        self._met.clear()

    def colleagues(self, ids: Collection[int]) -> dict[int, Colleague]:
        """Give people as reports name them, with what they said about being named."""
        query = select(
            people.c.id,
            people.c.name,
            people.c.handle,
            people.c.recognition,
            people.c.deactivated,
        ).where(people.c.id.in_(set(ids)))
        return {row.id: _colleague(row) for row in self.connection.execute(query)}

    def is_member(self, desk_key: str, person_id: int) -> bool:
        """Say whether the person is in the desk's team channel."""
        values = {"here": self.workspace_id, "desk_key": desk_key, "person_id": person_id}
        return self.connection.execute(_IS_MEMBER, values).first() is not None

    def members_of(self, desk_key: str) -> list[Person]:
        """List who is in the desk's team channel."""
        query = (
            select(*_COLUMNS)
            .join(members, members.c.person_id == people.c.id)
            .where(members.c.workspace_id == self.workspace_id, members.c.desk_key == desk_key)
            .order_by(people.c.name, people.c.id)
        )
        return [_person(row) for row in self.connection.execute(query)]

    def join(self, desk_key: str, slack_ids: Iterable[str]) -> None:
        """Note that these people are in the desk's team channel."""
        rows = [
            {
                "workspace_id": self.workspace_id,
                "desk_key": desk_key,
                "person_id": self.ensure(slack_id).id,
            }
            for slack_id in slack_ids
        ]
        if rows:
            self.connection.execute(self.upsert(members).values(rows).on_conflict_do_nothing())

    def leave(self, desk_key: str, slack_ids: Collection[str]) -> None:
        """Note that these people are no longer in the desk's team channel."""
        gone = select(people.c.id).where(
            people.c.workspace_id == self.workspace_id, people.c.handle.in_(slack_ids)
        )
        self.connection.execute(
            delete(members).where(
                members.c.workspace_id == self.workspace_id,
                members.c.desk_key == desk_key,
                members.c.person_id.in_(gone),
            )
        )

    def _by_handle(self, handle: str) -> Person | None:
        values = {"here": self.workspace_id, "handle": handle}
        row = self.connection.execute(_BY_HANDLE, values).first()
        return self._meet(row) if row is not None else None

    def _newcomer(self, slack_id: str) -> Person:
        row = self.added(people, handle=slack_id, slack_id=slack_id)
        # Another copy may have met the same person at the same moment.
        found = self._meet(row) if row is not None else self._by_handle(slack_id)
        if found is None:
            raise LookupError(slack_id)
        return found

    def _meet(self, row: _PersonRow) -> Person:
        person = self._met[row.id] = _person(row)
        return person

    def _handles(self) -> dict[str, int]:
        query = select(people.c.handle, people.c.id).where(
            people.c.workspace_id == self.workspace_id
        )
        return {row.handle: row.id for row in self.connection.execute(query)}


def _colleague(row: _PersonRow) -> Colleague:
    # Whoever has left cannot agree to anything any more.
    consent = Consent.OPTED_OUT if row.deactivated else Consent(row.recognition)
    return Colleague(name=row.name or row.handle, consent=consent)


def _leaving_at(deactivated: ColumnElement[bool], now: datetime) -> ColumnElement[datetime | None]:
    return case(
        (deactivated.is_(False), null()),
        (and_(deactivated.is_(True), people.c.deactivated.is_(False)), literal(now, Instant())),
        else_=people.c.leaving_at,
    )


def _person(row: _PersonRow) -> Person:
    return Person(
        id=row.id,
        slack_id=row.slack_id,
        name=row.name,
        zone=row.zone,
        team_id=row.team_id,
        is_guest=row.is_guest,
        is_external=row.is_external,
        is_bot=row.is_bot,
        deactivated=row.deactivated,
        department=row.department,
        learned_at=row.learned_at,
        home_seen_at=row.home_seen_at,
    )
