"""What a monitor can ask a running process, over HTTP: alive, ready, and the numbers."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.pulse import Part
from bot.usecases.care import checkup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client import Metric

    from bot.clock import Clock
    from bot.pulse import Pulse
    from bot.usecases.office import Office

#: Seconds of silence after which a part counts as dead: each has many turns in that time.
SILENCE: Final = {Part.SENDER: 60.0, Part.SCHEDULER: 60.0, Part.SOCKET: 90.0}
#: Seconds for which somebody who has begun to ask may say nothing.
PATIENCE: Final = 5.0
_TEXT: Final = "text/plain; charset=utf-8"


class Monitor:
    """Answers `/healthz`, `/readyz` and `/metrics` until it is told to stop."""

    def __init__(
        self, vitals: Vitals | Waiting, *, host: str, port: int, patience: float = PATIENCE
    ) -> None:
        """Open the address; nothing is answered before `start`."""
        self._vitals = vitals
        handler = _handler(lambda: self._vitals, patience)
        self._server = ThreadingHTTPServer((host, port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="monitor", daemon=True
        )

    @property
    def url(self) -> str:
        """The address at which it answers."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def watch(self, vitals: Vitals) -> None:
        """Answer about these from now on."""
        self._vitals = vitals

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Close the address."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class Waiting:
    """What can be said of a process to which Slack has not said yet who it is."""

    def __init__(self, pulse: Pulse) -> None:
        """Look at this."""
        self._pulse = pulse

    def alive(self) -> list[str]:
        """List nothing: starting the process anew would not bring Slack back."""
        return []

    def ready(self) -> list[str]:
        """Say what the process waits for."""
        return ["Slack has not answered yet"]

    def metrics(self) -> bytes:
        """Write every number the way Prometheus reads it."""
        return generate_latest(self._pulse.registry)


class Vitals(Collector):
    """What can be said of one process and of the database that it shares with others."""

    def __init__(
        self, office: Office, clock: Clock, pulse: Pulse, *, connected: threading.Event
    ) -> None:
        """Look at these; `connected` is set once deliveries of Slack are taken."""
        self._office = office
        self._clock = clock
        self._pulse = pulse
        self._connected = connected
        pulse.registry.register(self)

    def alive(self) -> list[str]:
        """List what should make somebody start the process anew; nothing is fine."""
        return [f"{part} is silent" for part in (Part.SENDER, Part.SCHEDULER) if self._dead(part)]

    def ready(self) -> list[str]:
        """List why deliveries should rather go to another copy; nothing is fine."""
        found = self.alive()
        if not self._connected.is_set() or self._dead(Part.SOCKET):
            found.append("Slack is not connected")
        if checkup.backlog(self._office, self._clock.now()) is None:
            found.append("the database cannot be reached")
        return found

    def metrics(self) -> bytes:
        """Write every number the way Prometheus reads it."""
        return generate_latest(self._pulse.registry)

    def describe(self) -> list[Metric]:
        """Name nothing before it is asked for, since that would ask the database."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Look at the database, and at how long each part has been silent."""
        silent = GaugeMetricFamily(
            "firstline_silent_seconds", "Seconds since a part was at work.", labels=("part",)
        )
        for part in Part:
            seconds = self._pulse.silent(part)
            if seconds is not None:
                silent.add_metric((part,), seconds)
        yield silent
        backlog = checkup.backlog(self._office, self._clock.now())
        yield _gauge("database_up", "Whether the database can be reached.", backlog is not None)
        if backlog is not None:
            yield _gauge("outbox_waiting", "Messages that are due.", backlog.waiting)
            yield _gauge("outbox_oldest_seconds", "Age of the oldest.", backlog.oldest)
            yield _gauge("channels_closed", "Ways that cannot be written to.", backlog.closed)

    def _dead(self, part: Part) -> bool:
        seconds = self._pulse.silent(part)
        return seconds is not None and seconds > SILENCE[part]


def _gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"firstline_{name}", help_text, value=float(value))


def _handler(
    vitals: Callable[[], Vitals | Waiting], patience: float
) -> type[BaseHTTPRequestHandler]:
    def verdict(found: list[str]) -> tuple[HTTPStatus, str, bytes]:
        status = HTTPStatus.SERVICE_UNAVAILABLE if found else HTTPStatus.OK
        return status, _TEXT, ("\n".join(found) or "ok").encode()

    pages: dict[str, Callable[[], tuple[HTTPStatus, str, bytes]]] = {
        "/healthz": lambda: verdict(vitals().alive()),
        "/readyz": lambda: verdict(vitals().ready()),
        "/metrics": lambda: (HTTPStatus.OK, CONTENT_TYPE_LATEST, vitals().metrics()),
    }

    class Handler(BaseHTTPRequestHandler):
        """One question of a monitor."""

        # Without it, whoever says nothing more would keep a thread for ever.
        timeout = patience

        def do_GET(self) -> None:
            """Answer one of the pages."""
            page = pages.get(self.path)
            status, kind, body = page() if page else (HTTPStatus.NOT_FOUND, _TEXT, b"not here")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep what monitors ask every few seconds out of the log."""

    return Handler
