"""The rules by which messages wait for their turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from storage.outbox import Due, Errand, OutboxKind, Spot
from tests.support.offices import NOW
from tests.support.outbox import unsent

if TYPE_CHECKING:
    from bot.usecases.office import Office

LEASE: Final = timedelta(seconds=90)
SECOND: Final = timedelta(seconds=1)


def test_a_lane_keeps_its_order_and_shows_one_message_at_a_time(office: Office) -> None:
    _add(office, *(_notice("C1", ref) for ref in (1, 2)), _notice("C2", 3))

    first = _claim(office)
    nothing = _claim(office)
    _sent(office, first[0])
    second = _claim(office)

    assert _refs(first) == [1, 3]
    assert nothing == []
    assert _refs(second) == [2]


def test_no_more_is_taken_than_asked_for(office: Office) -> None:
    _add(office, *(_notice(f"C{lane}", lane) for lane in range(5)))

    assert _refs(_claim(office, limit=2)) == [0, 1]
    assert _refs(_claim(office, limit=2)) == [2, 3]


def test_a_lane_may_burst_and_then_keeps_to_one_a_second(office: Office) -> None:
    _add(office, *(_notice("C1", ref) for ref in range(6)))

    at_once = [ref for _ in range(6) for ref in _send_all(office, NOW)]
    a_second_later = _send_all(office, NOW + SECOND)
    then = _send_all(office, NOW + 1.5 * SECOND)
    two_later = _send_all(office, NOW + 2 * SECOND)

    assert at_once == [0, 1, 2]
    assert (a_second_later, then, two_later) == ([3], [], [4])


def test_what_waits_already_is_not_queued_again(office: Office) -> None:
    _add(office, _card(1), _card(1), _card(2))

    with office.store.read() as tx:
        assert tx.outbox.waiting() == 2


def test_what_is_on_its_way_already_is_followed_by_what_is_new(office: Office) -> None:
    _add(office, _card(1))
    (first,) = _claim(office)

    _add(office, _card(1))
    _sent(office, first)

    (second,) = _claim(office)
    assert second.key != first.key


def test_a_failed_update_keeps_its_place_and_the_one_behind_it_goes(office: Office) -> None:
    _add(office, _card(1))
    (first,) = _claim(office)
    _add(office, _notice("C1", 2), _card(1))

    _put_off(office, first, until=NOW)
    taken = _claim(office)
    _sent(office, taken[0])

    # What stands below a card may be queued already, so the card must not come after it.
    assert [due.id for due in taken] == [first.id]
    assert _refs(_claim(office)) == [2]
    with office.store.read() as tx:
        assert tx.outbox.waiting() == 1


def test_nobody_takes_an_update_before_what_it_shows_is_committed(office: Office) -> None:
    _add(office, _card(1))

    with ThreadPoolExecutor(1) as pool:
        with office.store.write() as tx:
            tx.outbox.add(_card(1), now=NOW)
            taking = pool.submit(_claim, office)
            done, _ = wait([taking], timeout=0.2)
            early = [future.result() for future in done]
        late = [*taking.result(), *_claim(office)]

    assert early in ([], [[]])
    assert len(late) == 1


def test_what_a_dead_sender_had_taken_comes_back_as_possibly_sent(office: Office) -> None:
    _add(office, _card(1))
    (first,) = _claim(office)

    early = _claim(office, at=NOW + LEASE - SECOND)
    (again,) = _claim(office, at=NOW + LEASE)

    assert early == []
    assert (first.maybe_sent, again.maybe_sent) == (False, True)
    assert (again.key, again.attempts) == (first.key, 2)


def test_what_may_have_been_sent_stays_so_until_somebody_has_looked(office: Office) -> None:
    _add(office, _card(1))
    _put_off(office, _claim(office)[0], until=NOW, uncertain=True)

    _put_off(office, _claim(office)[0], until=NOW, uncertain=False)

    assert _claim(office)[0].maybe_sent


def test_a_lane_that_is_held_waits_and_the_others_go_on(office: Office) -> None:
    _add(office, _notice("C1", 1), _notice("C2", 2))

    with office.store.write() as tx:
        tx.outbox.hold_lane("C1", until=NOW + 30 * SECOND)

    assert _refs(_claim(office)) == [2]
    assert _refs(_claim(office, at=NOW + 30 * SECOND)) == [1]


def test_a_broken_lane_is_news_once_and_again_after_it_was_mended(office: Office) -> None:
    _add(office, _notice("C1", 1))
    (due,) = _claim(office)

    broken, still_broken = _break(office), _break(office)
    _sent(office, due)
    broken_again = _break(office)

    assert (broken, still_broken, broken_again) == (True, False, True)


def test_several_senders_share_the_work(office: Office) -> None:
    _add(office, *(_notice(f"C{lane}", lane) for lane in range(40)))

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: _claim(office, limit=5), range(8)))

    refs = [ref for due in taken for ref in _refs(due)]
    assert sorted(refs + _refs(_claim(office, limit=40))) == list(range(40))


def test_what_slack_will_never_take_is_given_up(office: Office) -> None:
    _add(office, _notice("C1", 1), _notice("C1", 2))
    (due,) = _claim(office)

    with office.store.write() as tx:
        tx.outbox.failed(due, error="user_disabled")

    assert _refs(_claim(office)) == [2]
    assert [row.state for row in unsent(office.store)] == ["sending"]


def _notice(lane: str, ref: int) -> Errand:
    return Errand(kind=OutboxKind.NOTICE, lane=lane, ref=ref)


def _card(number: int) -> Errand:
    return Errand(kind=OutboxKind.CARD, lane=f"C{number}", coalesce=f"card:{number}")


def _add(office: Office, *errands: Errand) -> None:
    with office.store.write() as tx:
        for errand in errands:
            tx.outbox.add(errand, now=NOW)


def _claim(office: Office, *, at: datetime = NOW, limit: int = 9) -> list[Due]:
    with office.store.write() as tx:
        return tx.outbox.claim(at, limit=limit, lease=LEASE)


def _sent(office: Office, due: Due, *, at: datetime = NOW) -> None:
    with office.store.write() as tx:
        tx.outbox.sent(due, Spot(channel="C1", ts="1.1"), now=at)


def _put_off(office: Office, due: Due, *, until: datetime, uncertain: bool = False) -> None:
    with office.store.write() as tx:
        tx.outbox.put_off(due, until=until, error="somehow", uncertain=uncertain)


def _break(office: Office) -> bool:
    with office.store.write() as tx:
        return tx.outbox.break_lane("C1", error="is_archived", now=NOW, until=NOW)


def _send_all(office: Office, at: datetime) -> list[int]:
    taken = _claim(office, at=at)
    for due in taken:
        _sent(office, due, at=at)
    return _refs(taken)


def _refs(taken: list[Due]) -> list[int]:
    return [due.errand.ref or 0 for due in taken]


def test_instants_of_a_clock_that_was_set_back_hold_nothing_up(office: Office) -> None:
    an_hour = timedelta(hours=1)
    with office.store.write() as tx:
        tx.outbox.add(_notice("C1", 1), _notice("C1", 2), now=NOW + an_hour)
    (first,) = _claim(office, at=NOW + an_hour)
    _sent(office, first, at=NOW + an_hour)

    # The clock is right again; rows and lanes of before are an hour ahead.
    (second,) = _claim(office, at=NOW)
    _sent(office, second, at=NOW)
    _add(office, _notice("C1", 3))

    assert (_refs([first]), _refs([second])) == ([1], [2])
    assert _refs(_claim(office, at=NOW + SECOND)) == [3]
