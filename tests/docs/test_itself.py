"""The project speaks of itself alone."""

from __future__ import annotations

import codecs
import re
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.docs.pages import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Turned by thirteen letters, so that this file does not hold what it looks for.
PLACES: Final = ("/jbex/", "/ebbg/", "/gzc/oevrs/", "/ubzr/")
REGISTRIES: Final = ("clcv.bet", "clgubaubfgrq.bet", "aczwf.pbz", "cebkl.tbynat.bet")
WRITERS: Final = ("nv", "yyz", "yyzf", "ynathntr zbqry", "pungtcg", "pynhqr", "naguebcvp", "bcranv")


def rule(turned: tuple[str, ...], *, before: str) -> re.Pattern[str]:
    """Find any of some words that stands alone, `before` being what may not precede it."""
    words = "|".join(re.escape(codecs.decode(word, "rot13")) for word in turned)
    return re.compile(rf"(?<!{before})(?:{words})\b", re.IGNORECASE)


def files() -> list[str]:
    """Name the files that belong to the project, also those that are not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("This is no checkout, so nobody can tell which files belong to the project.")
    return [name for name in listed.stdout.splitlines() if _is_text(ROOT / name)]


def _is_text(path: Path) -> bool:
    """Leave pictures out, whose bytes mean no words."""
    return path.is_file() and b"\0" not in path.read_bytes()


@pytest.mark.parametrize(
    "forbidden",
    [
        # A folder of some machine is an absolute path; the end of a longer path is not.
        pytest.param(rule(PLACES, before=r"[\w.}*/-]"), id="a place on one machine"),
        pytest.param(rule(REGISTRIES, before=r"\w"), id="a registry of packages"),
        pytest.param(rule(WRITERS, before=r"\w"), id="who wrote it"),
    ],
)
def test_no_file_speaks_of(forbidden: re.Pattern[str]) -> None:
    found = [
        f"{name}: {match[0]}"
        for name in files()
        for match in forbidden.finditer((ROOT / name).read_bytes().decode(errors="ignore"))
    ]

    assert found == []
