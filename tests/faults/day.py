"""A day at the desk that a fault falls into: what is asked and said, and what must come of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.scheduler import tick
from bot.usecases.sending.delivery import LEASE
from storage.turns import FARTHEST, SendState
from tests.e2e.workplace import TEAM
from tests.support.outbox import next_turn, unsent
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox import Message, Person
    from tests.e2e.workplace import Workplace

WISHES: Final = 40
TALKS: Final = 4
ROUNDS: Final = 2
#: Real seconds; Slack fails often enough that a day takes its time.
PATIENCE: Final = 60.0
POLL: Final = 0.02
#: Looks at rows that nobody seems to be sending.
STUCK: Final = 100
#: The day after: every survey has been due, and a digest is.
NEXT_MORNING: Final = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
_NUMBER: Final = re.compile(r"^#(\d+) ")
_RECEIPT: Final = re.compile(r"We have your request #(\d+)\.")
_INSTEAD: Final = re.compile(r"(\S+) stands in the other thread")
_SPOKEN: Final = re.compile(r"^(?:\w+ \((?:requester|help desk)\)\n)((?:Question|Answer) .*)$")


@dataclass(slots=True, kw_only=True)
class Day:
    """What people ask and say, each text unlike any other, and where it must stand."""

    office: Workplace
    people: list[Person]
    wishes: list[str] = field(default_factory=list)
    talks: list[int] = field(default_factory=list)
    #: What was said by request, on either side, in order.
    asked: dict[int, list[str]] = field(default_factory=dict)
    answered: dict[int, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    _cards: dict[int, Message] = field(default_factory=dict)
    _receipts: dict[int, Message] = field(default_factory=dict)
    _stuck: int = 0

    @classmethod
    def begin(cls, office: Workplace) -> Day:
        """Let people in, and begin some conversations while all is well."""
        people = [office.slack.add_person(f"Person{place:02}") for place in range(WISHES)]
        everybody = office.slack.people()
        for channel in (office.cast.intake, office.cast.general):
            # They have been there all along, so that nobody has to hear of it.
            office.slack.add_channel(channel.name, members=everybody, channel_id=channel.id)
        day = cls(office=office, people=people)
        for place in range(TALKS):
            people[place].command("/request", day.wish(f"Talk {place:02}"))
            office.settle()
            day.talks.append(office.last_number())
            office.cast.theo.command("/desk", f"claim {day.talks[-1]}")
        office.settle()
        day._cards |= {number: office.card(number) for number in day.talks}
        day._receipts |= {number: office.receipt(number) for number in day.talks}
        return day

    def wish(self, text: str) -> str:
        """Note what somebody asks for."""
        self.wishes.append(text)
        return text

    def goes_on(self) -> None:
        """Have many things asked, said and done; the sender works meanwhile."""
        self.speaks()
        self.acts()

    def speaks(
        self, *, in_team: bool = True, without: Collection[Person] = (), is_heard: bool = True
    ) -> None:
        """Have many things asked and said, in the team's channel too, and a message marked."""
        for place, person in enumerate(self.people[TALKS:]):
            self._asks(person, place)
        for turn in range(ROUNDS):
            for person, number in zip(self.people, self.talks, strict=False):
                if person not in without:
                    self._talks(person, number, turn, in_team=in_team)
            if is_heard:
                # Slack keeps no order among what it delivers at once.
                self.office.slack.settle(timeout=PATIENCE)
        self._marks(is_heard=is_heard)

    def ends(self) -> None:
        """Wait for all that follows, into the next day."""
        office = self.office
        self.settles()
        for _ in range(3):
            self.morning()
            self.settles()
            office.clock.advance(timedelta(minutes=1))

    def morning(self) -> None:
        """Do what is due on the next day."""
        self.office.clock.advance_to(NEXT_MORNING)
        tick(self.office.bot.office, self.office.clock)
        self.office.bot.sender.wake()

    def settles(self) -> None:
        """Wait until everything is heard and said, however often it fails meanwhile."""
        office = self.office
        office.slack.settle(timeout=PATIENCE)
        eventually(
            lambda: not unsent(office.bot.office.store),
            "the outbox to be empty",
            meanwhile=self._let_time_pass,
            seconds=PATIENCE,
            poll=POLL,
        )

    def _let_time_pass(self) -> None:
        rows = unsent(self.office.bot.office.store)
        if rows and all(row.state == SendState.SENDING for row in rows):
            self._stuck += 1
        else:
            self._stuck = 0
        if self._stuck > STUCK:
            # Nobody will note these any more; their leases have to run out.
            self.office.clock.advance(LEASE)
            self._stuck = 0
        turn = next_turn(self.office.bot.office.store)
        if turn is not None and turn <= self.office.clock.now() + FARTHEST:
            self.office.pace()
        elif turn is not None:
            # It was a wrong clock's, and nobody waits for that.
            self.office.clock.advance(timedelta(seconds=1))
        self.office.bot.sender.wake()

    def _asks(self, person: Person, place: int) -> None:
        text = self.wish(f"Wish {place:02}")
        if place % 3 == 0:
            person.dms(text)
        elif place % 3 == 1:
            person.says(text, self.office.cast.intake)
        else:
            person.says(self.office.mention(text), self.office.cast.general)

    def _talks(self, person: Person, number: int, turn: int, *, in_team: bool) -> None:
        office = self.office
        question, answer = f"Question {number}.{turn}", f"Answer {number}.{turn}"
        self.answered.setdefault(number, []).append(answer)
        if in_team:
            self.asked.setdefault(number, []).append(question)
            office.cast.theo.says(question, TEAM, self._cards[number])
        person.dms(answer, self._receipts[number])
        if turn == 0:
            name = f"{number}.log"
            self.files.append(name)
            person.shares(name, text="", thread=self._receipts[number])

    def _marks(self, *, is_heard: bool) -> None:
        """File a message by a reaction, which asks Slack for it, and look at the Home."""
        cast = self.office.cast
        said = cast.bob.says(self.wish("Marked by Theo"), cast.general)
        cast.theo.reacts("ticket", said)
        if is_heard:
            cast.alice.opens_home()

    def acts(self) -> None:
        """Have conversations merged and resolved."""
        whole, part, *others = self.talks
        cast = self.office.cast
        cast.theo.command("/desk", f"merge {part} into {whole}")
        for number in others:
            cast.theo.command("/desk", f"resolve {number} Done")

    # What must be true.

    def check(self, *, in_order: bool = True) -> None:
        """Count: each thing once, and in the order in which Slack told of it."""
        office = self.office
        cards = self.cards()
        assert Counter(cards) == Counter(self.wishes)
        assert office.last_number() == len(self.wishes)
        assert self._count_receipts() == Counter(range(1, len(self.wishes) + 1))
        for number in self.talks:
            below_card = office.card(number), self.answered[number]
            below_receipt = office.receipt(number), self.asked.get(number, [])
            for root, words in (below_card, below_receipt):
                spoken = _spoken(office.thread(root))
                assert (spoken if in_order else sorted(spoken)) == words
        assert Counter(self._copied_files()) == Counter(self.files)
        assert self._surveys() == len(self.talks[2:])
        assert self.digests() == 1
        assert all(delivery.acked for delivery in office.slack.deliveries)

    def cards(self) -> list[str]:
        """Read the titles of the cards, which must stand in the order of their numbers."""
        read = [self.office.reads(message) for message in self.office.cards()]
        lines = [text.splitlines()[0] for text in read if _NUMBER.match(text)]
        numbers = [int(line.split()[0][1:]) for line in lines]
        assert numbers == sorted(numbers)
        return [_NUMBER.sub("", line) for line in lines]

    def _count_receipts(self) -> Counter[int]:
        found = (_RECEIPT.search(self.office.reads(message)) for message in self._seen())
        return Counter(int(match[1]) for match in found if match)

    def _seen(self) -> list[Message]:
        cast, slack = self.office.cast, self.office.slack
        places = [*slack.messages(cast.intake), *slack.messages(cast.general)]
        for person in (*self.people, cast.bob, cast.theo):
            places += person.inbox
        shown = {message.ts: message for message in places if not message.deleted}
        return [m for m in shown.values() if m.user == slack.bot_user_id]

    def _copied_files(self) -> list[str]:
        """Name the files that stand in the team's channel, or for which a sentence stands."""
        ours = [
            message
            for message in self.office.slack.messages(TEAM)
            if message.user == self.office.slack.bot_user_id and not message.deleted
        ]
        instead = [_INSTEAD.search(message.text) for message in ours]
        copied = [file["name"] for message in ours for file in message.files]
        return copied + [match[1] for match in instead if match]

    def _surveys(self) -> int:
        return len([m for m in self._seen() if "was solved by" in self.office.reads(m)])

    def digests(self) -> int:
        """Count the digests."""
        read = [self.office.reads(message) for message in self.office.cards()]
        return len([text for text in read if text.startswith("IT desk")])


def _spoken(lines: list[str]) -> list[str]:
    found = (_SPOKEN.match(line) for line in lines)
    return [match[1] for match in found if match]
