"""Verbs that work on a request: whose it is, what it is, whether it waits, who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, Priority
from bot.usecases import work
from bot.usecases.looking import reading
from handlers import grammar, limits
from handlers.listeners import escalating, forms, moving
from handlers.listeners.verbs.verb import Typed, Verb, said

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.replies import Reply

_CATEGORY = 75


class NotAPriority(Refused):
    """Please give one of P1, P2, P3 or P4, for example: priority 42 P1."""


def _claim(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.claim(context.office, act, number=typed.words.about)
    return said(request, "#{number} is yours.")


def _release(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.release(context.office, act, number=typed.words.about)
    return said(request, "#{number} is back in the queue for somebody else.")


def _assign(context: Context, act: Act, typed: Typed) -> Reply:
    to = grammar.person(typed.words.markup, verb="assign")
    request = work.assign(context.office, act, number=typed.words.about, to=to)
    return said(request, f"#{{number}} is with <@{to}> now.")


def _priority(context: Context, act: Act, typed: Typed) -> Reply:
    word, reason = typed.words.first()
    number = typed.words.about
    if not word and typed.by_command:
        return forms.open_priority(context, act, number)
    if word.upper() not in set(Priority):
        raise NotAPriority
    priority = Priority(word.upper())
    request = work.set_priority(
        context.office, act, number=number, priority=priority, reason=reason
    )
    return said(request, f"#{{number}} has {priority} now.")


def _route(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    if not typed.words.rest and typed.by_command:
        return forms.open_category(context, act, number)
    request = work.set_category(context.office, act, number=number, category=typed.words.rest)
    category = limits.inert(typed.words.rest, _CATEGORY)
    return said(request, "#{number} is filed under {category} now.", category=category)


def _hold(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    word, reason = typed.words.first()
    if not word and typed.by_command:
        return forms.open_hold(context, act, number)
    until = None
    why = word.lower()
    if why == "until":
        desk = reading.desk_of_request(context.office, act, number=number)
        date, _, reason = reason.partition(" ")
        until = grammar.instant(date, desk.calendar.zone)
        why = HoldReason.SCHEDULED
    if why not in set(HoldReason):
        why, reason = HoldReason.OTHER, typed.words.rest
    request = work.hold(
        context.office, act, number=number, why=HoldReason(why), reason=reason, until=until
    )
    return said(request, "#{number} is on hold.")


def _resume(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.resume(context.office, act, number=typed.words.about)
    return said(request, "#{number} goes on.")


VERBS: dict[str, Verb] = {
    "claim": Verb(usage="claim 42", sentence="make it yours", run=_claim),
    "release": Verb(usage="release 42", sentence="put it back into the queue", run=_release),
    "assign": Verb(usage="assign 42 @ana", sentence="give it to a technician", run=_assign),
    "priority": Verb(usage="priority 42 P1", sentence="change how urgent it is", run=_priority),
    "route": Verb(usage="route 42 CATEGORY", sentence="file it under a category", run=_route),
    "move": Verb(
        usage="move 42 DESK [REASON]",
        sentence="give it to another desk",
        run=lambda context, act, typed: moving.move(
            context, act, typed.words, by_command=typed.by_command
        ),
    ),
    "hold": Verb(
        usage="hold 42 requester|vendor|approval|until DATE REASON",
        sentence="pause it, with the reason",
        run=_hold,
    ),
    "resume": Verb(usage="resume 42", sentence="go on with it", run=_resume),
    "escalate": Verb(
        usage="escalate 42 [tier2 | SPECIALISTS | vendor NAME | lead | back] REASON",
        sentence="get help, or give it back; the reason is what the next person has to know",
        run=lambda context, act, typed: escalating.escalate(
            context, act, typed.words, by_command=typed.by_command
        ),
    ),
    "followed-up": Verb(
        usage="followed-up 42",
        sentence="say that you have checked with the requester that it is solved",
        run=lambda context, act, typed: escalating.follow_up(context, act, typed.words.about),
    ),
}
