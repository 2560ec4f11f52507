"""One of everything that a desk tells: how it stands, how it works, and what has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.home import Guide, Home, Workbench
from bot.domain.messages import Texts
from bot.domain.outages import Bulletin, Outage, Proposal
from bot.domain.request import State
from bot.usecases.care.auditing import Noted
from bot.usecases.looking.reading import SeenBy
from bot.usecases.placing.availability import Leave
from bot.usecases.vendors.register import Register
from handlers.views.audit import looks, trail
from handlers.views.digest import digest_message
from handlers.views.help import desk_help, request_help
from handlers.views.home import home
from handlers.views.how_it_works import how_it_works
from handlers.views.leaderboard import leaderboard_message
from handlers.views.outages import bulletin, listed, proposal
from handlers.views.presence import away
from handlers.views.refusal import refusal
from handlers.views.samples.asking import a_vendor
from handlers.views.samples.cast import NOW, NUMBER, a_board, a_desk, a_technician, a_view
from handlers.views.vendors import vendor_list
from storage.audit import Deed, Look

if TYPE_CHECKING:
    from handlers.views.samples.cast import Samples


def telling() -> Samples:
    """Give one of everything that a desk tells."""
    guide = Guide(desk=a_desk(), today=NOW.date(), leads=(a_technician(),))
    yield "how the desk works", "message", {**how_it_works(guide)}
    yield "the Home", "view", home(_home(guide), NOW)
    yield "the help", "message", {**request_help()}
    yield "the verbs", "message", {**desk_help([("/desk claim 42", "make it yours")])}
    yield "a refusal", "message", {**refusal("That does not work right now.")}
    leave = Leave(until=NOW + timedelta(days=1), in_hand=2, unanswered=1)
    yield "that somebody is away", "message", {**away(leave)}
    yield "the digest", "message", {**digest_message(["3 opened"], "Digest")}
    yield "the leaderboard", "message", {**leaderboard_message(["9 resolved"], "This week")}
    known = Register(desk=a_desk(), vendors=(a_vendor(),))
    yield "the vendors", "message", {**vendor_list(known)}
    yield from _audit()
    yield from _outages()


def _audit() -> Samples:
    seen = (SeenBy(at=NOW, person=a_technician(), how=Look.SHOWN),)
    noted = (Noted(at=NOW, act=Deed.GAINED, about=a_technician(), facts={"right": "lead"}),)
    yield "who has looked", "message", {**looks(NUMBER, seen)}
    yield "the audit log", "message", {**trail(noted, page=1, is_full=True)}


def _home(guide: Guide) -> Home:
    view = a_view(State.NEW)
    return Home(
        own=(view,),
        own_total=1,
        solved=(a_view(State.RESOLVED),),
        guides=(guide,),
        workbenches=(Workbench(board=a_board()),),
    )


def _outages() -> Samples:
    shown = Outage(
        request_id=1,
        number=NUMBER,
        desk_key="it",
        system="VPN",
        started=NOW,
        news_by=NOW + timedelta(hours=1),
    )
    told = Bulletin(
        outage=shown,
        texts=Texts(title="Nobody gets in", details="No work from home"),
        state=State.CLAIMED,
        for_everybody=True,
        news="The provider is at it.",
    )
    asked = Proposal(id=1, desk_key="it", system="VPN", numbers=(NUMBER,))
    yield "an outage", "message", {**bulletin(told)}
    yield "news of an outage", "message", {**bulletin(replace(told, is_reply=True))}
    yield "a list of outages", "message", {**listed((shown,))}
    yield "a question about an outage", "message", {**proposal(asked)}
