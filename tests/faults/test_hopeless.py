"""One message that Slack cannot take, and one whose fate is unknown when it is taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.scheduler import tick
from bot.usecases.sending.delivery import HOPELESS, MOST_TRIES
from storage.outbox import OutboxKind
from storage.tables import outbox
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from sandbox import Json, Message
    from tests.e2e.workplace import Workplace

HOUR = timedelta(hours=1)


def _is_first_card(args: Json) -> bool:
    return args.get("channel") == TEAM and "#1" in str(args.get("text"))


def test_a_message_that_slack_cannot_take_is_given_up_after_a_day(office: Workplace) -> None:
    office.slack.faults.fail("chat.postMessage", status=500, times=10**6, match=_is_first_card)
    office.cast.alice.command("/request", "VPN is down")
    office.until(lambda: office.cast.alice.inbox, "the receipt")
    long_ago = office.clock.now() - HOPELESS
    with office.bot.office.store.database.write() as connection:
        tried = update(outbox).where(outbox.c.kind == OutboxKind.CARD)
        connection.execute(tried.values(attempts=MOST_TRIES, created_at=long_ago))

    office.cast.bob.command("/request", "Mouse is broken")
    office.settle()

    (told,) = [text for text in map(office.reads, office.cast.mona.inbox) if "stumbled" in text]
    assert "over a message about #1" in told
    assert [office.reads(card).splitlines()[0] for card in office.cards()] == ["#2 Mouse is broken"]


def test_while_slack_is_away_as_a_whole_nothing_is_given_up(office: Workplace) -> None:
    office.slack.faults.fail("*", status=503, times=10**6)
    office.cast.alice.command("/request", "VPN is down")
    begun = office.clock.now()
    office.until(lambda: office.clock.now() - begun > 50 * HOUR, "two days to pass", seconds=60)

    office.slack.faults.clear()
    office.settle()

    assert len([card for card in office.cards() if office.reads(card).startswith("#1 ")]) == 1
    assert office.receipt(1) in office.cast.alice.inbox


def test_a_question_taken_back_while_its_fate_is_unknown_does_not_stay_open(
    office: Workplace,
) -> None:
    number = office.resolved()
    office.slack.faults.fail("chat.postMessage", status=500, reset="after")
    office.clock.advance(2 * HOUR)
    tick(office.bot.office, office.clock)
    office.bot.sender.wake()
    (asked,) = office.slack.wait_for(lambda: _questions(office), what="the question")

    office.cast.alice.command("/desk", f"reopen {number} It came back")
    office.settle()

    inbox = {message.ts: message for message in office.cast.alice.inbox}
    assert "Very satisfied" not in office.reads(inbox[asked.ts])


def _questions(office: Workplace) -> list[Message]:
    return [m for m in office.cast.alice.inbox if "Very satisfied" in office.reads(m)]
