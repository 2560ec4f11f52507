from __future__ import annotations

from .methods import METHODS, answer

__all__ = ["METHODS", "answer"]
