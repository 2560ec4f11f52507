"""The verb of outages."""

from __future__ import annotations

from handlers.listeners import outages
from handlers.listeners.verbs.verb import Verb

VERBS: dict[str, Verb] = {
    "outage": Verb(
        usage="outage [SYSTEM WORDS | list | 42 update [TIME] WORDS | 42 over WORDS | 42 gather]",
        sentence="tell the departments concerned that a system is out, how it stands, and the end",
        run=outages.outage,
    ),
}
