"""When somebody has to be reminded of a request, and of what."""

from __future__ import annotations

from bot.domain.reminders.due import Done, Take, look_at, take
from bot.domain.reminders.habits import (
    Chain,
    ChainStep,
    Habits,
    Silence,
    Told,
    Waiting,
    Warnings,
    When,
)
from bot.domain.reminders.reminder import Does, Key, Reminder
from bot.domain.reminders.schedule import first_look, schedule

__all__ = [
    "Chain",
    "ChainStep",
    "Does",
    "Done",
    "Habits",
    "Key",
    "Reminder",
    "Silence",
    "Take",
    "Told",
    "Waiting",
    "Warnings",
    "When",
    "first_look",
    "look_at",
    "schedule",
    "take",
]
