"""A workplace: a pretend Slack, a real desk wired to it, and the people who use both."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from bot.clock import SetClock
from bot.scheduler import tick
from bot.settings import load_settings
from bot.wiring.bot import build_bot
from bot.wiring.slack import slack_client
from handlers import directory
from handlers.http_mode import HttpMode
from sandbox import Sandbox
from storage.conversations import Side
from storage.tables import workspaces
from tests.e2e.cast import Cast, cast_of
from tests.support.outbox import next_turn, unsent
from tests.support.waiting import PATIENCE, eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeVar

    from bot.domain.request import Request
    from bot.settings import Settings
    from bot.wiring.bot import Bot
    from sandbox import Message, Outcome, Person, Refusal

    T = TypeVar("T")

#: A Tuesday morning, as the desk opens.
OPENING: Final = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
TEAM: Final = "C04TEAM"
INTAKE: Final = "C04HELP"

#: Slack's words for messages, forms and Homes that break its limits.
SHAPES: Final = {
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "view_too_large",
}

#: Seconds that the pretend Slack waits for an answer; a busy machine must not look like a dead one.
ACK: Final = 3.0

CONFIG: Final = f"""
[[desks]]
key = "it"
name = "IT desk"
team_channel = "{TEAM}"
intake_channels = ["{INTAKE}"]
leads = ["U0MONA"]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a workplace is set up: its database, its way to Slack, its config file."""

    database_url: str
    folder: Path
    mode: str = "socket"
    config: str = CONFIG
    retry_delays: tuple[float, ...] = (0.05, 0.1, 0.2)

    def environment(self, slack: Sandbox) -> dict[str, str]:
        """Write the config file and give the variables that a process needs."""
        file = self.folder / "config.toml"
        file.write_text(self.config, encoding="utf-8")
        return {
            "FIRSTLINE_CONFIG": str(file),
            "FIRSTLINE_DATABASE_URL": self.database_url,
            "FIRSTLINE_SLACK__MODE": self.mode,
            "FIRSTLINE_HTTP__PORT": "0",
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
        }

    def settings(self, slack: Sandbox) -> Settings:
        """Read the settings as a process would."""
        return load_settings(self.environment(slack))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Everything a journey needs; the clock moves only as far as somebody waits for it."""

    slack: Sandbox
    bot: Bot
    clock: SetClock
    cast: Cast
    plan: Plan

    # Waiting.

    def until(self, condition: Callable[[], T], what: str, *, seconds: float = PATIENCE) -> T:
        """Wait for a condition, and let pass the time that the sender paces itself by."""
        return eventually(condition, what, meanwhile=self.pace, seconds=seconds)

    def settle(self) -> None:
        """Wait until every delivery is answered and everything has been said.

        What the desk says is delivered back to it, so those deliveries are waited for as well.
        """
        self.slack.settle()
        self.until(lambda: self.bot.on_the_spot.is_idle, "the answers on the spot")
        self.until(lambda: not unsent(self.bot.office.store), "the outbox to be empty")
        self.slack.settle()

    def tick(self) -> int:
        """Do what is due now and say what follows from it."""
        done = tick(self.bot.office, self.clock)
        self.bot.sender.wake()
        self.settle()
        return done

    def pace(self) -> None:
        """Let pass the time that the sender paces itself by."""
        turn = next_turn(self.bot.office.store)
        if turn is not None:
            self.clock.advance_to(turn)
            self.bot.sender.wake()

    # Requests.

    def filed(self, text: str = "VPN is down", *, by: Person | None = None) -> int:
        """Have a request filed, with its card and its receipt in place; give its number."""
        person = by or self.cast.alice
        person.command("/request", text)
        self.settle()
        return self.last_number()

    def claimed(self, text: str = "VPN is down", *, by: Person | None = None) -> int:
        """Have a request filed and claimed, by Theo unless told otherwise."""
        number = self.filed(text)
        (by or self.cast.theo).command("/desk", f"claim {number}")
        self.settle()
        return number

    def resolved(self, text: str = "VPN is down") -> int:
        """Have a request filed, claimed and resolved by Theo."""
        number = self.claimed(text)
        self.cast.theo.command("/desk", f"resolve {number} Restarted the gateway")
        self.settle()
        return number

    def request(self, number: int) -> Request:
        """Read a request as it stands in the database."""
        with self.bot.office.store.read() as tx:
            return tx.requests.by_number(number).request

    def last_number(self) -> int:
        """Give the highest number that was given out."""
        with self.bot.office.store.database.read() as connection:
            number: int = connection.execute(select(workspaces.c.last_number)).scalar_one()
        return number

    # Acts that several journeys share.

    def orders(self, person: Person, number: int, verb: str) -> list[str]:
        """Have somebody address the bot in the card's thread; read what only they see then."""
        before = len(person.ephemerals)
        person.says(self.mention(verb), TEAM, self.card(number))
        self.until(lambda: len(person.ephemerals) > before, "an answer to the order")
        self.settle()
        return self.whispers(person)[before:]

    def fills(
        self, person: Person, on: Message, button: str, values: Mapping[str, object]
    ) -> Outcome:
        """Have somebody press a button that opens a form, fill the form in and send it."""
        person.clicks(on, button)
        self.until(lambda: person.view, f"the form behind {button}")
        outcome = person.submits(values)
        self.settle()
        return outcome

    def told(self, outcome: Outcome) -> str:
        """Read what an act was answered with on the spot."""
        return "\n".join(self.slack.read(message) for message in outcome.ephemerals)

    # What stands in Slack.

    def card(self, number: int) -> Message:
        """Find the card as it stands."""
        return self._stands(number, Side.CARD)

    def receipt(self, number: int) -> Message:
        """Find the receipt as it stands."""
        return self._stands(number, Side.REQUESTER)

    def cards(self) -> list[Message]:
        """List the messages at the top of the team's channel."""
        return [m for m in self.slack.messages(TEAM) if not m.is_reply and not m.deleted]

    def thread(self, root: Message) -> list[str]:
        """Read the replies below a message, oldest first."""
        replies = self.slack.messages(root.channel)
        start = root.thread_ts or root.ts
        return [
            self.slack.read(m)
            for m in replies
            if m.thread_ts == start and m.is_reply and not m.deleted
        ]

    def reads(self, message: Message) -> str:
        """Read one message as a person would."""
        return self.slack.read(message)

    def whispers(self, person: Person) -> list[str]:
        """Read what only this person sees."""
        return [self.slack.read(message) for message in person.ephemerals]

    def mention(self, text: str) -> str:
        """Address the bot."""
        return f"<@{self.slack.bot_user_id}> {text}"

    def _stands(self, number: int, side: Side) -> Message:
        with self.bot.office.store.read() as tx:
            thread = tx.conversations.of(tx.requests.by_number(number).request.id, side)
        assert thread is not None
        found = [m for m in self.slack.messages(thread.channel or "") if m.ts == thread.message_ts]
        return found[0]


