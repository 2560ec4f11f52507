"""Requests in every state that an act may be about, made when they are needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from bot.domain.request import HoldReason
from bot.usecases import endings, merging, surveys, talk, work
from bot.usecases.endings import Solution
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.outages import news, starting
from bot.usecases.outages.starting import Trouble
from bot.usecases.vendors import engaging, progress
from bot.usecases.vendors.engaging import Help
from bot.usecases.vendors.progress import Said, Word
from storage.conversations import Side
from tests.handlers.rights.people import SYSTEM, Role, hospitable
from tests.support.offices import ALICE, NOW, TARA, act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Act, Office

OWN: Final = "own"
OTHERS: Final = "others'"
PRIVATE: Final = "private"
#: Whose request it is: the person's, somebody else's, or somebody else's private one.
WHOSE: Final = (OWN, OTHERS, PRIVATE)
#: What nobody alone needs.
NOBODYS: Final = {"out", "proposed"}
_ASKING: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request that somebody may try something on, another one, and what belongs to it.

    `card` and `talk` are the timestamps of its two threads in Slack.
    """

    number: int = 0
    other: int = 0
    message: int = 0
    survey: int = 0
    proposal: int = 0

    @property
    def card(self) -> str:
        """Where its card stands, in the team's channel."""
        return f"{self.number}.1"

    @property
    def talk(self) -> str:
        """Where its conversation begins, in the intake channel."""
        return f"{self.number}.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Requests by state and requester; those that nobody has changed are handed out again."""

    office: Office
    made: dict[tuple[str, str, str], Case] = field(default_factory=dict)
    keys: Iterator[int] = field(default_factory=count)

    def get(self, state: str, whose: str, role: Role) -> Case | None:
        """Give a request in a state; None where there is none such."""
        is_impossible = whose == PRIVATE and state == "part of another"
        is_impossible |= whose != OTHERS and state in NOBODYS
        if is_impossible or (whose == OWN and _owns_nothing(role, state)):
            return None
        key = (state, whose, role.name if whose == OWN else "")
        if key not in self.made:
            self.made[key] = self._make(state, whose, role)
        return self.made[key]

    def spoil(self, state: str, whose: str, role: Role) -> None:
        """Hand a request out no more, since somebody has changed it."""
        self.made.pop((state, whose, role.name if whose == OWN else ""), None)

    def _make(self, state: str, whose: str, role: Role) -> Case:
        if state in NOBODYS:
            return self._out() if state == "out" else self._proposed()
        number, other = (self._file(whose, role) for _ in "12")
        self._stand(number)
        if state != "new":
            self._claim(number)
        if state == "on hold":
            work.hold(self.office, self._tara(), number=number, why=HoldReason.VENDOR, reason="So")
        if state in {"with a vendor", "waited for"}:
            self._engage(number, state)
        if state == "part of another":
            merging.merge(self.office, self._tara(), number=number, into=other)
        if state in {"said", "noted"}:
            said = self._say(number, whose, "// Hm" if state == "noted" else "Hm")
            return Case(number=number, other=other, message=said)
        if state in {"resolved", "asked", "rated"}:
            note = Solution(note="Done")
            endings.resolve(self.office, self._tara(), number=number, solution=note)
        survey = self._ask(number, whose, role, state) if state in {"asked", "rated"} else 0
        return Case(number=number, other=other, survey=survey)

    def _out(self) -> Case:
        """Let something be out, and something else wait to be part of it."""
        for outage in news.ongoing(self.office):
            endings.cancel(self.office, self._tara(), number=outage.number, reason="None")
        trouble = Trouble(system=SYSTEM, known="Nobody gets in")
        opened = starting.start(self.office, self._tara(), self.office.desks["it"], trouble)
        part = Filing(channel="form", text="I do not get in", system=SYSTEM)
        assert intake.file_request(self.office, act(ALICE, self._key()), part) is not None
        assert opened is not None
        return Case(number=opened.number)

    def _proposed(self) -> Case:
        with self.office.store.write() as tx:
            proposal = tx.proposals.add("it", self._key(), [1], now=NOW)
        assert proposal is not None
        return Case(proposal=proposal)

    def _file(self, whose: str, role: Role) -> int:
        by = role.act(self._key()) if whose == OWN else act(ALICE, self._key())
        filing = Filing(channel="form", text="VPN is down", private=whose == PRIVATE)
        view = intake.file_request(hospitable(self.office), by, filing)
        assert view is not None
        return view.request.number

    def _stand(self, number: int) -> None:
        """Put both of its threads where Slack would have them."""
        case = Case(number=number)
        with self.office.store.write() as tx:
            request = tx.requests.by_number(number).request
            tx.conversations.stands(request.id, Side.CARD, channel="C04TEAM", ts=case.card)
            tx.conversations.stands(request.id, Side.REQUESTER, channel="C04HELP", ts=case.talk)

    def _claim(self, number: int) -> None:
        work.claim(self.office, self._tara(), number=number)

    def _engage(self, number: int, state: str) -> None:
        wanted = Help(vendor_id=None, reason="Lenovo It is dead")
        engaging.engage(self.office, self._tara(), number=number, wanted=wanted)
        if state == "waited for":
            progress.note(self.office, self._tara(), number=number, word=Word(said=Said.WAITS))

    def _say(self, number: int, whose: str, text: str) -> int:
        """Let the owner write where the owner of such a request does."""
        ts = Case(number=number).card
        if whose == PRIVATE:
            ts = f"{number}.3"
            with self.office.store.write() as tx:
                request = tx.requests.by_number(number).request
                tx.conversations.stands(request.id, Side.OWNER, channel="C04TEAM", ts=ts)
        said = talk.Said(channel="C04TEAM", thread_ts=ts, ts=f"{ts}1", text=text, said_at=NOW)
        talk.hear(self.office, self._tara(), said)
        with self.office.store.read() as tx:
            message = tx.messages.at("C04TEAM", f"{ts}1")
        assert message is not None
        return message.id

    def _ask(self, number: int, whose: str, role: Role, state: str) -> int:
        later = self.office.desks["it"].calendar.add_minutes(NOW, _ASKING)
        surveys.ask_due(self.office, later)
        with self.office.store.read() as tx:
            request = tx.requests.by_number(number).request
            (survey,) = tx.surveys.undecided_of(request.id)
        if state == "rated":
            by = role.act(self._key()) if whose == OWN else act(ALICE, self._key())
            surveys.rate(self.office, by, survey_id=survey.id, score=4)
        return survey.id

    def _tara(self) -> Act:
        return act(TARA, self._key())

    def _key(self) -> str:
        return f"prepares {next(self.keys)}"


def _owns_nothing(role: Role, state: str) -> bool:
    # Nothing is filed for an app, and nobody asks whoever has left how it was.
    return role.name == "app" or (role.name == "left" and state in {"asked", "rated"})
