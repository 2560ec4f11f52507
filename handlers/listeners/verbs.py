"""The verbs of `/desk`, which are those of a mention in a thread as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, Priority
from bot.usecases import endings, reading, work
from bot.usecases.endings import Solution
from bot.usecases.work import ReasonMissing
from handlers import grammar, limits
from handlers.listeners import escalating, forms, looking, merging, recognition, reports
from handlers.replies import Reply, Say, done
from handlers.views.help import desk_help

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.people import Caller
    from bot.domain.request import Request
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


_CATEGORY = 75


class UnknownVerb(Refused):
    """I do not know "{verb}". Type /desk help for everything you can do."""


class NotAPriority(Refused):
    """Please give one of P1, P2, P3 or P4, for example: priority 42 P1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A verb as somebody typed it: the words, the channel, and in which way.

    A command can open a form and is delivered once; a mention can do neither.
    """

    words: Words
    channel: str | None
    by_command: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a verb is called, what it does, and whether it changes anything."""

    usage: str
    sentence: str
    run: Callable[[Context, Act, Typed], Reply]
    reads: bool = False
    for_everybody: bool = False
    for_leads: bool = False

    def is_for(self, caller: Caller, *, is_admin: bool) -> bool:
        """Say whether the caller may use it."""
        if self.for_leads:
            return caller.is_lead or is_admin
        return self.for_everybody or caller.works_here


def run(context: Context, act: Act, typed: Typed) -> Reply:
    """Carry out what somebody typed; raises whatever refuses it."""
    verb = VERBS.get(typed.words.verb or "board")
    if verb is None:
        raise UnknownVerb(verb=typed.words.verb[:40])
    reply = verb.run(context, act, typed)
    if verb.reads and not typed.by_command and reading.was_seen(context.office, act):
        return None
    return reply


def _said(request: Request | None, sentence: str, **facts: str) -> Reply:
    if request is None:
        return None
    return done(sentence.format(number=request.number, **facts))


