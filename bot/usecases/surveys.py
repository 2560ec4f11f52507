"""Asking how it was: once, an hour of business after the resolution."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.experiences import Poor
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.surveys import CHANGEABLE_FOR, LOW, SCORES
from bot.usecases import experiences, moves, telling
from bot.usecases.rounds import take_due
from storage.lanes import direct_lane
from storage.outbox import Errand, OutboxKind
from storage.surveys import Answer, Decision, Survey

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class NotYourSurvey(Refused):
    """That question went to somebody else."""


class SurveyIsOver(Refused):
    """Thank you, but this question is no longer open. Your earlier answer, if any, stands."""


class NoSuchScore(Refused):
    """An answer is a number from 1 to 5."""


def plan(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> None:
    """Decide about the survey of a request that has just been resolved."""
    reason = _why_not(tx, request)
    due_at = None if reason else desk.calendar.add_minutes(now, desk.survey_after)
    _decide(tx, request, reason, due_at=due_at)


def skip(tx: Transaction, request: Request, reason: str) -> None:
    """Ask nobody about a request that has just been resolved, for a reason of the move."""
    _decide(tx, request, reason, due_at=None)


def _decide(
    tx: Transaction, request: Request, reason: str | None, *, due_at: datetime | None
) -> None:
    tx.surveys.decide(
        Survey(
            id=0,
            request_id=request.id,
            resolution=request.resolutions,
            person_id=request.requester_id,
            owner_id=request.owner_id,
            state=Decision.EXCLUDED if reason else Decision.DUE,
            reason=reason,
            due_at=due_at,
        )
    )


def withdraw(tx: Transaction, request: Request, *, now: datetime) -> None:
    """Take back the questions about a request that was reopened."""
    for survey in tx.surveys.undecided_of(request.id):
        tx.surveys.move(survey.id, Decision.WITHDRAWN)
        if survey.state is Decision.ASKED:
            _show(tx, request, survey.id, now=now)


def ask_due(office: Office, now: datetime) -> int:
    """Ask what is due and expire what was not answered; return how many were moved."""
    return take_due(
        office,
        "surveys",
        lambda tx, most: tx.surveys.due(now, limit=most),
        lambda one: _move_on(office, one, now),
        now=now,
    )


def rate(office: Office, act: Act, *, survey_id: int, score: int) -> int | None:
    """Take a rating; return it, or None if this delivery has been seen before.

    Raises `NotYourSurvey`, `SurveyIsOver`, `NoSuchScore`.
    """
    if score not in SCORES:
        raise NoSuchScore
    with office.store.write() as tx:
        survey, known = _access(tx, act, survey_id)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        stored = tx.requests.by_id(survey.request_id, to_change=True)
        desk = office.desks[stored.request.desk_key]
        fresh = known or Answer(score=score, answered_at=act.now)
        tx.surveys.answer(survey_id, replace(fresh, score=score))
        tx.surveys.move(survey_id, Decision.ANSWERED)
        if score <= LOW and (known is None or known.score > LOW):
            _tell_leads(tx, desk, stored.request, survey, now=act.now)
            experiences.note(tx, desk, stored.request, Poor.RATED_LOW, now=act.now)
        moves.record(tx, stored, desk, [_rated(act, survey, score)])
        _show(tx, stored.request, survey_id, now=act.now)
        return score


def comment(office: Office, act: Act, *, survey_id: int, answer: Answer) -> bool:
    """Add words to a rating; False if seen before. The score of `answer` is not read."""
    with office.store.write() as tx:
        survey, known = _access(tx, act, survey_id)
        if known is None:
            raise SurveyIsOver
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        kept = replace(answer, score=known.score, answered_at=known.answered_at)
        tx.surveys.answer(survey_id, kept)
        request = tx.requests.by_id(survey.request_id).request
        if known.score <= LOW:
            # Only now the leads learn what was wrong, and whether they may ask.
            _tell_leads(tx, office.desks[request.desk_key], request, survey, now=act.now)
        _show(tx, request, survey_id, now=act.now)
        return True


def comment_of(office: Office, act: Act, *, survey_id: int) -> str:
    """Read what the caller has written about a rating; raises `NotYourSurvey`, `SurveyIsOver`."""
    with office.store.read() as tx:
        _, known = _access(tx, act, survey_id)
        return known.comment if known else ""


def _why_not(tx: Transaction, request: Request) -> str | None:
    requester = tx.people.get(request.requester_id)
    if requester is None or requester.slack_id is None:
        return "nobody_to_ask"
    if requester.id == request.owner_id:
        return "own_request"
    if requester.deactivated:
        return "deactivated"
    return None


def _move_on(office: Office, survey_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        survey = tx.surveys.get(survey_id, to_change=True)
        if survey is None or survey.due_at is None or survey.due_at > now:
            return
        stored = tx.requests.by_id(survey.request_id)
        desk = office.desks.get(stored.request.desk_key)
        if survey.state is Decision.DUE and desk is not None:
            expires = now + timedelta(days=desk.survey_expires_days)
            tx.surveys.move(survey_id, Decision.ASKED, due_at=expires, asked_at=now)
        else:
            tx.surveys.move(survey_id, Decision.EXPIRED)
        _show(tx, stored.request, survey_id, now=now)


def _access(tx: Transaction, act: Act, survey_id: int) -> tuple[Survey, Answer | None]:
    survey = tx.surveys.get(survey_id, to_change=True)
    person = tx.people.ensure(act.slack_id)
    if survey is None or survey.person_id != person.id:
        raise NotYourSurvey
    known = tx.surveys.answer_of(survey_id)
    if survey.state is Decision.ASKED:
        return survey, known
    is_changeable = known is not None and act.now < known.answered_at + CHANGEABLE_FOR
    if survey.state is not Decision.ANSWERED or not is_changeable:
        raise SurveyIsOver
    return survey, known


def _tell_leads(
    tx: Transaction, desk: Desk, request: Request, survey: Survey, *, now: datetime
) -> None:
    owner = tx.people.get(request.owner_id)
    leads = desk.leads - {owner.slack_id if owner else None}
    for lead in sorted(leads):
        errand = Errand(
            kind=OutboxKind.NOTICE,
            lane=direct_lane(lead),
            request_id=request.id,
            ref=survey.id,
            facts={"notice": NoticeKind.LOW_RATING},
        )
        tx.outbox.add(errand, now=now)


def _rated(act: Act, survey: Survey, score: int) -> Event:
    return Event(
        kind=EventKind.RATED,
        at=act.now,
        actor=Actor(person_id=survey.person_id, kind=ActorKind.REQUESTER),
        facts={
            "score": score,
            "survey": survey.id,
            "solicited": True,
            "owner": survey.owner_id,
            "resolution": survey.resolution,
        },
    )


def _show(tx: Transaction, request: Request, survey_id: int, *, now: datetime) -> None:
    lane = telling.direct_lane_of_requester(tx, request)
    if lane is not None:
        tx.outbox.add(
            Errand(
                kind=OutboxKind.SURVEY,
                lane=lane,
                request_id=request.id,
                ref=survey_id,
                coalesce=f"survey:{survey_id}",
            ),
            now=now,
        )
