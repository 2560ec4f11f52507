"""Rules that can never change anything, found before anybody wonders about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.routing.rules import Phrase, Rule, When


def shadow_of(place: int, rules: Sequence[Rule]) -> int | None:
    """Give the place of an earlier rule that leaves the one at `place` nothing to do, from 0 on.

    Both have to fit the same requests: the earlier one asks for nothing that the later one does
    not ask for, and is the last to be read, or has settled all of it with those before.
    """
    rule = rules[place]
    left = set(rule.gives.gifts)
    for earlier in range(place):
        before = rules[earlier]
        if not _always_before(before.when, rule.when, rules[earlier:place]):
            continue
        left -= set(before.gives.gifts)
        if before.stop or not left:
            return earlier
    return None


def _always_before(general: When, special: When, between: Sequence[Rule]) -> bool:
    """Say whether whatever fits `special` has fitted `general` before."""
    # A rule in between may have given the category that the earlier one was missing.
    moves = any(rule.gives.category is not None for rule in between)
    if general.categories and moves:
        return False
    return (
        _covers(general.categories, special.categories)
        and _covers(general.departments, special.departments)
        and _covers(general.organisations, special.organisations)
        and _covers(general.systems, special.systems)
        and _covers(general.channels, special.channels)
        and _says(general.phrases, special.phrases)
        and _lasts(general, special)
    )


def _covers(general: Sequence[str], special: Sequence[str]) -> bool:
    wanted = {one.casefold() for one in general}
    return not wanted or (bool(special) and {one.casefold() for one in special} <= wanted)


def _says(general: Sequence[Phrase], special: Sequence[Phrase]) -> bool:
    if not general:
        return True
    said = (any(wide.words <= one.words for wide in general) for one in special)
    return bool(special) and all(said)


def _lasts(general: When, special: When) -> bool:
    if general.in_hours is not None and general.in_hours is not special.in_hours:
        return False
    if general.hours is None:
        return True
    return special.hours is not None and special.hours.minutes <= general.hours.minutes
