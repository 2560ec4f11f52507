"""Whom the desk asks how it was, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select, update

from storage.repository import Repository
from storage.tables import answers, surveys

if TYPE_CHECKING:
    from datetime import datetime


class Decision(StrEnum):
    """How far the question about one resolution has come."""

    DUE = "due"
    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered; `answered_at` is the first tap, later ones change the score."""

    score: int
    answered_at: datetime
    comment: str = ""
    mattered: str = ""
    may_contact: bool = False
    may_share: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """One question to one person about one resolution of a request.

    `due_at` is when to ask, later when the question expires, and None once that is over.
    """

    id: int
    request_id: int
    resolution: int
    person_id: int | None
    owner_id: int | None
    state: Decision
    reason: str | None = None
    due_at: datetime | None = None
    asked_at: datetime | None = None
    channel: str | None = None
    ts: str | None = None


class Surveys(Repository):
    """Decisions, questions and answers."""

    def decide(self, survey: Survey) -> None:
        """Store the decision about one resolution; the first one stands."""
        statement = self.upsert(surveys).values(
            workspace_id=self.workspace_id,
            request_id=survey.request_id,
            resolution=survey.resolution,
            person_id=survey.person_id,
            owner_id=survey.owner_id,
            state=survey.state,
            reason=survey.reason,
            due_at=survey.due_at,
        )
        self.connection.execute(statement.on_conflict_do_nothing())

    def get(self, survey_id: int, *, to_change: bool = False) -> Survey | None:
        """Read one survey."""
        query = select(surveys).where(
            surveys.c.id == survey_id, surveys.c.workspace_id == self.workspace_id
        )
        row = self.connection.execute(
            query.with_for_update(key_share=True) if to_change else query
        ).first()
        return _survey(row) if row is not None else None

    def undecided_of(self, request_id: int) -> list[Survey]:
        """List the questions of a request that are due or asked."""
        query = select(surveys).where(
            surveys.c.request_id == request_id,
            surveys.c.state.in_((Decision.DUE, Decision.ASKED)),
        )
        return [_survey(row) for row in self.connection.execute(query)]

    def due(self, now: datetime, *, limit: int) -> list[int]:
        """List surveys that have to be asked or have expired."""
        query = (
            select(surveys.c.id)
            .where(surveys.c.workspace_id == self.workspace_id, surveys.c.due_at <= now)
            .order_by(surveys.c.due_at)
            .limit(limit)
        )
        return list(self.connection.execute(query).scalars())

    def move(
        self,
        survey_id: int,
        state: Decision,
        *,
        due_at: datetime | None = None,
        asked_at: datetime | None = None,
    ) -> None:
        """Move a survey on; `asked_at` is kept unless given."""
        values: dict[str, object] = {"state": state, "due_at": due_at}
        if asked_at is not None:
            values["asked_at"] = asked_at
        self.connection.execute(update(surveys).where(surveys.c.id == survey_id).values(**values))

    def stands(self, survey_id: int, *, channel: str, ts: str) -> None:
        """Note where the question stands in Slack."""
        self.connection.execute(
            update(surveys).where(surveys.c.id == survey_id).values(channel=channel, ts=ts)
        )

    def answer_of(self, survey_id: int) -> Answer | None:
        """Read the answer to a survey."""
        row = self.connection.execute(
            select(answers).where(answers.c.survey_id == survey_id)
        ).first()
        if row is None:
            return None
        return Answer(
            score=row.score,
            answered_at=row.answered_at,
            comment=row.comment,
            mattered=row.mattered,
            may_contact=row.may_contact,
            may_share=row.may_share,
        )

    def answer(self, survey_id: int, answer: Answer) -> None:
        """Store an answer in the place of any earlier one."""
        values = {
            "score": answer.score,
            "answered_at": answer.answered_at,
            "comment": answer.comment,
            "mattered": answer.mattered,
            "may_contact": answer.may_contact,
            "may_share": answer.may_share,
        }
        statement = self.upsert(answers).values(survey_id=survey_id, **values)
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["survey_id"], set_=values)
        )


def _survey(row: Row[Any]) -> Survey:
    return Survey(
        id=row.id,
        request_id=row.request_id,
        resolution=row.resolution,
        person_id=row.person_id,
        owner_id=row.owner_id,
        state=Decision(row.state),
        reason=row.reason,
        due_at=row.due_at,
        asked_at=row.asked_at,
        channel=row.channel,
        ts=row.ts,
    )
