"""People come, change, and leave: names, groups, departments, guests and outsiders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.events import EventKind
from bot.domain.request import State
from tests.e2e.workplace import CONFIG, INTAKE, TEAM, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Person
    from tests.e2e.workplace import Plan, Workplace

FIELD: Final = "Xf04DEPT"
COMPANY: Final = f"""
department_field = "{FIELD}"

[[departments]]
name = "Finance"
leader = "U0BOB"
liaison = "U0ANA"
people = ["U0ALICE"]
{CONFIG}
technician_groups = ["S0HELPERS"]
specialists = {{ network = ["S0NETWORK", "U0NORA"] }}
outsiders_may_file = true
"""


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace in a company with departments and user groups."""
    with workplace(replace(plan, config=COMPANY)) as opened:
        yield opened


def facts_of(office: Workplace, number: int, kind: EventKind) -> list[dict[str, object]]:
    with office.bot.office.store.read() as tx:
        log = tx.events.of(office.request(number).id)
    return [dict(event.facts) for event in log if event.kind is kind]


def test_a_new_name_shows_on_the_card_and_on_the_receipt(office: Workplace) -> None:
    number = office.claimed()

    office.slack.change_person(office.cast.alice, real_name="Alice 🌻 Novak")
    office.slack.change_person(office.cast.theo, real_name="Theodor")
    office.settle()

    assert "Alice 🌻 Novak" in office.reads(office.card(number))
    assert "Theodor has your request" in office.reads(office.receipt(number))


@pytest.mark.parametrize("name", ["", "\u200b\u2060", "x" * 400, "👩‍👩‍👧" * 100])
def test_names_that_are_no_names_break_nothing(office: Workplace, name: str) -> None:
    office.slack.change_person(office.cast.alice, real_name=name)

    number = office.filed()

    assert f"#{number} VPN is down" in office.reads(office.card(number))


def test_the_department_stands_on_the_card_and_its_contact_on_the_receipt(
    office: Workplace,
) -> None:
    number = office.filed()

    assert office.request(number).department == "Finance"
    assert facts_of(office, number, EventKind.CREATED)[0]["department"] == "Finance"
    assert "Finance" in office.reads(office.card(number))
    assert "Your contact at the desk is Ana." in office.reads(office.receipt(number))


def test_the_profile_names_the_department_that_the_map_does_not(office: Workplace) -> None:
    bob = office.cast.bob
    office.slack.change_person(bob, fields={FIELD: "Warehouse"})
    office.settle()

    number = office.filed(by=bob)

    assert office.request(number).department == "Warehouse"


def test_a_department_that_is_learned_later_is_filled_in(office: Workplace) -> None:
    bob = office.cast.bob
    number = office.filed(by=bob)
    unknown = office.request(number).department

    office.slack.change_person(bob, fields={FIELD: "finance"})
    office.settle()

    assert unknown is None
    assert office.request(number).department == "Finance"
    assert facts_of(office, number, EventKind.DEPARTMENT_CHANGED) == [
        {"from": None, "to": "Finance"}
    ]


def test_whoever_has_no_department_is_asked_for_it_in_the_form(office: Workplace) -> None:
    alice, bob = office.cast.alice, office.cast.bob
    for person in (alice, bob):
        person.command("/request")
    office.until(lambda: alice.view and bob.view, "both forms")

    asked = [[b["block_id"] for b in p.view.blocks] for p in (alice, bob) if p.view]
    bob.submits({"title": "Printer is empty", "department": "Finance"})
    office.settle()

    assert ["department" in blocks for blocks in asked] == [False, True]
    assert office.request(office.last_number()).department == "Finance"


def test_the_category_form_changes_the_department_as_well(office: Workplace) -> None:
    number = office.filed(by=office.cast.bob)

    office.fills(
        office.cast.theo,
        office.card(number),
        "Category…",
        {"category": "Network", "department": "Finance"},
    )

    assert office.request(number).category == "Network"
    assert office.request(number).department == "Finance"


def test_whoever_is_in_a_technician_group_works_at_the_desk(office: Workplace) -> None:
    number = office.filed()
    nora = office.slack.add_person("Nora")
    group = office.slack.add_group("helpers", announce=True)
    assert group == "S0HELPERS"

    office.slack.change_group(group, members=[nora])
    office.settle()
    inside = office.told(nora.command("/desk", f"claim {number}"))
    office.slack.change_group(group, members=[])
    office.settle()
    outside = office.told(nora.command("/desk", f"release {number}"))

    assert inside == f"#{number} is yours."
    assert outside.startswith("Only ")


def test_a_group_that_is_disabled_has_no_members(office: Workplace) -> None:
    number = office.filed()
    nora = office.slack.add_person("Nora")
    group = office.slack.add_group("helpers", announce=True)
    office.slack.change_group(group, members=[nora])
    office.settle()

    office.slack.change_group(group, disabled=True)
    office.settle()

    assert office.told(nora.command("/desk", f"claim {number}")).startswith("Only ")


def test_specialists_work_on_what_was_escalated_to_them_and_on_nothing_else(
    office: Workplace,
) -> None:
    number, other = office.claimed(), office.claimed("Mouse is broken")
    nora = office.slack.add_person("Nora")
    before = office.told(nora.command("/desk", f"show {number}"))

    said = office.cast.theo.command("/desk", f"escalate {number} network The switch is dead")
    office.settle()
    noted = office.told(nora.command("/desk", f"hold {number} vendor Ordered a new one"))
    elsewhere = office.told(nora.command("/desk", f"claim {other}"))
    office.settle()

    assert "escalated to network" in office.told(said)
    assert facts_of(office, number, EventKind.ESCALATED) == [
        {"kind": "specialist", "to": "network"}
    ]
    assert before.startswith("Only ")
    assert noted == f"#{number} is on hold."
    assert elsewhere.startswith("Only ")
    notices = [m for m in office.slack.messages(TEAM) if "can you help?" in m.text]
    assert ["<!subteam^S0NETWORK> <@U0NORA>" in notice.text for notice in notices] == [True]


