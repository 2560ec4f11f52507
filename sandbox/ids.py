"""Identifiers in Slack's shapes, counted so that a run reads the same every time."""

from __future__ import annotations

import itertools
import re


class Ids:
    """Mint identifiers."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    def mint(self, prefix: str) -> str:
        """Return a new identifier such as V0000012."""
        return f"{prefix}{next(self._count):07d}"


def id_from_name(prefix: str, name: str) -> str:
    """Derive a readable identifier, such as C0HELPDESK from "help-desk"."""
    return f"{prefix}0{re.sub('[^A-Z0-9]', '', name.upper())}"
