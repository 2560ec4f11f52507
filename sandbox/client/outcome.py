"""What a person sees after doing something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.values import Message, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether the app answered in time, and what shows now.

    `error` is what Slack's client reports by itself; `errors` stand beside the fields of a form,
    by block id; `ephemerals` are the messages for this person that came while the act lasted;
    `view` is the modal on top when the app had answered.
    """

    acked: bool
    seconds: float = 0.0
    error: str | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    ephemerals: tuple[Message, ...] = ()
    view: View | None = None
