"""Run as `python -m benchmarks.soak [--seconds 600] [--seed N]`: random faults, then a count."""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import secrets
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.e2e.workplace import OPENING, TEAM
from tests.faults.ailments import AILMENTS
from tests.faults.mortal import RECEIPT, Mortal, mortal
from tests.faults.outage import postgres_away
from tests.support.databases import PostgresDatabases, SqliteDatabases
from tests.support.postgres import running_postgres
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox import Message

#: Requests of one shift; each shift has a database, a Slack and copies of its own.
REQUESTS: Final = 60
SOCKETS: Final = 2
COPIES: Final = {"SQLite": 2, "PostgreSQL": 3}
_PATIENCE: Final = 300.0
_INSTEAD: Final = re.compile(r"(\S+) stands in the other thread")
#: Everything of the first day is due, and a digest.
NEXT_DAY: Final = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class Tally:
    """How much was asked for, what of it is missing, and what stands there too often."""

    asked: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    double: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, wanted: set[str], found: Counter[str]) -> None:
        """Compare what was asked for with what stands there."""
        self.asked[what] += len(wanted)
        self.lost[what] += len(wanted - found.keys())
        self.double[what] += sum(found.values()) - len(found) + len(found.keys() - wanted)

    def table(self) -> str:
        """Show all of it as a table."""
        rows = [f"| {'what':<16} | {'asked':>6} | {'lost':>5} | {'double':>6} |"]
        rows.append("|" + "|".join(("-" * 18, "-" * 8, "-" * 7, "-" * 8)) + "|")
        for what, asked in sorted(self.asked.items()):
            lost, double = self.lost[what], self.double[what]
            rows.append(f"| {what:<16} | {asked:>6} | {lost:>5} | {double:>6} |")
        faults = ", ".join(f"{name} ({n})" for name, n in sorted(self.faults.items()))
        return "\n".join([*rows, "", f"Faults: {faults}."])


