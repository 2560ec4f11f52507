"""Outages: opened, told of, gathered, and over."""

from __future__ import annotations
