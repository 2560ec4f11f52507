"""A look at what the database tells about the desk's health."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.checkup import Finding, broken, fine, look
from storage.engine import Unreachable, reaching
from storage.lanes import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office
    from storage.store import Transaction

#: A copy at work says so every half minute.
SILENT = timedelta(minutes=3)
#: A message that has been due for longer than this is late; Slack takes one a second.
LATE = timedelta(minutes=2)
_LISTED = 3
_UNITS = (
    (timedelta(days=1), "days"),
    (timedelta(hours=1), "hours"),
    (timedelta(minutes=1), "minutes"),
    (timedelta(seconds=1), "seconds"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How many messages are due, for how many seconds the oldest has been, how many ways closed."""

    waiting: int
    oldest: float
    closed: int


def backlog(office: Office, now: datetime) -> Backlog | None:
    """Measure what waits to be sent; None if the database cannot be reached."""
    try:
        with reaching(), office.store.read() as tx:
            waiting, oldest = tx.health.waiting(now)
            closed = len(tx.health.closed_lanes())
    except Unreachable:
        return None
    age = (now - oldest).total_seconds() if oldest else 0.0
    return Backlog(waiting=waiting, oldest=age, closed=closed)


def socket_findings(office: Office, now: datetime) -> Iterator[Finding]:
    """Look at when the connection of Socket Mode was last alive."""
    with office.store.read() as tx:
        yield _heard(tx, now)


def desk_findings(desks: Iterable[Desk]) -> Iterator[Finding]:
    """Look at what the settings leave open."""
    for desk in desks:
        if desk.leads:
            yield fine("leads", f"{desk.name} has {len(desk.leads)}.")
        else:
            yield look(
                "leads",
                f"{desk.name} has none, so what a lead should see goes to its team channel.",
                f'Name at least one under leads of the desk "{desk.key}".',
            )


def database_findings(office: Office, now: datetime) -> Iterator[Finding]:
    """Look at the process, what waits to be sent, and the ways that are closed."""
    with office.store.read() as tx:
        yield _process(tx, now)
        yield _inbox(tx, now)
        yield _outbox(tx, now)
        yield from _refused(tx)
        yield from _closed(tx)


def _process(tx: Transaction, now: datetime) -> Finding:
    signs = tx.health.signs()
    # Databases of earlier versions know only when Slack was heard.
    at = max(filter(None, (signs.worked_at, signs.heard_at)), default=None)
    start = "Is `firstline run` running? Start it, or look at its log."
    if at is None:
        return look("process", "The desk has never run on this database.", start)
    sentence = f"Some copy last looked for what is due {_ago(at, now)}."
    if now - at > SILENT:
        return broken("process", sentence, start)
    return fine("process", sentence)


def _heard(tx: Transaction, now: datetime) -> Finding:
    at = tx.health.signs().heard_at
    connect = (
        "Is `firstline run` running, and may its machine open connections to wss://*.slack.com? "
        "Its log says `socket not connected` with the reason."
    )
    if at is None:
        return look("socket", "The desk has never heard Slack.", connect)
    sentence = f"The desk last heard Slack {_ago(at, now)}."
    return broken("socket", sentence, connect) if now - at > SILENT else fine("socket", sentence)


def _inbox(tx: Transaction, now: datetime) -> Finding:
    at = tx.health.last_delivery_at()
    if at is None:
        return look(
            "inbox",
            "Slack has not delivered anything that counted yet.",
            "Type /request in Slack. If nothing comes of it, check the app's manifest.",
        )
    return fine("inbox", f"The last delivery came {_ago(at, now)}, {_said(at)}.")


def _outbox(tx: Transaction, now: datetime) -> Finding:
    count, oldest = tx.health.waiting(now)
    if oldest is None:
        return fine("outbox", "Nothing waits to be sent.")
    if now - oldest > LATE:
        return broken(
            "outbox",
            f"{count} messages wait, the oldest since {_said(oldest)}.",
            "See whether the process is at work and what the lines below say about channels.",
        )
    return fine("outbox", f"{count} messages are on their way.")


def _refused(tx: Transaction) -> Iterator[Finding]:
    for error, count in sorted(tx.health.refused().items()):
        yield look(
            "outbox",
            f"Slack refused {count} of the newest messages: {error}.",
            "The log names each of them; look the reason up in Slack's documentation.",
        )


def _closed(tx: Transaction) -> Iterator[Finding]:
    closed = tx.health.closed_lanes()
    for lane in closed[:_LISTED]:
        yield broken(
            "channel",
            f"{address(lane.lane)} cannot be written to since {_said(lane.since)}: {lane.error}.",
            "Invite the bot, or name another channel; what waits goes out by itself.",
        )
    if len(closed) > _LISTED:
        rest = len(closed) - _LISTED
        yield broken("channel", f"And {rest} more.", "The log names them.")


def _said(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def _ago(at: datetime, now: datetime) -> str:
    past = max(now - at, timedelta())
    for size, unit in _UNITS:
        if (count := past // size) > 1:
            return f"{count} {unit} ago"
    return "just now"
