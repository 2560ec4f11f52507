"""What a vendor has done, as technicians note it: answered, solved, waiting for us, going on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.vendors import engagement
from bot.domain.vendors.chasing import chase_due
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work
from bot.usecases.vendors.engaging import split_name
from bot.usecases.work import ReasonMissing

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.events import Event, Fact
    from bot.domain.request import Request
    from bot.domain.vendors.engagement import Engagement
    from bot.domain.vendors.vendor import Vendor
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class NotEngaged(Refused):
    """No vendor is at #{number} right now. To ask one: escalate {number} vendor NAME REASON."""


class WhichVendor(Refused):
    """Several vendors are at #{number}: {names}. Please name the one, such as: {usage}."""


class UnknownWord(Refused):
    """Please say what they did, with responded, resolved, waits, goes-on or reference."""


class Said(StrEnum):
    """What a vendor has done, as people type it."""

    RESPONDED = "responded"
    RESOLVED = "resolved"
    WAITS = "waits"
    GOES_ON = "goes-on"


_KINDS = {
    Said.RESPONDED: EventKind.VENDOR_RESPONDED,
    Said.RESOLVED: EventKind.VENDOR_RESOLVED,
    Said.WAITS: EventKind.VENDOR_WAITING,
    Said.GOES_ON: EventKind.VENDOR_GOES_ON,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The request after it, and the vendor who it was."""

    request: Request
    vendor: Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is noted: of the `n`th engagement, or of the vendor with whose name `text` begins."""

    said: Said
    n: int | None = None
    text: str = ""


def note(office: Office, act: Act, *, number: int, word: Word) -> Noted | None:
    """Note what a vendor has done; its clock goes by it.

    None if this delivery has been seen before. Raises `NotEngaged`, `WhichVendor`, and what the
    engagement refuses.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        before, vendor, text = _meant(tx, case, word.said, word.text, n=word.n)
        _require_possible(before, vendor, word.said, number)
        after, steps = _stepped(case, before, vendor.calendar, word.said, now=act.now)
        request = moves.record(tx, case.stored, case.desk, steps, note=text)
        look = next_look(after, vendor, case, act.now)
        tx.engagements.save(after, chase_at=look)
        telling.redraw(tx, request, case.desk, now=act.now)
        if word.said is Said.RESOLVED:
            _ask_to_check(tx, case, request, after, now=act.now)
        return Noted(request=request, vendor=vendor)


def refer(office: Office, act: Act, *, number: int, text: str) -> Noted | None:
    """Note what a vendor calls the case; `text` may begin with the vendor's name.

    None if this delivery has been seen before. Raises `NotEngaged`, `WhichVendor`,
    `ReasonMissing`.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        at_work, vendor, reference = _meant(tx, case, "reference", text)
        if not reference:
            raise ReasonMissing(usage=f"vendor {number} reference NUMBER")
        tx.engagements.set_reference(at_work.id, reference)
        telling.redraw(tx, case.request, case.desk, now=act.now)
        return Noted(request=case.request, vendor=vendor)


def next_look(at_work: Engagement, vendor: Vendor, case: Case, now: datetime) -> datetime | None:
    """Say when somebody has to be reminded next, unless the vendor is done."""
    if not at_work.is_open:
        return None
    return chase_due(at_work, vendor.calendar, case.desk.calendar, now)[1]


def _meant(
    tx: Transaction, case: Case, verb: str, words: str, *, n: int | None = None
) -> tuple[Engagement, Vendor, str]:
    """Find the engagement that somebody means, and what else was said about it."""
    known = [one.at_work for one in tx.engagements.of(case.request.id)]
    if n is not None:
        # A button may be older than what it is about, which the engagement then refuses.
        known = [one for one in known if one.n == n]
    else:
        known = [one for one in known if one.is_open]
    if not known:
        raise NotEngaged(number=case.request.number)
    vendors = tx.vendors.several({one.vendor_id for one in known})
    named, text = split_name(words, list(vendors.values()))
    meant = [one for one in known if named is None or one.vendor_id == named.id]
    if len(meant) > 1:
        names = ", ".join(sorted(vendor.name for vendor in vendors.values()))
        usage = f"vendor {case.request.number} {verb} {vendors[known[0].vendor_id].name}"
        raise WhichVendor(number=case.request.number, names=names, usage=usage)
    return meant[0], vendors[meant[0].vendor_id], text.strip()


def _require_possible(at_work: Engagement, vendor: Vendor, said: Said, number: int) -> None:
    facts = {"vendor": vendor.name, "number": number}
    if not at_work.is_open:
        raise engagement.AlreadyResolved(**facts)
    if said is Said.RESPONDED and at_work.responded_at is not None:
        raise engagement.AlreadyResponded(**facts)
    if said is Said.WAITS and at_work.waiting_since is not None:
        raise engagement.AlreadyWaiting(**facts)
    if said is Said.GOES_ON and at_work.waiting_since is None:
        raise engagement.NotWaiting(**facts)


def _stepped(
    case: Case, before: Engagement, calendar: Calendar, said: Said, *, now: datetime
) -> tuple[Engagement, list[Event]]:
    """Give the engagement after what was said, and the events that say so."""
    after, steps = before, []
    if said is not Said.WAITS and before.waiting_since is not None:
        # Whoever answers or is done waits for nothing any more.
        after = engagement.go_on(before, calendar, now)
        minutes = after.paused - before.paused
        steps.append(_event(case, after, Said.GOES_ON, now, minutes=minutes))
    if said is Said.WAITS:
        after = engagement.wait(before, now)
        steps.append(_event(case, after, said, now))
    elif said is Said.RESPONDED:
        due, after = after.respond_by, engagement.respond(after, calendar, now)
        took = {"due": due.isoformat(), "minutes": after.response_took}
        steps.append(_event(case, after, said, now, **took))
    elif said is Said.RESOLVED:
        due, after = after.resolve_by, engagement.resolve(after, calendar, now)
        took = {"due": due.isoformat(), "minutes": after.resolution_took}
        steps.append(_event(case, after, said, now, **took))
    return after, steps


def _event(case: Case, at_work: Engagement, said: Said, now: datetime, **more: Fact) -> Event:
    facts: dict[str, Fact] = {"vendor": at_work.vendor_id, "n": at_work.n, **more}
    return moves.event(case, _KINDS[said], now, facts)


def _ask_to_check(
    tx: Transaction, case: Case, request: Request, at_work: Engagement, *, now: datetime
) -> None:
    facts: dict[str, Fact] = {"engagement": at_work.id}
    telling.notify_team(tx, case, request, NoticeKind.VENDOR_RESOLVED, now=now, facts=facts)
