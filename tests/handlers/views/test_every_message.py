from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.history import Period
from bot.domain.home import Guide
from bot.domain.kpis.vendors import scorecard
from bot.domain.messages import (
    Board,
    Notice,
    NoticeKind,
    RelayedMessage,
    Speaker,
    SurveyQuestion,
    SurveyState,
    Texts,
)
from bot.domain.outages import Around, Bulletin, Outage, Proposal, Verdict
from bot.domain.reminders import Key, When
from bot.domain.reminders.bundle import Bundle, Line
from bot.domain.request import Priority, State
from bot.domain.sla import Clock
from bot.domain.vendors.engagement import AtWork
from bot.domain.vendors.vendor import Contact, Tight, Vendor
from bot.usecases.care.auditing import Noted
from bot.usecases.looking.reading import SeenBy
from bot.usecases.vendors.measuring import VendorPage
from bot.usecases.vendors.register import Register
from handlers.views.audit import looks, trail
from handlers.views.board import board
from handlers.views.card import card, left_card
from handlers.views.digest import digest_message
from handlers.views.found import found
from handlers.views.help import desk_help, request_help
from handlers.views.how_it_works import how_it_works
from handlers.views.leaderboard import leaderboard_message
from handlers.views.lists import one_request, own_requests, queue
from handlers.views.notices import notice
from handlers.views.outages import bulletin, listed, proposal
from handlers.views.receipt import answer_on_the_spot, receipt
from handlers.views.refusal import refusal
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
from handlers.views.survey import question
from handlers.views.vendors import vendor_list, vendor_page
from storage.audit import Deed, Look
from tests.handlers.views.cast import HOUR, NASTY, NOW, desk, nasty_view, person
from tests.handlers.views.reading import assert_sound_message
from tests.support.company import LENOVO, asked

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.messages import RequestView
    from handlers.views.blocks import Message


#: Everything that somebody can be reminded of.
LADDERS = (
    *Clock,
    "silent",
    *(f"{kind}:{when}" for kind in ("chain", "cycle") for when in When),
)


_FACTS = (
    *("reason", "from", "to", "channel", "error", "score", "comment"),
    *("name", "reference", "contact", "due", "contract", "ends", "tight", "chase"),
)


def _about(build: Callable[[RequestView, datetime], Message], state: State, text: str) -> Message:
    return build(nasty_view(text, state), NOW)


def _notice(kind: NoticeKind, text: str) -> Message:
    known = dict.fromkeys(_FACTS, text)
    return notice(Notice(kind=kind, view=nasty_view(text), by=person(text), facts=known))


def _question(state: SurveyState, text: str) -> Message:
    asked = SurveyQuestion(
        survey_id=3,
        number=42,
        title=text,
        desk_name=text,
        owner=person(text),
        state=state,
        score=4 if state is SurveyState.ANSWERED else None,
        comment=text,
        changeable_until=NOW + HOUR,
    )
    return question(asked, NOW)


def _board(text: str) -> Message:
    views = (nasty_view(text),) * 200
    shown = Board(
        desk=desk(name=text),
        mine=views,
        unclaimed=tuple(nasty_view(text, number=number) for number in range(1, 201)),
        due_soon=views,
        mine_total=200,
        unclaimed_total=200,
        due_soon_total=200,
    )
    return board(shown, NOW)


def _out(text: str) -> Outage:
    return Outage(
        request_id=1, number=42, desk_key="it", system=text, started=NOW, news_by=NOW + HOUR
    )


def _told(text: str, state: State) -> Bulletin:
    words = Texts(title=text, details=text)
    return Bulletin(
        outage=_out(text), texts=words, state=state, for_everybody=False, news=text, news_at=NOW
    )


def _bulletin(state: State, text: str) -> Message:
    return bulletin(_told(text, state))


def _around(text: str, *, is_own: bool) -> Message:
    around = Around(
        outage=_out(text), is_own=is_own, departments=100, untold=(text,) * 100, candidates=7
    )
    return card(replace(nasty_view(text), outage=around), NOW)


def _proposal(verdict: Verdict, text: str) -> Message:
    asked = Proposal(
        id=1,
        desk_key="it",
        system=text,
        numbers=tuple(range(200)),
        verdict=verdict,
        by=person(text),
        outage=42,
    )
    return proposal(asked)


def _reminders(text: str) -> Message:
    keys = tuple(Key(ladder, "0/", 75) for ladder in LADDERS)
    free = (nasty_view(text, number=number, owner_id=None) for number in range(40))
    return reminders(Bundle(lines=tuple(Line(view=one, keys=keys) for one in free)), NOW)


def _vendor(text: str) -> Vendor:
    contact = Contact(name=text, way=text)
    return replace(LENOVO, name=text, contract=text, services=text, contact=contact)


