"""A pretend Slack on loopback, for demos and for tests; it knows nothing of any app."""

from __future__ import annotations

from .client.outcome import Outcome
from .core import ApiCall, Refusal
from .deliveries import Delivery
from .desktop import Sandbox
from .people import Person
from .values import Channel, Impossible, Json, Message, View

__all__ = [
    "ApiCall",
    "Channel",
    "Delivery",
    "Impossible",
    "Json",
    "Message",
    "Outcome",
    "Person",
    "Refusal",
    "Sandbox",
    "View",
]