def _claim(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.claim(context.office, act, number=typed.words.about)
    return _said(request, "#{number} is yours.")


def _release(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.release(context.office, act, number=typed.words.about)
    return _said(request, "#{number} is back in the queue for somebody else.")


def _assign(context: Context, act: Act, typed: Typed) -> Reply:
    to = grammar.person(typed.words.markup, verb="assign")
    request = work.assign(context.office, act, number=typed.words.about, to=to)
    return _said(request, f"#{{number}} is with <@{to}> now.")


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
    return _said(request, f"#{{number}} has {priority} now.")


def _route(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    if not typed.words.rest and typed.by_command:
        return forms.open_category(context, act, number)
    request = work.set_category(context.office, act, number=number, category=typed.words.rest)
    category = limits.inert(typed.words.rest, _CATEGORY)
    return _said(request, "#{number} is filed under {category} now.", category=category)


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
    return _said(request, "#{number} is on hold.")


def _resume(context: Context, act: Act, typed: Typed) -> Reply:
    request = work.resume(context.office, act, number=typed.words.about)
    return _said(request, "#{number} goes on.")


def _resolve(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    if not typed.words.rest and typed.by_command:
        return forms.open_resolve(context, act, number)
    solution = Solution(note=typed.words.rest)
    request = endings.resolve(context.office, act, number=number, solution=solution)
    return _said(request, "#{number} is resolved, and the requester is told.")


def _reopen(context: Context, act: Act, typed: Typed) -> Reply:
    words = typed.words
    request = endings.reopen(context.office, act, number=words.about, reason=words.rest)
    return _said(request, "#{number} is open again.")


def _cancel(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    try:
        request = endings.cancel(context.office, act, number=number, reason=typed.words.rest)
    except ReasonMissing:
        if not typed.by_command:
            raise
        return forms.open_cancel(context, act, number)
    return _said(request, "#{number} is cancelled.")


def _merge(context: Context, act: Act, typed: Typed) -> Reply:
    return merging.merge(context, act, typed.words, by_command=typed.by_command)


def _help(context: Context, act: Act, typed: Typed) -> Reply:
    _, caller = reading.desk_of(context.office, act, channel=typed.channel)
    is_admin = act.slack_id in context.office.admins
    usable = [verb for verb in VERBS.values() if verb.is_for(caller, is_admin=is_admin)]
    return Say(message=desk_help([(f"/desk {v.usage}".strip(), v.sentence) for v in usable]))


VERBS: dict[str, Verb] = {
    "board": Verb(
        usage="",
        sentence="your board: late or due soon, yours, unclaimed",
        run=lambda context, act, typed: looking.board(context, act, typed.channel),
        reads=True,
    ),
    "claim": Verb(usage="claim 42", sentence="make it yours", run=_claim),
    "release": Verb(usage="release 42", sentence="put it back into the queue", run=_release),
    "assign": Verb(usage="assign 42 @ana", sentence="give it to a technician", run=_assign),
    "priority": Verb(usage="priority 42 P1", sentence="change how urgent it is", run=_priority),
    "route": Verb(usage="route 42 CATEGORY", sentence="file it under a category", run=_route),
    "hold": Verb(
        usage="hold 42 requester|vendor|approval|until DATE REASON",
        sentence="pause it, with the reason",
        run=_hold,
    ),
    "resume": Verb(usage="resume 42", sentence="go on with it", run=_resume),
    "escalate": Verb(
        usage="escalate 42 [tier2 | SPECIALISTS | lead] REASON",
        sentence="get help; the reason is what the next person has to know",
        run=lambda context, act, typed: escalating.escalate(
            context, act, typed.words, by_command=typed.by_command
        ),
    ),
    "resolve": Verb(
        usage="resolve 42 [NOTE]",
        sentence="tell the requester that it is solved, and how",
        run=_resolve,
    ),
    "reopen": Verb(
        usage="reopen 42 REASON",
        sentence="take a resolved one up again",
        run=_reopen,
        for_everybody=True,
    ),
    "cancel": Verb(
        usage="cancel 42 REASON",
        sentence="end it without a solution",
        run=_cancel,
        for_everybody=True,
    ),
    "merge": Verb(usage="merge 42 into 17", sentence="make it part of another", run=_merge),
    "unmerge": Verb(
        usage="unmerge 42",
        sentence="take it out of the other one again",
        run=lambda context, act, typed: merging.unmerge(context, act, typed.words.about),
    ),
    "queue": Verb(
        usage="queue [mine|unclaimed|late]",
        sentence="what is open at the desk, most urgent first",
        run=lambda context, act, typed: looking.queue(context, act, typed.words, typed.channel),
        reads=True,
    ),
    "show": Verb(
        usage="show 42",
        sentence="read one request",
        run=lambda context, act, typed: looking.show(context, act, typed.words.about),
        reads=True,
        for_everybody=True,
    ),
    "why": Verb(
        usage="why 42",
        sentence="when it is due, and how that adds up",
        run=lambda context, act, typed: looking.why(context, act, typed.words.about),
        reads=True,
        for_everybody=True,
    ),
    "find": Verb(
        usage="find WORDS",
        sentence="requests of the desk by their words, ended ones too",
        run=lambda context, act, typed: looking.find(context, act, typed.words, typed.channel),
        reads=True,
    ),
    "digest": Verb(
        usage="digest [preview|post]",
        sentence="the desk's digest as it stands now",
        run=lambda context, act, typed: reports.digest(context, act, typed.words, typed.channel),
        reads=True,
    ),
    "leaderboard": Verb(
        usage="leaderboard",
        sentence="what the team reached this week",
        run=lambda context, act, typed: reports.leaderboard(context, act, typed.channel),
        reads=True,
    ),
    "audit": Verb(
        usage="audit 42",
        sentence="who has looked at a private request; for leads and admins",
        run=lambda context, act, typed: looking.audit(context, act, typed.words.about),
        reads=True,
        for_leads=True,
    ),
    "me": Verb(
        usage="me [recognition on|off]",
        sentence="whether you may be named when the team is thanked",
        run=lambda context, act, typed: recognition.recognition(context, act, typed.words),
    ),
    "how-it-works": Verb(
        usage="how-it-works",
        sentence="what the desk promises, and how it works",
        run=lambda context, act, typed: looking.explain(context, act, typed.channel),
        reads=True,
        for_everybody=True,
    ),
    "help": Verb(usage="help", sentence="this list", run=_help, reads=True, for_everybody=True),
}
