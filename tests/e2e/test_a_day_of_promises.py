"""One request from a Friday before lunch to the Monday after the clocks went forward.

It is routed, given away, warned about, broken, brought to a vendor and to the next tier, solved
there, and checked by its owner; after each step somebody asks why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.clock import SetClock
from bot.domain.request import State
from tests.e2e.workplace import CONFIG, TEAM, Workplace, started, workplace

if TYPE_CHECKING:
    from sandbox import Message, Person
    from tests.e2e.workplace import Plan

COMPANY: Final = """
[[systems]]
name = "VPN"

[[departments]]
name = "Finance"
people = ["U0ALICE"]
top_systems = ["VPN"]
"""
DESK: Final = """
timezone = "Europe/Berlin"
strategy = "round_robin"
skills = { U0ANA = ["network"] }
tiers = { U0TARA = 2 }
rules = [{ when = { words = "vpn" }, category = "Network", skills = "network" }]
promises = { P2 = { response = 80, resolution = 480 } }

[desks.hours]
mon = ["09:00-12:00", "13:00-17:00"]
fri = ["09:00-12:00", "13:00-17:00"]
"""
VENDOR: Final[dict[str, object]] = {
    "vendor_name": "Carrier",
    "categories": ["Network"],
    "hours": "mon-fri 09:00-17:00",
    "zone": "America/New_York",
    "response_time": "2 h",
    "resolution_time": "16 h",
    "contact": "Vera",
}
#: Berlin by the clock on the wall: the night to Sunday lacks an hour.
FRIDAY: Final = "2026-03-27T{}+01:00"
SATURDAY: Final = "2026-03-28T{}+01:00"
SUNDAY: Final = "2026-03-29T{}+02:00"
MONDAY: Final = "2026-03-30T{}+02:00"

ROUTED: Final = (
    "Routed to Network, P2, tier 1 and skills in network, because rule 1 (words: vpn) gives the "
    "category and skills and VPN is among the top three systems of Finance, which raises the "
    "priority."
)
GIVEN: Final = "Given to Ana: next in turn, the only one there with network"
CARRIER: Final = "By hand: Ana asked Carrier for help Mar 27, 2026 at 13:10."
TIER_2: Final = "By hand: Ana escalated it from tier 1 to tier 2 Mar 30, 2026 at 07:30."
FIRST_ANSWER: Final = "First answer within 1 hour 20 minutes: "
SOLUTION: Final = "Solution within 8 hours: "
DUE: Final = "due Mar 30, 2026 at 11:30."


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The request and the people around it."""

    office: Workplace
    number: int

    def at(self, day: str, clock: str) -> None:
        """Wait until that moment, and let happen what is due by then."""
        self.office.clock.advance_to(datetime.fromisoformat(day.format(clock)))
        self.office.tick()

    def types(self, person: Person, words: str) -> str:
        """Have somebody type a command."""
        told = self.office.told(person.command("/desk", words.format(self.number)))
        self.office.settle()
        return told

    def why(self, *sentences: str) -> None:
        """Have Theo ask why, and find these sentences besides those that are always true."""
        told = self.types(self.office.cast.theo, "why {}")
        for sentence in (ROUTED, GIVEN, *sentences):
            assert sentence in told, (sentence, told)

    @property
    def card(self) -> str:
        """What the card shows."""
        return self.office.reads(self.office.card(self.number))

    @property
    def thread(self) -> list[str]:
        """What stands below the card."""
        return self.office.thread(self.office.card(self.number))

    def heard(self, person: Person) -> list[str]:
        """Read what somebody was told directly about what is due."""
        known = map(self.office.reads, person.inbox)
        return [text for text in known if "Please look at" in text or "is late with" in text]

    def restarted(self) -> Day:
        """End the process, and start another one on the same database."""
        self.office.bot.stop()
        again = started(self.office.plan, self.office.slack, self.office.clock)
        return replace(self, office=replace(self.office, bot=again))


def test_a_day_of_promises(plan: Plan) -> None:
    clock = SetClock(datetime.fromisoformat(FRIDAY.format("11:30")))
    with workplace(replace(plan, config=COMPANY + CONFIG + DESK), clock=clock) as office:
        has_a_contract(office)
        day = Day(office=office, number=office.filed("The VPN is down"))

        is_routed_and_given_away(day)
        is_warned_about_over_lunch(day)
        is_late_and_the_lead_hears_of_it(day)
        is_answered_at_last(day)
        goes_to_the_vendor(day)
        the_vendor_is_chased_and_answers(day)
        day = day.restarted()
        try:
            rests_at_the_weekend(day)
            goes_to_tier_two(day)
            is_solved_there(day)
            is_checked_by_its_owner(day)
        finally:
            day.office.bot.stop()


def has_a_contract(office: Workplace) -> None:
    mona = office.cast.mona
    mona.command("/desk", "vendor add")
    office.until(lambda: mona.view, "the form")
    mona.submits(VENDOR)
    office.settle()


def is_routed_and_given_away(day: Day) -> None:
    assert "Owner: @Ana" in day.card
    assert "System: VPN (by the words)" in day.card
    day.why(
        f"{FIRST_ANSWER}0 minutes counted, due Mar 27, 2026 at 12:50.",
        f"{SOLUTION}0 minutes counted, {DUE}",
    )


