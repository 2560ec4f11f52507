"""What a benchmark found, and how it is run and shown."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the desk compares with its yardstick; `remarks` are the figures behind the ratio."""

    name: str
    ratio: float
    aim: float
    remarks: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether the ratio is within its aim."""
        return self.ratio <= self.aim

    def __str__(self) -> str:
        verdict = "met" if self.is_met else "missed"
        head = f"{self.name}: ratio {self.ratio:.2f} (aim {self.aim:g}, {verdict})"
        return "\n".join([head, *(f"  {remark}" for remark in self.remarks)])


def show(measure: Callable[..., Outcome], arguments: Sequence[str] | None = None) -> None:
    """Run one benchmark as the command line asks and print what it found."""
    parser = argparse.ArgumentParser(description=measure.__doc__)
    parser.add_argument("--small", action="store_true", help="a quick run on little data")
    print(measure(small=parser.parse_args(arguments).small))
