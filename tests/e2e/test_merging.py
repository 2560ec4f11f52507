"""Requests that become part of another one, and what both sides hear of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.request import State
from tests.e2e.workplace import CONFIG, workplace

if TYPE_CHECKING:
    from sandbox import Person
    from tests.e2e.workplace import Plan, Workplace

TWO_DESKS = f"""{CONFIG}
[[desks]]
key = "hr"
name = "HR desk"
team_channel = "C04HR"
technicians = ["U0THEO"]
"""


def test_a_request_becomes_part_of_another_by_command_by_form_and_by_mention(
    desk: Workplace,
) -> None:
    theo, whole = desk.cast.theo, desk.claimed("VPN is down")
    first, second, third = (desk.filed(text, by=desk.cast.bob) for text in ("A", "B", "C"))

    told = theo.command("/desk", f"merge {first} into {whole}")
    desk.fills(theo, desk.card(second), "Merge…", {"into": f"#{whole}"})
    whispered = desk.orders(theo, third, f"merge into {whole}")
    desk.settle()

    assert desk.told(told) == f"#{first} is part of #{whole} now."
    assert whispered == [f"#{third} is part of #{whole} now."]
    for number in (first, second, third):
        assert desk.request(number).state is State.MERGED
        assert desk.request(number).merged_into == whole
        assert f"Part of #{whole}" in desk.reads(desk.card(number))
    assert f"Part of this: #{first}, #{second}, #{third}." in desk.reads(desk.card(whole))


def test_the_form_offers_what_else_the_same_person_has_open(office: Workplace) -> None:
    theo = office.cast.theo
    whole, part = office.filed("VPN is down"), office.filed("No VPN")

    office.fills(theo, office.card(part), "Merge…", {"known": str(whole)})

    assert office.request(part).merged_into == whole


def test_both_sides_are_told(desk: Workplace) -> None:
    whole, part = desk.claimed("VPN is down"), desk.filed("No VPN", by=desk.cast.bob)

    desk.cast.theo.command("/desk", f"merge {part} into {whole}")
    desk.settle()

    headline = f"Your request #{part} is now part of #{whole}."
    assert headline in desk.reads(desk.receipt(part))
    told = f"Your request #{part} is about the same as #{whole}. IT desk works on both together."
    assert any(told in line for line in desk.thread(desk.receipt(part)))
    joined = [line for line in desk.thread(desk.card(whole)) if "Joined by" in line]
    assert len(joined) == 1
    assert f"Joined by #{part} of Bob." in joined[0]


def test_a_request_is_taken_out_again_with_the_owner_that_it_had(desk: Workplace) -> None:
    theo, bob = desk.cast.theo, desk.cast.bob
    whole, first = desk.claimed("VPN is down"), desk.claimed("No VPN")
    second, third = (desk.filed(text, by=bob) for text in ("B", "C"))
    for part in (first, second, third):
        theo.command("/desk", f"merge {part} into {whole}")
    desk.settle()

    told = theo.command("/desk", f"unmerge {first}")
    theo.clicks(desk.card(second), "Take out again")
    desk.orders(theo, third, "unmerge")
    desk.settle()

    assert desk.told(told) == f"#{first} is a request of its own again."
    states = [desk.request(part).state for part in (first, second, third)]
    assert states == [State.CLAIMED, State.NEW, State.NEW]
    assert "Part of this" not in desk.reads(desk.card(whole))
    assert any("of its own again" in line for line in desk.thread(desk.receipt(second)))
    left = [line for line in desk.thread(desk.card(whole)) if "no longer part" in line]
    assert len(left) == 3


def test_a_hold_ends_before_a_request_becomes_part_of_another(office: Workplace) -> None:
    theo = office.cast.theo
    whole, part = office.claimed("VPN is down"), office.claimed("No VPN")
    theo.command("/desk", f"hold {part} vendor The part is ordered")

    theo.command("/desk", f"merge {part} into {whole}")
    theo.command("/desk", f"unmerge {part}")
    office.settle()

    assert office.request(part).state is State.CLAIMED
    assert office.request(part).hold_reason is None


def test_the_solution_is_told_to_the_requesters_of_all_parts_and_one_is_asked(
    desk: Workplace,
) -> None:
    theo, bob, ben = desk.cast.theo, desk.cast.bob, desk.cast.ben
    whole, own = desk.claimed("VPN is down"), desk.filed("VPN still down")
    part, deeper = desk.filed("No VPN", by=bob), desk.filed("VPN?", by=ben)
    for number, into in ((deeper, part), (part, whole), (own, whole)):
        theo.command("/desk", f"merge {number} into {into}")
    desk.settle()

    theo.command("/desk", f"resolve {whole} Restarted the gateway")
    desk.settle()
    desk.clock.advance_to(desk.clock.now().replace(hour=15))
    desk.tick()

    for person, number in ((bob, part), (ben, deeper)):
        told = [line for line in _inbox(desk, person) if "is solved together with" in line]
        assert len(told) == 1
        assert f"#{number} is solved together with #{whole}" in told[0]
        assert "Restarted the gateway" in told[0]
        assert "That one is solved" in desk.reads(desk.receipt(number))
        assert not any("How satisfied" in line for line in _inbox(desk, person))
    # She reads it once, in the conversation of her other request.
    assert sum("Restarted the gateway" in line for line in desk.thread(desk.receipt(own))) == 0
    assert sum("Restarted the gateway" in line for line in desk.thread(desk.receipt(whole))) == 1
    assert desk.request(part).state is State.MERGED


def test_the_requesters_of_parts_hear_that_the_whole_is_cancelled_or_goes_on(
    office: Workplace,
) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    solved, dropped = office.resolved("VPN is down"), office.claimed("Mouse")
    first, second = office.filed("No VPN", by=bob), office.filed("Mouse!", by=bob)
    theo.command("/desk", f"merge {first} into {solved}")
    theo.command("/desk", f"merge {second} into {dropped}")

    theo.command("/desk", f"reopen {solved} It came back")
    theo.command("/desk", f"cancel {dropped} No mice any more")
    office.settle()

    read = _inbox(office, bob)
    assert any(f"your request #{first} again, together with #{solved}" in line for line in read)
    assert any(f"your request #{second} is part of, was cancelled" in line for line in read)
    assert any("No mice any more" in line for line in read)


def test_the_requester_of_a_part_takes_out_only_himself(office: Workplace) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    whole, part = office.claimed("VPN is down"), office.filed("No VPN", by=bob)
    theo.command("/desk", f"merge {part} into {whole}")
    office.settle()

    office.fills(bob, office.receipt(part), "Cancel…", {"reason": "It works again"})

    assert office.request(part).state is State.CANCELLED
    assert office.request(whole).state is State.CLAIMED
    assert any("no longer part" in line for line in office.thread(office.card(whole)))


def test_a_merge_a_claim_and_a_resolution_at_the_same_moment_leave_one_state(
    office: Workplace,
) -> None:
    whole = office.claimed("VPN is down")
    parts = [office.filed(f"No VPN {n}") for n in range(6)]
    commands = [(office.cast.theo, f"merge {part} into {whole}") for part in parts]
    commands += [(office.cast.tara, f"claim {part}") for part in parts]
    commands += [(office.cast.ana, f"resolve {part} Restarted") for part in parts]

    with ThreadPoolExecutor(len(commands)) as pool:
        list(pool.map(lambda one: one[0].command("/desk", one[1]), commands))
    office.settle()

    for part in parts:
        request = office.request(part)
        assert request.state in {State.MERGED, State.RESOLVED}
        assert (request.merged_into == whole) == (request.state is State.MERGED)


def test_two_who_merge_each_others_requests_make_no_circle(office: Workplace) -> None:
    first, second = office.filed("VPN is down"), office.filed("No VPN")
    commands = [
        (office.cast.theo, f"merge {first} into {second}"),
        (office.cast.tara, f"merge {second} into {first}"),
    ]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: one[0].command("/desk", one[1]), commands))
    office.settle()

    states = sorted(office.request(number).state for number in (first, second))
    assert states == [State.MERGED, State.NEW]


def test_what_cannot_be_merged_is_refused_in_a_sentence(office: Workplace) -> None:
    theo, alice = office.cast.theo, office.cast.alice
    whole, part = office.claimed("VPN is down"), office.filed("No VPN")
    other, cancelled = office.filed("Mouse"), office.filed("Keyboard")
    theo.command("/desk", f"cancel {cancelled} A twin")
    theo.command("/desk", f"merge {part} into {whole}")

    told = {
        words: office.told(person.command("/desk", words))
        for person, words in (
            (theo, f"merge {whole} into {whole}"),
            (theo, f"merge {whole} into {part}"),
            (theo, f"merge {other} into {part}"),
            (theo, f"merge {part} into {whole}"),
            (theo, f"merge {other} into {cancelled}"),
            (theo, f"merge {cancelled} into {whole}"),
            (theo, f"merge {other} into 999"),
            (theo, f"merge {other} into the bin"),
            (theo, f"unmerge {other}"),
            (alice, f"merge {part} into {other}"),
            (alice, f"unmerge {part}"),
        )
    }

    said = list(told.values())
    assert "cannot become part of itself" in said[0]
    assert said[1] == f"#{part} is part of #{whole}, so #{whole} cannot become part of it."
    assert said[2] == f"#{part} is itself part of #{whole}. Please merge into #{whole}."
    assert said[3] == f"#{part} is part of #{whole} already."
    assert said[4] == f"#{cancelled} is cancelled, so nothing can become part of it any more."
    assert said[5] == f"Request #{cancelled} is cancelled, so it cannot be merged."
    assert said[6] == "There is no request #999."
    assert "Please say which request" in said[7]
    assert said[8] == f"#{other} is not part of another request."
    assert said[9].startswith("Only technicians")
    assert said[10].startswith("Only technicians")


def test_requests_of_different_desks_stay_apart(plan: Plan) -> None:
    with workplace(replace(plan, config=TWO_DESKS)) as office:
        theo, bob = office.cast.theo, office.cast.bob
        room = office.slack.add_channel("desk-hr", members=[theo, bob], channel_id="C04HR")
        at_it = office.filed("VPN is down")
        bob.says(office.mention("My contract"), room)
        office.settle()
        at_hr = office.last_number()

        told = office.told(theo.command("/desk", f"merge {at_hr} into {at_it}"))

        assert at_hr != at_it
        assert "are at different desks" in told
        assert office.request(at_hr).state is State.NEW


def test_a_merged_request_is_late_for_nobody(office: Workplace) -> None:
    theo = office.cast.theo
    whole, part = office.claimed("VPN is down"), office.filed("No VPN")

    theo.command("/desk", f"merge {part} into {whole}")
    office.settle()

    with office.bot.office.store.read() as tx:
        promised = tx.requests.by_number(part).promised
    assert (promised.respond_by, promised.resolve_by) == (None, None)
    assert f"#{part}" not in office.told(theo.command("/desk", "queue"))


def _inbox(desk: Workplace, person: Person) -> list[str]:
    return [desk.reads(message) for message in person.inbox]
