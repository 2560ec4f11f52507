"""However many requests there are, and whatever they are called, every list stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.office import Act
from storage.tables import outbox

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace

MANY = 200
TITLES = (
    "printer " + "\N{FIRE EXTINGUISHER}" * 200,
    "printer <!channel>",
    "printer " + "x" * 10_000,
)


@pytest.fixture
def crowded(office: Workplace) -> Workplace:
    """Let Alice have more open than anybody reads; the messages about it are not waited for."""
    for place in range(MANY):
        act = Act(slack_id=office.cast.alice.id, key=f"crowd {place}", now=office.clock.now())
        filing = Filing(channel="command", text=TITLES[place % len(TITLES)], details="y" * 10_000)
        file_request(office.bot.office, act, filing)
    with office.bot.office.store.database.write() as connection:
        connection.execute(delete(outbox))
    return office


@pytest.mark.parametrize(
    ("order", "rest"),
    [("queue", 185), ("queue unclaimed", 185), ("find printer", 185), ("", 192)],
)
def test_a_technician_reads_the_first_and_the_number_of_the_rest(
    crowded: Workplace, order: str, rest: int
) -> None:
    theo = crowded.cast.theo

    told = crowded.told(theo.command("/desk", order))

    assert f"and {rest} more" in told
    assert "<!channel>" in told
    assert crowded.slack.refusals == []


def test_a_requester_reads_the_first_and_the_number_of_the_rest(crowded: Workplace) -> None:
    alice = crowded.cast.alice

    listed = crowded.told(alice.command("/request", "list"))
    one = crowded.told(alice.command("/request", str(MANY)))
    alice.command("/request")
    crowded.until(lambda: alice.view, "the form")

    assert "You have 200 requests." in listed
    assert "and 185 more" in listed
    assert f"#{MANY} printer" in one
    assert alice.view is not None
    assert "and 195 more." in crowded.slack.read(alice.view)
    assert crowded.slack.refusals == []
