"""Who is counted where: the rules that keep a request out of a figure (B0.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import ActorKind, EventKind
from bot.domain.kpis.kpi import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.domain.history import History, Population, Resolution

FOR_RATINGS = (Reason.SPAM_OR_TEST, Reason.MERGED, Reason.CANCELLED_BEFORE_REPLY)
FOR_RESPONSES = (*FOR_RATINGS, Reason.DEFLECTED)
FOR_RESOLUTIONS = (*FOR_RESPONSES, Reason.CANCELLED)


def reason_against(history: History, reasons: Iterable[Reason]) -> Reason | None:
    """Give the first of `reasons` that holds for the request, if one does."""
    return next((reason for reason in reasons if _RULES[reason](history)), None)


def reason_against_resolution(resolution: Resolution, history: History) -> Reason | None:
    """Give the reason for which one resolution of a request says nothing about the desk."""
    unanswered = Reason.UNANSWERED if resolution.is_unanswered else None
    return reason_against(history, FOR_RESOLUTIONS) or unanswered


def closed_out(population: Population) -> Iterable[History]:
    """Give each request that was resolved or cancelled in the period, once."""
    ended = population.happened(EventKind.RESOLVED, EventKind.CANCELLED)
    return {history.number: history for history, _ in ended}.values()


def _is_cancelled(history: History) -> bool:
    return history.has(EventKind.CANCELLED)


def _is_cancelled_before_reply(history: History) -> bool:
    cancelled, reply = history.first(EventKind.CANCELLED), history.first_reply
    if cancelled is None:
        return False
    return reply is None or history.events.index(cancelled) < history.events.index(reply)


def _is_deflected(history: History) -> bool:
    response = history.first_response
    if response is None or response.kind is not EventKind.RESOLVED:
        return False
    return response.actor.kind is ActorKind.REQUESTER


_RULES: Mapping[Reason, Callable[[History], bool]] = {
    Reason.SPAM_OR_TEST: lambda history: history.is_spam_or_test,
    Reason.MERGED: lambda history: history.is_merged,
    Reason.CANCELLED_BEFORE_REPLY: _is_cancelled_before_reply,
    Reason.CANCELLED: _is_cancelled,
    Reason.DEFLECTED: _is_deflected,
}
