"""Asking a vendor for help with a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import require_legal
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.vendors.chasing import chase_due
from bot.domain.vendors.engagement import engage as begun
from bot.domain.vendors.vendor import key_of
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work
from bot.usecases.vendors.register import no_such
from bot.usecases.work import ReasonMissing
from storage.engagements import Reference

if TYPE_CHECKING:
    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.domain.vendors.engagement import Engagement
    from bot.domain.vendors.vendor import Vendor
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

_NOTHING = Reference()


class AlreadyEngaged(Refused):
    """{vendor} is at #{number} already, since {since} UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What a vendor is asked: by its id, or by a name with which `reason` begins."""

    vendor_id: int | None
    reason: str
    reference: Reference = _NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Engaged:
    """The request after it, and the vendor who was asked."""

    request: Request
    vendor: Vendor


def engage(office: Office, act: Act, *, number: int, wanted: Help) -> Engaged | None:
    """Ask a vendor for help: its clock starts, and the owner keeps the request.

    None if this delivery has been seen before. Raises `NoSuchVendor`, `ReasonMissing`,
    `AlreadyEngaged`, `IllegalMove`.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        vendor, reason = _meant(tx, case, wanted)
        require_legal(case.request, EventKind.ESCALATED)
        at_work = _begin(tx, case, vendor, act)
        after = _record(tx, case, at_work, reason)
        _, look = chase_due(at_work, vendor.calendar, case.desk.calendar, act.now)
        reference = _reference(wanted, vendor)
        engagement_id = tx.engagements.add(at_work, reference, chase_at=look)
        facts: dict[str, Fact] = {"engagement": engagement_id}
        telling.notify_team(tx, case, after, NoticeKind.VENDOR_ENGAGED, now=act.now, facts=facts)
        return Engaged(request=after, vendor=vendor)


def vendors_to_choose(office: Office, desk_key: str) -> tuple[Vendor, ...]:
    """List whom the technicians of a desk can ask."""
    with office.store.read() as tx:
        return tuple(one for one in tx.vendors.of_desk(desk_key) if not one.archived)


def _meant(tx: Transaction, case: Case, wanted: Help) -> tuple[Vendor, str]:
    """Find the vendor, and what is left to say to it."""
    used = [one for one in tx.vendors.of_desk(case.desk.key) if not one.archived]
    if wanted.vendor_id is None:
        vendor, reason = split_name(wanted.reason, used)
    else:
        vendor = next((one for one in used if one.id == wanted.vendor_id), None)
        reason = wanted.reason.strip()
    if vendor is None:
        raise no_such(case.desk, wanted.reason, used)
    if not reason:
        usage = f"escalate {case.request.number} vendor {vendor.name} REASON"
        raise ReasonMissing(usage=usage)
    return vendor, reason


def split_name(words: str, used: list[Vendor]) -> tuple[Vendor | None, str]:
    """Part the name of a vendor from what follows; of several that fit, the longest is meant."""
    spoken = words.split()
    for length in range(len(spoken), 0, -1):
        key = key_of(" ".join(spoken[:length]).removesuffix(":"))
        for vendor in used:
            if key_of(vendor.name) == key:
                return vendor, words.split(maxsplit=length)[length:][0] if spoken[length:] else ""
    return None, words


def _begin(tx: Transaction, case: Case, vendor: Vendor, act: Act) -> Engagement:
    earlier = [known.at_work for known in tx.engagements.of(case.request.id)]
    for one in earlier:
        if one.is_open and one.vendor_id == vendor.id:
            since = f"{one.engaged_at:%Y-%m-%d %H:%M}"
            raise AlreadyEngaged(vendor=vendor.name, number=case.request.number, since=since)
    return begun(vendor, request_id=case.request.id, n=len(earlier) + 1, now=act.now)


def _record(tx: Transaction, case: Case, at_work: Engagement, reason: str) -> Request:
    escalated: dict[str, Fact] = {"kind": "vendor", "to": at_work.vendor_id}
    engaged: dict[str, Fact] = {
        "vendor": at_work.vendor_id,
        "n": at_work.n,
        "answer_due": at_work.respond_by.isoformat(),
        "solution_due": at_work.resolve_by.isoformat(),
    }
    steps = [
        moves.event(case, EventKind.ESCALATED, at_work.engaged_at, escalated),
        moves.event(case, EventKind.VENDOR_ENGAGED, at_work.engaged_at, engaged),
    ]
    return moves.record(tx, case.stored, case.desk, steps, note=reason)


def _reference(wanted: Help, vendor: Vendor) -> Reference:
    """Name whom we talk to there: whoever was named now, else the one in the contract."""
    known = wanted.reference
    return known if known.contact else replace(known, contact=vendor.contact.name)
