"""The help desk and the pretend Slack in one process: a company to play with."""

from __future__ import annotations
