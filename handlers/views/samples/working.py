"""One of everything that is shown about requests, in every state that they can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.messages import (
    Notice,
    NoticeKind,
    RelayedMessage,
    Speaker,
    SurveyQuestion,
    SurveyState,
)
from bot.domain.reminders import Key
from bot.domain.reminders.bundle import Bundle, Line
from bot.domain.request import State
from bot.domain.routing.choosing import Barred, Why
from bot.domain.sla import Clock
from bot.usecases.looking.why import Reckoning
from bot.usecases.placing.given import Given, Other
from bot.usecases.placing.routing import Routed
from handlers.views.board import board
from handlers.views.card import card, left_card
from handlers.views.found import found
from handlers.views.lists import one_request, own_requests, queue
from handlers.views.notices import notice
from handlers.views.receipt import answer_on_the_spot, receipt
from handlers.views.relay import (
    file_instead,
    goes_on_elsewhere,
    only_with_its_owner,
    relayed,
    send_offer,
    sent_offer,
    tombstone,
)
from handlers.views.reminders import reminders
from handlers.views.samples.cast import NOW, NUMBER, a_board, a_desk, a_technician, a_view
from handlers.views.survey import question
from handlers.views.why import why

if TYPE_CHECKING:
    from handlers.views.samples.cast import Samples

#: Whatever a notice has to tell besides.
_FACTS = ("reason", "from", "to", "channel", "error", "score", "comment")


def working() -> Samples:
    """Give one of everything about requests."""
    for state in State:
        view = a_view(state)
        yield f"the card of a {state} request", "message", {**card(view, NOW)}
        yield f"the receipt of a {state} request", "message", {**receipt(view, NOW)}
        yield f"a {state} request", "message", {**one_request(view, NOW)}
    yield "a card that was left", "message", {**left_card(a_view(State.NEW), NOW)}
    yield from _lists()
    yield from _talk()
    for kind in NoticeKind:
        facts = dict.fromkeys(_FACTS, "4")
        told = Notice(kind=kind, view=a_view(State.CLAIMED), by=a_technician(), facts=facts)
        yield f"the notice {kind}", "message", {**notice(told)}
    for asked in SurveyState:
        yield f"a survey that is {asked}", "message", {**question(_question(asked), NOW)}


def _lists() -> Samples:
    view = a_view(State.NEW)
    private = replace(view, request=replace(view.request, private=True))
    yield "the card of a private request", "message", {**card(private, NOW)}
    yield "the answer on the spot", "message", {**answer_on_the_spot(view)}
    yield "the board", "message", {**board(a_board(), NOW)}
    yield "the reminders", "message", {**reminders(_bundle(), NOW)}
    yield "a list", "message", {**own_requests([view], 1, NOW)}
    yield "a queue", "message", {**queue([view], "IT: open", 1, NOW)}
    yield "what was found", "message", {**found([view], 1, ("printer",), NOW)}
    routed = Routed(decision=None, routing=a_desk().routing)
    reckoning = Reckoning(
        request=view.request, ledgers=(), routed=routed, given=_given(), at_the_desk=True
    )
    yield "how it adds up", "message", {**why(reckoning)}


def _given() -> Given:
    away = Other(person=a_technician(), why=Barred.AWAY, until=NOW + timedelta(days=1))
    return Given(person=a_technician(), because=Why.LEAST_LOADED, of=3, others=(away,))


def _talk() -> Samples:
    said = RelayedMessage(
        author=a_technician(), text="Try again", speaker=Speaker.REQUESTER, number=NUMBER
    )
    message_ref = "C0TEAM:1700000000.000100"
    yield "words that were passed on", "message", {**relayed(said)}
    yield "words that were taken back", "message", {**tombstone()}
    yield "the offer to take back", "message", {**sent_offer(NUMBER, message_ref)}
    yield "the offer to send", "message", {**send_offer(NUMBER, message_ref)}
    yield "the thread of a private request", "message", {**only_with_its_owner(NUMBER)}
    yield "the thread of a merged request", "message", {**goes_on_elsewhere(NUMBER)}
    file = file_instead("map.pdf", "https://example.slack.com/files/map.pdf", "It is too large.")
    yield "a file that stays where it is", "message", {**file}


def _question(state: SurveyState) -> SurveyQuestion:
    return SurveyQuestion(
        survey_id=1,
        number=NUMBER,
        title="The printer is silent",
        desk_name="IT",
        owner=a_technician(),
        state=state,
        score=4 if state is SurveyState.ANSWERED else None,
        changeable_until=NOW + timedelta(days=1),
    )


def _bundle() -> Bundle:
    key = Key(ladder=Clock.RESPONSE, cycle="", step=75)
    return Bundle(lines=(Line(view=a_view(State.NEW), keys=(key,)),))
