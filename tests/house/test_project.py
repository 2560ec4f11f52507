from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_extra_that_the_makefile_installs_is_declared() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (extras,) = re.findall(r"^EXTRAS := (.*)$", makefile, flags=re.MULTILINE)

    assert set(extras.split(",")) <= set(project()["project"]["optional-dependencies"])


@pytest.mark.parametrize("extra", ["charts", "dev", "e2e", "postgres", "sandbox", "xlsx"])
def test_the_extras_that_the_documentation_names_exist(extra: str) -> None:
    assert project()["project"]["optional-dependencies"][extra]


def test_every_ignored_rule_stands_below_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (ignores,) = re.findall(r"^ignore = \[\n(.*?)^\]", text, flags=re.DOTALL | re.MULTILINE)

    lines = [line.strip() for line in ignores.splitlines()]

    assert all(before.startswith("#") for before, line in pairwise(lines) if line.startswith('"'))


def test_the_layers_in_the_guide_are_the_layers_that_are_checked() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    contracts = project()["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "layers")

    assert "\n".join(layers) in guide