def _vendor_page(text: str) -> VendorPage:
    vendor = _vendor(text)
    tight = Tight(vendor=vendor, category=text, priority=Priority.P1, ours=1, theirs=2)
    period = Period(start=NOW - HOUR, end=NOW, zone=ZoneInfo("UTC"))
    card_ = scorecard([], [], period)
    return VendorPage(vendor=vendor, desk=desk(name=text), card=card_, tight=(tight,) * 4)


def _at_work(text: str) -> AtWork:
    return AtWork(name=text, reference=text, at_work=asked())


def _audit(text: str) -> Message:
    facts = dict.fromkeys(("name", "from", "to", "right"), text)
    noted = (
        Noted(at=NOW, act=act, by=person(text), about=person(text), desk=text, facts=facts)
        for act in (*Look, *Deed, text)
    )
    return trail((*noted,) * 3, page=2, is_full=True)


def _guide(text: str) -> Message:
    known = desk(name=text, categories=(text,))
    leads = (person(text),) * 50
    return how_it_works(Guide(desk=known, today=NOW.date(), leads=leads, liaison=person(text)))


MESSAGES: dict[str, Callable[[str], Message]] = {
    **{f"card {state}": partial(_about, card, state) for state in State},
    **{f"receipt {state}": partial(_about, receipt, state) for state in State},
    **{f"one {state}": partial(_about, one_request, state) for state in State},
    **{f"notice {kind}": partial(_notice, kind) for kind in NoticeKind},
    **{f"survey {state}": partial(_question, state) for state in SurveyState},
    **{f"outage {state}": partial(_bulletin, state) for state in State},
    **{f"card of an outage {is_own}": partial(_around, is_own=is_own) for is_own in (True, False)},
    **{f"proposal {verdict}": partial(_proposal, verdict) for verdict in Verdict},
    "news": lambda text: bulletin(replace(_told(text, State.CLAIMED), is_reply=True)),
    "outages": lambda text: listed([_out(text)] * 20),
    "no outages": lambda _text: listed([]),
    "private card": lambda text: card(nasty_view(text, private=True), NOW),
    "late card": lambda text: card(nasty_view(text), NOW + 100 * HOUR),
    "left card": lambda text: left_card(nasty_view(text), NOW),
    "answer": lambda text: answer_on_the_spot(nasty_view(text)),
    "board": _board,
    "reminders": _reminders,
    "own requests": lambda text: own_requests([nasty_view(text)] * 200, 237, NOW),
    "no requests": lambda _text: own_requests([], 0, NOW),
    "queue": lambda text: queue([nasty_view(text)] * 200, text, 237, NOW),
    "empty queue": lambda text: queue([], text, 0, NOW),
    "relayed": lambda text: relayed(
        RelayedMessage(author=person(text), text=text, speaker=Speaker.REQUESTER, number=42)
    ),
    "tombstone": lambda _text: tombstone(),
    "private": lambda _text: only_with_its_owner(42),
    "elsewhere": lambda _text: goes_on_elsewhere(42),
    "sent": lambda _text: sent_offer(42, "C04TEAM:1700000000.000100"),
    "send": lambda _text: send_offer(42, "C04TEAM:1700000000.000100"),
    "request help": lambda _text: request_help(),
    "desk help": lambda text: desk_help([(text, text)] * 200),
    "no desk help": lambda _text: desk_help([]),
    "digest": lambda text: digest_message([text] * 200, text),
    "empty digest": lambda text: digest_message([], text),
    "leaderboard": lambda text: leaderboard_message([text] * 12, text),
    "refusal": refusal,
    "vendors": lambda text: vendor_list(
        Register(desk=desk(name=text), vendors=(_vendor(text),) * 60)
    ),
    "vendor": lambda text: vendor_page(_vendor_page(text)),
    "with a vendor": lambda text: card(
        replace(nasty_view(text), vendors=(_at_work(text),) * 9), NOW
    ),
    "audit log": _audit,
    "looks": lambda text: looks(42, [SeenBy(at=NOW, person=person(text), how=Look.FORM)] * 30),
    "found": lambda text: found([nasty_view(text)] * 200, 237, (text,) * 20, NOW),
    "how it works": _guide,
    "file": lambda text: file_instead(text, "https://example.slack.com/files/x", ""),
}


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("build", MESSAGES.values(), ids=MESSAGES)
def test_every_message_is_sound_whatever_people_wrote(
    build: Callable[[str], Message], text: str
) -> None:
    assert_sound_message(build(text))


@given(
    text=st.text(st.characters(codec=None), max_size=400), name=st.sampled_from(sorted(MESSAGES))
)
def test_no_text_at_all_breaks_a_message(text: str, name: str) -> None:
    assert_sound_message(MESSAGES[name](text))
