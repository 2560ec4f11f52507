"""Words that would ring everybody, in outages, contracts, escalations and the names of systems."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.usecases.vendors import register
from tests.attacks.test_pings import ENOUGH, FORBIDDEN, LOUD, everything, markup
from tests.e2e.outages import COMPANY, FINANCE
from tests.e2e.workplace import Plan, Workplace, workplace
from tests.support.offices import act
from tests.usecases.test_vendors import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VPN: Final = "<!here> VPN"
VENDOR: Final = "<!channel> Lenovo"


@pytest.fixture
def loud(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace whose systems, departments and vendors have loud names."""
    config = COMPANY.replace('"VPN"', f'"{VPN}"').replace('"Legal"', '"<!channel> Legal"')
    plan = Plan(database_url=database_url, folder=tmp_path)
    with workplace(replace(plan, config=config)) as opened:
        opened.slack.add_channel("finance", members=[opened.cast.alice], channel_id=FINANCE)
        office = opened.bot.office
        way = replace(DRAFT.contact, name=LOUD, way=LOUD)
        draft = replace(DRAFT, name=VENDOR, contract=LOUD, services=LOUD, contact=way)
        saved = replace(act(opened.cast.mona.id, "save", opened.clock.now()), team_id=None)
        register.save(office, saved, office.first_desk, draft, vendor_id=0)
        yield opened


def test_no_words_ring_anybody_by_way_of_an_outage_or_a_vendor(loud: Workplace) -> None:
    number = loud.claimed(f"{VPN} is down {LOUD}")

    _works_noisily(loud, number)
    _reads_noisily(loud)

    finance = [m for m in loud.slack.messages(FINANCE) if m.user == loud.slack.bot_user_id]
    told = [text for m in finance for text in (m.text, *markup(m.blocks))]
    shown = [*everything(loud), *told]
    assert told
    assert len(shown) > ENOUGH
    assert [text for text in shown for word in FORBIDDEN if word in text] == []


def _works_noisily(loud: Workplace, number: int) -> None:
    for order in (
        f"outage {VPN} {LOUD}",
        "outage list",
        f"outage 2 update 45m {LOUD}",
        "outage 2 update",
        "outage <!channel> No such thing",
        "queue",
        f"escalate {number} vendor {VENDOR} {LOUD}",
        f"escalate {number} vendor {VENDOR} {LOUD}",
        f"escalate {number} vendor <!channel> {LOUD}",
        f"vendor {number} reference {LOUD}",
        f"vendor {number} waits {LOUD}",
        f"vendor {number} resolved {LOUD}",
        f"escalate {number} tier2 {LOUD}",
        f"escalate {number} back {LOUD}",
        f"away until {LOUD}",
        "away",
        f"why {number}",
    ):
        loud.cast.theo.command("/desk", order)
        loud.settle()


def _reads_noisily(loud: Workplace) -> None:
    for order in ("vendor", f"vendor {VENDOR}", "vendor <!channel>", "audit", "", "digest"):
        loud.cast.mona.command("/desk", order)
    loud.clock.advance(timedelta(days=1))
    loud.tick()
    loud.settle()
    loud.cast.theo.command("/desk", f"outage 2 over {LOUD}")
    loud.settle()
