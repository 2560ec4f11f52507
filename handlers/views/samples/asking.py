"""One of every form, and of what Slack shows in the place of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.request import Priority
from bot.domain.vendors.vendor import Vendor
from handlers.views import forms
from handlers.views.note import note
from handlers.views.refusal import refusal
from handlers.views.samples.cast import NOW, NUMBER
from handlers.views.similar import added

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.views.samples.cast import Samples


def asking() -> Samples:
    """Give one of every form."""
    for name, form in _forms():
        yield f"the form {name}", "view", form


def a_vendor() -> Vendor:
    """Invent somebody outside the company who helps."""
    return Vendor(
        id=1,
        desk_key="it",
        name="A vendor",
        hours="mon-fri 09:00-17:00",
        zone="UTC",
        response=120,
        resolution=480,
        since=NOW,
    )


def _forms() -> Iterator[tuple[str, dict[str, Any]]]:
    desks = [("it", "IT"), ("hr", "HR")]
    yield (
        "new request",
        forms.new_request(
            desks,
            ("Access", "Network"),
            departments=("Finance", "Sales"),
            systems=("VPN",),
            logs=True,
        ),
    )
    yield "add details", forms.add_details(NUMBER)
    yield "resolve", forms.resolve(NUMBER)
    yield "hold", forms.hold(NUMBER)
    yield "escalate", forms.escalate(NUMBER, tier=1)
    yield "assign", forms.assign(NUMBER)
    yield "priority", forms.priority(NUMBER, Priority.P3)
    yield "category", forms.category(NUMBER, ("Access", "Network"))
    yield "reopen", forms.reopen(NUMBER)
    yield "cancel", forms.cancel(NUMBER)
    yield "outage", forms.outage(("VPN",), "VPN")
    yield "survey comment", forms.survey_comment(1, NUMBER)
    yield "add to request", forms.add_to_request([(NUMBER, "The printer is silent")])
    yield "move", forms.move(NUMBER, [("hr", "HR")])
    yield "merge", forms.merge(NUMBER, [(17, "The printer is silent")])
    yield "vendor", forms.vendor(a_vendor(), "it", ("Access", "Network"))
    yield "that tells of a refusal", note(refusal("That does not work right now."))
    yield "that tells what was added", {**added(NUMBER)}
