"""What several people, copies and clocks do at the same instant, each of it once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.events import EventKind
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, Priority, State
from bot.domain.systems import System, Systems
from bot.usecases import deadlines, endings, merging, reminding, work
from bot.usecases.endings import Solution
from bot.usecases.outages import candidates, news, starting
from bot.usecases.outages.starting import Trouble
from bot.usecases.placing import availability
from bot.usecases.vendors import chasing, engaging, progress, register
from bot.usecases.vendors.engaging import Help
from bot.usecases.vendors.progress import Said, Word
from storage.requests import StaleRequest
from tests.support.offices import ALICE, DESK, MONA, NOW, TARA, THEO, act, file, office_on
from tests.usecases.reminded import told
from tests.usecases.test_vendors import DRAFT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.usecases.office import Office

ROUNDS: Final = 3
SYSTEMS: Final = Systems(listed=(System(name="VPN"), System(name="Mail")))


@contextmanager
def copies(url: str) -> Iterator[tuple[Office, Office]]:
    """Open two processes on one database."""
    with office_on(url) as one, office_on(url) as other:
        yield replace(one, systems=SYSTEMS), replace(other, systems=SYSTEMS)


def at_once(*moves: Callable[[], object]) -> list[object]:
    """Make all of it happen at the same instant; what is refused comes back as the refusal."""

    def careful(move: Callable[[], object]) -> object:
        try:
            return move()
        except (Refused, StaleRequest) as refused:
            return refused

    with ThreadPoolExecutor(len(moves)) as threads:
        return list(threads.map(careful, moves))


def log(office: Office, number: int) -> list[EventKind]:
    with office.store.read() as tx:
        return [one.kind for one in tx.events.of(tx.requests.by_number(number).request.id)]


def state(office: Office, number: int) -> State:
    with office.store.read() as tx:
        return tx.requests.by_number(number).request.state


def test_a_vendor_solves_a_case_once(database_url: str) -> None:
    with copies(database_url) as (one, other):
        register.save(one, act(MONA, "save"), DESK, DRAFT, vendor_id=0)
        for turn in range(ROUNDS):
            number = _solved_by_everybody(one, other, f"{turn}")

            assert log(one, number).count(EventKind.VENDOR_RESOLVED) == 1


def test_an_outage_is_over_once_and_whoever_joins_meanwhile_is_not_lost(database_url: str) -> None:
    with copies(database_url) as (one, other):
        for turn in range(ROUNDS):
            whole, parts = _ended_while_gathered(one, other, f"{turn}")

            assert log(one, whole).count(EventKind.RESOLVED) == 1
            assert {state(one, part) for part in parts} <= {State.NEW, State.MERGED}
            with one.store.read() as tx:
                assert tx.outages.ongoing("VPN") == []


def test_two_who_open_an_outage_at_once_open_one(database_url: str) -> None:
    with copies(database_url) as (one, other):
        trouble = Trouble(system="Mail", known="No mail")

        outcomes = at_once(
            lambda: starting.start(one, act(THEO, "a"), DESK, trouble),
            lambda: starting.start(other, act(TARA, "b"), DESK, trouble),
        )

        assert sum(isinstance(outcome, starting.Opened) for outcome in outcomes) == 1
        with one.store.read() as tx:
            assert len(tx.outages.ongoing("Mail")) == 1


def test_two_outages_that_come_back_at_once_are_one(database_url: str) -> None:
    with copies(database_url) as (one, other):
        numbers = []
        for turn in range(2):
            trouble = Trouble(system="Mail", known="No mail")
            opened = starting.start(one, act(THEO, f"out {turn}"), DESK, trouble)
            assert opened is not None
            news.end(one, act(THEO, f"over {turn}"), number=opened.number, words="Works")
            numbers.append(opened.number)

        at_once(
            lambda: endings.reopen(one, act(THEO, "a"), number=numbers[0], reason="Not quite"),
            lambda: endings.reopen(other, act(TARA, "b"), number=numbers[1], reason="Not quite"),
        )

        with one.store.read() as tx:
            assert len(tx.outages.ongoing("Mail")) == 1


def test_an_answer_and_the_end_of_waiting_at_once_are_one_end(database_url: str) -> None:
    with copies(database_url) as (one, other):
        for turn in range(ROUNDS):
            kinds = log(one, _closed_while_answered(one, other, f"{turn}"))

            assert kinds.count(EventKind.CLOSED) <= 1
            assert kinds.count(EventKind.REOPENED) <= 1


def test_a_priority_that_changes_during_a_warning_warns_once_of_each_step(
    database_url: str,
) -> None:
    with copies(database_url) as (one, other):
        late = NOW + timedelta(minutes=119)
        number = file(one).number
        work.claim(one, act(THEO, "claim"), number=number)

        at_once(
            lambda: reminding.remind_due(one, late),
            lambda: reminding.remind_due(other, late),
            lambda: work.set_priority(
                one, act(TARA, "p1", late), number=number, priority=Priority.P1
            ),
            lambda: work.hold(
                other,
                act(THEO, "hold", late),
                number=number,
                why=HoldReason.REQUESTER,
                reason="Which one?",
            ),
        )

        at_once(lambda: reminding.tell_due(one, late), lambda: reminding.tell_due(other, late))
        lanes = [lane for lane, _ in told(one)]
        assert len(lanes) == len(set(lanes))


def test_whoever_resolves_while_the_ladder_ends_it_resolves_it_once(database_url: str) -> None:
    with copies(database_url) as (one, other):
        number = file(one).number
        waits = HoldReason.REQUESTER
        work.hold(one, act(THEO, "hold"), number=number, why=waits, reason="Which?")
        later = NOW + timedelta(days=60)

        at_once(
            lambda: reminding.remind_due(one, later),
            lambda: reminding.remind_due(other, later),
            lambda: endings.resolve(
                one, act(THEO, "done", later), number=number, solution=Solution(note="Done")
            ),
            lambda: work.resume(other, act(TARA, "on", later), number=number),
        )

        assert log(one, number).count(EventKind.RESOLVED) <= 1
        assert log(one, number).count(EventKind.HOLD_ENDED) <= 1


def test_handing_back_and_gathering_do_not_wait_for_each_other(database_url: str) -> None:
    with copies(database_url) as (one, other):
        trouble = Trouble(system="VPN", known="Nobody gets in")
        opened = starting.start(one, act(TARA, "out"), DESK, trouble)
        assert opened is not None
        parts = [file(one, f"The VPN is down {n}").number for n in range(6)]
        for number in reversed(parts):
            work.claim(one, act(THEO, f"claim {number}"), number=number)

        outcomes = at_once(
            lambda: availability.hand_back(one, act(THEO, "back")),
            lambda: candidates.gather(other, act(TARA, "gather"), number=opened.number),
        )

        assert not any(isinstance(outcome, Exception) for outcome in outcomes)
        assert {state(one, number) for number in parts} == {State.MERGED}


def _solved_by_everybody(one: Office, other: Office, turn: str) -> int:
    number = file(one, f"Dock {turn}").number
    wanted = Help(vendor_id=None, reason="Lenovo Please")
    engaging.engage(one, act(THEO, f"engage {turn}"), number=number, wanted=wanted)
    late = NOW + timedelta(days=1)
    solved = Word(said=Said.RESOLVED)
    at_once(
        lambda: progress.note(one, act(THEO, f"a {turn}", late), number=number, word=solved),
        lambda: progress.note(other, act(TARA, f"b {turn}", late), number=number, word=solved),
        lambda: progress.note(one, act(MONA, f"c {turn}", late), number=number, word=solved),
        lambda: chasing.chase_vendors(one, late),
        lambda: chasing.chase_vendors(other, late),
    )
    return number


def _ended_while_gathered(one: Office, other: Office, turn: str) -> tuple[int, list[int]]:
    trouble = Trouble(system="VPN", known="Nobody gets in")
    opened = starting.start(one, act(THEO, f"out {turn}"), DESK, trouble)
    assert opened is not None
    whole = opened.number
    parts = [file(one, f"The VPN is down {turn} {n}").number for n in range(4)]
    at_once(
        lambda: news.end(one, act(THEO, f"a {turn}"), number=whole, words="Works"),
        lambda: news.end(other, act(TARA, f"b {turn}"), number=whole, words="Works"),
        lambda: candidates.gather(one, act(MONA, f"c {turn}"), number=whole),
        lambda: merging.merge(other, act(TARA, f"d {turn}"), number=parts[-1], into=whole),
        lambda: availability.hand_back(other, act(THEO, f"e {turn}")),
    )
    return whole, parts


def _closed_while_answered(one: Office, other: Office, turn: str) -> int:
    number = file(one, f"VPN {turn}").number
    work.claim(one, act(THEO, f"claim {turn}"), number=number)
    done = Solution(note="Done")
    endings.resolve(one, act(THEO, f"done {turn}"), number=number, solution=done)
    later = NOW + timedelta(days=30)
    back, solved = act(ALICE, f"back {turn}", later), act(ALICE, f"solved {turn}", later)
    at_once(
        lambda: deadlines.close_due(one, later),
        lambda: deadlines.close_due(other, later),
        lambda: endings.reopen(one, back, number=number, reason="Not solved"),
        lambda: endings.say_solved(other, solved, number=number),
    )
    return number
