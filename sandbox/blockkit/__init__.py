"""Block Kit's rules as Slack applies them, in tables."""

from __future__ import annotations

from .check import check_message, check_view
from .rules import Problem

__all__ = ["Problem", "check_message", "check_view"]
