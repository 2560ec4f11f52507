"""The kinds of value that several settings share, each with the sentence that refuses it."""

from __future__ import annotations

import re
from datetime import time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Final, TypeVar
from zoneinfo import available_timezones

import holidays
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = TypeVar("Value")

CLOCK_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NOT_A_TIME: Final = 'must be a time of day such as "09:00"'
NOT_A_CHANNEL: Final = "must be a channel's id such as C04TEAM; Slack shows it under its details"
NOT_A_GROUP: Final = "must be a user group's id such as S04IT; Slack shows it in the group's menu"
NOT_A_TEAM: Final = "must be a workspace's id such as T04ACME; Slack shows it in web addresses"
NOT_MEMBER_OR_GROUP: Final = "must be the id of a member or of a user group"
NOT_A_FIELD: Final = "must be a profile field's id such as Xf04DEPT; Slack shows it to admins"
NOT_A_MEMBER: Final = "must be a member's id such as U04ANA; Slack shows it in the profile"


def refusal(remedy: str) -> PydanticCustomError:
    """Return the error that shows a sentence of ours as it stands."""
    return PydanticCustomError("remedy", "{remedy}", {"remedy": remedy})


def must(test: Callable[[Value], bool], remedy: str) -> AfterValidator:
    """Return the check that a value passes a test, refused with the remedy."""

    def check(value: Value) -> Value:
        if not test(value):
            raise refusal(remedy)
        return value

    return AfterValidator(check)


def must_look_like(pattern: str, remedy: str) -> AfterValidator:
    """Return the check that a text matches a pattern as a whole, refused with the remedy."""

    def matches(text: str) -> bool:
        return re.fullmatch(pattern, text) is not None

    return must(matches, remedy)


def suggestion(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return `; did you mean …?` if a known word is close, else nothing."""
    # Case is put aside, so that europe/berlin finds Europe/Berlin.
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=likeness)
    return f"; did you mean {by_lower[close[0]]}?" if close else ""


def _known_zone(name: str) -> str:
    known = available_timezones()
    if name not in known:
        remedy = f"must be a time zone such as Europe/Berlin{suggestion(name, known)}"
        raise refusal(remedy)
    return name


def _has_holidays(code: str) -> bool:
    country, _, part = code.partition("-")
    try:
        holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return False
    return True


def _clock_time(value: object) -> time:
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or CLOCK_TIME.fullmatch(value) is None:
        raise refusal(NOT_A_TIME)
    return time.fromisoformat(value)


def _with_our_driver(address: str) -> str:
    # Hosting companies hand out addresses in their own spelling; the driver is always psycopg.
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", address)


def _is_supported(address: str) -> bool:
    return address.startswith(("sqlite:///", "postgresql+psycopg://"))


Emoji = Annotated[
    str,
    must_look_like(
        r"[^\s:]{0,100}", 'must be an emoji\'s name without colons such as "ticket", or "" for none'
    ),
]
ChannelId = Annotated[str, must_look_like("[CGD][A-Z0-9]{2,}", NOT_A_CHANNEL)]
TeamChannelId = Annotated[str, must_look_like("[CG][A-Z0-9]{2,}", NOT_A_CHANNEL)]
UserId = Annotated[str, must_look_like("[UW][A-Z0-9]{2,}", NOT_A_MEMBER)]
GroupId = Annotated[str, must_look_like("S[A-Z0-9]{2,}", NOT_A_GROUP)]
TeamId = Annotated[str, must_look_like("[TE][A-Z0-9]{2,}", NOT_A_TEAM)]
MemberOrGroupId = Annotated[str, must_look_like("[SUW][A-Z0-9]{2,}", NOT_MEMBER_OR_GROUP)]
ProfileField = Annotated[str, must_look_like("Xf[A-Z0-9]{2,}", NOT_A_FIELD)]
Zone = Annotated[str, AfterValidator(_known_zone)]
HolidayCode = Annotated[
    str, must(_has_holidays, "must be a country such as DE or a part of one such as DE-BY")
]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
DatabaseAddress = Annotated[
    str,
    AfterValidator(_with_our_driver),
    must(_is_supported, "must begin with sqlite:/// or postgresql://"),
]
