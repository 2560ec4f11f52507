"""The verbs of `/desk`, which are those of a mention in a thread as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.usecases.looking import reading
from handlers.listeners import looking
from handlers.listeners.verbs import ending, outages, seeing, vendors, working
from handlers.listeners.verbs.verb import Typed, Verb
from handlers.replies import Reply, Say
from handlers.views.help import desk_help

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context

__all__ = ["VERBS", "Typed", "UnknownVerb", "run"]


class UnknownVerb(Refused):
    """I do not know "{verb}". Type /desk help for everything you can do."""


def run(context: Context, act: Act, typed: Typed) -> Reply:
    """Carry out what somebody typed; raises whatever refuses it."""
    verb = VERBS.get(typed.words.verb or "board")
    if verb is None:
        raise UnknownVerb(verb=typed.words.verb[:40])
    reply = verb.run(context, act, typed)
    if verb.reads and not typed.by_command and reading.was_seen(context.office, act):
        return None
    return reply


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
    **working.VERBS,
    **ending.VERBS,
    **outages.VERBS,
    **vendors.VERBS,
    **seeing.VERBS,
    "help": Verb(usage="help", sentence="this list", run=_help, reads=True, for_everybody=True),
}
