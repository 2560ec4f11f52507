"""Companies that help the desk by contract: what they owe, and what they have done."""

from __future__ import annotations
