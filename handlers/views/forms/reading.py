"""What people filled in, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from bot.domain.messages import SharedFile
from handlers import payloads
from handlers.ids import Field, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value: TypeAlias = str | bool | tuple[str, ...] | tuple[SharedFile, ...] | None
Given: TypeAlias = "Mapping[str, Any]"

FIELDS: dict[Form, tuple[Field, ...]] = {
    Form.NEW_REQUEST: (
        Field.DESK,
        Field.TITLE,
        Field.DETAILS,
        Field.FILES,
        Field.PURPOSE,
        Field.END_PRODUCT,
        Field.CATEGORY,
        Field.DEPARTMENT,
        Field.SYSTEM,
        Field.URGENCY,
        Field.REQUESTER,
        Field.WAY,
        Field.PRIVATE,
    ),
    Form.ADD_TO_REQUEST: (Field.KNOWN, Field.INTO),
    Form.ADD_DETAILS: (Field.DETAILS,),
    Form.MOVE: (Field.DESK, Field.REASON),
    Form.RESOLVE: (
        Field.RESOLUTION,
        Field.STEPS,
        Field.CAUSE,
        Field.FOLLOW_UP,
        Field.MINUTES,
        Field.COMPLEXITY,
    ),
    Form.HOLD: (Field.HOLD_REASON, Field.UNTIL, Field.REASON),
    Form.ESCALATE: (Field.TARGET, Field.REASON, Field.REFERENCE),
    Form.ASSIGN: (Field.OWNER,),
    Form.PRIORITY: (Field.PRIORITY,),
    Form.CATEGORY: (Field.CATEGORY, Field.DEPARTMENT, Field.SYSTEM, Field.COMPLEXITY),
    Form.MERGE: (Field.KNOWN, Field.INTO),
    Form.REOPEN: (Field.REASON,),
    Form.CANCEL: (Field.REASON,),
    Form.OUTAGE: (Field.SYSTEM, Field.TITLE, Field.DETAILS, Field.NEWS_IN),
    Form.SURVEY_COMMENT: (Field.MATTERED, Field.COMMENT, Field.MAY_CONTACT, Field.MAY_SHARE),
    Form.VENDOR: (
        Field.VENDOR_NAME,
        Field.CONTRACT,
        Field.SERVICES,
        Field.CATEGORIES,
        Field.HOURS,
        Field.ZONE,
        Field.HOLIDAYS,
        Field.RESPONSE_TIME,
        Field.RESOLUTION_TIME,
        Field.GOAL,
        Field.ENDS,
        Field.CONTACT,
        Field.CONTACT_WAY,
        Field.ARCHIVED,
    ),
}


def read_form(callback_id: str, state_values: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    """Give every field of a form by its block id, whether Slack sent it or not.

    Words come back as text ("" if none), a choice, person or day as text or None, a single
    tick as a bool, several ticks and files as a tuple. Raises `ValueError` for a foreign form.
    """
    return {
        field.value: _READERS.get(field, _choice)(_element(state_values, field))
        for field in FIELDS[Form(callback_id)]
    }


def _element(state_values: Mapping[str, Mapping[str, Any]], field: Field) -> Given:
    # A block of ours holds one element, whatever its action id.
    return next(iter((state_values.get(field) or {}).values()), None) or {}


def _words(given: Given) -> str:
    return str(given.get("value") or "").strip()


def _choice(given: Given) -> str | None:
    chosen = given.get("selected_option") or {}
    return chosen.get("value")


def _person(given: Given) -> str | None:
    return given.get("selected_user")


def _day(given: Given) -> str | None:
    return given.get("selected_date")


def _ticked(given: Given) -> tuple[str, ...]:
    return tuple(chosen["value"] for chosen in given.get("selected_options") or ())


def _files(given: Given) -> tuple[SharedFile, ...]:
    return payloads.files_of(given)


def _is_ticked(given: Given) -> bool:
    return bool(_ticked(given))


_READERS: dict[Field, Callable[[Given], Value]] = {
    **dict.fromkeys(
        (
            Field.TITLE,
            Field.DETAILS,
            Field.PURPOSE,
            Field.END_PRODUCT,
            Field.STEPS,
            Field.CAUSE,
            Field.RESOLUTION,
            Field.FOLLOW_UP,
            Field.REASON,
            Field.INTO,
            Field.COMMENT,
            Field.REFERENCE,
            Field.VENDOR_NAME,
            Field.CONTRACT,
            Field.SERVICES,
            Field.HOURS,
            Field.ZONE,
            Field.HOLIDAYS,
            Field.RESPONSE_TIME,
            Field.RESOLUTION_TIME,
            Field.GOAL,
            Field.CONTACT,
            Field.CONTACT_WAY,
        ),
        _words,
    ),
    **dict.fromkeys((Field.REQUESTER, Field.OWNER), _person),
    **dict.fromkeys(
        (Field.MAY_CONTACT, Field.MAY_SHARE, Field.PRIVATE, Field.ARCHIVED), _is_ticked
    ),
    Field.FILES: _files,
    **dict.fromkeys((Field.UNTIL, Field.ENDS), _day),
    **dict.fromkeys((Field.MATTERED, Field.CATEGORIES), _ticked),
}
