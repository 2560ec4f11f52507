"""Buttons and forms that name what their sender has no right to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.usecases import endings, surveys, talk, work
from bot.usecases.access import NotYourRequest, OnlyTechnicians
from bot.usecases.endings import OnlyTheRequester, Solution
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.looking import reading
from bot.usecases.office import Act, Office
from bot.usecases.surveys import NotYourSurvey
from bot.usecases.talk import NoSuchMessage
from bot.usecases.work import CannotWorkHere
from handlers.ids import pack
from storage.conversations import Side
from storage.messages import MessageState
from storage.store import open_store
from storage.surveys import Answer
from tests.support.offices import ALICE, BOB, DESK, NOW, THEO, act, file
from tests.support.outbox import unsent

if TYPE_CHECKING:
    from tests.attacks.door import Door

HR: Final = replace(DESK, key="hr", name="HR desk", team_channel="C04HR", intake_channels=())
#: What would change or show a request if the presser had a right to it.
BUTTONS: Final = (
    "claim",
    "release",
    "resume",
    "solved",
    "resolve",
    "hold",
    "cancel",
    "reopen",
    "assign",
)
FORMS: Final[dict[str, dict[str, dict[str, object]]]] = {
    "resolve": {"resolution": {"value": "Done"}},
    "hold": {"reason": {"value": "Later"}, "hold_reason": {"selected_option": {"value": "vendor"}}},
    "escalate": {"reason": {"value": "Help"}, "target": {"selected_option": {"value": "lead"}}},
    "assign": {"owner": {"selected_user": BOB}},
    "priority": {"priority": {"selected_option": {"value": "P1"}}},
    "category": {"category": {"selected_option": {"value": "Network"}}},
    "cancel": {"reason": {"value": "Bored"}},
    "reopen": {"reason": {"value": "Bored"}},
    "add_details": {"details": {"value": "I was here"}},
}


def test_bob_changes_nothing_of_alices_request(door: Door) -> None:
    request = file(door.office)
    value = pack(number=request.number)

    for button in BUTTONS:
        door.clicks(BOB, button, value)
    answers = [
        door.sends(
            BOB, form, {field: {field: given} for field, given in fields.items()}, metadata=value
        )
        for form, fields in FORMS.items()
    ]

    assert door.request(request.number) == request
    assert [answer for answer in answers if "can do that" not in answer] == []


def test_technicians_of_one_desk_have_no_right_at_another(door: Door) -> None:
    office = _with_hr(door.office)
    filing = Filing(channel="command", text="My salary", desk_key="hr")
    view = intake.file_request(office, act(ALICE, "file"), filing)
    assert view is not None
    theo = act(THEO, "theo")

    for attempt in (reading.one_request, work.claim, endings.say_solved):
        with pytest.raises(NotYourRequest):
            attempt(office, theo, number=view.request.number)
    with pytest.raises(OnlyTechnicians):
        reading.board(office, theo, office.desks["hr"])


def test_messages_of_another_desk_are_neither_sent_nor_taken_back(door: Door) -> None:
    office = _with_hr(door.office)
    filing = Filing(channel="command", text="My salary", desk_key="hr")
    intake.file_request(office, act(ALICE, "file"), filing)
    message_id = _said_in(office, Side.CARD, number=1, by="U0HANNA")

    for attempt in (talk.send_after_all, talk.undo):
        with pytest.raises(OnlyTechnicians):
            attempt(office, act(THEO, "theo"), message_id=message_id)

    assert _state_of(office, message_id) is MessageState.INTERNAL


def test_what_the_requester_wrote_is_nobodys_to_take_back(door: Door) -> None:
    file(door.office)
    message_id = _said_in(door.office, Side.REQUESTER, number=1, by=ALICE)

    with pytest.raises(NoSuchMessage):
        talk.undo(door.office, act(THEO, "theo"), message_id=message_id)

    assert _state_of(door.office, message_id) is MessageState.RELAYED


def test_messages_of_another_workspace_do_not_exist_here(door: Door, database_url: str) -> None:
    file(door.office)
    message_id = _said_in(door.office, Side.CARD, number=1, by=THEO)
    store = open_store(database_url, team_id="T0ELSE")
    elsewhere = replace(door.office, store=store)
    with store.write() as tx:
        tx.people.join("it", ["U0EVE"])

    with pytest.raises(NoSuchMessage):
        talk.send_after_all(
            elsewhere, replace(act("U0EVE", "eve"), team_id="T0ELSE"), message_id=message_id
        )

    store.close()


def test_a_technician_cannot_say_for_the_requester_that_it_is_solved(door: Door) -> None:
    number = file(door.office).number
    endings.resolve(door.office, act(THEO, "done"), number=number, solution=Solution(note="Done"))

    with pytest.raises(OnlyTheRequester):
        endings.say_solved(door.office, act(THEO, "and closed"), number=number)

    assert door.request(number).state is State.RESOLVED


def test_a_question_is_answered_by_whom_it_was_put_to(door: Door) -> None:
    number = file(door.office).number
    endings.resolve(door.office, act(THEO, "done"), number=number, solution=Solution(note="Done"))
    later = door.office.desks["it"].calendar.add_minutes(NOW, 600)
    surveys.ask_due(door.office, later)
    answer = Answer(score=5, answered_at=NOW, comment="Best technician ever")

    with pytest.raises(NotYourSurvey):
        surveys.rate(door.office, act(THEO, "rates"), survey_id=1, score=5)
    with pytest.raises(NotYourSurvey):
        surveys.comment(door.office, act(THEO, "praises"), survey_id=1, answer=answer)


def test_a_rating_that_sinks_afterwards_reaches_the_lead(door: Door) -> None:
    number = file(door.office).number
    endings.resolve(door.office, act(THEO, "done"), number=number, solution=Solution(note="Done"))
    surveys.ask_due(door.office, door.office.desks["it"].calendar.add_minutes(NOW, 600))

    surveys.rate(door.office, act(ALICE, "kind"), survey_id=1, score=5)
    surveys.rate(door.office, act(ALICE, "angry"), survey_id=1, score=1)

    assert "dm:U0MONA" in {row.lane for row in unsent(door.office.store)}


@pytest.mark.parametrize("mark", ["is_guest", "is_external", "is_bot", "deactivated"])
def test_nothing_is_assigned_to_whoever_cannot_work(door: Door, mark: str) -> None:
    number = file(door.office).number
    with door.office.store.write() as tx:
        tx.people.learn([{"slack_id": "U0WHO", "name": "Who", mark: True}])
        tx.people.join("it", ["U0WHO"])

    with pytest.raises(CannotWorkHere):
        work.assign(door.office, act(THEO, "assigns"), number=number, to="U0WHO")

    assert door.request(number).owner_id is None


def test_an_outsider_stays_one_where_the_delivery_does_not_name_his_team(door: Door) -> None:
    number = file(door.office).number
    with door.office.store.write() as tx:
        tx.people.learn([{"slack_id": "U0SPY", "name": "Spy", "team_id": "T0OTHER"}])
        tx.people.join("it", ["U0SPY"])

    with pytest.raises(Refused):
        reading.one_request(door.office, _nameless("U0SPY"), number=number)
    with pytest.raises(Refused):
        work.claim(door.office, _nameless("U0SPY"), number=number)


def test_a_request_for_somebody_else_is_for_a_person(door: Door) -> None:
    state = {
        "title": {"title": {"value": "Secret"}},
        "requester": {"requester": {"selected_user": "C04GENERAL"}},
    }

    door.sends(ALICE, "new_request", state)

    with door.office.store.read() as tx:
        requester = tx.people.get(tx.requests.by_number(1).request.requester_id)
    assert requester is not None
    assert requester.slack_id == ALICE


def test_forged_choices_do_not_reach_the_figures(door: Door) -> None:
    number = file(door.office).number
    state = {
        "resolution": {"resolution": {"value": "Done"}},
        "minutes": {"minutes": {"selected_option": {"value": "9" * 30}}},
    }
    filed = {
        "title": {"title": {"value": "Secret"}},
        "category": {"category": {"selected_option": {"value": "x" * 500}}},
    }

    door.sends(THEO, "resolve", state, metadata=pack(number=number))
    door.sends(ALICE, "new_request", filed)

    assert door.request(number).state is State.RESOLVED
    assert door.request(number + 1).category is None
    with door.office.store.read() as tx:
        facts = tx.events.of(door.request(number).id)[-1].facts
    assert "minutes" not in facts


def test_verbs_of_a_stranger_in_a_thread_do_nothing(door: Door) -> None:
    request = file(door.office)
    with door.office.store.write() as tx:
        tx.conversations.stands(request.id, Side.CARD, channel="C04TEAM", ts="5.5")

    for verb in ("claim", "show", "resolve Done", "priority P1", "assign <@U0BOB>", "cancel x"):
        door.says(BOB, f"<@U0BOT> {verb}", type="app_mention", channel="C04TEAM", thread_ts="5.5")

    assert door.request(request.number) == request


def _with_hr(office: Office) -> Office:
    with office.store.write() as tx:
        tx.people.join("hr", ["U0HANNA"])
    return replace(office, desks={**office.desks, "hr": HR})


def _said_in(office: Office, side: Side, *, number: int, by: str) -> int:
    """Let somebody write in a thread; give the id of the message."""
    with office.store.write() as tx:
        request = tx.requests.by_number(number).request
        tx.conversations.stands(request.id, side, channel="C04SOME", ts="7.7")
    said = talk.Said(channel="C04SOME", thread_ts="7.7", ts="8.8", text="Hm", said_at=NOW)
    assert talk.hear(office, act(by, "says"), said)
    with office.store.read() as tx:
        message = tx.messages.at("C04SOME", "8.8")
    assert message is not None
    return message.id


def _state_of(office: Office, message_id: int) -> MessageState:
    with office.store.read() as tx:
        message = tx.messages.get(message_id)
    assert message is not None
    return message.state


def _nameless(person: str) -> Act:
    return Act(slack_id=person, key="nameless", now=NOW)
