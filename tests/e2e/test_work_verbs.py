"""What technicians do with an open request: as a command, as a button, as a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import HoldReason, Priority, State
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_the_board_shows_what_waits_and_its_buttons_claim(desk: Workplace) -> None:
    mine, free = desk.claimed("VPN is down"), desk.filed("Mouse is broken")
    theo = desk.cast.theo

    board = theo.command("/desk").ephemerals[0]
    in_thread = desk.orders(theo, mine, "board")
    theo.clicks(board, f"Claim #{free}")
    desk.settle()

    assert "IT desk" in desk.reads(board)
    assert f"#{mine} VPN is down" in desk.reads(board)
    assert f"#{free} Mouse is broken" in desk.reads(board)
    assert "VPN is down" in in_thread[-1]
    assert desk.request(free).state is State.CLAIMED


def test_the_queue_lists_what_is_asked_for(desk: Workplace) -> None:
    mine, free = desk.claimed("VPN is down"), desk.filed("Mouse is broken")
    theo = desk.cast.theo

    shown = {
        which: desk.told(theo.command("/desk", f"queue {which}"))
        for which in ("", "mine", "unclaimed", "late", "lost")
    }
    in_thread = desk.orders(theo, mine, "queue mine")
    refused = desk.told(desk.cast.alice.command("/desk", "queue"))

    assert f"#{mine} VPN is down" in shown[""]
    assert f"#{free} Mouse is broken" in shown[""]
    assert f"#{mine}" in shown["mine"]
    assert f"#{free}" not in shown["mine"]
    assert f"#{free}" in shown["unclaimed"]
    assert "nothing waits" in shown["late"]
    assert "I know no queue" in shown["lost"]
    assert f"#{mine}" in in_thread[-1]
    assert refused.startswith("Only technicians")


def test_a_request_is_claimed(desk: Workplace) -> None:
    cast = desk.cast
    first, second, third = (desk.filed(text) for text in ("VPN", "Mouse", "Laptop"))

    told = cast.theo.command("/desk", f"claim {first}")
    cast.tara.clicks(desk.card(second), "Claim")
    whispered = desk.orders(cast.ana, third, "claim")
    desk.settle()

    assert desk.told(told) == f"#{first} is yours."
    assert whispered == [f"#{third} is yours."]
    assert "@Theo" in desk.reads(desk.card(first))
    assert "@Tara" in desk.reads(desk.card(second))
    assert "@Ana" in desk.reads(desk.card(third))
    assert "Theo has your request" in desk.reads(desk.receipt(first))


def test_a_request_goes_back_into_the_queue(desk: Workplace) -> None:
    theo = desk.cast.theo
    first, second, third = (desk.claimed(text) for text in ("VPN", "Mouse", "Laptop"))

    told = theo.command("/desk", f"release {first}")
    theo.clicks(desk.card(second), "Release")
    whispered = desk.orders(theo, third, "release")
    desk.settle()

    assert "back in the queue" in desk.told(told)
    assert "back in the queue" in whispered[-1]
    for number in (first, second, third):
        assert desk.request(number).owner_id is None
        assert "nobody yet" in desk.reads(desk.card(number))


def test_a_request_is_given_to_a_colleague_who_is_named_in_the_thread(desk: Workplace) -> None:
    theo, ana = desk.cast.theo, desk.cast.ana
    first, second, third = (desk.filed(text) for text in ("VPN", "Mouse", "Laptop"))

    told = theo.command("/desk", f"assign {first} @ana")
    desk.fills(theo, desk.card(second), "Assign…", {"owner": ana.id})
    desk.orders(theo, third, "assign @ana")
    desk.settle()

    assert desk.told(told) == f"#{first} is with @Ana now."
    for number in (first, second, third):
        assert "@Ana" in desk.reads(desk.card(number))
        assert any("@Ana" in line for line in desk.thread(desk.card(number)))


def test_a_priority_is_changed_and_the_promises_with_it(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()

    told = theo.command("/desk", f"priority {number} P1")
    desk.settle()
    urgent = desk.reads(desk.card(number))
    desk.fills(theo, desk.card(number), "Priority…", {"priority": "P2"})
    desk.orders(theo, number, "priority P4 it can wait")

    assert desk.told(told) == f"#{number} has P1 now."
    assert "P1: work has stopped" in urgent
    assert desk.request(number).priority is Priority.P4


def test_a_request_is_filed_under_a_category(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.filed()
    seen = []

    theo.command("/desk", f"route {number} Network")
    desk.settle()
    seen.append(desk.request(number).category)
    desk.fills(theo, desk.card(number), "Category…", {"category": "Hardware"})
    seen.append(desk.request(number).category)
    told = desk.orders(theo, number, "route {Home} & office")
    seen.append(desk.request(number).category)

    assert seen == ["Network", "Hardware", "{Home} & office"]
    assert told == [f"#{number} is filed under {{Home}} & office now."]
    assert "{Home} & office" in desk.reads(desk.card(number))


def test_a_request_is_put_on_hold_with_a_reason(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    first, second, third = (desk.filed(text) for text in ("VPN", "Mouse", "Laptop"))

    told = theo.command("/desk", f"hold {first} vendor The part is on its way")
    asking = {"hold_reason": "requester", "reason": "Which office are you in?"}
    desk.fills(theo, desk.card(second), "Hold…", asking)
    desk.orders(theo, third, "hold until 2026-03-10 Planned change")
    desk.settle()

    assert desk.told(told) == f"#{first} is on hold."
    assert "The part is on its way" in desk.reads(desk.card(first))
    assert any("Which office are you in?" in desk.reads(message) for message in alice.inbox)
    assert desk.request(second).hold_reason is HoldReason.REQUESTER
    assert desk.request(third).hold_reason is HoldReason.SCHEDULED
    assert desk.request(third).owner_id is not None


def test_a_request_on_hold_goes_on(desk: Workplace) -> None:
    theo = desk.cast.theo
    numbers = [desk.filed(text) for text in ("VPN", "Mouse", "Laptop")]
    for number in numbers:
        theo.command("/desk", f"hold {number} approval The budget")
    desk.settle()
    first, second, third = numbers

    told = theo.command("/desk", f"resume {first}")
    theo.clicks(desk.card(second), "Resume")
    desk.orders(theo, third, "resume")
    desk.settle()

    assert desk.told(told) == f"#{first} goes on."
    assert [desk.request(number).state for number in numbers] == [State.CLAIMED] * 3
    assert "In work" in desk.reads(desk.card(second))


def test_a_request_is_escalated_to_the_next_tier(desk: Workplace) -> None:
    theo = desk.cast.theo
    first, second = desk.claimed("VPN"), desk.claimed("Mouse")

    told = theo.command("/desk", f"escalate {first} tier2 Needs access to the router")
    noted = {"target": "tier2", "reason": "The driver crashes"}
    desk.fills(theo, desk.card(second), "Escalate…", noted)
    desk.orders(theo, second, "escalate Even the vendor is puzzled")
    desk.settle()

    assert "escalated to the next tier" in desk.told(told)
    assert desk.request(first).tier == 2
    assert desk.request(second).tier == 3
    assert any("Needs access to the router" in line for line in desk.thread(desk.card(first)))
    assert any("The driver crashes" in line for line in desk.thread(desk.card(second)))


def test_a_request_is_escalated_to_the_lead_and_its_owner_stays(desk: Workplace) -> None:
    theo, mona = desk.cast.theo, desk.cast.mona
    number = desk.claimed()

    theo.command("/desk", f"escalate {number} lead The vendor does not answer")
    desk.fills(theo, desk.card(number), "Escalate…", {"target": "lead", "reason": "Still silent"})
    desk.orders(theo, number, "escalate lead We need a decision")
    desk.settle()

    asked = "\n".join(desk.reads(message) for message in mona.inbox)
    assert "Theo asks for your help" in asked
    for reason in ("The vendor does not answer", "Still silent", "We need a decision"):
        assert reason in asked
    assert "@Theo" in desk.reads(desk.card(number))


def test_verbs_that_need_more_open_their_form(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()
    titles = []

    for verb in ("hold", "escalate", "resolve", "priority", "route"):
        theo.command("/desk", f"{verb} {number}", TEAM)
        form = desk.until(lambda: theo.view, f"the form of {verb}")
        titles.append(form.title if form else "")
        theo.closes()

    assert titles == [
        f"Hold #{number}",
        f"Escalate #{number}",
        f"Resolve #{number}",
        f"Priority of #{number}",
        f"Category of #{number}",
    ]
