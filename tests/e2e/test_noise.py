"""Who is called when: once for one thing, only who has to act, and not at night."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.history import Period
from bot.usecases import figures
from tests.e2e.workplace import CONFIG, INTAKE, OPENING, TEAM, Workplace, workplace
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from sandbox import Message, Person
    from tests.e2e.workplace import Plan

_MENTION = re.compile(r"<@(U0[A-Z]+)>")
Act = Callable[[Workplace], object]
TOKYO: Final = "Asia/Tokyo"


def calls(office: Workplace, person: Person) -> list[Message]:
    """List the messages of the bot that called somebody: direct ones, and those with a mention."""
    bot = office.slack.bot_user_id
    direct = [m for m in person.inbox if m.user == bot and not m.ephemeral_to]
    public = [
        m
        for channel in (TEAM, INTAKE)
        for m in office.slack.messages(channel)
        if m.user == bot and m.edited is None and person.id in _MENTION.findall(shown(m))
    ]
    return [*direct, *public]


def shown(message: Message) -> str:
    return f"{message.text} {message.blocks}"


def counted(office: Workplace) -> Counter[str]:
    cast = office.cast
    people = (cast.alice, cast.bob, cast.theo, cast.tara, cast.ana, cast.ben, cast.mona)
    return Counter({p.name: len(calls(office, p)) for p in people if calls(office, p)})


def told(person: Person, words: str) -> bool:
    return any(words in message.text for message in person.inbox)


def a_second(office: Workplace) -> Callable[[], None]:
    """Let a second pass, however much is planned for later."""

    def passes() -> None:
        office.clock.advance(timedelta(seconds=1))
        office.bot.sender.wake()

    return passes


def does(name: str, command: str) -> Act:
    """Have one of the desk type a verb."""
    return lambda office: getattr(office.cast, name).command("/desk", command)


def answers(office: Workplace) -> None:
    office.cast.theo.says("Have you tried the other network?", TEAM, office.card(1))


def replies(office: Workplace) -> None:
    office.cast.alice.dms("Yes, it is the same", office.receipt(1))


def reopens(office: Workplace) -> None:
    office.fills(office.cast.alice, office.receipt(1), "Reopen…", {"reason": "It is back"})


def waits(office: Workplace) -> None:
    office.clock.advance(timedelta(hours=2))
    office.tick()


def rates(office: Workplace) -> None:
    office.cast.alice.clicks(office.cast.alice.inbox[-1], "Satisfied")


#: What happens in the life of a request, and whom each step calls.
LIFE: Final[tuple[tuple[str, Act, dict[str, int]], ...]] = (
    ("the receipt", Workplace.filed, {"Alice": 1}),
    ("a claim", does("theo", "claim 1"), {}),
    ("an answer", answers, {"Alice": 1}),
    ("a reply", replies, {}),
    ("a question", does("theo", "hold 1 requester Which floor are you on?"), {"Alice": 1}),
    ("a hand-over", does("theo", "assign 1 @tara"), {"Tara": 1}),
    ("a call for help", does("tara", "escalate 1 lead The floor is dark"), {"Mona": 1}),
    ("a solution", does("tara", "resolve 1 Restarted the switch"), {"Alice": 1}),
    ("a reopening", reopens, {"Tara": 1}),
    ("another solution", does("tara", "resolve 1 Replaced the switch"), {"Alice": 1}),
    ("the survey", waits, {"Alice": 1}),
    ("a rating", rates, {}),
)


def test_a_whole_life_of_a_request_calls_everybody_once_for_each_thing(office: Workplace) -> None:
    called, before = {}, counted(office)

    for step, act, _ in LIFE:
        act(office)
        office.settle()
        called[step] = dict(counted(office) - before)
        before = counted(office)

    assert called == {step: expected for step, _, expected in LIFE}


def test_what_somebody_does_calls_nobody_else_and_never_themselves(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.filed(by=theo)
    before = counted(office)

    for act in ("claim {}", "hold {} requester I have to look", "resume {}", "resolve {} Done"):
        theo.command("/desk", act.format(number))
        office.settle()

    assert before == Counter({"Theo": 1})
    assert counted(office) == before


def test_the_lead_who_asks_for_help_is_not_asked_for_help(office: Workplace) -> None:
    number = office.claimed()

    office.cast.mona.command("/desk", f"escalate {number} lead I take a look")
    office.settle()

    assert calls(office, office.cast.mona) == []


def test_whoever_has_to_answer_is_called_in_a_public_conversation(office: Workplace) -> None:
    said = office.cast.alice.says("VPN is down", INTAKE)
    office.settle()
    office.cast.theo.command("/desk", "hold 1 requester Which floor?")
    office.settle()
    office.cast.theo.command("/desk", "resolve 1 Restarted it")
    office.settle()

    called = [office.reads(message) for message in calls(office, office.cast.alice)]

    assert len(called) == 1
    assert "We need an answer from you" in called[0]
    assert len(office.thread(said)) == 3


def test_what_can_wait_waits_for_the_receivers_morning_and_nothing_else_does(
    office: Workplace,
) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    office.slack.change_person(alice, tz=TOKYO)
    first, second = office.filed(), office.filed("Mouse is broken")
    # Noon at the desk, and nine in the evening in Tokyo.
    office.clock.advance_to(OPENING + timedelta(hours=3))

    theo.command("/desk", f"cancel {first} It is a double")
    theo.command("/desk", f"claim {second}")
    theo.says("Here is a new one", TEAM, office.card(second))
    eventually(lambda: told(alice, "Here is a new one"), "the answer", meanwhile=a_second(office))
    at_night = told(alice, "cancelled your request")
    answered_at = office.clock.now()
    office.settle()

    assert not at_night
    assert answered_at < datetime(2026, 3, 3, 22, tzinfo=UTC)
    assert told(alice, "cancelled your request")
    # Seven in the morning in Tokyo.
    assert office.clock.now() >= datetime(2026, 3, 3, 22, tzinfo=UTC)


@pytest.mark.parametrize(("hours", "waits"), [("", False), ("00:00-23:59", True)])
def test_the_quiet_hours_are_those_of_the_settings(plan: Plan, hours: str, *, waits: bool) -> None:
    with workplace(replace(plan, config=f'quiet_hours = "{hours}"\n{CONFIG}')) as office:
        number = office.filed()
        office.cast.theo.command("/desk", f"cancel {number} It is a double")
        office.settle()

        waited = office.clock.now() > OPENING + timedelta(hours=10)

    assert waited is waits


def test_what_is_about_a_p1_does_not_wait(plan: Plan) -> None:
    with workplace(replace(plan, config=f'quiet_hours = "00:00-23:59"\n{CONFIG}')) as office:
        number = office.filed()
        office.cast.theo.command("/desk", f"priority {number} P1")
        office.cast.theo.command("/desk", f"cancel {number} It is a double")
        office.settle()

        assert office.clock.now() < OPENING + timedelta(hours=1)


def test_pings_are_counted_for_each_resolution(office: Workplace) -> None:
    office.resolved()
    desk = next(iter(office.bot.office.desks.values()))
    today = Period(start=OPENING, end=OPENING + timedelta(days=1), zone=desk.calendar.zone)
    past = Period(start=OPENING - timedelta(days=9), end=OPENING, zone=desk.calendar.zone)

    figure = figures.kpis(office.bot.office, desk, today)["pings_per_resolved"]
    before = figures.kpis(office.bot.office, desk, past)["pings_per_resolved"]

    # The receipt, and the news that it is solved.
    assert (figure.value, figure.numerator, figure.n) == (2.0, 2, 1)
    assert (before.value, before.numerator, before.n) == (None, None, 0)
