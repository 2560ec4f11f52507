"""What the app was told, whether or not there is one to listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox import Json, Sandbox


def heard(slack: Sandbox) -> list[Json]:
    return [delivery.payload["event"] for delivery in slack.deliveries]


def kinds(slack: Sandbox) -> list[str]:
    return [event.get("subtype") or event["type"] for event in heard(slack)]
