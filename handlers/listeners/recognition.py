"""Whether somebody wants to be named when the team is thanked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.incentives.people import Consent
from bot.usecases.company import person
from handlers.replies import Reply, done

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words

_CONSENTS = {"recognition on": Consent.GIVEN, "recognition off": Consent.OPTED_OUT}
_NAMED = {
    Consent.GIVEN: (
        "You may be named when the team is thanked. To change that, type /desk me recognition off."
    ),
    Consent.OPTED_OUT: (
        "You are left out of everything that names people. "
        "To change that, type /desk me recognition on."
    ),
    Consent.UNASKED: (
        "You are not named anywhere. If you would like to be named when the team is thanked, "
        "type /desk me recognition on."
    ),
}


def recognition(context: Context, act: Act, words: Words) -> Reply:
    """Tell the caller how it stands, or with "recognition on" or "off" change it."""
    consent = _CONSENTS.get(words.rest.lower())
    if consent is not None:
        person.set_recognition(context.office, act, consent)
        return done(_NAMED[consent])
    return done(_NAMED[person.recognition(context.office, act)])
