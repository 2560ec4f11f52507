"""An office on a test's database, without Slack: for use cases and storage."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.desk import Desk
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.office import Act, Office
from storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.request import Request

TEAM_ID: Final = "T0HOME"
#: A Tuesday morning.
NOW: Final = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)

ALICE, BOB, THEO, TARA, MONA = "U0ALICE", "U0BOB", "U0THEO", "U0TARA", "U0MONA"
TECHNICIANS: Final = (THEO, TARA, "U0ANA", "U0BEN")

DESK: Final = Desk(
    key="it",
    name="IT desk",
    team_channel="C04TEAM",
    calendar=Calendar.always(ZoneInfo("UTC")),
    intake_channels=("C04HELP",),
    leads=frozenset({MONA}),
)


@contextmanager
def office_on(url: str, desk: Desk = DESK) -> Iterator[Office]:
    """Open an office with one desk whose technicians are in its team channel."""
    store = open_store(url, team_id=TEAM_ID, team_url="https://home.slack.com/")
    try:
        with store.write() as tx:
            known = (ALICE, BOB, MONA, *TECHNICIANS)
            tx.people.learn([_profile(name) for name in known], now=NOW)
            tx.people.join(desk.key, TECHNICIANS)
        yield Office(store=store, desks={desk.key: desk}, admins=frozenset({"U0ADMIN"}))
    finally:
        store.close()


def act(person: str, key: str, now: datetime = NOW) -> Act:
    """Describe what somebody of this workspace does."""
    return Act(slack_id=person, key=key, now=now, team_id=TEAM_ID)


def file(office: Office, title: str = "VPN is down", *, by: Act | None = None) -> Request:
    """File a request, by Alice unless told otherwise."""
    filing = Filing(channel="command", text=title)
    view = file_request(office, by or act(ALICE, f"file {title}"), filing)
    assert view is not None
    return view.request


def with_changes(desk: Desk = DESK, **changes: object) -> Desk:
    """Give the desk of the tests with other habits."""
    return replace(desk, **changes)  # type: ignore[arg-type] # replace checks the names itself


def _profile(slack_id: str) -> dict[str, object]:
    return {"slack_id": slack_id, "name": slack_id.removeprefix("U0").title()}
