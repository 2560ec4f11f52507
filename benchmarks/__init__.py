"""How quick the desk is, as ratios that any machine can check; `python -m benchmarks`."""

from __future__ import annotations
