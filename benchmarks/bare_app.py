"""The yardstick: the least that a Bolt app can do and still lose nothing.

It writes the request and what has to be said about it in one transaction before it answers,
and posts from a thread.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from queue import Queue
from typing import TYPE_CHECKING, Any

from slack_bolt import App
from slack_sdk import WebClient

from benchmarks.subject import SECRET, answer_questions
from bot.pulse import Pulse
from handlers.http_mode import HttpMode

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMA = """
CREATE TABLE requests (id INTEGER PRIMARY KEY, requester TEXT, channel TEXT, ts TEXT, title TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, request_id INTEGER, state TEXT);
"""
_THREADS = 32


class Requests:
    """The rows, on one connection that its users take in turns."""

    def __init__(self, path: str) -> None:
        """Make the tables; a commit is as durable as the desk's."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        self._connection.executescript(_SCHEMA)

    def add(self, event: dict[str, Any]) -> int:
        """Store a request and that it has to be answered, in one transaction."""
        with self._lock, self._connection as tx:
            request_id = tx.execute(
                "INSERT INTO requests (requester, channel, ts, title) VALUES (?, ?, ?, ?)",
                (event["user"], event["channel"], event["ts"], event["text"]),
            ).lastrowid
            tx.execute("INSERT INTO outbox (request_id, state) VALUES (?, 'due')", (request_id,))
        return request_id or 0

    def answered(self, request_id: int) -> None:
        """Note that a request was answered."""
        with self._lock, self._connection as tx:
            tx.execute("UPDATE outbox SET state = 'sent' WHERE request_id = ?", (request_id,))


class Poster:
    """Answers requests from a thread."""

    def __init__(self, requests: Requests, client: WebClient) -> None:
        """Begin to wait for work."""
        self.work: Queue[tuple[int, dict[str, Any]]] = Queue()
        self._requests = requests
        self._client = client
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            request_id, event = self.work.get()
            self._client.chat_postMessage(
                channel=event["channel"],
                thread_ts=event["ts"],
                text=f"We have your request #{request_id}.",
            )
            self._requests.answered(request_id)


def listener(requests: Requests, poster: Poster) -> Callable[[dict[str, Any]], None]:
    """Build the listener that files every message."""

    def file(event: dict[str, Any]) -> None:
        poster.work.put((requests.add(event), event))

    return file


def main(slack_url: str, database: str) -> None:
    """Run until nobody asks any more."""
    client = WebClient(token="xoxb-bench", base_url=slack_url)  # noqa: S106 - A placeholder.
    app = App(client=client, signing_secret=SECRET, process_before_response=True)
    requests = Requests(database)
    poster = Poster(requests, client)
    app.event("message")(listener(requests, poster))
    server = HttpMode(app, host="127.0.0.1", port=0, threads=_THREADS, pulse=Pulse())
    server.start()
    answer_questions(server.url)
    server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
