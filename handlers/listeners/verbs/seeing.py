"""Verbs that read: requests, figures, how the desk works; and what somebody may set for himself."""

from __future__ import annotations

from handlers.listeners import looking, presence, recognition, reports
from handlers.listeners.verbs.verb import Verb

VERBS: dict[str, Verb] = {
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
        usage="audit [42 | page 2]",
        sentence="who has looked at a private request, or the whole audit log",
        run=lambda context, act, typed: looking.audit(context, act, typed.words, typed.channel),
        reads=True,
        for_leads=True,
    ),
    "me": Verb(
        usage="me [recognition on|off]",
        sentence="whether you may be named when the team is thanked",
        run=lambda context, act, typed: recognition.recognition(context, act, typed.words),
    ),
    "away": Verb(
        usage="away [until DATE]",
        sentence="you keep what you have and are given nothing new",
        run=lambda context, act, typed: presence.away(context, act, typed.words, typed.channel),
    ),
    "back": Verb(
        usage="back",
        sentence="you are given requests again",
        run=lambda context, act, _typed: presence.back(context, act),
    ),
    "how-it-works": Verb(
        usage="how-it-works",
        sentence="what the desk promises, and how it works",
        run=lambda context, act, typed: looking.explain(context, act, typed.channel),
        reads=True,
        for_everybody=True,
    ),
}
