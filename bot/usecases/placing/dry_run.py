"""What other settings would have done to the requests of the past, without doing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.routing.hindsight import (
    as_filed,
    decided,
    differences,
    targets,
)
from bot.usecases.placing.routing import decision_about

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office
    from storage.archive import Past

#: As many requests as are read at once.
PAGE = 500


@dataclass(slots=True, kw_only=True)
class DryRun:
    """What would differ: counts of requests and of decided promises.

    `moved` counts requests by what would differ, what it was and what it would be; `unread` had
    to be left out, since the rules ask for words that are not kept any more. `promises` counts
    by promise, whether it was met and whether it would have been.
    """

    seen: int = 0
    unread: int = 0
    differing: int = 0
    moved: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    promises: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)


def dry_run(office: Office, desk: Desk, since: datetime, now: datetime) -> DryRun:
    """Route every request filed since an instant once more, and write nothing."""
    found, after = DryRun(), 0
    asks_for_words = any(rule.when.phrases for rule in desk.routing.rules)
    while True:
        with office.store.read() as tx:
            page = tx.archive.page(desk.key, since, after=after, limit=PAGE)
        for past in page:
            found.seen += 1
            if asks_for_words and not past.is_worded:
                found.unread += 1
            else:
                _compare(office, desk, past, now, into=found)
        if len(page) < PAGE:
            return found
        after = page[-1].stored.request.id


def _compare(office: Office, desk: Desk, past: Past, now: datetime, *, into: DryRun) -> None:
    stored, log = past.stored, past.log
    bare = as_filed(stored.request, log)
    would_be = decision_about(office, desk, bare, stored.texts)
    moved = list(differences(decided(bare, log), would_be))
    into.moved.update(moved)
    into.differing += bool(moved)
    into.promises.update(
        (target.promise, target.was_met, target.is_met)
        for target in targets(bare, log, desk, decision=would_be, standing=stored.promised, now=now)
    )
