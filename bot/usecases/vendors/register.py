"""The list of vendors: who may see and change it, and what is noted about each change."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.vendors.draft import blank, vendor_of
from bot.domain.vendors.vendor import key_of, tight_promises
from bot.usecases.access import access_to_lead
from storage.audit import Entry
from storage.lanes import direct_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.people import Caller
    from bot.domain.vendors.draft import Draft
    from bot.domain.vendors.vendor import Tight, Vendor
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

_ADDED = "vendor_added"
_CHANGED = "vendor_changed"
# Whom to talk to is somebody's name; that it was changed is all that is noted.
_WORDS = frozenset({"contact"})


class NoSuchVendor(Refused):
    """{desk} has no vendor called "{name}". It has: {names}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The vendors of a desk, those no longer used last."""

    desk: Desk
    vendors: tuple[Vendor, ...]


def register(office: Office, act: Act, desk: Desk) -> Register:
    """List the vendors of a desk for whoever leads it; raises `OnlyLeads`."""
    with office.store.read() as tx:
        access_to_lead(tx, office, act, desk)
        known = tx.vendors.of_desk(desk.key)
    return Register(desk=desk, vendors=tuple(sorted(known, key=lambda vendor: vendor.archived)))


def to_edit(office: Office, act: Act, desk: Desk, vendor_id: int) -> Vendor:
    """Give the vendor that a form is about, or the beginning of a new one for 0.

    Raises `OnlyLeads`, `NoSuchVendor`.
    """
    with office.store.read() as tx:
        access_to_lead(tx, office, act, desk)
        return _known(tx, desk, vendor_id, now=act.now)


def desk_of_vendor(office: Office, vendor_id: int) -> Desk | None:
    """Find the desk whose contract it is."""
    with office.store.read() as tx:
        vendor = tx.vendors.get(vendor_id)
    return office.desks.get(vendor.desk_key) if vendor else None


def save(office: Office, act: Act, desk: Desk, draft: Draft, *, vendor_id: int) -> Vendor | None:
    """Keep what somebody filled in; `vendor_id` is 0 for a new one.

    None if this delivery has been seen before. Raises `OnlyLeads`, `NoSuchVendor`, `UnfitDraft`.
    """
    with office.store.write() as tx:
        caller = access_to_lead(tx, office, act, desk)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        known = _known(tx, desk, vendor_id, now=act.now)
        others = [one for one in tx.vendors.of_desk(desk.key) if one.id != vendor_id]
        today = act.now.astimezone(desk.calendar.zone).date()
        taken = frozenset(key_of(one.name) for one in others)
        vendor = vendor_of(draft, known=known, taken=taken, today=today)
        notice = vendor.next_notice(act.now)
        saved_id = tx.vendors.save(vendor, notice_at=notice[1] if notice else None)
        _note_change(tx, caller, known, replace(vendor, id=saved_id), now=act.now)
        _answer(tx, act, saved_id)
        return vendor


def tight_of(tx: Transaction, vendor: Vendor, desk: Desk) -> tuple[Tight, ...]:
    """Find what the desk promises and the contract of a vendor cannot bear."""
    used = tuple(one for one in tx.vendors.of_desk(desk.key) if not one.archived)
    return () if vendor.archived else tuple(tight_promises(vendor, used, desk))


def named(tx: Transaction, desk: Desk, name: str) -> Vendor:
    """Find a vendor that is used by its name; raises `NoSuchVendor`."""
    used = [one for one in tx.vendors.of_desk(desk.key) if not one.archived]
    for vendor in used:
        if key_of(vendor.name) == key_of(name):
            return vendor
    raise no_such(desk, name, used)


def no_such(desk: Desk, name: str, used: list[Vendor]) -> NoSuchVendor:
    """Say which vendors there are instead."""
    names = ", ".join(vendor.name for vendor in used) or "none yet"
    return NoSuchVendor(desk=desk.name, name=name[:40], names=names)


def _known(tx: Transaction, desk: Desk, vendor_id: int, *, now: datetime) -> Vendor:
    if not vendor_id:
        return blank(desk.key, zone=str(desk.calendar.zone), since=now)
    vendor = tx.vendors.get(vendor_id)
    if vendor is None or vendor.desk_key != desk.key:
        raise no_such(desk, str(vendor_id), list(tx.vendors.of_desk(desk.key)))
    return vendor


def _note_change(
    tx: Transaction, caller: Caller, before: Vendor, after: Vendor, *, now: datetime
) -> None:
    entry = Entry(
        at=now,
        act=_CHANGED if before.id else _ADDED,
        actor_id=caller.person.id,
        desk_key=after.desk_key,
        facts={"vendor": after.id, **_difference(before, after)},
    )
    tx.audit.add(entry)


def _difference(before: Vendor, after: Vendor) -> dict[str, Fact]:
    """Give what was changed, as it was and as it is."""
    changed = {
        field.name: (getattr(before, field.name), getattr(after, field.name))
        for field in fields(after)
        if field.name != "id" and getattr(before, field.name) != getattr(after, field.name)
    }
    return {
        name: "changed" if name in _WORDS else f"from {_plain(was)} to {_plain(is_now)}"
        for name, (was, is_now) in changed.items()
    }


def _plain(value: object) -> str:
    named = ", ".join(map(str, value)) if isinstance(value, tuple) else value
    return "nothing" if named in {None, ""} else str(named)


def _answer(tx: Transaction, act: Act, vendor_id: int) -> None:
    facts: dict[str, Fact] = {"notice": NoticeKind.VENDOR_SAVED, "vendor": vendor_id}
    lane = direct_lane(act.slack_id)
    tx.outbox.add(Errand(kind=OutboxKind.NOTICE, lane=lane, facts=facts), now=act.now)
