"""One walk through the table: everybody tries everything, and what came of it is written down."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tests.attacks.door import Door, door_to
from tests.handlers.rights.cases import WHOSE, Cases
from tests.handlers.rights.people import ROLES, Role, peopled
from tests.handlers.rights.refusals import OF_RIGHTS, TO_NOBODY, refused_by
from tests.handlers.rights.tries import Try
from tests.handlers.rights.watching import Ear, Watch, answer, sentences
from tests.support.offices import office_on
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.handlers.rights.table import Line

#: Whoever is refused in an event is told so once, for which the delivery is noted.
HARMLESS: Final = frozenset({"deliveries"})
#: What the door says of a payload that nobody could have sent, and of a failure of its own.
NOT_TRIED: Final = ("That button no longer works", "I could not do that just now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The door, what is heard through it, and the requests behind it."""

    door: Door
    ear: Ear
    watch: Watch
    cases: Cases

    def line(self, attempt: Callable[[Try, str], str], line: Line) -> dict[str, str]:
        """Let everybody try one thing; give what each of them may, by role."""
        return {role.name: self._cell(attempt, line, role) for role in ROLES}

    def _cell(self, attempt: Callable[[Try, str], str], line: Line, role: Role) -> str:
        if not line.state:
            one = Try(door=self._of(role), who=role.slack_id)
            return "yes" if self._may(attempt, line, one) else "no"
        allowed = [whose for whose in WHOSE if self._may_with(attempt, line, role, whose)]
        return "all" if allowed == list(WHOSE) else ", ".join(allowed) or "no"

    def _may_with(
        self, attempt: Callable[[Try, str], str], line: Line, role: Role, whose: str
    ) -> bool:
        case = self.cases.get(line.state, whose, role)
        if case is None:
            return False
        one = Try(door=self._of(role), who=role.slack_id, case=case)
        may = self._may(attempt, line, one)
        if self.watch.written - HARMLESS:
            self.cases.spoil(line.state, whose, role)
        return may

    def _may(self, attempt: Callable[[Try, str], str], line: Line, one: Try) -> bool:
        """Try it; whoever is refused has to hear who may, and must not have changed a thing."""
        self.ear.heard.clear()
        self.watch.written.clear()
        answered = attempt(one, line.name)
        eventually(lambda: self.door.on_the_spot.is_idle, "the last answer", poll=0.0005)
        said = sentences([answer(answered), *self.ear.heard])
        refusal = refused_by(said)
        changed = self.watch.written - HARMLESS
        where = f"{one.who} tries {line.name} on #{one.case.number}: {said}"
        assert not [one for one in said if one.startswith(NOT_TRIED)], where
        if refusal is None:
            return bool(answered or self.ear.heard or changed)
        assert refusal in (*OF_RIGHTS, *TO_NOBODY), where
        assert not changed, f"{where} and changed {changed}"
        return False

    def _of(self, role: Role) -> Door:
        return replace(self.door, team=role.team)


@contextmanager
def walk_on(url: str) -> Iterator[Walk]:
    """Open an office with everybody around it."""
    ear = Ear()
    with office_on(url) as bare:
        office = peopled(bare)
        with door_to(office, ear) as door:
            yield Walk(
                door=door,
                ear=ear,
                watch=Watch(office.store.database.engine),
                cases=Cases(office=office),
            )
