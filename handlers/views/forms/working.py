"""Forms for the people who work on a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.request import Complexity, HoldReason, Priority
from bot.usecases.placing.systems import NO_SYSTEM
from handlers.ids import Field, Form
from handlers.views import wording
from handlers.views.forms import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.views.blocks import Block

MINUTES: fields.Choices = (
    ("5", "5 minutes"),
    ("15", "15 minutes"),
    ("30", "half an hour"),
    ("60", "an hour"),
    ("120", "two hours"),
)

# As long as a number can be, with its sign.
_NUMBER = 10
_REFERENCE = 80
#: What stands before the id of a vendor among those who can help.
VENDOR: Final = "vendor:"

HOLD_REASONS: fields.Choices = (
    (HoldReason.REQUESTER, "The requester has to answer"),
    (HoldReason.VENDOR, "A vendor has to act"),
    (HoldReason.APPROVAL, "Somebody has to approve"),
    (HoldReason.SCHEDULED, "It is planned for a date"),
)


def resolve(number: int, *, resolution: str = "", complexity: Complexity | None = None) -> Block:
    """Ask how request `number` was solved; only the words for the requester are required."""
    told = fields.labelled(
        Field.RESOLUTION,
        "What was the solution?",
        fields.text(resolution),
        hint="The requester reads this.",
    )
    steps = fields.labelled(Field.STEPS, "What did you do, step by step?", fields.text())
    cause = fields.labelled(Field.CAUSE, "What was the cause?", fields.text())
    after = fields.labelled(Field.FOLLOW_UP, "What is left to do?", fields.text())
    minutes = fields.labelled(Field.MINUTES, "How long did you work on it?", fields.select(MINUTES))
    extra = (fields.optional(shown) for shown in (steps, cause, after, minutes))
    much = fields.complexity(complexity)
    return fields.about_request(Form.RESOLVE, number, "Resolve", told, *extra, much)


def hold(number: int) -> Block:
    """Ask what request `number` waits for, and until when if that is known."""
    reason = fields.labelled(
        Field.HOLD_REASON, "What are we waiting for?", fields.radio(HOLD_REASONS)
    )
    until = fields.labelled(
        Field.UNTIL, "Until when?", fields.day(), hint="Needed if it is planned for a date."
    )
    words = fields.labelled(
        Field.REASON,
        "What exactly?",
        fields.text(),
        hint="If the requester has to answer, write here what you want to know.",
    )
    return fields.about_request(Form.HOLD, number, "Hold", reason, fields.optional(until), words)


def escalate(
    number: int,
    *,
    tier: int,
    specialists: Sequence[str] = (),
    vendors: Sequence[tuple[int, str]] = (),
) -> Block:
    """Ask who helps with request `number`, now at `tier`, and what they have to know.

    `vendors` are ids and names.
    """
    targets = (
        (f"tier{tier + 1}", f"Tier {tier + 1}"),
        ("lead", "The lead"),
        *((name, f"Specialists: {name}") for name in specialists),
        *((f"{VENDOR}{vendor_id}", f"Vendor: {name}") for vendor_id, name in vendors),
    )
    target = fields.labelled(Field.TARGET, "Who should help?", fields.select(targets))
    reason = fields.labelled(
        Field.REASON,
        "What do they have to know?",
        fields.text(),
        hint="What was tried and why it is not enough, so that nobody asks twice.",
    )
    reference = fields.labelled(
        Field.REFERENCE,
        "If a vendor helps: what do they call it?",
        fields.text(most=_REFERENCE, lines=False),
        hint="The number of their ticket. It can follow later.",
    )
    asked = [target, reason, *([fields.optional(reference)] if vendors else [])]
    return fields.about_request(Form.ESCALATE, number, "Escalate", *asked)


def assign(number: int, *, owner: str | None = None) -> Block:
    """Ask who shall own request `number`; `owner` is the Slack id of the present one."""
    who = fields.labelled(Field.OWNER, "Who takes care of it?", fields.person(owner))
    return fields.about_request(Form.ASSIGN, number, "Assign", who)


def priority(number: int, current: Priority) -> Block:
    """Ask for the priority of request `number`."""
    choices = fields.radio(tuple(wording.PRIORITIES.items()), current)
    shown = fields.labelled(Field.PRIORITY, "How much does it hinder the work?", choices)
    return fields.about_request(Form.PRIORITY, number, "Priority of", shown)


def category(
    number: int,
    categories: Sequence[str],
    *,
    current: str | None = None,
    departments: Sequence[str] = (),
    department: str | None = None,
    systems: Sequence[str] = (),
    system: str | None = None,
    complexity: Complexity | None = None,
) -> Block:
    """Ask for the category of request `number`, its department and system if there are any."""
    choices = fields.select([(known, known) for known in categories], current)
    shown = fields.labelled(Field.CATEGORY, "What is it about?", choices)
    whose = fields.department(departments, department)
    which = [fields.system(systems, system, none=NO_SYSTEM)] if systems else []
    much = fields.complexity(complexity)
    return fields.about_request(Form.CATEGORY, number, "Category of", shown, *whose, *which, much)


def move(number: int, desks: Sequence[tuple[str, str]]) -> Block:
    """Ask to which of the other desks, by key and name, request `number` goes."""
    where = fields.labelled(Field.DESK, "Which desk can help better?", fields.select(desks))
    reason = fields.labelled(
        Field.REASON,
        "What do they have to know?",
        fields.text(),
        hint="The requester does not read this. What was said so far goes with it.",
    )
    return fields.about_request(Form.MOVE, number, "Move", where, fields.optional(reason))


def merge(number: int, known: Sequence[tuple[int, str]] = ()) -> Block:
    """Ask which request `number` becomes part of; `known` are those of the same requester."""
    into = fields.labelled(
        Field.INTO,
        fields.another(known),
        fields.text(most=_NUMBER, lines=False),
        hint="The conversation goes on there, and both requesters are told.",
    )
    if not known:
        return fields.about_request(Form.MERGE, number, "Merge", fields.optional(into))
    choices = fields.select([(str(other), f"#{other} {title}") for other, title in known])
    same = fields.labelled(Field.KNOWN, "An open request of the same person", choices)
    return fields.about_request(
        Form.MERGE, number, "Merge", fields.optional(same), fields.optional(into)
    )
