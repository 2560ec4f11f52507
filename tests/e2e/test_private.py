"""Private requests: who works on them where, who reads them, and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.request import State
from storage.conversations import Side
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from sandbox import Message, Person
    from tests.e2e.workplace import Workplace

TITLE: Final = "My pay is wrong"


def test_the_card_shows_number_priority_and_clock_and_whoever_claims_learns_the_rest(
    desk: Workplace,
) -> None:
    number = _filed(desk)

    unread = desk.reads(desk.card(number))
    desk.cast.theo.clicks(desk.card(number), "Claim")
    desk.settle()

    assert f"#{number} Private request" in unread
    assert "P3" in unread
    assert "Answer by" in unread
    for part in (TITLE, "Alice", "Resolve"):
        assert part not in unread
    theirs = desk.reads(_owners(desk, number))
    assert TITLE in theirs
    assert "since May" in theirs
    assert "[Resolve…]" in theirs
    claimed = desk.reads(desk.card(number))
    for part in (TITLE, "Alice", "Theo", "Claim"):
        assert part not in claimed


def test_whoever_logs_a_private_request_while_he_helps_works_on_it_at_once(
    office: Workplace,
) -> None:
    theo, alice = office.cast.theo, office.cast.alice
    theo.command("/request")
    office.until(lambda: theo.view, "the form")
    wish = {"title": TITLE, "requester": alice.id, "way": "By phone", "private": ["private"]}

    theo.submits(wish)
    office.settle()

    number = office.last_number()
    assert _owners(office, number) in theo.inbox
    assert TITLE not in office.reads(office.card(number))


def test_words_go_between_the_owners_thread_and_the_conversation(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = _claimed(desk)

    asked = theo.dms("Which month?", _owners(desk, number))
    theo.dms("// she sounds worried", _owners(desk, number))
    desk.settle()
    alice.dms("It is May", desk.receipt(number))
    desk.settle()
    theo.edits(asked, "Which month is it?")
    desk.settle()

    answers = [line for line in desk.thread(desk.receipt(number)) if "(help desk)" in line]
    assert answers == ["Theo (help desk)\nWhich month is it?"]
    assert "Alice (requester)\nIt is May" in desk.thread(_owners(desk, number))
    assert desk.thread(desk.card(number)) == []
    assert any("Sent to the requester." in said for said in desk.whispers(theo))


def test_verbs_and_buttons_work_in_the_owners_thread(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = _claimed(desk)

    theo.dms(desk.mention("priority P1"), _owners(desk, number))
    desk.settle()
    solution = {"resolution": "It is paid with the next salary"}
    desk.fills(theo, _owners(desk, number), "Resolve…", solution)

    assert desk.request(number).priority == "P1"
    assert desk.request(number).state is State.RESOLVED
    assert any("paid with the next salary" in desk.reads(m) for m in alice.inbox)


def test_the_owner_is_told_to_which_tier_a_private_request_was_escalated(office: Workplace) -> None:
    theo = office.cast.theo
    number = _claimed(office)

    theo.dms(
        office.mention("escalate tier2 The payroll system is not mine"), _owners(office, number)
    )
    office.settle()

    told = office.thread(_owners(office, number))
    assert any(f"escalated request #{number} from tier 1 to tier 2." in line for line in told), told


def test_what_is_written_at_the_card_stays_there_with_a_hint(office: Workplace) -> None:
    theo = office.cast.theo
    number = _claimed(office)

    theo.says("I am on it", TEAM, office.card(number))
    office.settle()

    assert "is private, so its owner works on it in direct messages" in office.whispers(theo)[-1]
    assert not any("I am on it" in office.reads(m) for m in office.cast.alice.inbox)


def test_what_was_said_before_anybody_claimed_it_is_passed_on_in_order(office: Workplace) -> None:
    alice = office.cast.alice
    number = _filed(office)
    for words in ("First", "Second", "Third"):
        alice.dms(words, office.receipt(number))
        office.settle()

    office.cast.theo.command("/desk", f"claim {number}")
    office.settle()

    assert office.thread(office.card(number)) == []
    assert office.thread(_owners(office, number)) == [
        f"Alice (requester)\n{words}" for words in ("First", "Second", "Third")
    ]


def test_a_new_owner_gets_everything_and_the_former_one_nothing_more(desk: Workplace) -> None:
    cast = desk.cast
    number = _claimed(desk)
    cast.theo.dms("Which month?", _owners(desk, number))
    desk.settle()
    cast.alice.dms("It is May", desk.receipt(number))
    desk.settle()
    before = _owners(desk, number)

    cast.mona.command("/desk", f"assign {number} @tara")
    desk.settle()
    cast.alice.dms("And June", desk.receipt(number))
    cast.theo.dms("Let me still say this", before)
    desk.settle()

    reduced = next(m for m in cast.theo.inbox if m.ts == before.ts)
    assert "Private request" in desk.reads(reduced)
    assert TITLE not in desk.reads(reduced)
    assert any("no longer yours" in line for line in desk.thread(before))
    assert not any("June" in line for line in desk.thread(before))
    assert not any("still say" in desk.reads(m) for m in cast.alice.inbox)
    now = _owners(desk, number)
    assert now in cast.tara.inbox
    assert TITLE in desk.reads(now)
    told = [line for line in desk.thread(now) if "(" in line.splitlines()[0]]
    assert told == [
        "Theo (help desk)\nWhich month?",
        "Alice (requester)\nIt is May",
        "Alice (requester)\nAnd June",
    ]


def test_what_its_author_deletes_goes_from_the_thread_of_a_former_owner_too(
    office: Workplace,
) -> None:
    cast = office.cast
    number = _claimed(office)
    said = cast.alice.dms("It is May", office.receipt(number))
    office.settle()
    former = _owners(office, number)
    cast.theo.command("/desk", f"release {number}")
    office.settle()

    cast.alice.edits(said, "It is June")
    office.settle()
    edited = office.thread(former)
    cast.alice.deletes(said)
    office.settle()

    assert any("It is May" in line for line in edited)
    assert not any("It is June" in line for line in edited)
    assert not any("It is May" in line for line in office.thread(former))


def test_only_requester_owner_and_lead_read_it_and_each_look_is_on_record(
    desk: Workplace,
) -> None:
    cast = desk.cast
    number = _claimed(desk)

    told = {
        person.name: desk.told(person.command("/desk", f"show {number}"))
        for person in (cast.alice, cast.theo, cast.mona, cast.tara, cast.bob)
    }
    shown = desk.told(cast.alice.command("/request", str(number)))
    record = desk.told(cast.mona.command("/desk", f"audit {number}"))
    refused = desk.told(cast.theo.command("/desk", f"audit {number}"))

    for name in ("Alice", "Theo", "Mona"):
        assert TITLE in told[name]
    assert TITLE in shown
    for name in ("Tara", "Bob"):
        assert TITLE not in told[name]
    assert "is private: only its requester, its owner and the lead" in told["Tara"]
    assert record.startswith(f"5 looks at #{number}")
    for line in ("Alice read it", "Mona read it", "Theo read it", "Theo became its owner"):
        assert line in record
    assert refused == "Only leads of IT desk and admins can do that."


def test_a_technician_works_only_on_what_he_owns(office: Workplace) -> None:
    theo, tara = office.cast.theo, office.cast.tara
    number = _filed(office)
    verbs = ("hold {} vendor Ordered", "assign {} @tara", "priority {} P1", "resolve {} Done")

    unread = [office.told(tara.command("/desk", verb.format(number))) for verb in verbs]
    theo.command("/desk", f"claim {number}")
    office.settle()
    late = office.told(tara.command("/desk", f"claim {number}"))

    for said in (*unread, late):
        assert said.startswith(f"#{number} is private")
    assert "Theo" not in late
    assert office.request(number).priority == "P3"


def test_a_private_request_is_not_merged(office: Workplace) -> None:
    theo = office.cast.theo
    number, other = _claimed(office), office.filed("VPN is down")

    told = [
        office.told(theo.command("/desk", words))
        for words in (f"merge {number} into {other}", f"merge {other} into {number}")
    ]

    assert told == ["A private request stays alone, so that nobody else learns of it."] * 2


def _filed(desk: Workplace) -> int:
    alice = desk.cast.alice
    alice.command("/request")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"title": TITLE, "details": "It has been so since May", "private": ["private"]})
    desk.settle()
    return desk.last_number()


def _claimed(desk: Workplace, *, by: Person | None = None) -> int:
    number = _filed(desk)
    (by or desk.cast.theo).command("/desk", f"claim {number}")
    desk.settle()
    return number


def _owners(desk: Workplace, number: int) -> Message:
    """Find the head of the thread in which the owner works."""
    with desk.bot.office.store.read() as tx:
        thread = tx.conversations.of(tx.requests.by_number(number).request.id, Side.OWNER)
    assert thread is not None
    found = [m for m in desk.slack.messages(thread.channel or "") if m.ts == thread.message_ts]
    return found[0]
