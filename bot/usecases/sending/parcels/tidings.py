"""What somebody has to hear of, or is asked: notices, surveys, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import (
    SurveyQuestion,
    SurveyState,
)
from bot.domain.surveys import CHANGEABLE_FOR
from bot.usecases import figures
from bot.usecases.sending import notices
from bot.usecases.sending.parcels.parcel import Packers, Parcel, is_among_readers, standing
from storage.lanes import address
from storage.outbox import Errand, OutboxKind
from storage.surveys import Decision

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.store import Transaction


_SURVEY_STATES = {
    Decision.ASKED: SurveyState.ASKED,
    Decision.ANSWERED: SurveyState.ANSWERED,
    Decision.WITHDRAWN: SurveyState.WITHDRAWN,
    Decision.EXPIRED: SurveyState.EXPIRED,
}


def _pack_notice(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    if not notices.belongs_in_a_thread(errand):
        told = notices.notice(tx, office, errand, among_readers=False)
        return Parcel(channel=address(errand.lane), content=told)
    thread = notices.thread_of(tx, errand)
    channel, root = standing(thread)
    told = notices.notice(tx, office, errand, among_readers=is_among_readers(tx, office, thread))
    return Parcel(channel=channel, thread_ts=root, content=told)


def _pack_survey(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    survey = tx.surveys.get(errand.ref or 0)
    if survey is None or survey.state not in _SURVEY_STATES:
        return None
    state = _SURVEY_STATES[survey.state]
    stored = tx.requests.by_id(survey.request_id)
    answer = tx.surveys.answer_of(survey.id)
    question = SurveyQuestion(
        survey_id=survey.id,
        number=stored.request.number,
        title=stored.texts.title,
        desk_name=office.desks[stored.request.desk_key].name,
        owner=tx.people.get(survey.owner_id),
        state=state,
        score=answer.score if answer else None,
        comment=answer.comment if answer else "",
        changeable_until=answer.answered_at + CHANGEABLE_FOR if answer else None,
    )
    channel = survey.channel or address(errand.lane)
    # Withdrawn before it was ever sent, it concerns nobody; but it may stand there unnoticed.
    is_late = survey.ts is None and state is not SurveyState.ASKED
    return Parcel(channel=channel, content=question, edit_ts=survey.ts, late=is_late)


def _pack_report(tx: Transaction, office: Office, errand: Errand, now: datetime) -> Parcel | None:
    desk = office.desks.get(str(errand.facts["desk"]))
    if desk is None:
        return None
    report = figures.posted(tx, desk, errand, now)
    return Parcel(channel=desk.team_channel, content=report) if report else None


PACKERS: Packers = {
    OutboxKind.NOTICE: _pack_notice,
    OutboxKind.SURVEY: _pack_survey,
    OutboxKind.DIGEST: _pack_report,
    OutboxKind.LEADERBOARD: _pack_report,
}
