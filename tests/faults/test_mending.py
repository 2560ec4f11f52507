"""Cards and receipts that people delete, or that are not what they should be, are mended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.usecases.care.upkeep import EVERY
from bot.wiring.slack import slack_client
from handlers.upkeep import LOOKS, look_after
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from sandbox import Json, Message
    from tests.e2e.workplace import Workplace


def test_a_card_that_somebody_deletes_stands_again_at_once(office: Workplace) -> None:
    number = office.filed()
    before = office.card(number)

    office.slack.take_away(before)
    office.settle()

    (card,) = office.cards()
    assert card.ts != before.ts
    assert office.reads(card).startswith(f"#{number} ")


def test_below_a_deleted_card_people_are_still_heard(office: Workplace) -> None:
    cast, number = office.cast, office.claimed()
    before = office.card(number)
    cast.theo.says("Which gateway?", TEAM, before)
    office.settle()

    office.slack.take_away(before)
    office.settle()
    cast.theo.says("The one in Bern?", TEAM, before)
    cast.alice.dms("In Basel", office.receipt(number))
    office.settle()
    cast.theo.says("Found it", TEAM, office.card(number))
    office.settle()

    told = "\n".join(office.thread(office.receipt(number)))
    assert told.index("Which gateway?") < told.index("in Bern?") < told.index("Found it")
    (standing,) = [card for card in office.cards() if not card.is_tombstone]
    assert "In Basel" in "\n".join(office.thread(standing))


def test_a_verb_below_a_deleted_card_still_works(office: Workplace) -> None:
    cast, number = office.cast, office.filed()
    before = office.card(number)
    cast.theo.says("// looking", TEAM, before)
    office.settle()
    office.slack.take_away(before)
    office.settle()

    cast.theo.says(office.mention("claim"), TEAM, before)
    office.settle()

    assert "@Theo" in office.reads(office.card(number))


def test_a_deleted_receipt_stands_again_and_both_threads_are_heard(office: Workplace) -> None:
    cast, number = office.cast, office.claimed()
    before = office.receipt(number)
    cast.alice.dms("Since nine", before)
    office.settle()

    office.slack.take_away(before)
    office.settle()
    cast.alice.dms("And slow", before)
    cast.alice.dms("Still", office.receipt(number))
    office.settle()

    assert office.receipt(number).ts != before.ts
    told = "\n".join(office.thread(office.card(number)))
    assert [word in told for word in ("Since nine", "And slow", "Still")] == [True] * 3


def test_a_receipt_in_a_thread_of_a_channel_stands_again_there(office: Workplace) -> None:
    asked = office.cast.bob.says("The beamer is dark", office.cast.intake)
    office.settle()
    before = office.receipt(1)

    office.slack.take_away(before)
    office.settle()

    after = office.receipt(1)
    assert (after.ts != before.ts, after.thread_ts) == (True, asked.ts)


def test_a_card_of_what_is_over_stays_away(office: Workplace) -> None:
    number = office.resolved()
    office.cast.alice.clicks(office.receipt(number), "It's solved")
    office.settle()

    office.slack.take_away(office.card(number))
    office.settle()

    assert [card for card in office.cards() if not card.is_tombstone] == []


def test_a_card_that_went_unheard_stands_again_within_the_hour(office: Workplace) -> None:
    number = office.filed()
    before = office.card(number)
    office.slack.hold_deliveries()
    office.slack.take_away(before)

    assert _rounds(office) == 1

    (card,) = office.cards()
    assert card.ts != before.ts


def test_an_edit_that_slack_refused_is_made_up_for(office: Workplace) -> None:
    number = office.filed()
    office.slack.faults.fail("chat.update", error="some_new_error", times=2)
    office.cast.theo.command("/desk", f"claim {number}")
    office.settle()
    was_lost = "@Theo" not in office.reads(office.card(number))

    # The card and the receipt.
    assert _rounds(office) == 2

    assert was_lost
    assert "@Theo" in office.reads(office.card(number))


def test_a_card_that_slack_would_not_take_is_posted_later(office: Workplace) -> None:
    def is_card(args: Json) -> bool:
        return bool(args["channel"] == TEAM)

    office.slack.faults.fail("chat.postMessage", error="some_new_error", match=is_card)
    number = office.filed()
    was_missing = office.cards() == []

    _rounds(office)

    assert was_missing
    assert [office.reads(card).split()[0] for card in office.cards()] == [f"#{number}"]


def test_the_card_of_a_private_request_stands_again_for_its_owner(office: Workplace) -> None:
    cast = office.cast
    cast.alice.command("/request")
    office.until(lambda: cast.alice.view, "the form")
    cast.alice.submits({"title": "A delicate matter", "private": ["private"]})
    office.settle()
    number = office.last_number()
    cast.theo.clicks(office.card(number), "Claim")
    office.settle()
    (before,) = _owners_cards(office)

    office.slack.take_away(before)
    office.settle()

    (after,) = _owners_cards(office)
    assert after.ts != before.ts


def test_what_stands_as_it_should_is_left_alone_and_what_is_over_not_looked_at(
    office: Workplace,
) -> None:
    # What is solved may come back, and no promise runs that a card would tell of meanwhile.
    office.resolved("VPN is down")
    over = office.filed("Mouse is broken")
    office.cast.alice.command("/desk", f"cancel {over} Found it")
    office.settle()
    before = len(office.slack.calls)

    assert _rounds(office) == 0

    asked = [call.method for call in office.slack.calls[before:]]
    assert asked == ["conversations.history"] * 2
    assert LOOKS < 4  # Slack takes fifty such questions a minute, and others ask as well.


def _owners_cards(office: Workplace) -> list[Message]:
    inbox = office.cast.theo.inbox
    return [m for m in inbox if "A delicate matter" in office.reads(m) and not m.is_reply]


def _rounds(office: Workplace) -> int:
    """Let the time pass after which everything has been looked at; count what was amiss."""
    client = slack_client(office.plan.settings(office.slack))
    office.clock.advance(EVERY + timedelta(minutes=1))
    mended = sum(look_after(office.bot.office, client, office.clock) for _ in range(5))
    office.bot.sender.wake()
    office.until(lambda: not _unsent(office), "the outbox to be empty")
    return mended


def _unsent(office: Workplace) -> int:
    with office.bot.office.store.read() as tx:
        return tx.outbox.waiting()
