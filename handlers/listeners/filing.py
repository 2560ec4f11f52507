"""The form of a new request: how it opens, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import Source
from bot.domain.request import Priority
from bot.usecases.company.people import departments_to_ask
from bot.usecases.filing import intake, similar
from bot.usecases.filing.intake import Filing
from bot.usecases.looking import reading
from bot.usecases.outages import news
from handlers import payloads
from handlers.ids import Field, pack
from handlers.listeners import values as filled
from handlers.replies import Open, Turn, Warn
from handlers.views import forms
from handlers.views.outages import known
from handlers.views.similar import added, own_open, warning

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.listeners.values import Values
    from handlers.replies import Reply
    from handlers.views.forms import Draft

#: Stands in the form once its writer has seen what may be the same.
_WARNED = "warned"


def open_new(context: Context, act: Act, *, draft: Draft = forms.BLANK, metadata: str = "") -> Open:
    """Open the form of a new request; whoever works at a desk is asked how it came, too."""
    desks = context.office.desks.values()
    names = [(desk.key, desk.name) for desk in desks]
    categories = list(dict.fromkeys(c for desk in desks for c in desk.categories))
    _, caller = reading.desk_of(context.office, act)
    view = forms.new_request(
        names,
        categories,
        draft=draft,
        metadata=metadata,
        departments=departments_to_ask(context.office, draft.requester or act.slack_id),
        systems=context.office.systems.names,
        logs=caller.works_here,
        above=[
            *known(news.ongoing(context.office)),
            *own_open(*similar.own_open(context.office, act)),
        ],
    )
    return Open(view=view)


def file(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    """File what was filled in; the receipt in the direct messages is the answer.

    What may be the same is shown once before that.
    """
    filing = _filing(context, ids, values)
    if _WARNED not in ids:
        found = similar.similar_to(context.office, act, filing)
        if found.is_any:
            return Warn(above=warning(found), metadata=pack(**{**ids, _WARNED: "yes"}))
    intake.file_once(context.office, act, filing)
    return None


def add_instead(context: Context, act: Act, number: int, values: Values) -> Reply:
    """Add what was filled in to a request that is open already."""
    said = (filled.text(values, field) for field in (Field.TITLE, Field.DETAILS, Field.PURPOSE))
    details = "\n\n".join(filter(None, said))
    intake.add_details(context.office, act, number=number, details=details)
    return Turn(view=added(number))


def _filing(context: Context, ids: dict[str, str], values: Values) -> Filing:
    source = _source(ids)
    here = context.office.desk_of_channel(source.channel) if source else None
    urgency = filled.text(values, Field.URGENCY)
    return Filing(
        channel="message" if source else "form",
        text=filled.text(values, Field.TITLE),
        details=filled.text(values, Field.DETAILS),
        purpose=filled.text(values, Field.PURPOSE),
        end_product=filled.text(values, Field.END_PRODUCT),
        category=_category_of(context, filled.text(values, Field.CATEGORY)),
        department=filled.text(values, Field.DEPARTMENT) or None,
        system=filled.text(values, Field.SYSTEM) or None,
        priority=Priority(urgency) if urgency else None,
        desk_key=filled.text(values, Field.DESK) or (here.key if here else None),
        on_behalf_of=filled.person(values, Field.REQUESTER),
        source=source,
        private=bool(values.get(Field.PRIVATE)),
        way=filled.text(values, Field.WAY) or None,
        files=filled.files(values, Field.FILES),
    )


def _source(ids: dict[str, str]) -> Source | None:
    """Give the message that the form was opened on, if it was one."""
    if "channel" not in ids:
        return None
    return Source(
        channel=payloads.channel(ids["channel"]),
        ts=ids["ts"],
        said_at=payloads.instant(ids["ts"]),
        root_ts=payloads.stamp(ids["root"]) if "root" in ids else None,
        can_talk=ids.get("talk") == "yes",
    )


def _category_of(context: Context, chosen: str) -> str | None:
    known = (desk.categories for desk in context.office.desks.values())
    return chosen if any(chosen in categories for categories in known) else None
