"""What somebody writes in one breath is one request, in whatever order it arrives."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.messages import Source
from bot.usecases import endings
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.looking import reading
from tests.support.offices import ALICE, BOB, NOW, act

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office

HELP: Final = "C04HELP"
WORDS: Final = ("The printer is dead", "It says error 12", "And it beeps")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_messages_are_one_request_in_any_order(
    office: Office, order: tuple[int, ...]
) -> None:
    for index in order:
        _says(office, WORDS[index], at=20 * index)

    texts = _texts(office, 1)
    assert _filed(office) == 1
    assert [word for word in WORDS if word not in f"{texts[0]}\n{texts[1]}"] == []
    if order[0] == 0:
        assert texts == (WORDS[0], f"{WORDS[order[1]]}\n\n{WORDS[order[2]]}")
    if order == (2, 1, 0):
        assert texts == (WORDS[0], "\n\n".join(WORDS))


def test_a_message_that_comes_twice_is_added_once(office: Office) -> None:
    _says(office, WORDS[0])
    for key in ("Ev1", "Ev1", "Ev2"):
        _says(office, WORDS[1], at=5, key=key)

    assert _texts(office, 1)[1] == WORDS[1]


def test_messages_at_the_same_moment_are_one_request(office: Office) -> None:
    gate = threading.Barrier(8)

    def say(index: int) -> None:
        gate.wait(timeout=30)
        _says(office, f"Line {index}", at=index)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(say, range(8)))

    title, details = _texts(office, 1)
    assert _filed(office) == 1
    assert [n for n in range(8) if f"Line {n}" not in f"{title}\n{details}"] == []


def test_a_pause_another_person_or_another_channel_begin_a_request_of_their_own(
    office: Office,
) -> None:
    _says(office, "The printer is dead")
    _says(office, "The mouse, too", at=61)
    _says(office, "Mine as well", at=5, by=BOB)
    _says(office, "And the beamer", at=5, channel="D0ALICE")

    assert _filed(office) == 4


def test_what_is_over_is_not_gone_on_with(office: Office) -> None:
    _says(office, "The printer is dead")
    endings.cancel(office, act(ALICE, "cancel"), number=1, reason="")

    _says(office, "No, it is", at=10)

    assert _filed(office) == 2


def test_a_reply_below_a_later_message_belongs_to_the_request(office: Office) -> None:
    _says(office, "The printer is dead")
    _says(office, "It beeps", at=10)

    thread = _ts(NOW + timedelta(seconds=10))

    assert reading.number_of_thread(office, channel=HELP, thread_ts=thread) == 1


def _says(
    office: Office,
    text: str,
    *,
    at: int = 0,
    by: str = ALICE,
    channel: str = HELP,
    key: str | None = None,
) -> None:
    said_at = NOW + timedelta(seconds=at)
    source = Source(channel=channel, ts=_ts(said_at), said_at=said_at)
    filing = Filing(channel="intake", text=text, source=source, gathers=True)
    doing = act(by, key or f"{by} {channel} {at} {text}", said_at)
    intake.file_request(office, doing, filing)


def _ts(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def _texts(office: Office, number: int) -> tuple[str, str]:
    with office.store.read() as tx:
        texts = tx.requests.by_number(number).texts
    return texts.title, texts.details


def _filed(office: Office) -> int:
    with office.store.write() as tx:
        return tx.requests.next_number() - 1
