"""Who knocks at the desk's door, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from bot.domain.departments import Department, Departments
from bot.domain.systems import System, Systems
from bot.usecases.office import Act
from tests.support.company import LENOVO
from tests.support.offices import BOB, DESK, MONA, NOW, TEAM_ID, THEO

if TYPE_CHECKING:
    from bot.usecases.office import Office

HR: Final = replace(
    DESK,
    key="hr",
    name="HR desk",
    team_channel="C04HR",
    intake_channels=(),
    leads=frozenset({"U0HRLEAD"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Somebody in a role, and what Slack says about such a person."""

    name: str
    slack_id: str
    team: str = TEAM_ID
    marks: dict[str, Any] = field(default_factory=dict)

    def act(self, key: str) -> Act:
        """Describe what this person does."""
        return Act(slack_id=self.slack_id, team_id=self.team, key=key, now=NOW)


ROLES: Final = (
    Role(name="colleague", slack_id=BOB),
    Role(name="technician", slack_id=THEO),
    Role(name="technician of another desk", slack_id="U0HANNA"),
    Role(name="lead", slack_id=MONA),
    Role(name="lead of another desk", slack_id="U0HRLEAD"),
    Role(name="admin", slack_id="U0ADMIN"),
    Role(name="department leader", slack_id="U0LEADER"),
    Role(name="guest", slack_id="U0GUEST", marks={"is_guest": True}),
    Role(name="outsider", slack_id="U0STRANGER", team="T0OTHER", marks={"is_external": True}),
    Role(name="left", slack_id="U0GONE", marks={"deactivated": True}),
    Role(name="app", slack_id="U0ROBOT", marks={"is_bot": True}),
)
#: What can be out; each of them may open an outage of a system of their own.
SYSTEM: Final = "VPN"
#: These have no rights at a desk, even though they are in its team channel.
IN_VAIN: Final = ("guest", "outsider", "left", "app")


def peopled(office: Office) -> Office:
    """Give an office a second desk, a department, and everybody of `ROLES`."""
    sales = Department(name="Sales", leader="U0LEADER", people=frozenset({BOB, "U0LEADER"}))
    with office.store.write() as tx:
        tx.people.learn([_profile(role) for role in ROLES], now=NOW)
        tx.people.join("it", [role.slack_id for role in ROLES if role.name in IN_VAIN])
        tx.people.join("hr", ["U0HANNA"])
        tx.vendors.save(LENOVO, notice_at=None)
    desks = {**office.desks, "hr": HR}
    systems = Systems(listed=tuple(map(_system, (SYSTEM, *(role.slack_id for role in ROLES)))))
    departments = Departments(listed=(sales,))
    return replace(office, desks=desks, departments=departments, systems=systems)


def hospitable(office: Office) -> Office:
    """Let guests and outsiders file, so that they have requests of their own."""
    desk = replace(office.desks["it"], guests_may_file=True, outsiders_may_file=True)
    return replace(office, desks={**office.desks, "it": desk})


def _system(name: str) -> System:
    return System(name=name)


def _profile(role: Role) -> dict[str, Any]:
    name = role.slack_id.removeprefix("U0").title()
    return {"slack_id": role.slack_id, "name": name, "team_id": role.team, **role.marks}
