"""Anything that anybody does, in any order: what has to be true holds after every step."""

from __future__ import annotations

import os
import random
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.clock import SetClock
from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.domain.sla import promised
from bot.scheduler import tick
from bot.usecases.access import works_at
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.sending import delivery
from bot.usecases.sending.asleep import Asleep
from bot.usecases.sending.delivery import Sent
from bot.usecases.sending.parcels import NotReady, pack
from handlers.rendering import render
from storage.conversations import Side
from tests.support.offices import ALICE, BOB, DESK, MONA, NOW, TARA, THEO, act, office_on
from tests.support.outbox import unsent
from tests.usecases.test_rebuilding import MOVES, Step, last_number, rebuilt

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from storage.outbox import Due

#: More of both with FIRSTLINE_MACHINE_RUNS, for a night.
RUNS: Final = int(os.environ.get("FIRSTLINE_MACHINE_RUNS", "6"))
STEPS: Final = 40
SECRET: Final = "Mirabelle"
PEOPLE: Final = st.sampled_from((ALICE, BOB, THEO, TARA, MONA))
#: After so many rounds, fifteen minutes apart, nothing may wait any more.
ROUNDS: Final = 200
OPEN: Final = {State.NEW, State.CLAIMED, State.ON_HOLD}
KINDS: Final = "FIRSTLINE_TEST_DATABASES"
FIXTURES: Final = {"sqlite": "sqlite", "postgresql": "postgres"}


class Desk(RuleBasedStateMachine):
    """A desk on a real database, with everybody pressing everything."""

    #: Gives an empty database.
    fresh: Callable[[], AbstractContextManager[str]]

    def __init__(self) -> None:
        """Open the desk on an empty database."""
        super().__init__()
        self.closing = ExitStack()
        self.office = self.closing.enter_context(
            office_on(self.closing.enter_context(type(self).fresh()))
        )
        self.clock = SetClock(NOW)
        self.count = 0
        self.filed = 0

    @rule(person=PEOPLE, private=st.booleans())
    def file(self, person: str, *, private: bool) -> None:
        """File something."""
        text = f"{SECRET} {self.filed}" if private else f"Request {self.filed}"
        filing = Filing(channel="form", text=text, private=private)
        intake.file_request(self.office, act(person, self._key(), self.clock.now()), filing)
        self.filed += 1

    @rule(
        person=PEOPLE,
        move=st.sampled_from(MOVES),
        place=st.integers(0, 99),
        seed=st.integers(0, 999),
    )
    def move(self, person: str, move: object, place: int, seed: int) -> None:
        """Have somebody do something to some request, whether he may or not."""
        if not self.filed:
            return
        doing = act(person, self._key(), self.clock.now())
        number, chance = 1 + place % self.filed, random.Random(seed)  # noqa: S311 - nothing secret
        try:
            move(Step(office=self.office, act=doing, number=number, chance=chance))  # type: ignore[operator] # one of MOVES
        except Refused:
            return
        finally:
            # A message after the end is a request of its own.
            self.filed = last_number(self.office)

    @rule(minutes=st.integers(1, 3000))
    def wait(self, minutes: int) -> None:
        """Let time pass, and do what is due."""
        self.clock.advance(timedelta(minutes=minutes))
        tick(self.office, self.clock)

    @rule()
    def say(self) -> None:
        """Say a part of what waits to be said."""
        self._say()

    @invariant()
    def every_row_is_what_its_log_adds_up_to(self) -> None:
        """Rows, owners, promises and threads agree with the log."""
        with self.office.store.read() as tx:
            opened = 0
            for number in range(1, self.filed + 1):
                stored = tx.requests.by_number(number)
                request, log = stored.request, tx.events.of(stored.request.id)
                assert request == rebuilt(request, self.office)
                assert stored.promised == promised(request, DESK)
                assert request.owner_id is None or works_at(
                    tx, DESK, tx.people.get(request.owner_id)
                )
                assert len(log) == request.events
                assert tx.conversations.of(request.id, Side.CARD) is not None
                assert tx.conversations.of(request.id, Side.REQUESTER) is not None
                opened += request.state in OPEN
            later = self.clock.now() + timedelta(days=1)
            assert tx.reporting.open_count("it", later) == opened

    def teardown(self) -> None:
        """Say everything that is left, and find that nothing is."""
        for _ in range(ROUNDS):
            if not unsent(self.office.store):
                break
            self._say()
        left = [row.kind for row in unsent(self.office.store)]
        self.closing.close()
        assert left == []

    def _say(self) -> None:
        self.clock.advance(timedelta(minutes=15))
        now = self.clock.now()
        for due in delivery.take_turn(self.office, now, sent=[], limit=99):
            self._deliver(due)

    def _deliver(self, due: Due) -> None:
        now = self.clock.now()
        self.count += 1
        is_public = due.errand.lane.startswith("C")
        ts = f"{self.count}.000001"
        channel = due.errand.lane if is_public else "D0SOMEBODY"
        try:
            parcel = pack(self.office, due, now)
        except KeyError:
            # This one only reads in Slack, or shows a Home.
            delivery.note_sent(self.office, [Sent(due=due, at=now)])
            return
        except Asleep as asleep:
            delivery.wait_for_morning(self.office, due, until=asleep.until)
            return
        except NotReady:
            delivery.wait_for_thread(self.office, due, now=now)
            return
        if parcel is not None and parcel.content is not None:
            message = render(due.errand.kind, parcel.content, now)
            assert not (is_public and SECRET in str(message)), due.errand.kind
        delivery.note_sent(self.office, [Sent(due=due, at=now, channel=channel, ts=ts)])

    def _key(self) -> str:
        self.count += 1
        return f"delivery {self.count}"


@pytest.mark.parametrize("kind", os.environ.get(KINDS, "sqlite,postgresql").split(","))
def test_whatever_anybody_does_in_any_order_leaves_the_desk_sound(
    request: pytest.FixtureRequest, kind: str
) -> None:
    databases = request.getfixturevalue(f"{FIXTURES[kind]}_databases")

    class Here(Desk):
        """The desk on this database."""

        fresh = databases.fresh

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=RUNS if kind == "sqlite" else max(RUNS // 3, 1),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
