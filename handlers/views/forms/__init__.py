"""The forms that open from buttons and commands, and how to read what comes back."""

from __future__ import annotations

from handlers.views.forms.asking import (
    BLANK,
    Draft,
    add_details,
    add_to_request,
    cancel,
    new_request,
    reopen,
    survey_comment,
)
from handlers.views.forms.outages import outage
from handlers.views.forms.reading import FIELDS, read_form
from handlers.views.forms.vendors import vendor
from handlers.views.forms.working import (
    assign,
    category,
    escalate,
    hold,
    merge,
    move,
    priority,
    resolve,
)

__all__ = [
    "BLANK",
    "FIELDS",
    "Draft",
    "add_details",
    "add_to_request",
    "assign",
    "cancel",
    "category",
    "escalate",
    "hold",
    "merge",
    "move",
    "new_request",
    "outage",
    "priority",
    "read_form",
    "reopen",
    "resolve",
    "survey_comment",
    "vendor",
]
