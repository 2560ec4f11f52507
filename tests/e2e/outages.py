"""A company with systems, in which something is out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.e2e.workplace import CONFIG, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message, Person
    from tests.e2e.workplace import Plan, Workplace

FINANCE: Final = "C04FIN"
COMPANY: Final = f"""
[[systems]]
name = "VPN"
scope = "enterprise"
words = ["tunnel"]

[[systems]]
name = "Ledger Pro"

[[departments]]
name = "Finance"
people = ["U0ALICE"]
top_systems = ["Ledger Pro"]
channel = "{FINANCE}"

[[departments]]
name = "Sales"
leader = "U0BOB"

[[departments]]
name = "Legal"
{CONFIG}
outage_after_requests = 3
"""


@contextmanager
def company(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace in a company that knows its systems."""
    with workplace(replace(plan, config=COMPANY)) as office:
        office.slack.add_channel("finance", members=[office.cast.alice], channel_id=FINANCE)
        yield office


def types(office: Workplace, order: str, *, by: Person | None = None) -> str:
    """Let Theo, unless told otherwise, type a verb of the desk; read the answer."""
    outcome = (by or office.cast.theo).command("/desk", order)
    office.settle()
    return office.told(outcome)


def opened(office: Workplace, words: str = "VPN Nobody gets in") -> int:
    """Have Theo open an outage; give its number."""
    types(office, f"outage {words}")
    return office.last_number()


def bulletins(office: Workplace) -> list[Message]:
    """List what stands at the top of the channel of Finance."""
    found = office.slack.messages(FINANCE)
    return [m for m in found if not m.is_reply and not m.deleted]


def inbox(office: Workplace, person: Person) -> list[str]:
    """Read somebody's direct messages with the bot."""
    return [office.reads(message) for message in person.inbox]