def is_warned_about_over_lunch(day: Day) -> None:
    ana, mona = day.office.cast.ana, day.office.cast.mona

    day.at(FRIDAY, "12:30")
    assert "of the time has passed" not in day.card

    day.at(FRIDAY, "13:10")
    assert "50 % of the time has passed: Answer by" in day.card
    assert day.heard(ana) == []
    day.why(
        f"{FIRST_ANSWER}40 minutes counted, due Mar 27, 2026 at 12:50.",
        "Mar 27, 2026 at 11:00 to Mar 27, 2026 at 12:00: closed, not counted",
    )

    day.at(FRIDAY, "13:30")
    (warned,) = day.heard(ana)
    assert "the first answer is due" in warned
    assert "75 % of the time has passed: Answer by" in day.card
    assert day.heard(mona) == []
    day.why(f"{FIRST_ANSWER}1 hour counted, due Mar 27, 2026 at 12:50.")


def is_late_and_the_lead_hears_of_it(day: Day) -> None:
    ana, mona = day.office.cast.ana, day.office.cast.mona

    for clock in ("13:50", "13:51"):
        day.at(FRIDAY, clock)

    assert len(day.heard(ana)) == 2
    (told,) = day.heard(mona)
    assert "the first answer was due" in told
    assert "Answer overdue" in day.card
    day.why(f"{FIRST_ANSWER}1 hour 21 minutes counted, missed Mar 27, 2026 at 12:50")


def is_answered_at_last(day: Day) -> None:
    day.at(FRIDAY, "14:00")
    day.office.cast.ana.says("I am looking at it now.", TEAM, day.office.card(day.number))
    day.office.settle()

    receipt = day.office.receipt(day.number)
    assert any("I am looking at it now." in line for line in day.office.thread(receipt))
    assert "Answer" not in day.card
    day.why(
        f"{FIRST_ANSWER}1 hour 30 minutes counted, missed Mar 27, 2026 at 12:50.",
        f"{SOLUTION}1 hour 30 minutes counted, {DUE}",
    )


def goes_to_the_vendor(day: Day) -> None:
    day.at(FRIDAY, "14:10")
    day.types(day.office.cast.ana, "escalate {} vendor Carrier The line itself is dead")

    assert "Owner: @Ana" in day.card
    assert "With Carrier since Mar 27, 2026 at 13:10, answer due Mar 27, 2026 at 15:10" in day.card
    assert "A company that we work with is helping us." in day.office.reads(
        day.office.receipt(day.number)
    )
    day.why(CARRIER, f"{SOLUTION}1 hour 40 minutes counted, {DUE}")


def the_vendor_is_chased_and_answers(day: Day) -> None:
    day.at(FRIDAY, "15:40")
    assert "Carrier owes us its answer" in day.thread[-1]
    day.at(FRIDAY, "16:10")
    assert "Carrier is late with its answer" in day.thread[-1]
    assert "Carrier is late" in day.heard(day.office.cast.mona)[-1]
    assert "answer was due Mar 27, 2026 at 15:10" in day.card

    day.at(FRIDAY, "16:30")
    day.types(day.office.cast.ana, "vendor {} responded They look at the line")

    assert "With Carrier since Mar 27, 2026 at 13:10, solution due" in day.card
    assert "50 % of the time has passed: Solve by" in day.card
    day.why(CARRIER, f"{SOLUTION}4 hours counted, {DUE}")


def rests_at_the_weekend(day: Day) -> None:
    people = (day.office.cast.ana, day.office.cast.mona)
    before = [day.heard(person) for person in people], day.thread

    for night in (FRIDAY, SATURDAY, SUNDAY):
        day.at(night, "20:00")

    assert ([day.heard(person) for person in people], day.thread) == before
    day.why(
        CARRIER,
        f"{SOLUTION}4 hours 30 minutes counted, {DUE}",
        "Mar 27, 2026 at 16:00 to Mar 29, 2026 at 18:00: closed, not counted",
    )


def goes_to_tier_two(day: Day) -> None:
    # The desk opened an hour earlier by the sun, and half an hour of Monday has passed.
    day.at(MONDAY, "09:30")
    day.types(day.office.cast.ana, "escalate {} tier2 Carrier has checked the line, it is ours")

    assert "Tier: 2" in day.card
    assert "Owner: @Ana" in day.card
    assert "Ana escalated" in day.thread[-1]
    assert "@Tara, can you help?" in day.thread[-1]
    assert "Carrier has checked the line, it is ours" in day.thread[-1]
    day.why(
        CARRIER,
        TIER_2,
        "Mar 27, 2026 at 16:00 to Mar 30, 2026 at 07:00: closed, not counted",
        f"{SOLUTION}5 hours counted, {DUE}",
    )


def is_solved_there(day: Day) -> None:
    day.at(MONDAY, "10:30")
    assert "the solution is due" in day.heard(day.office.cast.ana)[-1]
    day.at(MONDAY, "11:00")
    day.types(day.office.cast.tara, "resolve {} Replaced the switch")

    assert day.office.request(day.number).state is State.RESOLVED
    assert "With Carrier" not in day.card
    assert "@Ana" in asked_to_check(day).text.replace("<@U0ANA>", "@Ana")
    day.why(CARRIER, TIER_2, f"{SOLUTION}6 hours 30 minutes counted, kept Mar 30, 2026 at 09:00.")


def asked_to_check(day: Day) -> Message:
    said = day.office.slack.messages(TEAM)
    return [message for message in said if "Please check with the requester" in message.text][-1]


def is_checked_by_its_owner(day: Day) -> None:
    ana = day.office.cast.ana
    assert "Solved by others" in day.types(ana, "")

    ana.clicks(asked_to_check(day), "Done")
    day.office.settle()

    assert "Solved by others" not in day.types(ana, "")
    assert day.office.request(day.number).owner_id is not None
    day.why(CARRIER, TIER_2, f"{SOLUTION}6 hours 30 minutes counted, kept Mar 30, 2026 at 09:00.")
