"""How long somebody waits for `firstline --help`, against an interpreter that does nothing."""

from __future__ import annotations

import sys
from statistics import median

from benchmarks.cpu import FIRSTLINE, cpu_of
from benchmarks.outcome import Outcome, show

AIM = 15.0


def measure(*, small: bool) -> Outcome:
    """Compare the CPU of `firstline --help` with that of `python -c pass`."""
    helping, nothing = [], []
    for _ in range(2 if small else 9):
        helping.append(cpu_of(*FIRSTLINE, "--help"))
        nothing.append(cpu_of(sys.executable, "-c", "pass"))
    shown, bare = median(helping), median(nothing)
    figures = f"CPU: --help {shown:.3f} s (meant to stay under 0.5 s), bare Python {bare:.3f} s"
    return Outcome(name="help", ratio=shown / bare, aim=AIM, remarks=(figures,))


if __name__ == "__main__":
    show(measure)
