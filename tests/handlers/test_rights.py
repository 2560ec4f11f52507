"""Who may do what: every role, every verb, own requests and those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.clock import SetClock
from bot.domain.request import HoldReason
from bot.usecases import endings, intake, merging, work
from bot.usecases.access import GuestsCannotFile, NotYourRequest, OnlyLeads, OnlyTechnicians
from bot.usecases.endings import Solution
from bot.usecases.intake import Filing
from bot.usecases.office import Act
from handlers.context import Context
from handlers.listeners.commands import desk
from handlers.listeners.verbs import VERBS
from handlers.payloads import Command
from tests.support.offices import DESK, NOW, TEAM_ID, act, file, office_on, with_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office

#: Each verb that is about one request, and the state in which it makes sense.
ABOUT: Final = {
    "claim": "new",
    "release": "claimed",
    "assign": "new",
    "priority": "new",
    "route": "new",
    "hold": "new",
    "resume": "held",
    "escalate": "new",
    "resolve": "claimed",
    "reopen": "resolved",
    "cancel": "new",
    "merge": "new",
    "unmerge": "merged",
    "show": "new",
    "why": "new",
    "audit": "new",
}
REST: Final = {
    "assign": "<@U0TARA>",
    "priority": "P1",
    "route": "Network",
    "hold": "vendor The part is ordered",
    "escalate": "Needs a specialist",
    "resolve": "Restarted it",
    "reopen": "It came back",
    "cancel": "No longer needed",
    "merge": "into {other}",
    "find": "vpn",
}
AT_THE_DESK: Final = {"board", "queue", "find", "digest", "leaderboard"}

EVERYTHING: Final = frozenset(VERBS)
WORK: Final = EVERYTHING - {"audit"}
NOTHING: Final = EVERYTHING - ABOUT.keys() - AT_THE_DESK
OWN: Final = NOTHING | {"show", "why", "reopen", "cancel"}

#: What each of them may do with a request of their own, and with one of somebody else.
MAY: Final = {
    "U0THEO": (WORK, WORK),
    "U0MONA": (EVERYTHING, EVERYTHING),
    "U0BOB": (OWN, NOTHING),
    "U0ADMIN": (OWN | {"audit"}, NOTHING | {"audit"}),
    "U0GUEST": (OWN, NOTHING),
    "U0STRANGER": (OWN, NOTHING),
    "U0GONE": (OWN, NOTHING),
}


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """Open an office that takes requests from everybody, guests in its team channel included."""
    open_desk = with_changes(DESK, guests_may_file=True, outsiders_may_file=True)
    with office_on(database_url, open_desk) as opened:
        special = (("U0GUEST", "is_guest"), ("U0GONE", "deactivated"))
        with opened.store.write() as tx:
            for slack_id, mark in special:
                tx.people.learn([{"slack_id": slack_id, "name": slack_id, mark: True}])
            # Whoever is a guest or has left is no technician, wherever he still is a member.
            tx.people.join("it", ["U0GUEST", "U0GONE", "U0STRANGER"])
        yield opened


@pytest.mark.parametrize("person", MAY)
def test_rights_over_own_requests(office: Office, person: str) -> None:
    allowed = {verb for verb in EVERYTHING if _may(office, person, verb, requester=person)}

    assert allowed == MAY[person][0]


@pytest.mark.parametrize("person", MAY)
def test_rights_over_requests_of_others(office: Office, person: str) -> None:
    allowed = {verb for verb in EVERYTHING if _may(office, person, verb, requester="U0ALICE")}

    assert allowed == MAY[person][1]


def test_guests_and_outsiders_file_only_where_the_desk_says_so(database_url: str) -> None:
    filing = Filing(channel="dm", text="Let me in")
    refused = []

    with office_on(database_url) as office:
        with office.store.write() as tx:
            tx.people.learn([{"slack_id": "U0GUEST", "name": "Guest", "is_guest": True}])
        for person in ("U0GUEST", "U0STRANGER"):
            with pytest.raises(GuestsCannotFile) as caught:
                intake.file_request(office, _act(person, "file"), filing)
            refused.append(caught.value.sentence())

    assert set(refused) == {
        "IT desk does not take requests from guests. Please ask a colleague to file it for you."
    }


def _may(office: Office, person: str, verb: str, *, requester: str) -> bool:
    words = f"{verb} {REST.get(verb, '')}"
    if verb in ABOUT:
        key = f"{person} {verb}"
        number = _prepared(office, ABOUT[verb], requester, key)
        rest = REST.get(verb, "")
        if "{other}" in rest:
            other = _prepared(office, "new", requester, f"{key} once more")
            rest = rest.format(other=other)
        words = f"{verb} {number} {rest}"
    context = Context(office=office, clock=SetClock(NOW), bot_user="U0BOT")
    doing = _act(person, f"{person} does {verb}")
    command = Command(
        name="/desk", text=words, user=person, team=doing.team_id, channel="D0", trigger=doing.key
    )
    try:
        desk(context, doing, command)
    except (OnlyTechnicians, OnlyLeads, NotYourRequest):
        return False
    return True


def _prepared(office: Office, state: str, requester: str, key: str) -> int:
    number = file(office, f"For {key}", by=_act(requester, f"{key} files")).number
    tara = act("U0TARA", f"{key} prepares")
    if state in {"claimed", "resolved"}:
        work.claim(office, tara, number=number)
    if state == "merged":
        whole = file(office, f"Whole of {key}", by=_act(requester, f"{key} files again")).number
        merging.merge(office, tara, number=number, into=whole)
    if state == "held":
        work.hold(office, tara, number=number, why=HoldReason.VENDOR, reason="Ordered")
    if state == "resolved":
        done = act("U0TARA", f"{key} resolves")
        endings.resolve(office, done, number=number, solution=Solution(note="Done"))
    return number


def _act(person: str, key: str) -> Act:
    """Let somebody act; the stranger belongs to another company's workspace."""
    team = "T0OTHER" if person == "U0STRANGER" else TEAM_ID
    return Act(slack_id=person, key=key, now=NOW, team_id=team)
