"""Modals and home tabs: a stack of at most three for each person, and one home each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .blocks import named
from .forms import carried_over, initial_entries
from .values import Refused, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .changes import Changes
    from .ids import Ids
    from .values import Json

STACK_LIMIT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Keep what views stand open for whom."""

    ids: Ids
    changes: Changes
    stacks: dict[str, tuple[View, ...]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)

    def top(self, user: str) -> View | None:
        """Return the view a person looks at, or nothing."""
        stack = self.stacks.get(user, ())
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        """Return a person's home tab, or nothing."""
        return self.homes.get(user)

    def find(self, view_id: str) -> View | None:
        """Find an open view or a home tab by its id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        """Find a view by the id the app gave it."""
        fits = (view for view in self._all() if view.payload.get("external_id") == external_id)
        return next(fits, None)

    def open(self, user: str, payload: Json) -> View:
        """Open a modal in place of whatever stood open."""
        fresh = self._new(user, payload)
        self._lay(user, (fresh,))
        return fresh

    def push(self, user: str, payload: Json) -> View:
        """Put a modal on top of the one that is open."""
        stack = self.stacks.get(user, ())
        if not stack:
            raise Refused(error="not_found")
        if len(stack) >= STACK_LIMIT:
            raise Refused(error="push_limit_reached")
        fresh = self._new(user, payload, below=stack[-1])
        self._lay(user, (*stack, fresh))
        return fresh

    def update(self, view: View, payload: Json, *, expected_hash: str | None = None) -> View:
        """Replace what a view shows; what its person typed stays where the ids stay."""
        self._check_hash(view, expected_hash)
        self._check_external_id(payload, other_than=view.id)
        named_payload = self._named(payload)
        entries = carried_over(named_payload["blocks"], view.entries)
        fresh = replace(view, hash=self._hash(), payload=named_payload, entries=entries, errors={})
        return self.put(fresh)

    def publish(self, user: str, payload: Json, *, expected_hash: str | None = None) -> View:
        """Show a home tab to a person."""
        old = self.homes.get(user)
        if old is not None:
            return self.update(old, payload, expected_hash=expected_hash)
        if expected_hash is not None:
            raise Refused(error="hash_conflict")
        return self.put(self._new(user, payload))

    def enter(self, view: View, block_id: str, entries: Mapping[str, Json]) -> View:
        """Note what a person has filled in or chosen in one block, by action id."""
        fields = {**view.entries.get(block_id, {}), **entries}
        return self.put(replace(view, entries={**view.entries, block_id: fields}))

    def complain(self, view: View, errors: Mapping[str, str]) -> View:
        """Show error messages beside the fields of a view."""
        return self.put(replace(view, errors=dict(errors)))

    def put(self, view: View) -> View:
        """Replace a view by its newer state."""
        if view.kind == "home":
            self.homes[view.user] = view
            self.changes.tell()
            return view
        stack = self.stacks.get(view.user, ())
        self._lay(view.user, tuple(view if old.id == view.id else old for old in stack))
        return view

    def close(self, view: View) -> None:
        """Close one view; the one below shows again."""
        stack = self.stacks.get(view.user, ())
        self._lay(view.user, tuple(other for other in stack if other.id != view.id))

    def clear(self, user: str) -> None:
        """Close everything a person has open."""
        self._lay(user, ())

    def _all(self) -> list[View]:
        stacked = [view for stack in self.stacks.values() for view in stack]
        return [*stacked, *self.homes.values()]

    def _new(self, user: str, payload: Json, below: View | None = None) -> View:
        self._check_external_id(payload, other_than=None)
        view_id = self.ids.mint("V")
        payload = self._named(payload)
        return View(
            id=view_id,
            user=user,
            hash=self._hash(),
            payload=payload,
            root_id=view_id if below is None else below.root_id,
            previous_id=None if below is None else below.id,
            entries=initial_entries(payload["blocks"]),
        )

    def _lay(self, user: str, stack: tuple[View, ...]) -> None:
        self.stacks[user] = stack
        self.changes.tell()

    def _named(self, payload: Json) -> Json:
        return {**payload, "blocks": list(named(payload["blocks"], self.ids))}

    def _hash(self) -> str:
        return self.ids.mint("1700000000.")

    def _check_hash(self, view: View, expected: str | None) -> None:
        if expected is not None and expected != view.hash:
            raise Refused(error="hash_conflict")

    def _check_external_id(self, payload: Json, *, other_than: str | None) -> None:
        external_id = payload.get("external_id")
        if external_id:
            holder = self.find_external(external_id)
            if holder is not None and holder.id != other_than:
                raise Refused(error="duplicate_external_id")