def test_specialists_whom_nobody_knows_are_part_of_the_reason(office: Workplace) -> None:
    number = office.claimed()

    office.cast.theo.command("/desk", f"escalate {number} printers are not mine")
    office.settle()

    assert office.request(number).tier == 2


def test_the_form_offers_the_specialists(office: Workplace) -> None:
    number = office.claimed()

    office.fills(
        office.cast.theo,
        office.card(number),
        "Escalate…",
        {"target": "network", "reason": "The switch is dead"},
    )

    assert facts_of(office, number, EventKind.ESCALATED)[0]["to"] == "network"


def test_a_technician_who_becomes_a_guest_is_none_from_then_on(office: Workplace) -> None:
    number = office.filed()
    theo = office.cast.theo

    office.slack.change_person(theo, is_restricted=True)
    office.settle()

    assert office.told(theo.command("/desk", f"claim {number}")).startswith("Only ")
    assert office.request(number).state is State.NEW


def test_an_outsider_is_known_by_name_once_he_has_acted(office: Workplace) -> None:
    stranger = outsider(office)

    stranger.says(office.mention("Our invoice is missing"), office.cast.general)
    office.settle()

    assert "Olga" in office.reads(office.card(office.last_number()))
    assert [call.method for call in office.slack.calls].count("users.info") == 1


def outsider(office: Workplace) -> Person:
    """Let somebody of another company in, of whom the directory never tells."""
    olga = office.slack.add_person("Olga", is_stranger=True, team_id="T0OTHER")
    office.slack.add_member(office.cast.general, olga)
    return olga


def test_what_a_technician_had_goes_back_when_he_leaves_and_the_lead_is_told_once(
    office: Workplace,
) -> None:
    first, second = office.claimed(), office.claimed("Mouse is broken")
    theo, mona = office.cast.theo, office.cast.mona
    theo.command("/desk", f"hold {second} vendor Ordered")

    office.slack.deactivate(theo)
    office.settle()
    office.tick()
    office.tick()

    assert [office.request(n).state for n in (first, second)] == [State.NEW, State.NEW]
    assert [office.request(n).owner_id for n in (first, second)] == [None, None]
    told = [office.reads(message) for message in mona.inbox if "has left" in message.text]
    assert len(told) == 1
    assert "Theo has left. Back in the queue: 2 requests (#1, #2)." in told[0]


def test_whoever_comes_back_is_simply_there_again(office: Workplace) -> None:
    ana = office.cast.ana
    office.slack.deactivate(ana)
    office.settle()
    office.tick()

    office.slack.change_person(ana, deleted=False)
    office.slack.remove_member(office.cast.team, ana)
    office.settle()
    office.slack.add_member(office.cast.team, ana)
    office.settle()
    number = office.filed()

    assert office.told(ana.command("/desk", f"claim {number}")) == f"#{number} is yours."


def test_what_a_requester_needed_goes_to_the_leader_of_the_department(office: Workplace) -> None:
    number = office.claimed()
    alice, bob = office.cast.alice, office.cast.bob

    office.slack.deactivate(alice)
    office.settle()
    office.tick()
    office.cast.theo.says("Does anybody still need it?", TEAM, office.card(number))
    office.settle()

    receipt = office.receipt(number)
    assert receipt.ts in {message.ts for message in bob.inbox}
    assert "Alice filed this and has left. As you lead the department" in office.reads(receipt)
    assert "Bob" in office.reads(office.card(number))
    assert any("Does anybody still need it?" in line for line in office.thread(receipt))
    assert any("Bob leads the department" in line for line in office.thread(office.card(number)))


def test_the_leader_is_called_where_the_conversation_is_public(office: Workplace) -> None:
    said = office.cast.alice.says("VPN is down", INTAKE)
    office.settle()

    office.slack.deactivate(office.cast.alice)
    office.settle()
    office.tick()

    assert any("@Bob Alice filed this and has left." in line for line in office.thread(said))


@pytest.mark.parametrize("habit", ["close", "leader"])
def test_what_nobody_takes_over_is_cancelled(plan: Plan, habit: str) -> None:
    config = f'{COMPANY}when_requester_leaves = "{habit}"\n'
    with workplace(replace(plan, config=config)) as office:
        leaver = office.cast.alice if habit == "close" else office.cast.bob
        number = office.filed(by=leaver)
        office.cast.theo.command("/desk", f"claim {number}")
        asked = office.filed("Solved already", by=leaver)
        office.cast.theo.command("/desk", f"resolve {asked} Done")
        office.settle()

        office.slack.deactivate(leaver)
        office.settle()
        office.tick()

        assert office.request(number).state is State.CANCELLED
        thread = office.thread(office.card(number))
        assert any("has left, so it is cancelled" in line for line in thread)
        with office.bot.office.store.read() as tx:
            assert tx.surveys.undecided_of(office.request(asked).id) == []


def test_what_comes_back_to_somebody_who_has_left_is_free(office: Workplace) -> None:
    number = office.resolved()
    office.slack.deactivate(office.cast.theo)
    office.settle()
    office.tick()

    office.cast.tara.command("/desk", f"reopen {number} It was not the gateway")
    office.settle()

    assert office.request(number).state is State.NEW
    assert office.request(number).owner_id is None
