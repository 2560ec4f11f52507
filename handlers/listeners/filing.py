"""The form of a new request: how it opens, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import Priority
from bot.usecases import intake, reading
from bot.usecases.intake import Filing
from handlers.ids import Field
from handlers.listeners import values as filled
from handlers.replies import Open
from handlers.views import forms

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.listeners.values import Values
    from handlers.replies import Reply
    from handlers.views.forms import Draft


def open_new(context: Context, act: Act, *, draft: Draft = forms.BLANK, metadata: str = "") -> Open:
    """Open the form of a new request; whoever works at a desk is asked how it came, too."""
    desks = context.office.desks.values()
    names = [(desk.key, desk.name) for desk in desks]
    categories = list(dict.fromkeys(c for desk in desks for c in desk.categories))
    _, caller = reading.desk_of(context.office, act)
    view = forms.new_request(
        names, categories, draft=draft, metadata=metadata, logs=caller.works_here
    )
    return Open(view=view)


def file(context: Context, act: Act, _ids: dict[str, str], values: Values) -> Reply:
    """File what was filled in; the receipt in the direct messages is the answer."""
    urgency = filled.text(values, Field.URGENCY)
    filing = Filing(
        channel="form",
        text=filled.text(values, Field.TITLE),
        details=filled.text(values, Field.DETAILS),
        purpose=filled.text(values, Field.PURPOSE),
        end_product=filled.text(values, Field.END_PRODUCT),
        category=_category_of(context, filled.text(values, Field.CATEGORY)),
        priority=Priority(urgency) if urgency else None,
        desk_key=filled.text(values, Field.DESK) or None,
        on_behalf_of=filled.person(values, Field.REQUESTER),
        private=bool(values.get(Field.PRIVATE)),
        way=filled.text(values, Field.WAY) or None,
        files=filled.files(values, Field.FILES),
    )
    intake.file_once(context.office, act, filing)
    return None


def _category_of(context: Context, chosen: str) -> str | None:
    known = (desk.categories for desk in context.office.desks.values())
    return chosen if any(chosen in categories for categories in known) else None
