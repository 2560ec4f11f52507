"""What a desk promises, as the settings describe it: the more is said of a request, the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.desk import DEFAULT_PROMISES, Promise
from bot.domain.request import Priority

if TYPE_CHECKING:
    from bot.settings.desks import ChangedPromises, DeskSettings

Promises: TypeAlias = Mapping[Priority, Promise]


def of_desk(desk: DeskSettings) -> Promises:
    """Give what each priority is promised where nothing else is said."""
    named = {priority: Promise(**set_.model_dump()) for priority, set_ in desk.promises.items()}
    return {**DEFAULT_PROMISES, **named}


def by_category(desk: DeskSettings) -> Mapping[str, Promises]:
    """Give what categories are promised that have promises of their own."""
    usual = of_desk(desk)
    return {name: _changed(usual, these) for name, these in desk.promises_by_category.items()}


def by_organisation(desk: DeskSettings) -> Mapping[tuple[str, str], Promises]:
    """Give what organisations are promised, by their name and a category or an empty one.

    Whatever is left open goes on to the promise that comes next.
    """
    usual, of_category = of_desk(desk), by_category(desk)
    named = desk.promises_by_organisation_and_category
    known: dict[tuple[str, str], Promises] = {}
    for name in {**desk.promises_by_organisation, **named}:
        theirs, in_category = desk.promises_by_organisation.get(name, {}), named.get(name, {})
        known[name, ""] = _changed(usual, theirs)
        for category in {**of_category, **in_category}:
            before = {**usual, **of_category.get(category, {})}
            agreed = {**before, **_changed(before, theirs)}
            own = in_category.get(category, {})
            changed = _changed(agreed, own)
            known[name, category] = {p: agreed[p] for p in theirs} | dict(changed)
    return known


def _changed(usual: Promises, changes: ChangedPromises) -> Promises:
    return {
        priority: replace(usual[priority], **changed.model_dump(exclude_none=True))
        for priority, changed in changes.items()
    }
