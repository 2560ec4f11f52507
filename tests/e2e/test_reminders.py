"""Promises are kept in mind: people hear in time, once, together, and in working hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.request import State
from tests.e2e.workplace import CONFIG, TEAM, started, workplace

if TYPE_CHECKING:
    from sandbox import Message, Person
    from tests.e2e.workplace import Plan, Workplace

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
CHAIN: Final = """
[[desks.chains]]
when = "unclaimed"
steps = [{ after = 30, tell = "lead" }, { after = 60, escalate = "tier2" }]
cycle = { minutes = 20 }
"""


def after(office: Workplace, span: timedelta) -> None:
    office.clock.advance(span)
    office.tick()


def reminders(office: Workplace, person: Person) -> list[str]:
    read = [office.reads(message) for message in person.inbox]
    return [text for text in read if "Please look at" in text]


def in_channel(office: Workplace) -> list[Message]:
    said = [m for m in office.slack.messages(TEAM) if not m.is_reply]
    return [message for message in said if "Please look at" in office.reads(message)]


def newest(office: Workplace, person: Person, words: str) -> Message:
    return [m for m in person.inbox if words in office.reads(m)][-1]


def test_whoever_reads_that_nobody_has_it_can_claim_it_there(office: Workplace) -> None:
    number = office.filed()

    after(office, 90 * MINUTE)
    (told,) = in_channel(office)
    office.cast.tara.clicks(told, f"Claim #{number}")
    office.settle()

    assert "the first answer is due" in office.reads(told)
    assert "75 % of the time has passed" in office.reads(office.card(number))
    owner = office.request(number).owner_id
    assert owner is not None


def test_the_owner_hears_first_and_the_lead_when_it_is_late_and_each_once(
    office: Workplace,
) -> None:
    theo, mona = office.cast.theo, office.cast.mona
    number = office.claimed()

    after(office, 90 * MINUTE)
    first = (len(reminders(office, theo)), len(reminders(office, mona)))
    after(office, 30 * MINUTE)
    for _ in range(3):
        after(office, MINUTE)

    assert first == (1, 0)
    assert (len(reminders(office, theo)), len(reminders(office, mona))) == (2, 1)
    assert f"#{number}" in reminders(office, mona)[0]
    assert "overdue" in office.reads(office.card(number))
    assert len(office.cards()) == 1


def test_several_late_requests_are_one_message_although_the_desk_was_started_again(
    office: Workplace,
) -> None:
    mona = office.cast.mona
    numbers = [office.claimed(f"Screen {count} is dark") for count in range(4)]
    office.bot.stop()
    again = started(office.plan, office.slack, office.clock)

    try:
        moved = replace(office, bot=again)
        after(moved, 125 * MINUTE)
        after(moved, MINUTE)
        (told,) = reminders(moved, mona)
    finally:
        again.stop()

    assert all(f"#{number}" in told for number in numbers)


def test_nobody_hears_anything_in_the_night(office: Workplace) -> None:
    office.clock.advance(7 * 60 * MINUTE)
    office.claimed()

    office.clock.advance(9 * 60 * MINUTE)
    office.tick()
    night = reminders(office, office.cast.theo)
    office.clock.advance(9 * 60 * MINUTE)
    office.tick()

    assert night == []
    assert len(reminders(office, office.cast.theo)) == 1


def test_a_requester_says_with_one_press_that_it_is_still_needed(office: Workplace) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    number = office.claimed()
    theo.command("/desk", f"hold {number} requester Which office?")
    office.settle()

    after(office, 2 * DAY)
    asked = newest(office, alice, "We still need an answer")
    alice.clicks(asked, "I still need it")
    office.settle()
    after(office, 6 * DAY)

    assert "Which office?" in office.reads(asked)
    assert office.request(number).state is State.CLAIMED
    thread = office.thread(office.card(number))
    assert any(f"still needs request #{number}" in line for line in thread)


def test_what_is_never_answered_is_put_aside_kindly_and_comes_back(office: Workplace) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    number = office.claimed()
    theo.command("/desk", f"hold {number} requester Which office?")
    office.settle()

    for _ in range(12):
        after(office, DAY)
    put_aside = newest(office, alice, "We have put request")
    closed = office.request(number).state
    office.fills(alice, put_aside, "Reopen…", {"reason": "Sorry, I was away"})

    asked = [m for m in alice.inbox if "answer" in office.reads(m) and m.is_reply]
    assert closed is State.RESOLVED
    assert len(asked) >= 3
    assert office.request(number).is_open


def test_a_chain_asks_one_after_the_other_tells_the_lead_and_escalates(plan: Plan) -> None:
    with workplace(replace(plan, config=CONFIG + CHAIN)) as office:
        number = office.filed()

        for _ in range(12):
            after(office, 5 * MINUTE)

        asked = [
            p for p in (office.cast.theo, office.cast.tara, office.cast.ana) if _asked(office, p)
        ]
        assert len(asked) == 3
        assert len(reminders(office, office.cast.mona)) == 1
        assert office.request(number).tier == 2
        (said,) = [line for line in office.thread(office.card(number)) if "escalated" in line]
        assert "A rule of the desk escalated" in said
        assert "Nobody has claimed it for 1 h of working time." in said


def _asked(office: Workplace, person: Person) -> bool:
    return any("can you take it?" in text for text in reminders(office, person))
