"""The play: scenes on a clock of their own, and a sentence for each thing that must happen."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.demo.company import ZONE
from bot.demo.tour.witness import Witness
from bot.scheduler import tick
from sandbox import Impossible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.clock import SetClock
    from bot.demo.stage import Stage
    from sandbox import Channel, Message, Outcome, Person, View

_RULE = "─" * 100
#: Real seconds that anything may take before it counts as missing.
_DEADLINE = 15.0
_SECOND = timedelta(seconds=1)
_MOST_ROUNDS = 200


class Play:
    """One run of the tour: moves the clock, lets things happen, tells them, checks them."""

    def __init__(self, stage: Stage, clock: SetClock, *, tell: Callable[[str], None]) -> None:
        """Play on `stage`, whose bot and Slack both go by `clock`; `tell` prints a line."""
        self.stage = stage
        self.missing: list[str] = []
        self.happened = 0
        self._clock = clock
        self._tell = tell
        self._witness = Witness(stage.slack, stage.company)
        self._day = clock.now().astimezone(ZONE).date()

    def act(self, scene: Callable[[Play], None]) -> None:
        """Play one scene; if it cannot go on, say so and carry on with the next one."""
        try:
            scene(self)
        except (Impossible, AssertionError, LookupError) as error:
            self.settle()
            self._miss(f"The scene could not go on. {error}")

    # The clock.

    def day(self, day: datetime) -> None:
        """Begin a day; its scenes give the hour only."""
        self._day = day.astimezone(ZONE).date()
        self._tell(f"\n{_RULE}\n{self._day:%A} {self._day.day} {self._day:%B %Y}\n{_RULE}")

    def at(self, clock_time: str, sentence: str) -> None:
        """Move the clock to an hour of the day and say what goes on."""
        hour = datetime.combine(self._day, time.fromisoformat(clock_time), tzinfo=ZONE)
        self._clock.advance_to(hour.astimezone(UTC))
        self._tell(f"\n{clock_time}  {sentence}\n")

    # What happens.

    def settle(self, *, answers: Person | None = None) -> None:
        """Let everything happen that an act has set off, then tell what is new.

        `answers` is the person who gets an answer beside the path that keeps its order.
        """
        if answers is not None:
            self.stage.slack.wait_for(
                lambda: self._witness.has_news_for(answers),
                timeout=_DEADLINE,
                what=f"an answer to {answers.name}",
            )
        for _ in range(_MOST_ROUNDS):
            if self._is_quiet():
                break
        for line in self._witness.news():
            self._tell(line)

    def _is_quiet(self) -> bool:
        """Go one step on; at the pace of Slack, this takes a second of the play's clock."""
        bot = self.stage.bot
        self.stage.slack.settle(_DEADLINE)
        tick(bot.office, self._clock)
        if bot.sender.send_due():
            return False
        with bot.office.store.read() as tx:
            if not tx.outbox.waiting():
                return True
        self._clock.advance(_SECOND)
        return False

    def fill_in(self, person: Person, values: Mapping[str, object]) -> None:
        """Fill in and send the form that a person has asked for; what it does is not told yet."""
        what = f"a form for {person.name}"
        view = self.stage.slack.wait_for(lambda: person.view, timeout=_DEADLINE, what=what)
        if view is None:
            raise LookupError(what)
        for line in self._witness.form(view, values):
            self._tell(line)
        outcome = person.submits(values)
        if outcome.errors or outcome.error:
            complaint = outcome.error or "; ".join(outcome.errors.values())
            raise LookupError(complaint)

    # What must have happened.

    def expect(self, sentence: str, *, that: bool) -> None:
        """Note that something happened, or that it is missing."""
        if not that:
            self._miss(sentence)
            return
        self.happened += 1
        self._tell(f"  ✓ {sentence}")

    def _miss(self, sentence: str) -> None:
        self.missing.append(sentence)
        self._tell(f"  ✗ {sentence}")

    # Who and what there is.

    def person(self, name: str) -> Person:
        """Find somebody of the company."""
        return self.stage.company.people[name]

    def card(self, title: str) -> Message:
        """Find the card of the request with this title."""
        return self._first(title, self._top(self.stage.company.team), f"card of “{title}”")

    def cards(self, title: str) -> int:
        """Count the cards of the request with this title."""
        top = self._top(self.stage.company.team)
        return sum(title in self.read(message) for message in top)

    def number(self, title: str) -> int:
        """Find the number of the request with this title, as its card shows it."""
        return int(self.read(self.card(title)).partition(" ")[0].removeprefix("#"))

    def number_in(self, text: str, title: str) -> int:
        """Find the number of the request with this title in a list that somebody reads."""
        match = re.search(rf"#(\d+) {re.escape(title)}", text)
        if match is None:
            raise LookupError(title)
        return int(match[1])

    def posted(self, words: str) -> Message:
        """Find what was posted to the team channel with certain words in it."""
        return self._first(words, self._top(self.stage.company.team), f"post “{words}”")

    def found(self, words: str, channel: Channel) -> Message:
        """Find a message of a channel, replies included, with certain words in it."""
        messages = self.stage.slack.messages(channel)
        return self._first(words, messages, f"message “{words}”")

    def thread(self, message: Message) -> str:
        """Read the thread of a message, the message itself included."""
        channel = self.stage.slack.messages(message.channel)
        root = message.thread_ts or message.ts
        return self._all([m for m in channel if root in {m.ts, m.thread_ts} and not m.deleted])

    def said_in_team(self) -> str:
        """Read everything that stands in the team channel, replies included."""
        return self._all(self.stage.slack.messages(self.stage.company.team))

    def files_at(self, message: Message) -> list[str]:
        """Name the files in the thread of a message."""
        channel = self.stage.slack.messages(message.channel)
        return [str(file["name"]) for m in channel if m.thread_ts == message.ts for file in m.files]

    def home(self, person: Person) -> View:
        """Find the app's Home as somebody has seen it last."""
        if person.home is None:
            reason = f"There is no Home for {person.name}."
            raise LookupError(reason)
        return person.home

    def inbox(self, person: Person) -> str:
        """Read what stands in a person's messages with the bot, for nobody else as well."""
        return self._all(person.inbox)

    def messages_below(self, person: Person) -> str:
        """Read what the bot wrote to somebody in threads, where every message is announced."""
        return self._all([message for message in person.inbox if message.is_reply])

    def in_inbox(self, person: Person, words: str) -> Message:
        """Find the newest message to a person with certain words in it."""
        newest = list(reversed(person.inbox))
        return self._first(words, newest, f"message “{words}” to {person.name}")

    def whispered(self, person: Person) -> str:
        """Read the newest message that only this person sees."""
        return self.read(person.ephemerals[-1]) if person.ephemerals else ""

    def told(self, outcome: Outcome) -> str:
        """Read what a person was told on the spot."""
        return self._all(outcome.ephemerals)

    def read(self, shown: Message | View) -> str:
        """Read a message or a form as a person does."""
        return self._witness.read(shown)

    def _top(self, channel: Channel) -> list[Message]:
        messages = self.stage.slack.messages(channel)
        return [m for m in messages if not m.is_reply and not m.deleted]

    def _first(self, words: str, messages: list[Message], what: str) -> Message:
        for message in messages:
            if words in self.read(message):
                return message
        reason = f"There is no {what}."
        raise LookupError(reason)

    def _all(self, messages: list[Message] | tuple[Message, ...]) -> str:
        return "\n".join(self.read(message) for message in messages)
