"""What the company has lived through before somebody comes to visit."""

from __future__ import annotations

import csv
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.company import DESK, TECHNICIANS, VENDOR, ZONE, slack_id
from bot.demo.history import history
from bot.domain.incentives.people import Consent
from bot.domain.vendors.vendor import Vendor
from bot.usecases.company.person import set_recognition
from bot.usecases.office import Act
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
    _sign(office, now)
    replay(office, job, progress=lambda _requests: None)
    return True


def write(file: Path, happenings: Iterable[Happening]) -> None:
    """Write a history in the format that a replay reads."""
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.DictWriter(text, COLUMNS)
        rows.writeheader()
        for happening in happenings:
            rows.writerow({**asdict(happening), "ts": happening.ts.isoformat()})


def _sign(office: Office, now: datetime) -> None:
    """Have a contract with a company that repairs hardware, as Mona could with `/desk vendor`."""
    year = timedelta(days=365)
    contract = Vendor(
        id=0,
        desk_key=DESK,
        name=VENDOR,
        contract="NW-2041",
        services="Repairs of laptops, docks and screens",
        categories=("Hardware",),
        hours="mon-fri 08:00-18:00",
        zone=ZONE.key,
        holidays="DE",
        response=60,
        resolution=240,
        since=now,
        ends=(now + year).astimezone(ZONE).date(),
    )
    notice = contract.next_notice(now)
    with office.store.write() as tx:
        tx.vendors.save(contract, notice_at=notice[1] if notice else None)


def _agree(office: Office, now: datetime) -> None:
    """Let the technicians agree to be thanked by name, as each could with `/desk me`."""
    for name in _WILLING:
        act = Act(slack_id=slack_id(name), key=f"agreed:{name}", now=now)
        set_recognition(office, act, Consent.GIVEN)
