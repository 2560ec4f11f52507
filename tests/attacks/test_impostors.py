"""Apps that speak for people, strangers who pass for colleagues, and people who are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from bot.usecases import work
from bot.usecases.work import CannotWorkHere
from storage.conversations import Side
from storage.outbox import OutboxKind
from storage.tables import outbox
from tests.attacks.door import BOT
from tests.support.offices import ALICE, BOB, NOW, THEO, act, file

if TYPE_CHECKING:
    from tests.attacks.door import Door

APP: Final = {"bot_id": "B0POLL", "bot_profile": {"name": "<!channel> Polls"}}


def test_an_app_that_speaks_for_a_technician_does_not_turn_him_into_one(door: Door) -> None:
    number = _with_thread(door)

    door.says(THEO, "Which colour?", channel="C04TEAM", thread_ts="5.5", **APP)

    with door.office.store.read() as tx:
        theo = tx.people.ensure(THEO)
    assert (theo.name, theo.is_bot) == ("Theo", False)
    work.claim(door.office, act(THEO, "claims"), number=number)


def test_nothing_is_assigned_to_somebody_of_another_company_in_the_team_channel(door: Door) -> None:
    number = file(door.office).number
    with door.office.store.write() as tx:
        tx.people.join("it", ["U0SPY"])
    door.event(type="user_change", user={"id": "U0SPY", "name": "Spy", "team_id": "T0OTHER"})

    with pytest.raises(CannotWorkHere):
        work.assign(door.office, act(THEO, "assigns"), number=number, to="U0SPY")


@pytest.mark.parametrize("who", [BOT, "USLACKBOT", "U0GONE", "U0ROBOT"])
def test_nothing_is_filed_for_whoever_cannot_need_anything(door: Door, who: str) -> None:
    with door.office.store.write() as tx:
        gone = {"slack_id": "U0GONE", "name": "Gone", "deactivated": True}
        tx.people.learn([gone])
        for robot in (BOT, "USLACKBOT", "U0ROBOT"):
            tx.people.learn([{"slack_id": robot, "name": "Robot", "is_bot": True}])
    state = {
        "title": {"title": {"value": "Beep"}},
        "requester": {"requester": {"selected_user": who}},
    }

    answer = door.sends(ALICE, "new_request", state)

    assert door.filed() == 0
    assert '"response_action": "errors"' in answer


def test_the_mark_of_a_guest_does_not_swallow_that_of_a_colleague(door: Door) -> None:
    with door.office.store.write() as tx:
        tx.people.learn([{"slack_id": "U0GUEST", "name": "Guest", "is_guest": True}])

    for person in ("U0GUEST", BOB):
        item = {"type": "message", "channel": "C04ALL", "ts": "7.7"}
        stamp = f"{NOW.timestamp():.6f}"
        door.event(type="reaction_added", user=person, reaction="ticket", item=item, event_ts=stamp)

    query = select(outbox.c.facts).where(outbox.c.kind == OutboxKind.LOOKUP)
    with door.office.store.database.read() as connection:
        asked = connection.execute(query).scalars()
        assert {facts["by"] for facts in asked} == {"U0GUEST", BOB}


def _with_thread(door: Door) -> int:
    request = file(door.office)
    with door.office.store.write() as tx:
        tx.conversations.stands(request.id, Side.CARD, channel="C04TEAM", ts="5.5")
    return request.number


def test_a_guest_who_may_not_file_does_not_learn_what_others_have_filed(door: Door) -> None:
    file(door.office, "The printer on floor three is silent")
    with door.office.store.write() as tx:
        tx.people.learn([{"slack_id": "U0GUEST", "name": "Guest", "is_guest": True}])
    state = {"title": {"title": {"value": "The printer on floor three is silent"}}}

    answers = {who: door.sends(who, "new_request", state) for who in (BOB, "U0GUEST")}

    assert "something like it" in answers[BOB]
    assert "does not take requests from guests" in answers["U0GUEST"]
    assert "something like it" not in answers["U0GUEST"]
