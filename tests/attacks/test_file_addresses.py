"""Addresses of files by which somebody could come by the token, or let us read what is not his."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import pytest
from slack_sdk import WebClient

from bot.domain.messages import SharedFile
from handlers import transfer
from handlers.transfer import NotToBeHad

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 1000
ELSEWHERE: Final = (
    "",
    "file:///etc/passwd",
    "ftp://files.slack.com/a",
    "http://files.slack.com/a",
    "http://169.254.169.254/latest/meta-data/",
    "https://169.254.169.254/latest/meta-data/",
    "https://evil.example/files.slack.com/a",
    "https://evil.example/.slack.com",
    "https://evil.example?.slack.com",
    "https://evil.example#.slack.com",
    "https://files.slack.com.evil.example/a",
    "https://evilslack.com/a",
    "https://files.slack.com@evil.example/a",
    "https://somebody@files.slack.com/a",
    "https://evil.example\\@files.slack.com/a",
    "https://evil.example\\.slack.com/a",
    "https://evil.example%2f.slack.com/a",
    "https://files.slack.com:8443/a",
    "https://[::1",
    "https://[::1]/a",
    "//files.slack.com/a",
    "https:/files.slack.com/a",
)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_the_token_goes_to_slack_alone(url: str) -> None:
    client = WebClient(token="xoxb-test", base_url="https://slack.com/api/")

    with pytest.raises(NotToBeHad):
        transfer.download(client, _file(url), most=MOST)


def test_nobody_is_followed_elsewhere() -> None:
    with _server({}) as (elsewhere, asked), _server({"/a": elsewhere}) as (ours, _):
        client = WebClient(token="xoxb-test", base_url=f"{ours}/api/")

        with pytest.raises(NotToBeHad):
            transfer.download(client, _file(f"{ours}/a"), most=MOST)

    assert asked == []


def test_a_file_that_is_larger_than_it_says_is_not_read_to_its_end() -> None:
    with _server({}, size=50 * MOST) as (ours, _):
        client = WebClient(token="xoxb-test", base_url=f"{ours}/api/")

        with pytest.raises(NotToBeHad):
            transfer.download(client, _file(f"{ours}/large"), most=MOST)


def test_a_file_with_nothing_in_it_is_not_copied() -> None:
    with _server({}, size=0) as (ours, _):
        client = WebClient(token="xoxb-test", base_url=f"{ours}/api/")

        with pytest.raises(NotToBeHad):
            transfer.download(client, _file(f"{ours}/empty"), most=MOST)


def _file(url: str) -> SharedFile:
    return SharedFile(file_id="F1", name="a.png", url=url, size=9)


@contextmanager
def _server(redirects: dict[str, str], *, size: int = 9) -> Iterator[tuple[str, list[str]]]:
    """Serve `size` bytes at every path but those that lead elsewhere; note what is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer or lead elsewhere."""
            asked.append(str(self.headers.get("Authorization")))
            to = redirects.get(self.path)
            self.send_response(302 if to else 200)
            self.send_header("Location", to or "")
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            # Whoever asked may have hung up, as he should.
            with suppress(OSError):
                self.wfile.write(b"x" * size)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()
