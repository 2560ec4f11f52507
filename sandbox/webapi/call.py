"""One call of the Web API: its arguments, read the way Slack reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.values import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.core import Platform
    from sandbox.values import Json

    Handler: TypeAlias = Callable[[Platform, "Call"], Json]

TRUE = frozenset({"true", "1", "True"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A method and its arguments, from a form or from JSON."""

    method: str
    args: Json

    def has(self, name: str) -> bool:
        """Say whether an argument is given and not empty."""
        return self.args.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Read an argument as text, empty if it is missing."""
        value = self.args.get(name)
        return "" if value is None else str(value)

    def optional(self, name: str) -> str | None:
        """Read an argument as text, or None if it is missing or empty."""
        return self.text(name) or None

    def flag(self, name: str) -> bool:
        """Read an argument as yes or no."""
        value = self.args.get(name)
        return value is True or str(value) in TRUE

    def number(self, name: str, default: int) -> int:
        """Read an argument as a whole number, or refuse with invalid_limit."""
        try:
            return int(self.text(name) or default)
        except ValueError as error:
            raise Refused(error="invalid_limit") from error

    def parsed(self, name: str, refusal: str) -> Any:  # noqa: ANN401 - it may be any JSON.
        """Read an argument that is JSON, or text holding JSON; refuse what is neither."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise Refused(error=refusal) from error


class RateLimited(Refused):
    """Too much at once; to be tried again after some seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(error="ratelimited")
        self.retry_after = retry_after


def invalid(messages: Sequence[str], error: str = "invalid_arguments") -> Refused:
    """Build the refusal that lists what is wrong."""
    shown = [f"[ERROR] {message}" for message in messages]
    return Refused(error=error, errors=list(messages), response_metadata={"messages": shown})


def page(items: Sequence[Any], call: Call, default: int, most: int) -> tuple[list[Any], Json]:
    """Cut one page out of a list, and say where the next begins."""
    limit = call.number("limit", default)
    if limit < 1:
        raise Refused(error="invalid_limit")
    cursor = call.text("cursor")
    if cursor and not cursor.removeprefix("next:").isdecimal():
        raise Refused(error="invalid_cursor")
    start = int(cursor.removeprefix("next:") or 0)
    end = start + min(limit, most)
    more = end < len(items)
    return list(items[start:end]), {
        "response_metadata": {"next_cursor": f"next:{end}" if more else ""},
    }