@contextmanager
def workplace(plan: Plan, *, clock: SetClock | None = None) -> Iterator[Workplace]:
    """Open a workplace and close it again, nothing left behind.

    The desk goes by `clock`, and Slack by the `true` time of it, if it has one.
    """
    clock = clock or SetClock(OPENING)
    true = getattr(clock, "true", clock.now)
    with Sandbox(now=true, retry_delays=plan.retry_delays, ack_timeout=ACK) as slack:
        cast = cast_of(slack, team=TEAM, intake=INTAKE)
        bot = started(plan, slack, clock)
        try:
            yield Workplace(slack=slack, bot=bot, clock=clock, cast=cast, plan=plan)
        finally:
            bot.stop()
        assert misshapen(slack) == []


def misshapen(slack: Sandbox) -> list[Refusal]:
    """List what Slack refused for its shape: of all that was sent, nothing may be."""
    return [refusal for refusal in slack.refusals if refusal.error in SHAPES]


def started(plan: Plan, slack: Sandbox, clock: SetClock) -> Bot:
    """Start one process's worth of desk, connected and knowing the people."""
    settings = plan.settings(slack)
    bot = build_bot(settings, clock=clock)
    # The clock of the tests stands elsewhere than the one that the daily chore is planned by.
    directory.refresh_people(bot.office, slack_client(settings), clock)
    before = slack.connections
    bot.start()
    if isinstance(bot.transport, HttpMode):
        assert slack.use_http(bot.transport.url)
    else:
        eventually(lambda: slack.connections > before, "a connection")
    return bot
