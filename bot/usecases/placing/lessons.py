"""Learning from solved requests: what was solved under a category speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.request import Request
    from storage.store import Transaction


def keep_up(tx: Transaction, before: Request, after: Request) -> None:
    """Learn from a request when it is solved first, and anew when its category is put right.

    Until then the category may be anybody's guess. Private requests teach nothing.
    """
    was, now = _lesson(before), _lesson(after)
    if now is None or now == was:
        return
    tx.lessons.learn(after.id, after.desk_key, now)


def _lesson(request: Request) -> str | None:
    return request.category if request.resolutions and not request.private else None
