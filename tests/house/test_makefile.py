from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_make(*words: str) -> str:
    make = shutil.which("make")
    assert make is not None
    result = subprocess.run(  # noqa: S603 - The command is written above.
        [make, "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return result.stdout


def test_make_alone_lists_every_recipe_with_its_purpose() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)

    listed = dict(line.split(maxsplit=2)[1:] for line in run_make().splitlines())

    assert list(listed) == phony.split()
    assert all(listed.values())
