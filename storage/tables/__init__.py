"""Every table of the desk.

Facts and text live apart: `request_texts`, `event_notes`, `thread_messages` and the comments in
`answers` can be erased without touching a figure.
"""

from __future__ import annotations

from storage.tables.base import Instant, metadata
from storage.tables.people import members, people, workspaces
from storage.tables.requests import daily_flow, event_notes, request_events, request_texts, requests
from storage.tables.surveys import answers, surveys
from storage.tables.talk import conversations, thread_messages
from storage.tables.traffic import WAITING, deliveries, job_runs, lanes, outbox

__all__ = [
    "WAITING",
    "Instant",
    "answers",
    "conversations",
    "daily_flow",
    "deliveries",
    "event_notes",
    "job_runs",
    "lanes",
    "members",
    "metadata",
    "outbox",
    "people",
    "request_events",
    "request_texts",
    "requests",
    "surveys",
    "thread_messages",
    "workspaces",
]
