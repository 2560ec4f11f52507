from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, page

HISTORY = ROOT / "tests" / "histories" / "small_events.csv"
BIN = Path(sys.executable).parent
EXAMPLES = [
    (path.name, block) for path in PAGES for block in blocks(path.read_text(encoding="utf-8"), "sh")
]


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder, with our commands and no settings but those of a file."""
    environ = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(  # noqa: S603 - our own script, from our own pages
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up a desk as the README does, with a small history behind it."""
    folder = tmp_path_factory.mktemp("desk")
    (smallest,) = blocks(page("README.md"), "toml")
    (history,) = blocks(page("docs/operations.md"), "csv")
    (folder / "config.toml").write_text(smallest, encoding="utf-8")
    (folder / "history.csv").write_text(history, encoding="utf-8")
    loaded = run(f"firstline replay '{HISTORY}' --desk it --tz UTC", folder)
    assert loaded.returncode == 0, loaded.stderr
    return folder


@pytest.mark.parametrize(("name", "script"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_a_command_of_the_documentation_works(name: str, script: str, desk: Path) -> None:
    done = run(script, desk)

    assert done.returncode == 0, f"{name}: {done.stderr}"
    assert done.stdout
    assert not done.stderr


def test_figures_come_out_as_the_documentation_says(desk: Path) -> None:
    (script,) = (block for _, block in EXAMPLES if "kpis" in block and "json" in block)

    figures = json.loads(run(script, desk).stdout)

    assert figures["volume"]["value"] > 0
    assert figures["csat"]["definition"]
