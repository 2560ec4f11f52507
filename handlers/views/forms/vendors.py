"""The form in which leads write down a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.reports.wording import spell_minutes
from bot.domain.vendors.draft import LONGEST_NAME
from handlers import ids
from handlers.ids import Field, Form
from handlers.views.forms import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.vendors.vendor import Vendor
    from handlers.views.blocks import Block

_LINE: Final = 100
_LONG: Final = 300
_ARCHIVED: fields.Choices = (("yes", "We no longer work with them"),)


def vendor(known: Vendor, desk_key: str, categories: Sequence[str]) -> Block:
    """Ask for everything about a vendor of a desk; a new one has no id yet."""
    title = "Change a vendor" if known.id else "Add a vendor"
    shown = [
        *_contract(known, categories),
        *_time(known),
        *_targets(known),
        *_rest(known),
    ]
    return fields.form(Form.VENDOR, title, shown, ids.pack(vendor=known.id, desk=desk_key))


def _line(field: Field, label: str, initial: str, *, hint: str = "", most: int = _LINE) -> Block:
    return fields.labelled(field, label, fields.text(initial, most=most, lines=False), hint=hint)


def _contract(known: Vendor, categories: Sequence[str]) -> list[Block]:
    choices = fields.selects([(name, name) for name in categories], known.categories)
    return [
        _line(Field.VENDOR_NAME, "What are they called?", known.name, most=LONGEST_NAME),
        fields.optional(_line(Field.CONTRACT, "The number of the contract", known.contract)),
        fields.optional(
            _line(Field.SERVICES, "What do they do for us?", known.services, most=_LONG)
        ),
        fields.optional(
            fields.labelled(
                Field.CATEGORIES,
                "Which categories depend on them?",
                choices,
                hint="We warn you if we promise more than they do.",
            )
        ),
    ]


def _time(known: Vendor) -> list[Block]:
    return [
        _line(
            Field.HOURS,
            "When do they work?",
            known.hours,
            most=_LONG,
            hint="Such as mon-fri 09:00-12:00 13:00-17:00, sat 10:00-14:00, or 24x7.",
        ),
        _line(Field.ZONE, "In which time zone?", known.zone, hint="Such as Europe/Berlin."),
        fields.optional(
            _line(
                Field.HOLIDAYS,
                "Which public holidays do they keep?",
                known.holidays or "",
                hint="A country such as DE, or a part of one such as DE-BY.",
            )
        ),
    ]


def _targets(known: Vendor) -> list[Block]:
    working = "Of their working time, such as 30 m or 4 h."
    return [
        _line(Field.RESPONSE_TIME, "They answer within", _spelled(known.response), hint=working),
        _line(Field.RESOLUTION_TIME, "They solve within", _spelled(known.resolution), hint=working),
        fields.optional(
            _line(
                Field.GOAL,
                "How many of 100 have to be in time?",
                str(known.goal),
                hint="What the contract says; 90 if you leave it empty.",
            )
        ),
    ]


def _rest(known: Vendor) -> list[Block]:
    archived = fields.ticks(_ARCHIVED, ["yes"] if known.archived else [])
    return [
        fields.optional(
            fields.labelled(
                Field.ENDS,
                "When does the contract end?",
                fields.day(known.ends),
                hint="The leads are reminded 90 and 30 days before.",
            )
        ),
        fields.optional(_line(Field.CONTACT, "Whom do we talk to?", known.contact.name)),
        fields.optional(_line(Field.CONTACT_WAY, "Mail or telephone", known.contact.way)),
        fields.optional(fields.labelled(Field.ARCHIVED, "No longer used?", archived)),
    ]


def _spelled(minutes: int) -> str:
    return spell_minutes(minutes) if minutes else ""
