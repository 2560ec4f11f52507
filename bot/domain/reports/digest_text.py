"""The digest as lines of plain text, in the order in which a busy team reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.kpis import KPIS
from bot.domain.reports.digest import ActKind
from bot.domain.reports.wording import shorten, spell_figure, spell_minutes, spell_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.reports.digest import ActItem, Digest
    from bot.domain.reports.usual import Days

HEADINGS = {
    ActKind.PAST_DUE: "Past due",
    ActKind.DUE_SOON: "Due within 2 hours",
    ActKind.UNCLAIMED: "Nobody has claimed",
    ActKind.UNANSWERED: "Waiting for our answer",
}
#: The figures that a team reads every day; machines get all of them.
HEADLINE = ("volume", "first_response_time", "resolution_time", "csat")
# Twelve lines and 3000 characters are what a team reads; longer lists are for the board.
LISTED = {ActKind.PAST_DUE: 5}
LISTED_OTHERWISE = 3
TITLE_LENGTH = 40
NAME_LENGTH = 30
NOTES_LENGTH = 300


def digest_lines(digest: Digest) -> list[str]:
    """Write a digest in at most twelve lines and 3000 characters."""
    return [
        _headline(digest),
        *_act_now(digest),
        *_vendors(digest),
        f"28 days: {_figures(digest)}",
        _flow(digest),
        *_signals(digest),
        *_voice(digest),
        *_notes(digest),
    ]


def _headline(digest: Digest) -> str:
    name = shorten(digest.name, TITLE_LENGTH)
    day = f"{digest.date:%A} {digest.date.day} {digest.date:%B}"
    return f"{name}, {day}: {digest.backlog_end} open"


def _act_now(digest: Digest) -> Iterator[str]:
    if digest.knows_act_now:
        yield from act_now_lines(digest.act_now)


def act_now_lines(items: Sequence[ActItem]) -> Iterator[str]:
    """Write what has to be done now, one line for each reason."""
    for kind, heading in HEADINGS.items():
        named = [item for item in items if item.kind is kind]
        if named:
            yield f"{heading} ({len(named)}): {_listed(named, LISTED.get(kind, LISTED_OTHERWISE))}"
        elif kind is ActKind.PAST_DUE:
            yield "Nothing is overdue."


def _listed(items: Sequence[ActItem], limit: int) -> str:
    shown = [spell_item(item) for item in items[:limit]]
    more = len(items) - limit
    return "; ".join([*shown, f"and {more} more"] if more > 0 else shown)


def spell_item(item: ActItem) -> str:
    """Write one request to act on: number, title, how late it is, and whose it is."""
    name = f"#{item.number}"
    parts = [f"{name} {shorten(item.title, TITLE_LENGTH)}" if item.title else name]
    if item.over_minutes:
        parts.append(f"{spell_minutes(item.over_minutes)} over")
    if not item.private and item.kind is not ActKind.UNCLAIMED:
        parts.append(shorten(item.owner, NAME_LENGTH) if item.owner else "nobody")
    return ", ".join(parts)


def _vendors(digest: Digest) -> Iterator[str]:
    if digest.vendors:
        late = [
            f"{shorten(vendor.name, NAME_LENGTH)} ({_numbers(vendor.numbers)})"
            for vendor in digest.vendors[:LISTED_OTHERWISE]
        ]
        more = len(digest.vendors) - len(late)
        yield f"Vendors past target: {', '.join([*late, f'and {more} more'] if more else late)}"


def _numbers(numbers: Sequence[int]) -> str:
    more = len(numbers) - LISTED_OTHERWISE
    shown = ", ".join(f"#{number}" for number in numbers[:LISTED_OTHERWISE])
    return f"{shown} and {more} more" if more > 0 else shown


def _figures(digest: Digest) -> str:
    figures = {id_: digest.kpis[id_] for id_ in HEADLINE}
    if not any(figure.n for figure in figures.values()):
        return "no requests"
    told = [spell_figure(KPIS["volume"], figures.pop("volume"))]
    told += [
        f"{KPIS[id_].title.lower()} {spell_figure(KPIS[id_], figure)}"
        for id_, figure in figures.items()
    ]
    return ", ".join(told)


def _flow(digest: Digest) -> str:
    flow, usual = digest.flow, digest.usual
    if not (flow.opened or flow.resolved or flow.reopened):
        return f"{_span(digest.days)}: no requests came or went"
    expected = f" (usual {usual.low} to {usual.high})" if usual else ""
    return (
        f"{_span(digest.days)}: in {flow.opened}{expected}, out {flow.resolved}, "
        f"reopened {flow.reopened}"
    )


def _span(days: Days) -> str:
    first, last = f"{days.first:%A}", f"{days.last:%A}"
    return first if days.first == days.last else f"{first} to {last}"


def _signals(digest: Digest) -> Iterator[str]:
    if digest.is_unusual and digest.usual is not None:
        more = digest.flow.opened > digest.usual.high
        yield f"Signal: {'more' if more else 'fewer'} requests than chance explains"


def _voice(digest: Digest) -> Iterator[str]:
    answers, low = digest.ratings.answers, digest.ratings.low
    if answers:
        yield f"Voice: {spell_number(answers, 'answers')}" + (f", {low} low" if low else "")


def _notes(digest: Digest) -> Iterator[str]:
    if digest.notes:
        yield shorten("Notes: " + " ".join(digest.notes), NOTES_LENGTH)
