"""Words and names that have to go, while every figure stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Text, case, cast, delete, exists, false, func, or_, select, update

from bot.domain.incentives.people import Consent
from storage.lanes import lanes_to
from storage.lessons import Lessons
from storage.repository import Repository
from storage.tables import (
    absences,
    answers,
    conversations,
    earlier_threads,
    engagement_words,
    event_notes,
    group_members,
    lanes,
    members,
    outage_bulletins,
    outbox,
    people,
    reminder_calls,
    request_events,
    request_texts,
    request_words,
    requests,
    rights_held,
    surveys,
    thread_files,
    thread_messages,
    turns,
    vendor_engagements,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

#: Stands where a title was.
GONE: Final = "(deleted)"
_NOBODY: Final = "dm:erased"


class Erasure(Repository):
    """What can be taken away from the database without changing a figure."""

    def forget_words(self, request_id: int) -> None:
        """Drop everything that anybody wrote about one request."""
        texts = {"title": GONE, "details": "", "purpose": "", "end_product": ""}
        Lessons(self.connection, self.workspace_id).unlearn(request_id)
        asked = select(surveys.c.id).where(surveys.c.request_id == request_id)
        helped = select(vendor_engagements.c.id).where(
            vendor_engagements.c.request_id == request_id
        )
        for statement in (
            update(request_texts).where(request_texts.c.request_id == request_id).values(texts),
            delete(request_words).where(request_words.c.request_id == request_id),
            update(thread_messages)
            .where(thread_messages.c.request_id == request_id)
            .values(text=""),
            update(thread_files)
            .where(thread_files.c.request_id == request_id)
            .values(name="", url=""),
            delete(event_notes).where(event_notes.c.request_id == request_id),
            delete(engagement_words).where(engagement_words.c.engagement_id.in_(helped)),
            update(answers).where(answers.c.survey_id.in_(asked)).values(comment=""),
            update(requests).where(requests.c.id == request_id).values(words_gone=True),
        ):
            self.connection.execute(statement)

    def with_old_words(
        self,
        desk_key: str,
        *,
        ended_before: datetime,
        only: str | None = None,
        but: Collection[str] = (),
        limit: int,
    ) -> Sequence[int]:
        """List requests that ended long ago and still have words, by their ids.

        `only` is the one category that is meant; `but` are the categories that are not.
        """
        category = requests.c.category
        meant = category == only if only else or_(category.is_(None), category.not_in(list(but)))
        query = (
            select(requests.c.id)
            .where(
                requests.c.workspace_id == self.workspace_id,
                requests.c.desk_key == desk_key,
                requests.c.ended_at < ended_before,
                requests.c.words_gone == false(),
                meant,
            )
            .order_by(requests.c.ended_at)
            .limit(limit)
        )
        return list(self.connection.execute(query).scalars())

    def requests_of(self, person_id: int) -> Sequence[int]:
        """List the requests that somebody needed, by their ids."""
        query = select(requests.c.id).where(requests.c.requester_id == person_id)
        return list(self.connection.execute(query).scalars())

    def still_open(self, person_id: int) -> int:
        """Count the open requests in which somebody still has a part."""
        query = select(func.count()).where(
            requests.c.ended_at.is_(None),
            or_(requests.c.requester_id == person_id, requests.c.owner_id == person_id),
        )
        return self.connection.execute(query).scalar_one()

    def noted_by(self, person_id: int) -> Sequence[int]:
        """List the requests on which somebody's moves left words, by their ids."""
        query = select(event_notes.c.request_id).where(_noted_by(person_id)).distinct()
        return list(self.connection.execute(query).scalars())

    def forget_person(self, person_id: int, slack_id: str | None) -> None:
        """Drop what somebody wrote anywhere, the name, and every way that leads to the person."""
        for request_id in self.requests_of(person_id):
            self.forget_words(request_id)
            self._forget_way(request_id)
        self.connection.execute(
            update(thread_messages).where(thread_messages.c.author_id == person_id).values(text="")
        )
        self._forget_files(person_id)
        self._forget_notes(person_id)
        for table in (members, group_members, absences, turns, rights_held):
            self.connection.execute(delete(table).where(table.c.person_id == person_id))
        self.connection.execute(
            update(outage_bulletins)
            .where(outage_bulletins.c.person_id == person_id)
            .values(channel=None, ts=None)
        )
        if slack_id is not None:
            self._forget_outbox(slack_id)
        nobody = {
            "handle": f"erased-{person_id}",
            "slack_id": None,
            "name": "",
            "zone": "UTC",
            "department": None,
            "recognition": Consent.OPTED_OUT,
            "deactivated": True,
            "learned_at": None,
            "home_seen_at": None,
            "leaving_at": None,
        }
        self.connection.execute(update(people).where(people.c.id == person_id).values(nobody))

    def _forget_way(self, request_id: int) -> None:
        """Drop where the direct messages about a request stand."""
        is_direct = conversations.c.channel.like("D%")
        threads = select(conversations.c.id).where(conversations.c.request_id == request_id)
        self.connection.execute(
            delete(earlier_threads).where(earlier_threads.c.conversation_id.in_(threads))
        )
        self.connection.execute(
            update(conversations)
            .where(conversations.c.request_id == request_id, is_direct)
            .values(channel=None, root_ts=None, message_ts=None, look_at=None)
        )

    def _forget_notes(self, person_id: int) -> None:
        self.connection.execute(delete(event_notes).where(_noted_by(person_id)))
        answered = select(surveys.c.id).where(surveys.c.person_id == person_id)
        self.connection.execute(
            update(answers).where(answers.c.survey_id.in_(answered)).values(comment="")
        )

    def _forget_files(self, person_id: int) -> None:
        """Drop the names of files that somebody shared in other people's requests."""
        theirs = exists().where(
            thread_messages.c.workspace_id == thread_files.c.workspace_id,
            thread_messages.c.channel == thread_files.c.channel,
            thread_messages.c.ts == thread_files.c.ts,
            thread_messages.c.author_id == person_id,
        )
        self.connection.execute(update(thread_files).where(theirs).values(name="", url=""))

    def _forget_outbox(self, slack_id: str) -> None:
        """Drop what waits for somebody, and from what was sent every way back to the person."""
        here: ColumnElement[bool] = outbox.c.workspace_id == self.workspace_id
        to_them = outbox.c.lane.in_(lanes_to(slack_id))
        # Facts name people by their ids: who asked, whose Home it is, to whom something is offered.
        names_them = cast(outbox.c.facts, Text).contains(f'"{slack_id}"', autoescape=True)
        theirs = here & or_(to_them, names_them)
        self.connection.execute(delete(outbox).where(theirs, outbox.c.sent_at.is_(None)))
        nobodys = case((to_them, _NOBODY), else_=outbox.c.lane)
        self.connection.execute(
            update(outbox).where(theirs).values(lane=nobodys, facts=None, coalesce=None)
        )
        calls = reminder_calls.c.workspace_id == self.workspace_id
        to_call = calls & reminder_calls.c.lane.in_(lanes_to(slack_id))
        self.connection.execute(
            delete(reminder_calls).where(to_call, reminder_calls.c.bundle.is_(None))
        )
        self.connection.execute(update(reminder_calls).where(to_call).values(lane=_NOBODY))
        self.connection.execute(
            delete(lanes).where(
                lanes.c.workspace_id == self.workspace_id, lanes.c.lane.in_(lanes_to(slack_id))
            )
        )


def _noted_by(person_id: int) -> ColumnElement[bool]:
    return exists().where(
        request_events.c.request_id == event_notes.c.request_id,
        request_events.c.seq == event_notes.c.seq,
        request_events.c.actor_id == person_id,
    )
