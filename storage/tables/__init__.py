"""Every table of the desk.

Facts and text live apart: `request_texts`, `request_words`, `event_notes`, `thread_messages`,
`thread_files`, `vendor_contacts`, `engagement_words` and the comments in `answers` can be erased
without touching a figure.
"""

from __future__ import annotations

from storage.tables.assigning import absences, desk_turns, turns, waiting
from storage.tables.audit import audit_log, rights_held, settings_seen
from storage.tables.base import Instant, metadata
from storage.tables.experiences import poor_experiences
from storage.tables.lessons import category_words
from storage.tables.outages import (
    outage_bulletins,
    outage_candidates,
    outage_proposals,
    outages,
)
from storage.tables.people import group_members, members, people, workspaces
from storage.tables.reminders import reminder_calls, reminders
from storage.tables.requests import (
    daily_flow,
    event_notes,
    request_events,
    request_texts,
    request_words,
    requests,
)
from storage.tables.surveys import answers, surveys
from storage.tables.talk import (
    conversations,
    earlier_threads,
    file_copies,
    message_copies,
    thread_files,
    thread_messages,
)
from storage.tables.traffic import WAITING, deliveries, job_runs, lanes, outbox
from storage.tables.vendors import (
    engagement_words,
    vendor_chases,
    vendor_contacts,
    vendor_engagements,
    vendors,
)

__all__ = [
    "WAITING",
    "Instant",
    "absences",
    "answers",
    "audit_log",
    "category_words",
    "conversations",
    "daily_flow",
    "deliveries",
    "desk_turns",
    "earlier_threads",
    "engagement_words",
    "event_notes",
    "file_copies",
    "group_members",
    "job_runs",
    "lanes",
    "members",
    "message_copies",
    "metadata",
    "outage_bulletins",
    "outage_candidates",
    "outage_proposals",
    "outages",
    "outbox",
    "people",
    "poor_experiences",
    "reminder_calls",
    "reminders",
    "request_events",
    "request_texts",
    "request_words",
    "requests",
    "rights_held",
    "settings_seen",
    "surveys",
    "thread_files",
    "thread_messages",
    "turns",
    "vendor_chases",
    "vendor_contacts",
    "vendor_engagements",
    "vendors",
    "waiting",
    "workspaces",
]
