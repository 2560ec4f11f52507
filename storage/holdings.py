"""Everything that the database holds about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, and_, or_, select

from storage.repository import Repository
from storage.tables import (
    absences,
    answers,
    audit_log,
    event_notes,
    group_members,
    members,
    outage_bulletins,
    outage_proposals,
    people,
    poor_experiences,
    reminders,
    request_events,
    request_texts,
    requests,
    rights_held,
    surveys,
    thread_files,
    thread_messages,
    turns,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[dict[str, Any]]
#: What names people besides, without a word that anybody wrote.
_ELSEWHERE: Final = (
    absences.c.person_id,
    outage_bulletins.c.person_id,
    outage_proposals.c.by_id,
    poor_experiences.c.person_id,
    reminders.c.person_id,
    rights_held.c.person_id,
    turns.c.person_id,
    waiting.c.returned_by,
)
_OF_EVENT = and_(
    request_events.c.request_id == event_notes.c.request_id,
    request_events.c.seq == event_notes.c.seq,
)


class Holdings(Repository):
    """Reads by person; for the export and the erasure, never on the way of a request."""

    def find(self, who: str) -> Sequence[tuple[int, str | None, str]]:
        """Find people by Slack id or by their whole name: id, Slack id, name."""
        query = select(people.c.id, people.c.slack_id, people.c.name).where(
            people.c.workspace_id == self.workspace_id,
            or_(people.c.slack_id == who, people.c.handle == who, people.c.name == who),
        )
        return [tuple(row) for row in self.connection.execute(query)]

    def profile(self, person_id: int) -> Rows:
        """Read what is known of the person."""
        return self._rows(select(people).where(people.c.id == person_id))

    def desks(self, person_id: int) -> list[str]:
        """List the desks whose team channel the person is in."""
        query = select(members.c.desk_key).where(members.c.person_id == person_id)
        return sorted(self.connection.execute(query).scalars())

    def groups(self, person_id: int) -> list[str]:
        """List the user groups that the person is in."""
        query = select(group_members.c.group_id).where(group_members.c.person_id == person_id)
        return sorted(self.connection.execute(query).scalars())

    def requests(self, person_id: int) -> Rows:
        """Read the requests that the person needed, with their words."""
        columns = ("number", "desk_key", "created_at", "ended_at", "state", "priority")
        more = ("category", "department", "organisation", "system", "channel", "private")
        words = ("title", "details", "purpose", "end_product")
        query = (
            select(
                *(requests.c[name] for name in (*columns, *more)),
                *(request_texts.c[name] for name in words),
            )
            .join(request_texts, request_texts.c.request_id == requests.c.id)
            .where(requests.c.requester_id == person_id)
            .order_by(requests.c.number)
        )
        return self._rows(query)

    def messages(self, person_id: int) -> Rows:
        """Read what the person wrote; not the words about somebody else's private request."""
        query = (
            select(
                requests.c.number,
                thread_messages.c.said_at,
                thread_messages.c.state,
                thread_messages.c.text,
            )
            .join(requests, requests.c.id == thread_messages.c.request_id)
            .where(thread_messages.c.author_id == person_id, _readable(person_id))
            .order_by(thread_messages.c.said_at, thread_messages.c.id)
        )
        return self._rows(query)

    def notes(self, person_id: int) -> Rows:
        """Read the words that came with the person's moves; as `messages` does."""
        query = (
            select(
                requests.c.number,
                request_events.c.at,
                request_events.c.kind,
                event_notes.c.text,
                event_notes.c.more,
            )
            .join(request_events, _OF_EVENT)
            .join(requests, requests.c.id == event_notes.c.request_id)
            .where(request_events.c.actor_id == person_id, _readable(person_id))
            .order_by(request_events.c.at, request_events.c.id)
        )
        return self._rows(query)

    def files(self, person_id: int) -> Rows:
        """List the files of the person's requests; what is in them stays in Slack."""
        query = (
            select(requests.c.number, thread_files.c.name, thread_files.c.size)
            .join(requests, requests.c.id == thread_files.c.request_id)
            .where(requests.c.requester_id == person_id)
            .order_by(thread_files.c.id)
        )
        return self._rows(query)

    def acts(self, person_id: int) -> Rows:
        """List what the person made happen, without words."""
        query = (
            select(requests.c.number, request_events.c.at, request_events.c.kind)
            .join(requests, requests.c.id == request_events.c.request_id)
            .where(request_events.c.actor_id == person_id)
            .order_by(request_events.c.at, request_events.c.id)
        )
        return self._rows(query)

    def surveys(self, person_id: int) -> Rows:
        """Read what the person was asked and answered."""
        columns = ("score", "answered_at", "comment", "mattered", "may_contact", "may_share")
        query = (
            select(
                requests.c.number,
                surveys.c.state,
                surveys.c.asked_at,
                *(answers.c[name] for name in columns),
            )
            .join(requests, requests.c.id == surveys.c.request_id)
            .outerjoin(answers, answers.c.survey_id == surveys.c.id)
            .where(surveys.c.person_id == person_id)
            .order_by(surveys.c.id)
        )
        return self._rows(query)

    def audit(self, person_id: int) -> Rows:
        """List what is audited: the person's acts, rights, and looks at their private requests."""
        query = (
            select(audit_log.c.at, audit_log.c.act, requests.c.number, people.c.name.label("by"))
            .outerjoin(requests, requests.c.id == audit_log.c.request_id)
            .outerjoin(people, people.c.id == audit_log.c.actor_id)
            .where(
                or_(
                    audit_log.c.actor_id == person_id,
                    audit_log.c.about_id == person_id,
                    requests.c.requester_id == person_id,
                )
            )
            .order_by(audit_log.c.at, audit_log.c.id)
        )
        return self._rows(query)

    def elsewhere(self, person_id: int) -> dict[str, Rows]:
        """Read every other row that names the person, by its table."""
        return {
            column.table.fullname: self._rows(select(column.table).where(column == person_id))
            for column in _ELSEWHERE
        }

    def _rows(self, query: Select[Any]) -> Rows:
        return [dict(row._mapping) for row in self.connection.execute(query)]  # noqa: SLF001 - the library's public name


def _readable(person_id: int) -> ColumnElement[bool]:
    """Leave out words about other people's private requests."""
    return or_(~requests.c.private, requests.c.requester_id == person_id)