@dataclass(slots=True, kw_only=True)
class Shift:
    """One stretch of work with faults in it."""

    scene: Mortal
    url: str
    copies: int
    chance: random.Random
    tally: Tally
    said: list[Message] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Ask, talk and break things; wait until all is said; count."""
        self._fill_up()
        for index in range(REQUESTS):
            self.scene.slack.deliver_each(self.chance.choice((1, 1, 1, 2, 3, 11)))
            self.scene.asks(index)
            if self.chance.random() < 0.15:  # noqa: PLR2004 - about nine faults a shift
                self._break()
            time.sleep(self.chance.random() / 10)
        self._talk()
        self._settle()
        self._reword()
        self._settle()
        self._count()
        self._count_the_day_after()

    def _settle(self) -> None:
        self.scene.slack.faults.clear()
        self._fill_up()
        eventually(self.scene.is_quiet, "everything to be told", seconds=_PATIENCE)

    def _fill_up(self) -> None:
        while len(self.scene.listening) < SOCKETS:
            self.scene.start()
        while len(self.scene.processes) < self.copies:
            self.scene.start_http()

    def _break(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "SIGKILL": lambda: self.scene.kill(self.chance.choice(self.scene.listening)),
            "SIGTERM": lambda: self.scene.terminate(self.chance.choice(self.scene.listening)),
            "connections cut": self.scene.slack.drop_connections,
            "connections renewed": self.scene.slack.disconnect,
            "connections mute": self.scene.slack.mute_connections,
            "a call hangs for a minute": self._hangs,
            "Slack fails": self._slack_fails,
        }
        if self.copies == COPIES["PostgreSQL"]:
            deeds["database away"] = self._database_away
        if not self.scene.listening:
            self._fill_up()
        name = self.chance.choice(sorted(deeds))
        deeds[name]()
        self.tally.faults[name] += 1
        if self.chance.random() < 0.5:  # noqa: PLR2004 - half of the dead are missed for a while
            self._fill_up()

    def _slack_fails(self) -> None:
        ailment = self.chance.choice(AILMENTS)
        fails = self.scene.slack.faults.fail
        fails("chat.postMessage", times=self.chance.randint(1, 8), **ailment.fault)

    def _hangs(self) -> None:
        # Two real seconds are a minute by the clock that everybody goes by here.
        self.scene.slack.faults.fail("chat.postMessage", hang=2.0)

    def _database_away(self) -> None:
        with postgres_away(self.url):
            time.sleep(self.chance.uniform(0.5, 5.0))

    def _talk(self) -> None:
        """Have each request claimed by a reaction, and a question asked in its card's thread."""
        theo = self.scene.theo
        eventually(lambda: len(self.scene.cards()) == REQUESTS, "the cards", seconds=_PATIENCE)
        eventually(self.scene.is_quiet, "the receipts", seconds=_PATIENCE)
        self._count_receipts()
        self.scene.slack.deliver_each()
        for card in self._cards():
            theo.reacts("eyes", card)
        eventually(self.scene.is_quiet, "the claims to be known", seconds=_PATIENCE)
        for index, card in enumerate(self._cards()):
            text = f"Question {index:03}"
            self.questions.add(text)
            self.said.append(theo.says(text, TEAM, card))
            if index % 10 == 0:
                self._break()
                self._shares(card, f"{index}.log")

    def _shares(self, card: Message, name: str) -> None:
        self.files.add(name)
        self.scene.theo.shares(name, text="", channel=TEAM, thread=card)

    def _reword(self) -> None:
        """Have every third question edited, while things break."""
        for index, said in enumerate(self.said[::3]):
            text = f"{said.text} again"
            self.questions.remove(said.text)
            self.questions.add(text)
            self.scene.theo.edits(said, text)
            if index % 10 == 0:
                self._break()

    def _cards(self) -> list[Message]:
        shown = self.scene.slack.messages(TEAM)
        return [message for message in shown if not message.is_reply and message.blocks]

    def _count(self) -> None:
        numbers = {f"#{number}" for number in range(1, REQUESTS + 1)}
        filed = Counter({f"#{number}": 1 for number in range(1, self.scene.filed() + 1)})
        self.tally.count("requests", numbers, filed)
        self.tally.count("cards", numbers, self.scene.cards())
        self.tally.count("relayed messages", self.questions, self._relayed())
        self.tally.count("files", self.files, self._copied())

    def _count_the_day_after(self) -> None:
        """Have everything solved, and count what comes of it the next day."""
        for number in range(1, REQUESTS + 1):
            verb = f"resolve {number} Done"
            # Slack repeats no command; people do, until somebody answers.
            eventually(lambda verb=verb: self._is_done(verb), verb, seconds=_PATIENCE, poll=0.5)  # type: ignore[misc] # mypy cannot infer a default
        eventually(self.scene.is_quiet, "the solutions to be told", seconds=_PATIENCE)
        self.scene.clock.leap_to(NEXT_DAY)
        eventually(self.scene.questions, "the first questions", seconds=_PATIENCE)
        self._break()
        self._settle()
        eventually(lambda: self.scene.questions().total() >= REQUESTS, "all", seconds=_PATIENCE)
        eventually(lambda: self.scene.digests().total() >= 1, "the digest", seconds=_PATIENCE)
        eventually(self.scene.is_quiet, "the rest", seconds=_PATIENCE)
        asked = {person.name for person in self.scene.people}
        self.tally.count("surveys", asked, self.scene.questions())
        digests = self.scene.digests()
        self.tally.count("digests", set(digests), digests)

    def _is_done(self, verb: str) -> bool:
        return self.scene.theo.command("/desk", verb).acked

    def _copied(self) -> Counter[str]:
        """Count the files that stand with requesters, and the sentences that stand for one."""
        found = Counter[str]()
        for message in self.scene.places():
            if message.channel != TEAM and message.user == self.scene.slack.bot_user_id:
                found.update(file["name"] for file in message.files)
                found.update(_INSTEAD.findall(message.text))
        return found

    def _count_receipts(self) -> None:
        # Once a request is claimed, its receipt says so and reads otherwise.
        wanted = {f"{RECEIPT}{number}" for number in range(1, REQUESTS + 1)}
        self.tally.count("receipts", wanted, self.scene.receipts())

    def _relayed(self) -> Counter[str]:
        read = (self.scene.slack.read(message) for message in self.scene.places())
        return Counter(text.splitlines()[-1] for text in read if "(help desk)\nQuestion" in text)


def main() -> None:
    """Run shifts until the time is over, and show the count; exit 1 if anything is amiss."""
    parser = argparse.ArgumentParser(prog="soak")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    print(f"Seed {asked.seed}; {asked.seconds:.0f} seconds.", flush=True)
    tally = Tally()
    for kind, url, folder in _databases(until=time.monotonic() + asked.seconds):
        chance = random.Random(f"{asked.seed}:{folder.name}")
        with mortal(url, folder, people=REQUESTS, begin=OPENING) as scene:
            Shift(scene=scene, url=url, copies=COPIES[kind], chance=chance, tally=tally).run()
        print(f"{kind}: {sum(tally.asked.values())} things counted so far.", flush=True)
    print(tally.table())
    sys.exit(1 if tally.lost.total() or tally.double.total() else 0)


def _databases(*, until: float) -> Iterator[tuple[str, str, Path]]:
    """Hand out a new database for each shift, of either kind in turn, until the time is over."""
    with contextlib.ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        files = SqliteDatabases.migrated(root)
        server = PostgresDatabases.migrated(stack.enter_context(running_postgres()))
        kinds = (("SQLite", files), ("PostgreSQL", server))
        shift = 0
        while shift == 0 or time.monotonic() < until:
            kind, databases = kinds[shift % 2]
            folder = root / f"shift-{shift}"
            folder.mkdir()
            with databases.fresh() as url:
                yield kind, url, folder
            shift += 1


if __name__ == "__main__":
    main()
