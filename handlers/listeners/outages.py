"""Outages: the verb in all its forms, the form, and the buttons."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.usecases import merging
from bot.usecases.looking import reading
from bot.usecases.outages import candidates, news, proposing, starting
from bot.usecases.outages.starting import Opened, Trouble
from handlers import grammar, limits
from handlers.ids import Field
from handlers.listeners.values import text
from handlers.replies import Open, Reply, Say, Wrong, done
from handlers.views import forms, wording
from handlers.views.forms.outages import NEXT_NEWS
from handlers.views.outages import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.desk import Desk
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.listeners.values import Values
    from handlers.listeners.verbs.verb import Typed

Ids = dict[str, str]

_SPAN = re.compile(r"(\d{1,4})(m|min|h)", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")


class WhichOutage(Refused):
    """Please say what to do: outage {number} update WORDS, over WORDS, or gather."""


def outage(context: Context, act: Act, typed: Typed) -> Reply:
    """Open an outage, list those that last, or tell more about one."""
    word, rest = typed.words.first()
    verb = word.lower()
    if typed.words.number is not None and verb in _ABOUT:
        return _ABOUT[verb](context, act, typed.words.number, rest)
    if verb == "list" and not rest:
        return _list(context, act, typed)
    desk = _desk(context, act, typed)
    if not word and typed.by_command and typed.words.number is None:
        return _form(context)
    return _named(context, act, desk, typed)


def submit(context: Context, act: Act, ids: Ids, values: Values) -> Reply:
    """Open the outage that somebody described in the form."""
    proposal = int(ids["proposal"]) if "proposal" in ids else None
    if proposal is None:
        desk, _ = reading.desk_of(context.office, act)
    else:
        asked = proposing.open_question(context.office, act, proposal_id=proposal)
        desk = context.office.desks[asked.desk_key]
    minutes = text(values, Field.NEWS_IN)
    if minutes not in dict(NEXT_NEWS):
        return Wrong(fields={Field.NEWS_IN: "Please choose when people hear more."})
    trouble = Trouble(
        system=text(values, Field.SYSTEM),
        known=text(values, Field.TITLE),
        meaning=text(values, Field.DETAILS),
        news_by=act.now + timedelta(minutes=int(minutes)),
        proposal=proposal,
    )
    starting.start(context.office, act, desk, trouble)
    return None


def say_yes(context: Context, act: Act, ids: Ids) -> Reply:
    """Open the form of the outage that was proposed."""
    proposal = proposing.open_question(context.office, act, proposal_id=int(ids["proposal"]))
    names = context.office.systems.names
    return Open(view=forms.outage(names, proposal.system, proposal=proposal.id))


def say_no(context: Context, act: Act, ids: Ids) -> Reply:
    """Note that what was proposed is no outage."""
    proposing.refuse(context.office, act, proposal_id=int(ids["proposal"]))
    return None


def join(context: Context, act: Act, ids: Ids) -> Reply:
    """Make a request part of an outage."""
    number, into = int(ids["number"]), int(ids["into"])
    request = merging.merge(context.office, act, number=number, into=into)
    return done(f"#{number} is part of the outage #{into} now.") if request else None


def gather(context: Context, act: Act, number: int) -> Reply:
    """Take in all that may be part of an outage."""
    taken = candidates.gather(context.office, act, number=number)
    if taken is None:
        return None
    numbers = ", ".join(f"#{one}" for one in taken)
    return done(f"Part of the outage #{number} now: {numbers}. Everybody is told.")


def _gather(context: Context, act: Act, number: int, _rest: str) -> Reply:
    return gather(context, act, number)


def _over(context: Context, act: Act, number: int, rest: str) -> Reply:
    request = news.end(context.office, act, number=number, words=rest)
    return done(f"The outage #{number} is over, and everybody is told.") if request else None


def _update(context: Context, act: Act, number: int, rest: str) -> Reply:
    desk = reading.desk_of_request(context.office, act, number=number)
    news_by, words = _timed(rest, desk, act.now)
    request = news.tell(context.office, act, number=number, words=words, news_by=news_by)
    return done(f"Everybody concerned reads the news about #{number}.") if request else None


def _list(context: Context, act: Act, typed: Typed) -> Reply:
    _desk(context, act, typed)
    if not typed.by_command and reading.was_seen(context.office, act):
        return None
    return Say(message=listed(news.ongoing(context.office)))


def _desk(context: Context, act: Act, typed: Typed) -> Desk:
    return reading.desk_to_work_at(context.office, act, channel=typed.channel)


def _form(context: Context) -> Reply:
    names = context.office.systems.names
    if not names:
        raise starting.NoSystems
    return Open(view=forms.outage(names))


def _named(context: Context, act: Act, desk: Desk, typed: Typed) -> Reply:
    said = typed.words.rest
    if typed.words.number is not None and not said:
        raise WhichOutage(number=typed.words.number)
    name, rest = context.office.systems.named_first(said)
    system = starting.system_called(context.office, name)
    news_by, words = _timed(rest, desk, act.now)
    if not words and typed.by_command:
        return Open(view=forms.outage(context.office.systems.names, system.name))
    trouble = Trouble(system=system.name, known=words, news_by=news_by)
    opened = starting.start(context.office, act, desk, trouble)
    return done(_told(opened)) if opened else None


def _told(opened: Opened) -> str:
    system = limits.inert(opened.system, wording.NAME)
    concerned = wording.counted(opened.departments, "department")
    said = f"The outage #{opened.number} of {system} is open. It concerns {concerned}."
    if not opened.untold:
        return said
    names = ", ".join(limits.inert(name, wording.NAME) for name in opened.untold)
    return f"{said} Nobody reads for {names}: no channel and no leader is set."


def _timed(words: str, desk: Desk, now: datetime) -> tuple[datetime | None, str]:
    """Read when people hear more, if that comes first: 15:30, 45m, 2h or an instant."""
    first, rest = (*words.split(maxsplit=1), "", "")[:2]
    span, clock = _SPAN.fullmatch(first), _CLOCK.fullmatch(first)
    if span is not None:
        unit = "hours" if span[2].lower() == "h" else "minutes"
        return now + timedelta(**{unit: int(span[1])}), rest
    if clock is not None:
        today = now.astimezone(desk.calendar.zone)
        at = today.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
        return at.astimezone(now.tzinfo), rest
    if _DATE.fullmatch(first):
        return grammar.instant(first, desk.calendar.zone), rest
    return None, words


_ABOUT: dict[str, Callable[[Context, Act, int, str], Reply]] = {
    "update": _update,
    "over": _over,
    "gather": _gather,
}
