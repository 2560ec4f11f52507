from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sandbox import Message, Person, Sandbox
from tests.docs.pages import blocks, page, section
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

INSTALL = section(page("README.md"), "Install in ten minutes")
BIN = Path(sys.executable).parent
TEAM = "C04TEAM"


@contextmanager
def process(
    command: list[str], folder: Path, environ: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(  # noqa: S603 - our own command, from our own README
        command,
        cwd=folder,
        env={"PATH": f"{BIN}{os.pathsep}{os.defpath}", **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def step(title: str) -> str:
    return section(INSTALL, title)


def tokens(slack: Sandbox) -> dict[str, str]:
    """Set the variables that the README exports, to the sandbox's tokens."""
    exported = re.findall(r"^export (\w+)=(\S+?)-", step("3. Write the settings"), re.MULTILINE)
    kinds = {"xoxb": slack.bot_token, "xapp": slack.app_token}
    return {name: kinds[prefix] for name, prefix in exported}


def received(person: Person) -> list[Message]:
    """Give what came to somebody besides answers on the spot."""
    return [message for message in person.inbox if not message.ephemeral_to]


def test_the_readme_leads_to_a_first_request(tmp_path: Path) -> None:
    (smallest,) = blocks(INSTALL, "toml")
    (tmp_path / "config.toml").write_text(smallest, encoding="utf-8")
    (command,) = blocks(step("4. Run it"), "console")
    (first,) = blocks(step("5. File the first request"), "text")
    name, _, text = first.strip().partition(" ")

    with Sandbox() as slack:
        alice, theo = slack.add_person("Alice"), slack.add_person("Theo")
        team = slack.add_channel("help-desk", members=[theo], channel_id=TEAM)
        environ = {**tokens(slack), "SLACK_API_URL": slack.api_url}
        with process(command.split(), tmp_path, environ) as desk:
            slack.wait_connected(timeout=30)
            answer = alice.command(name, text)
            eventually(lambda: slack.messages(team), "the card", seconds=20)
            eventually(lambda: received(alice), "the receipt", seconds=20)
            desk.send_signal(signal.SIGTERM)
            _, said = desk.communicate(timeout=30)

        read = [slack.read(shown) for shown in (*answer.ephemerals, *slack.messages(team))]
        receipts = [slack.read(shown) for shown in received(alice)]

    assert ["We have your request #1." in read[0], text in read[1]] == [True, True]
    assert ["We have your request #1." in receipt for receipt in receipts] == [True]
    assert desk.returncode == 0, said
    assert (tmp_path / "firstline.db").exists()


def test_the_smallest_settings_have_three_lines() -> None:
    (smallest,) = blocks(INSTALL, "toml")

    assert len(smallest.splitlines()) == 3


@pytest.mark.parametrize("words", ["Delayed Events", "connections:write", "/invite @Firstline"])
def test_the_readme_tells_what_slack_would_not_tell(words: str) -> None:
    assert words in INSTALL
