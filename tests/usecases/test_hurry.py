"""After a gap every thread is read; whoever writes meanwhile does not wait for all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases import talk
from bot.usecases.talk import Said
from bot.usecases.talk.catching_up import begin_catching_up, catch_up, pass_on_found
from storage.conversations import Side
from storage.outbox import OutboxKind
from tests.support.offices import ALICE, NOW, act, file

if TYPE_CHECKING:
    from bot.usecases.office import Office
    from storage.outbox import Due

SOON = NOW + timedelta(minutes=10)


def test_a_thread_in_which_somebody_writes_is_read_before_the_others(office: Office) -> None:
    third = _after_a_gap(office)
    first_turn = _to_read(office)

    _says(office, "3.0", "Is anybody there?")
    second_turn = _to_read(office)

    assert third not in first_turn
    assert second_turn == [third]


def test_what_has_been_read_in_a_hurry_is_not_read_again(office: Office) -> None:
    third = _after_a_gap(office)
    _says(office, "3.0", "Is anybody there?")

    pass_on_found(office, conversation_id=third, now=SOON)

    assert begin_catching_up(office, conversation_id=third, is_whole=False) is None
    assert begin_catching_up(office, conversation_id=third) is not None


def _after_a_gap(office: Office) -> int:
    """Have the conversations of three requests read, and give the last one's id."""
    for number in ("1", "2", "3"):
        request = file(office, f"Request {number}")
        with office.store.write() as tx:
            for side, channel in ((Side.CARD, "C04TEAM"), (Side.REQUESTER, "D0ALICE")):
                tx.conversations.stands(request.id, side, channel=channel, ts=f"{number}.0")
    with office.store.write() as tx:
        threads = [tx.conversations.at("D0ALICE", f"{number}.0") for number in (1, 2, 3)]
        found = [thread for thread in threads if thread is not None]
        catch_up(tx, *found, now=SOON, since=NOW)
    return found[-1].id


def _says(office: Office, root: str, text: str) -> None:
    said = Said(channel="D0ALICE", thread_ts=root, ts="9.0", text=text, said_at=SOON)
    talk.hear(office, act(ALICE, "says", SOON), said)


def _to_read(office: Office) -> list[int | None]:
    with office.store.write() as tx:
        due: list[Due] = tx.outbox.claim(SOON, limit=50, lease=timedelta(minutes=1))
    return [one.errand.ref for one in due if one.errand.kind is OutboxKind.CATCH_UP]
