"""More than anybody says, and moves that cross."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.usecases import merging
from tests.support.offices import ALICE, BOB, NOW, THEO, act, file

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.attacks.door import Door

MESSAGES: Final = 200
ROUNDS: Final = 8
RING: Final = 3


def test_two_hundred_messages_of_one_minute_are_one_request(door: Door) -> None:
    for n in range(MESSAGES):
        door.says(ALICE, f"Still broken {n}", ts=f"{NOW.timestamp() - 60 + n / 4:.6f}")

    assert door.filed() == 1
    with door.office.store.read() as tx:
        details = tx.requests.by_number(1).texts.details
    assert f"Still broken {MESSAGES - 1}" in details


def test_the_same_moment_in_two_channels_is_two_messages(door: Door) -> None:
    for channel in ("C04HELP", "C04ALL"):
        mention = {"type": "app_mention", "channel": channel, "ts": f"{NOW.timestamp():.6f}"}
        door.says(ALICE, "<@U0BOT> VPN is down", **mention)

    assert door.filed() == 2


def test_only_somebody_who_asks_is_helped(door: Door) -> None:
    for text in ("<@U0BOT>", ":wave:", ":fire: :fire:", "\u200b", "<@U0BOT> :wave:"):
        door.says(BOB, text)
    for shout in (":megaphone: Lunch", " :megaphone: Lunch", ":megaphone::skin-tone-2: Lunch"):
        door.says(BOB, shout)

    assert door.filed() == 0


def test_whoever_merges_in_a_ring_at_the_same_moment_makes_no_circle(door: Door) -> None:
    for turn in range(ROUNDS):
        numbers = [file(door.office, f"Ring {turn} {n}").number for n in range(RING)]
        pairs = zip(numbers, [*numbers[1:], numbers[0]], strict=True)

        with ThreadPoolExecutor(RING) as people:
            list(people.map(lambda pair: _merge(door, *pair), pairs))

        after = [door.request(number) for number in numbers]
        assert [request for request in after if request.state is not State.MERGED] != []
        with door.office.store.read() as tx:
            wholes = [tx.links.whole_of(request) for request in after]
        assert all(whole.merged_into is None for whole in wholes)


def _merge(door: Door, number: int, into: int) -> Request | None:
    try:
        return merging.merge(
            door.office, act(THEO, f"merge {number} {into}"), number=number, into=into
        )
    except Refused:
        return None
