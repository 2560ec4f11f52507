"""What was filled in, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import SharedFile
from handlers import payloads

if TYPE_CHECKING:
    from handlers.ids import Field
    from handlers.views.forms.reading import Value

Values = dict[str, "Value"]


def text(values: Values, field: Field) -> str:
    """Give the words or the choice of a field; "" if there is none."""
    value = values.get(field)
    return value if isinstance(value, str) else ""


def person(values: Values, field: Field) -> str | None:
    """Give the Slack id of the person whom somebody chose."""
    # Anything else would be taken for the address of a channel.
    value = text(values, field)
    return value if payloads.is_person(value) else None


def files(values: Values, field: Field) -> tuple[SharedFile, ...]:
    """Give the files that somebody added."""
    value = values.get(field)
    listed = value if isinstance(value, tuple) else ()
    return tuple(file for file in listed if isinstance(file, SharedFile))
