"""Which system a request is about: chosen, found in the words, or not known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.domain.events import EventKind
from bot.domain.systems import mentioned
from bot.usecases import moves

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event, Fact
    from bot.usecases.access import Case
    from bot.usecases.filing.intake import Filing
    from bot.usecases.office import Office

#: What somebody chooses who means none of the systems.
NO_SYSTEM: Final = "-"


def with_system(office: Office, filing: Filing) -> Filing:
    """Name the system of a filing: the one chosen, else the one that its words mention."""
    if not office.systems.listed:
        return replace(filing, system=None, system_guessed=None)
    chosen = office.systems.named(filing.system)
    if chosen is not None:
        return replace(filing, system=chosen.name, system_guessed=False)
    words = f"{filing.text} {filing.details} {filing.purpose}"
    guess = None if filing.system == NO_SYSTEM else mentioned(words, office.systems)
    return replace(filing, system=guess.name if guess else None, system_guessed=guess is not None)


def corrected(office: Office, case: Case, system: str | None, *, now: datetime) -> list[Event]:
    """Give the step that names another system, or confirms a guess; nothing if nothing is new."""
    known = office.systems.named(system)
    if known is None and system != NO_SYSTEM:
        return []
    before, name = case.request.system, known.name if known else None
    if name == before and not case.request.system_guessed:
        return []
    facts: dict[str, Fact] = {"from": before, "to": name}
    return [moves.event(case, EventKind.SYSTEM_CHANGED, now, facts)]
