"""The witness: sees every screen of the company and tells what is new on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from bot.demo.company import ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.demo.company import Company
    from sandbox import Channel, Json, Message, Person, Sandbox, View

_WIDTH = 100
_PLACE = "  "
_AUTHOR = 11
_WORDS = len(_PLACE) * 2 + _AUTHOR
_NUMBER = re.compile(r"#\d+")
_OPENING = 40

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A message as it was read: where, from whom, and its lines."""

    place: str
    author: str
    lines: tuple[str, ...]


class Witness:
    """Remembers what everybody has read, so that only what is new gets told."""

    def __init__(self, slack: Sandbox, company: Company) -> None:
        """Begin with nothing seen."""
        self._slack = slack
        self._company = company
        self._known: dict[Key, Sight] = {}
        self._names = {slack.bot_user_id: "Firstline"}
        self._names |= {person.id: name for name, person in company.people.items()}

    def news(self) -> Iterator[str]:
        """Tell line by line what has come, changed or gone since the last look."""
        seen, before = dict(self._look()), self._known
        self._known = seen
        told_place = ""
        for key, sight in seen.items():
            lines = list(_told(sight, before.get(key)))
            if lines and sight.place != told_place:
                told_place = sight.place
                yield f"{_PLACE}{sight.place}"
            yield from lines
        for key in [key for key in before if key not in seen]:
            yield f"{_PLACE}{before[key].place}"
            yield from _spoken(before[key].author, ["(taken away)"])

    def has_news_for(self, person: Person) -> bool:
        """Say whether something has come that only this person sees."""
        return any((m.ts, person.name) not in self._known for m in person.ephemerals)

    def form(self, view: View, values: Mapping[str, object]) -> Iterator[str]:
        """Tell what a form asks and what is entered, by the ids of its fields."""
        yield f"{_PLACE}The form “{view.title}”"
        for block in view.blocks:
            if block["type"] == "input":
                entered = _entered(block["element"], values.get(block["block_id"]))
                yield from _spoken("", [f"{block['label']['text']}  {entered}"])

    def read(self, shown: Message | View) -> str:
        """Read a message or a form with the company's clock in view."""
        return self._slack.read(shown, ZONE)

    def _look(self) -> Iterator[tuple[Key, Sight]]:
        company = self._company
        for channel in (company.team, company.general, company.intake):
            yield from self._place(self._slack.messages(channel), channel)
        for name, person in company.people.items():
            inbox = [m for m in person.inbox if m.ephemeral_to is None]
            yield from self._place(inbox, f"{name}'s messages with Firstline")
        for name, person in company.people.items():
            for message in person.ephemerals:
                yield (message.ts, name), self._sight(message, f"Only {name} sees")

    def _place(
        self, messages: Iterable[Message], where: Channel | str
    ) -> Iterator[tuple[Key, Sight]]:
        standing = [message for message in messages if not message.deleted]
        place = where if isinstance(where, str) else f"#{where.name}"
        threads = {m.ts: f"{place}, thread of {self._subject(m)}" for m in standing}
        # Each thread is told together with its first message, as people read it.
        for message in sorted(standing, key=lambda m: (m.thread_ts or m.ts, m.ts)):
            spot = threads.get(message.thread_ts or "", place) if message.is_reply else place
            yield (message.ts, message.channel), self._sight(message, spot)

    def _subject(self, message: Message) -> str:
        first = self.read(message).partition("\n")[0]
        number = _NUMBER.search(first)
        if number is not None:
            return number[0]
        return f"“{first if len(first) <= _OPENING else first[: _OPENING - 1].rstrip() + '…'}”"

    def _sight(self, message: Message, place: str) -> Sight:
        lines = tuple(self.read(message).splitlines())
        return Sight(place=place, author=self._names[message.user], lines=lines)


def _told(sight: Sight, before: Sight | None) -> Iterator[str]:
    """Tell a new message in full, and of a changed one what it says now."""
    if before is None:
        yield from _spoken(sight.author, sight.lines)
        return
    changed = [line for line in sight.lines if line not in before.lines]
    if changed and changed[0] != sight.lines[0]:
        changed = [sight.lines[0], *changed]
    yield from _spoken("now", changed)


def _entered(element: Json, value: object) -> str:
    if value is None:
        return "(left empty)"
    chosen = value if isinstance(value, list) else [value]
    labels = {option["value"]: option["text"]["text"] for option in element.get("options", ())}
    return ", ".join(f"“{labels.get(one, one)}”" for one in chosen)


def _spoken(author: str, lines: Iterable[str]) -> Iterator[str]:
    margin = f"{_PLACE * 2}{author:<{_AUTHOR}}"
    for line in lines:
        for piece in wrap(line, _WIDTH - _WORDS, break_on_hyphens=False) or [""]:
            yield f"{margin}{piece}".rstrip()
            margin = " " * _WORDS
