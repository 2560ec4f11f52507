from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.history import Flow
from bot.domain.kpis import KPIS
from bot.domain.reports.digest import (
    ActItem,
    ActKind,
    Digest,
    DigestFacts,
    Ratings,
    digest,
    digest_json,
)
from bot.domain.reports.digest_text import digest_lines
from bot.domain.reports.usual import DayCount, Days
from tests.domain.stories import filed, on, rated, replied, resolved, story, told_in

TUESDAY = date(2026, 3, 17)
MONDAY = Days(first=date(2026, 3, 16), last=date(2026, 3, 16))
NOTHING = Flow(opened=0, resolved=0, reopened=0, cancelled=0, merged=0)
QUIET = DigestFacts(
    desk="it",
    name="IT help",
    date=TUESDAY,
    days=MONDAY,
    flow=NOTHING,
    backlog_end=0,
    rolling=told_in(1, 16, []),
)


def item(number: int, kind: ActKind = ActKind.PAST_DUE, over: int | None = 70) -> ActItem:
    return ActItem(
        number=number,
        kind=kind,
        title="VPN does not connect",
        private=False,
        owner="Ana",
        over_minutes=over,
        due=on(16, "16:00"),
    )


def read(facts: DigestFacts) -> list[str]:
    return digest_lines(digest(facts))


def numbers(told: Digest) -> list[int]:
    return [item.number for item in told.act_now]


def test_the_first_day_of_an_empty_desk_reads_well() -> None:
    assert read(QUIET) == [
        "IT help, Tuesday 17 March: 0 open",
        "Nothing is overdue.",
        "28 days: no requests",
        "Monday: no requests came or went",
    ]


def test_the_digest_of_a_monday_tells_about_friday_and_the_weekend() -> None:
    friday_on = Days(first=date(2026, 3, 13), last=date(2026, 3, 15))
    flow = Flow(opened=31, resolved=28, reopened=1, cancelled=0, merged=0)

    lines = read(replace(QUIET, date=date(2026, 3, 16), days=friday_on, flow=flow, backlog_end=34))

    assert lines[0] == "IT help, Monday 16 March: 34 open"
    assert lines[-1] == "Friday to Sunday: in 31, out 28, reopened 1"


def test_what_is_late_stands_first_and_names_its_owner() -> None:
    items = (item(7), replace(item(8, over=200), owner=None))

    lines = read(replace(QUIET, items=items))

    assert lines[1] == (
        "Past due (2): #8 VPN does not connect, 3 h 20 m over, nobody; "
        "#7 VPN does not connect, 1 h 10 m over, Ana"
    )


def test_requests_to_act_on_stand_in_the_order_of_their_urgency() -> None:
    told = digest(
        replace(
            QUIET,
            items=(
                item(1, ActKind.UNANSWERED, 500),
                item(2, ActKind.UNCLAIMED, 20),
                item(3, ActKind.DUE_SOON, None),
                item(4, ActKind.PAST_DUE, 10),
                item(5, ActKind.PAST_DUE, 90),
            ),
        )
    )

    assert numbers(told) == [5, 4, 3, 2, 1]


def test_a_request_with_two_troubles_is_told_once_for_the_worse_one() -> None:
    told = digest(replace(QUIET, items=(item(4, ActKind.UNCLAIMED), item(4, ActKind.PAST_DUE))))

    assert [one.kind for one in told.act_now] == [ActKind.PAST_DUE]


def test_an_unclaimed_request_need_not_say_that_nobody_has_it() -> None:
    lines = read(replace(QUIET, items=(replace(item(2, ActKind.UNCLAIMED, 20), owner=None),)))

    assert lines[1:3] == [
        "Nothing is overdue.",
        "Nobody has claimed (1): #2 VPN does not connect, 20 m over",
    ]


def test_of_a_private_request_only_number_and_clock_are_told() -> None:
    told = digest(replace(QUIET, items=(replace(item(9), private=True),)))

    assert digest_lines(told)[1] == "Past due (1): #9, 1 h 10 m over"
    assert "VPN" not in json.dumps(digest_json(told))
    assert "Ana" not in json.dumps(digest_json(told))


def test_the_four_headline_figures_come_with_their_samples() -> None:
    histories = [
        story(
            filed(on(13)),
            replied(on(13, "09:20")),
            resolved(on(13, "11:00")),
            rated(on(13, "13:00"), 5 if n else 1),
            number=n,
        )
        for n in range(12)
    ]

    lines = read(replace(QUIET, rolling=told_in(1, 16, histories)))

    assert lines[2] == (
        "28 days: 12 requests, first response 20 m (n=12), resolution 2 h 00 m (n=12), "
        "satisfied 92 % (65 to 99 %, n=12)"
    )


def test_a_day_out_of_the_ordinary_is_a_signal() -> None:
    first = date(2026, 1, 19)
    recent = tuple(DayCount(day=first + timedelta(days=n), opened=20) for n in range(56))
    busy = Flow(opened=41, resolved=5, reopened=0, cancelled=0, merged=0)

    told = digest(replace(QUIET, flow=busy, recent=recent))

    assert digest_lines(told)[-2:] == [
        "Monday: in 41 (usual 20 to 20), out 5, reopened 0",
        "Signal: more requests than chance explains",
    ]
    assert digest_json(told)["flow"] == {
        "from": "2026-03-16",
        "to": "2026-03-16",
        "usual": [20, 20],
        "unusual": True,
    }


def test_low_ratings_are_counted_once_nobody_can_guess_whose_they_are() -> None:
    few = read(replace(QUIET, ratings=Ratings(answers=4, low=1)))
    some = read(replace(QUIET, ratings=Ratings(answers=6, low=2)))

    assert few[-1] == "Voice: 4 answers"
    assert some[-1] == "Voice: 6 answers, 2 low"


def test_the_digest_for_machines_holds_what_the_one_for_people_says() -> None:
    flow = Flow(opened=4, resolved=3, reopened=1, cancelled=0, merged=0)
    facts = replace(QUIET, flow=flow, backlog_end=5, items=(item(7),), notes=("Late.",))

    told = json.loads(json.dumps(digest_json(digest(facts))))

    assert (told["desk"], told["date"]) == ("it", "2026-03-17")
    assert (told["opened"], told["resolved"], told["reopened"]) == (4, 3, 1)
    assert told["backlog_end"] == 5
    assert list(told["kpis"]) == list(KPIS)
    assert told["act_now"][0]["number"] == 7
    assert told["act_now"][0]["due"] == "2026-03-16T16:00:00+00:00"
    assert told["notes"] == ["Late."]


def test_the_worst_of_days_still_fits_twelve_lines_and_three_thousand_characters() -> None:
    items = tuple(
        replace(item(1000 + 10 * n + k, kind, 9999), title="x" * 300, owner="y" * 80)
        for n in range(10)
        for k, kind in enumerate(ActKind)
    )
    facts = replace(
        QUIET,
        name="z" * 500,
        flow=replace(NOTHING, opened=99),
        recent=tuple(DayCount(day=TUESDAY - timedelta(days=n), opened=1) for n in range(2, 58)),
        items=items,
        ratings=Ratings(answers=50, low=9),
        notes=("A long remark about the data.",) * 100,
    )

    lines = read(facts)

    assert lines[1].endswith("and 5 more")
    assert len(lines) <= 12
    assert len("\n".join(lines)) < 3000


def test_a_digest_of_a_past_day_does_not_claim_that_nothing_was_overdue() -> None:
    lines = read(replace(QUIET, items=None))

    assert not any("overdue" in line for line in lines)
