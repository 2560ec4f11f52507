"""Vendors as leads see them: the list, and one with its scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reports.vendor_text import scorecard_lines, spell_tight
from bot.domain.reports.wording import spell_minutes
from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording

if TYPE_CHECKING:
    from bot.domain.vendors.vendor import Vendor
    from bot.usecases.vendors.measuring import VendorPage
    from bot.usecases.vendors.register import Register
    from handlers.views.blocks import Block, Message

_NAME = 60
_LONG = 300
# A section for each, with its button; a message holds fifty blocks.
_LISTED = 40


def vendor_list(known: Register) -> Message:
    """Show the vendors of a desk, with a button to change each and one to add another."""
    desk = limits.inert(known.desk.name, wording.NAME)
    counted = wording.counted(len(known.vendors), "vendor") if known.vendors else "no vendors yet"
    text = f"{desk} has {counted}."
    more = len(known.vendors) - _LISTED
    shown = [
        blocks.section(text),
        *(_row(vendor) for vendor in known.vendors[:_LISTED]),
        *([blocks.context(f"And {more} more.")] if more > 0 else []),
        *blocks.actions(_add(known.desk.key)),
    ]
    return blocks.message(text, shown)


def _row(vendor: Vendor) -> Block:
    spoken = f"Change {vendor.name}"
    value = ids.pack(vendor=vendor.id)
    edit = blocks.button(
        "Change…", ids.numbered(Action.VENDOR_EDIT, vendor.id), value, spoken=spoken
    )
    name = limits.inert(vendor.name, _NAME)
    said = "no longer used" if vendor.archived else f"{_targets(vendor)}{_end(vendor)}"
    return {**blocks.section(f"*{name}*: {said}"), "accessory": edit}


def _add(desk_key: str) -> Block:
    value = ids.pack(desk=desk_key)
    return blocks.button("Add a vendor…", Action.VENDOR_ADD, value, spoken="Add a vendor")


def _targets(vendor: Vendor) -> str:
    return (
        f"answers within {spell_minutes(vendor.response)}, "
        f"solves within {spell_minutes(vendor.resolution)}"
    )


def _end(vendor: Vendor) -> str:
    return f", until {vendor.ends}" if vendor.ends else ""


def vendor_page(page: VendorPage) -> Message:
    """Show one vendor: its contract, how well it keeps it, and what it cannot bear."""
    vendor = page.vendor
    name = limits.inert(vendor.name, _NAME)
    card = list(scorecard_lines(page.card, vendor))
    shown = [
        blocks.header(vendor.name),
        blocks.fields(*_facts(vendor)),
        blocks.section("*In the last 90 days*"),
        rich.bullets([[rich.words(line)] for line in card]),
        *_tight(page),
    ]
    return blocks.message(f"{name}: {limits.escape('; '.join(card))}", shown)


def _facts(vendor: Vendor) -> list[tuple[str, str]]:
    known = {
        "Contract": vendor.contract,
        "Until": str(vendor.ends) if vendor.ends else "",
        "They do": vendor.services,
        "Categories": ", ".join(vendor.categories),
        "Hours": f"{vendor.hours} ({vendor.zone})",
        "They answer within": spell_minutes(vendor.response),
        "They solve within": spell_minutes(vendor.resolution),
        "Contact": vendor.contact.name,
        "Reach them": vendor.contact.way,
    }
    return [(name, limits.inert(fact, _LONG)) for name, fact in known.items() if fact.strip()]


def _tight(page: VendorPage) -> list[Block]:
    if not page.tight:
        return []
    return [
        blocks.section("*We promise more than they do*"),
        rich.bullets([[rich.words(limits.plain(spell_tight(one), _LONG))] for one in page.tight]),
    ]
