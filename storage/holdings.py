"""Everything that the database holds about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, or_, select

from storage.repository import Repository
from storage.tables import (
    answers,
    audit_log,
    group_members,
    members,
    people,
    request_events,
    request_texts,
    requests,
    surveys,
    thread_messages,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[dict[str, Any]]


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
        more = ("category", "department", "channel", "private")
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
            .where(
                thread_messages.c.author_id == person_id,
                or_(~requests.c.private, requests.c.requester_id == person_id),
            )
            .order_by(thread_messages.c.said_at, thread_messages.c.id)
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
        """List what the person did that is audited, and who looked at their private requests."""
        query = (
            select(audit_log.c.at, audit_log.c.act, requests.c.number, people.c.name.label("by"))
            .outerjoin(requests, requests.c.id == audit_log.c.request_id)
            .outerjoin(people, people.c.id == audit_log.c.actor_id)
            .where(or_(audit_log.c.actor_id == person_id, requests.c.requester_id == person_id))
            .order_by(audit_log.c.at, audit_log.c.id)
        )
        return self._rows(query)

    def _rows(self, query: Select[Any]) -> Rows:
        return [dict(row._mapping) for row in self.connection.execute(query)]  # noqa: SLF001 - the library's public name
