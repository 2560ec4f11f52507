"""The verb about vendors."""

from __future__ import annotations

from handlers.listeners import vendors
from handlers.listeners.verbs.verb import Verb

VERBS: dict[str, Verb] = {
    "vendor": Verb(
        usage="vendor [NAME | 42 responded|resolved|waits|goes-on|reference TEXT]",
        sentence="the contracts, for leads; or what a vendor has done on a request",
        run=lambda context, act, typed: vendors.vendor(context, act, typed.words, typed.channel),
    ),
}
