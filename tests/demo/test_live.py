from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections import deque
from queue import Empty, Queue
from typing import TYPE_CHECKING
from urllib.request import urlopen

from click.testing import CliRunner

from bot.cli.demo import demo
from bot.demo.live import run_demo
from sandbox import Sandbox
from storage.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

DEADLINE = 60
COMMAND = (sys.executable, "-c", "from bot.cli import main; main()", "demo")


def address_of(process: subprocess.Popen[str]) -> str:
    """Wait until the demo says where it is."""
    lines: Queue[str] = Queue()
    output = process.stdout
    assert output is not None
    threading.Thread(target=lambda: deque(map(lines.put, output)), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=DEADLINE)
        except Empty:
            message = "The demo did not say where it is."
            raise AssertionError(message) from None
        found = re.search(r"http://\S+", line)
        if found:
            return found[0]


def numbers_in(folder: Path) -> int:
    store = open_store(f"sqlite:///{folder / 'firstline.db'}")
    try:
        with store.write() as tx:
            return tx.requests.next_number()
    finally:
        store.close()


def test_the_demo_serves_its_page_until_it_is_told_to_stop() -> None:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            with urlopen(address_of(process), timeout=DEADLINE) as answer:  # noqa: S310 - on loopback
                page = answer.read().decode()
        finally:
            process.send_signal(signal.SIGTERM)
        status = process.wait(DEADLINE)

    assert "it-desk" in page
    assert "/request" in page
    assert status == 0


def test_a_kept_demo_goes_on_where_it_ended(tmp_path: Path) -> None:
    told: list[str] = []
    stopped = threading.Event()
    stopped.set()

    run_demo(tmp_path, port=0, stopped=stopped, tell=told.append)
    filed = numbers_in(tmp_path)
    run_demo(tmp_path, port=0, stopped=stopped, tell=told.append)

    assert numbers_in(tmp_path) == filed + 1
    assert (tmp_path / "history.csv").exists()
    assert len(told) == 2


def test_a_taken_port_is_named_in_one_sentence() -> None:
    with Sandbox() as other:
        port = other.base_url.rpartition(":")[2]

        result = CliRunner().invoke(demo, ["--port", port])

    assert result.exit_code == 1
    assert f"Port {port} is taken." in result.output
