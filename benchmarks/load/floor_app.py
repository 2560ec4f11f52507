"""The floor: the least that a Bolt app can do and still lose nothing.

It writes the request and what has to be said about it in one transaction before it answers,
and says it from as many threads as the desk does: a card for the team, and a reply. It keeps no
order, no pace and no promise, and what it had not said when it died stays unsaid.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
import threading
from queue import Queue
from typing import TYPE_CHECKING, Any

import slack_bolt
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from waitress.server import create_server

from benchmarks.load.company import team_of
from benchmarks.load.subject import SECRET, answer_questions

if TYPE_CHECKING:
    from collections.abc import Callable

    import psycopg

_TABLES = {
    "requests": "requester TEXT, channel TEXT, ts TEXT, title TEXT",
    "outbox": "request_id INTEGER, state TEXT",
}
_LISTENERS = 32
_HANDS = 8


class Requests:
    """The rows, on one connection that its users take in turns."""

    def __init__(self, url: str) -> None:
        """Make the tables; a commit is as durable as the desk's."""
        self._lock = threading.Lock()
        self._is_sqlite = url.startswith("sqlite")
        self._connection: Any = _sqlite(url) if self._is_sqlite else _postgres(url)
        number = "INTEGER PRIMARY KEY" if self._is_sqlite else "SERIAL PRIMARY KEY"
        for table, columns in _TABLES.items():
            self._run(f"CREATE TABLE IF NOT EXISTS {table} (id {number}, {columns})")
        self._connection.commit()

    def add(self, event: dict[str, Any]) -> int:
        """Store a request and what has to be said about it, in one transaction."""
        values = (event["user"], event["channel"], event["ts"], event["text"])
        with self._lock:
            cursor = self._run(
                "INSERT INTO requests (requester, channel, ts, title) VALUES (?, ?, ?, ?)"
                " RETURNING id",
                *values,
            )
            request_id: int = cursor.fetchone()[0]
            for _ in ("card", "reply"):
                self._run("INSERT INTO outbox (request_id, state) VALUES (?, 'due')", request_id)
            self._connection.commit()
        return request_id

    def said(self, request_id: int) -> None:
        """Note that everything was said."""
        with self._lock:
            self._run("UPDATE outbox SET state = 'sent' WHERE request_id = ?", request_id)
            self._connection.commit()

    def _run(self, statement: str, *values: object) -> Any:  # noqa: ANN401 - Two drivers' cursors.
        words = statement if self._is_sqlite else statement.replace("?", "%s")
        return self._connection.execute(words, values)


def _sqlite(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), check_same_thread=False)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    return connection


def _postgres(url: str) -> psycopg.Connection[tuple[Any, ...]]:
    import psycopg  # noqa: PLC0415 - On SQLite it would be a weight that nobody asked for.

    return psycopg.connect(url.replace("+psycopg", ""))


def say(requests: Requests, client: WebClient, work: Queue[tuple[int, dict[str, Any]]]) -> None:
    """Say what has to be said, one request after the other."""
    while True:
        request_id, event = work.get()
        text = f"We have your request #{request_id}."
        client.chat_postMessage(channel=team_of(event["channel"]), text=text)
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text=text)
        requests.said(request_id)


def listener(
    requests: Requests, work: Queue[tuple[int, dict[str, Any]]]
) -> Callable[[dict[str, Any]], None]:
    """Build the listener that files every message."""

    def file(event: dict[str, Any]) -> None:
        work.put((requests.add(event), event))

    return file


def main(slack_url: str, database_url: str, _shift: str) -> None:
    """Run until nobody asks any more."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    client = WebClient(token="xoxb-bench", base_url=slack_url)  # noqa: S106 - A placeholder.
    app = slack_bolt.App(client=client, signing_secret=SECRET, process_before_response=True)
    requests = Requests(database_url)
    work: Queue[tuple[int, dict[str, Any]]] = Queue()
    for _ in range(_HANDS):
        threading.Thread(target=say, args=(requests, client, work), daemon=True).start()
    app.event("message")(listener(requests, work))
    server: Any = create_server(
        SlackRequestHandler(app, path="/slack/events"),
        host="127.0.0.1",
        port=0,
        threads=_LISTENERS,
        connection_limit=1000,
    )
    threading.Thread(target=server.run, daemon=True).start()
    answer_questions(f"http://127.0.0.1:{server.effective_port}/slack/events")
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
