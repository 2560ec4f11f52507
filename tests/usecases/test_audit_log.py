"""The audit log: rights, settings, exports and erasures, and that nothing is taken out again."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from bot.usecases import work
from bot.usecases.access import OnlyLeads
from bot.usecases.care import auditing, personal_data
from bot.usecases.company import directory
from bot.usecases.company.rights import note_rights
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.looking import reading
from handlers.views.audit import told
from storage.tables import audit_log
from tests.support.offices import ALICE, BOB, DESK, MONA, NOW, TARA, THEO, act

if TYPE_CHECKING:
    from bot.usecases.office import Office


def read(office: Office, desk_key: str | None = None) -> list[str]:
    return [told(one) for one in auditing.whole_trail(office, desk_key, page=1)]


def test_rights_are_noted_at_the_start_and_only_once(office: Office) -> None:
    first = note_rights(office, NOW)
    again = note_rights(office, NOW)

    assert (first, again) == (6, 0)
    assert "Theo is technician of IT desk now" in read(office)
    assert "Mona is lead of IT desk now" in read(office)


def test_whoever_leaves_the_team_channel_loses_a_right_and_that_is_noted(office: Office) -> None:
    note_rights(office, NOW)

    directory.member_left(office, act(THEO, "leaves"), channel=DESK.team_channel)
    directory.member_joined(office, act(BOB, "joins"), channel=DESK.team_channel)

    assert read(office)[:2] == [
        "Bob is technician of IT desk now",
        "Theo is technician of IT desk no more",
    ]


def test_of_many_who_join_at_once_each_right_is_noted_once(office: Office) -> None:
    newcomers = [f"U0NEW{number}" for number in range(12)]
    gate = threading.Barrier(len(newcomers))

    def join(slack_id: str) -> None:
        gate.wait(timeout=30)
        directory.member_joined(
            office, act(slack_id, f"join {slack_id}"), channel=DESK.team_channel
        )

    with ThreadPoolExecutor(len(newcomers)) as pool:
        list(pool.map(join, newcomers))

    # They have no names yet.
    noted = [line for line in read(office) if line.startswith("somebody is technician")]
    assert len(noted) == len(newcomers)


def test_settings_and_groups_give_and_take_rights(office: Office) -> None:
    note_rights(office, NOW)
    desk = replace(DESK, leads=frozenset({TARA}), technician_groups=frozenset({"S1"}))
    changed = replace(office, desks={"it": desk}, admins=frozenset())

    directory.learn_group(changed, "S1", slack_ids=[BOB])
    note_rights(changed, NOW)

    assert {line.partition(" is ")[2] for line in read(office)[:4]} == {
        "technician of IT desk now",
        "lead of IT desk now",
        "lead of IT desk no more",
        "admin no more",
    }


def test_guests_and_those_who_have_left_hold_no_right(office: Office) -> None:
    with office.store.write() as tx:
        tx.people.learn([{"slack_id": THEO, "name": "Theo", "deactivated": True}])

    note_rights(office, NOW)

    assert not [line for line in read(office) if "Theo" in line]


def test_settings_that_changed_are_noted_with_what_they_were(office: Office) -> None:
    first = auditing.note_settings(office, {"log_level": "INFO", "http.port": "1"}, now=NOW)
    auditing.note_settings(office, {"log_level": "DEBUG", "leaderboard": "off"}, now=NOW)
    same = auditing.note_settings(office, {"log_level": "DEBUG", "leaderboard": "off"}, now=NOW)

    assert (first, same) == (2, 0)
    assert set(read(office)) == {
        "setting http.port went from 1 to nothing",
        "setting leaderboard went from nothing to off",
        "setting log_level went from INFO to DEBUG",
    }


def test_exports_and_erasures_are_noted_without_the_name_of_whoever_is_gone(office: Office) -> None:
    personal_data.export(office, BOB, now=NOW)
    exported = read(office)

    personal_data.erase(office, BOB, now=NOW)

    assert exported == ["what is held about Bob was exported"]
    assert read(office) == ["somebody was erased", "what is held about somebody was exported"]


def test_leads_read_the_log_of_their_desk_and_admins_all_of_it(office: Office) -> None:
    filing = Filing(channel="form", text="My salary", private=True)
    view = file_request(office, act(ALICE, "file"), filing)
    assert view is not None
    work.claim(office, act(TARA, "claims"), number=view.request.number)
    reading.one_request(office, act(MONA, "reads"), number=view.request.number)
    auditing.note_settings(office, {"a": "1"}, now=NOW)
    auditing.note_settings(office, {"a": "2"}, now=NOW)

    lead = auditing.trail(office, act(MONA, "asks"), DESK, page=1)
    admin = auditing.trail(office, act("U0ADMIN", "asks"), DESK, page=1)

    assert "Mona read it (#1)" in [told(one) for one in lead]
    assert "setting a went from 1 to 2" not in [told(one) for one in lead]
    assert "setting a went from 1 to 2" in [told(one) for one in admin]
    for nobody in (THEO, ALICE):
        with pytest.raises(OnlyLeads):
            auditing.trail(office, act(nobody, "asks"), DESK, page=1)
    assert "salary" not in str(admin)


def test_the_log_is_read_page_by_page(office: Office) -> None:
    for number in range(auditing.PAGE + 2):
        auditing.note_settings(office, {"number": str(number)}, now=NOW)

    first, second, third = (auditing.whole_trail(office, None, page=page) for page in (1, 2, 3))

    assert (len(first), len(second), len(third)) == (auditing.PAGE, 1, 0)
    assert told(first[0]) == f"setting number went from {auditing.PAGE} to {auditing.PAGE + 1}"


@pytest.mark.parametrize("change", [update(audit_log).values(act="shown"), delete(audit_log)])
def test_the_database_refuses_to_change_or_remove_what_was_noted(
    office: Office, change: object
) -> None:
    personal_data.export(office, BOB, now=NOW)

    with (
        pytest.raises(DBAPIError, match="nothing in the audit log is changed or removed"),
        office.store.database.write() as connection,
    ):
        connection.execute(change)  # type: ignore[call-overload] # one of two kinds of statement

    assert read(office) == ["what is held about Bob was exported"]
