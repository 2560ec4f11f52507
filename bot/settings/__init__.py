"""What an administrator may set, read from a TOML file, the environment and a secrets folder."""

from __future__ import annotations

from bot.settings.company import DepartmentSettings
from bot.settings.desks import DeskSettings, PromiseSettings
from bot.settings.hours import WeekHours, Window
from bot.settings.loading import load_settings
from bot.settings.models import HttpSettings, Settings, SlackSettings
from bot.settings.problems import Problem, SettingsError
from bot.settings.systems import SystemSettings

__all__ = [
    "DepartmentSettings",
    "DeskSettings",
    "HttpSettings",
    "Problem",
    "PromiseSettings",
    "Settings",
    "SettingsError",
    "SlackSettings",
    "SystemSettings",
    "WeekHours",
    "Window",
    "load_settings",
]
