"""The form of an outage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import ids
from handlers.ids import Field, Form
from handlers.views.forms import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.views.blocks import Block

#: When people hear more, in minutes.
NEXT_NEWS: Final[fields.Choices] = (
    ("30", "In half an hour"),
    ("60", "In an hour"),
    ("120", "In two hours"),
    ("240", "In four hours"),
)
_USUAL: Final = "60"


def outage(
    systems: Sequence[str], system: str | None = None, *, proposal: int | None = None
) -> Block:
    """Ask what is out and what is known; `proposal` is the question that the form answers."""
    known = fields.labelled(
        Field.TITLE,
        "What is known?",
        fields.text(),
        hint="The departments concerned read this.",
    )
    meaning = fields.labelled(Field.DETAILS, "What does it mean for people?", fields.text())
    news = fields.labelled(
        Field.NEWS_IN, "When do people hear more?", fields.select(NEXT_NEWS, _USUAL)
    )
    inputs = (
        fields.labelled(
            Field.SYSTEM, "What is out?", fields.select([(n, n) for n in systems], system)
        ),
        known,
        fields.optional(meaning),
        news,
    )
    metadata = ids.pack(proposal=proposal) if proposal is not None else ""
    return fields.form(Form.OUTAGE, "Outage", inputs, metadata)
