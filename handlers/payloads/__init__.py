"""Slack's payloads as plain values; raw dictionaries stop here."""

from __future__ import annotations

from handlers.payloads.acts import Click, Command, Submitted, click, command, submitted
from handlers.payloads.events import (
    Happened,
    Reacted,
    happened,
    is_own_message,
    moved,
    reacted,
    visitor,
)
from handlers.payloads.files import files_of, shared
from handlers.payloads.messages import Changed, Said, changed, said
from handlers.payloads.people import (
    GroupChange,
    away_until,
    department,
    group_change,
    profile,
    profiled,
)
from handlers.payloads.reading import Unreadable
from handlers.payloads.shortcuts import Quoted, Shortcut, shortcut
from handlers.payloads.spots import channel, instant, is_person, stamp
from handlers.payloads.words import plain, starts_with_mention, with_files, without_mention

__all__ = [
    "Changed",
    "Click",
    "Command",
    "GroupChange",
    "Happened",
    "Quoted",
    "Reacted",
    "Said",
    "Shortcut",
    "Submitted",
    "Unreadable",
    "away_until",
    "changed",
    "channel",
    "click",
    "command",
    "department",
    "files_of",
    "group_change",
    "happened",
    "instant",
    "is_own_message",
    "is_person",
    "moved",
    "plain",
    "profile",
    "profiled",
    "reacted",
    "said",
    "shared",
    "shortcut",
    "stamp",
    "starts_with_mention",
    "submitted",
    "visitor",
    "with_files",
    "without_mention",
]
