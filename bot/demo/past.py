"""What the company has lived through before somebody comes to visit."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.company import DESK, TECHNICIANS, ZONE, slack_id
from bot.demo.history import history
from bot.domain.incentives.people import Consent
from bot.usecases.office import Act
from bot.usecases.person import set_recognition
from bot.usecases.replay.lines import COLUMNS, read_recording
from bot.usecases.replay.loading import Job, replay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.demo.life import Happening
    from bot.usecases.office import Office

WEEKS = 5
_HISTORY = "history.csv"
#: Nobody has asked the newest colleague yet.
_WILLING = TECHNICIANS[:-1]


def live_through(office: Office, folder: Path, now: datetime) -> bool:
    """Load five weeks up to yesterday evening; False if the database has a past already.

    The history goes through a file in `folder`, such as `firstline replay` reads.
    """
    with office.store.read() as tx:
        if tx.reporting.first_event_at(DESK) is not None:
            return False
    desk, file = office.desks[DESK], folder / _HISTORY
    today = now.astimezone(ZONE).date()
    first, last = today - timedelta(weeks=WEEKS), today - timedelta(days=1)
    write(file, history(first, last, desk.calendar))
    with file.open(encoding="utf-8", newline="") as text:
        job = Job(recording=read_recording(text, ZONE), desk=desk)
    _agree(office, now)
    replay(office, job, progress=lambda _requests: None)
    return True


def write(file: Path, happenings: Iterable[Happening]) -> None:
    """Write a history in the format that a replay reads."""
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.DictWriter(text, COLUMNS)
        rows.writeheader()
        for happening in happenings:
            rows.writerow({**asdict(happening), "ts": happening.ts.isoformat()})


def _agree(office: Office, now: datetime) -> None:
    """Let the technicians agree to be thanked by name, as each could with `/desk me`."""
    for name in _WILLING:
        act = Act(slack_id=slack_id(name), key=f"agreed:{name}", now=now)
        set_recognition(office, act, Consent.GIVEN)
