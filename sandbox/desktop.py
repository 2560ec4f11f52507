"""The pretend Slack as a test or a demo holds it."""

from __future__ import annotations

import time
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Self

from .clock import wall_clock
from .core import Options, build_platform, new_identity
from .deliveries import ByTurns
from .httpmode import HttpMode
from .people import POLL_SECONDS
from .reader import reader_in
from .runner import LOOPBACK, Runner, listen
from .scene import Scene
from .server import Server
from .transcript import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from .core import ApiCall, Platform, Refusal
    from .deliveries import Delivery, Order
    from .faults import Faults
    from .runner import T
    from .values import Channel, Message, View

RETRY_DELAYS = (0.0, 60.0, 300.0)
ACK_TIMEOUT = 3.0


class Sandbox(Scene):
    """A workspace with one app installed, served on loopback from a thread of its own.

    `now` is the workspace's clock; `retry_delays` (real seconds) and `ack_timeout` are Slack's own
    unless a test wants them shorter. `scopes` are what the bot's token claims to be allowed.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        now: Callable[[], datetime] | None = None,
        bot_name: str = "Firstline",
        retry_delays: Sequence[float] = RETRY_DELAYS,
        ack_timeout: float = ACK_TIMEOUT,
        scopes: Iterable[str] = (),
    ) -> None:
        self._listener = listen(port)
        self.base_url = f"http://{LOOPBACK}:{self._listener.getsockname()[1]}"
        self.api_url = f"{self.base_url}/api/"
        options = Options(
            now=now or wall_clock,
            bot_name=bot_name,
            retry_delays=tuple(retry_delays),
            ack_timeout=ack_timeout,
        )
        identity = new_identity(bot_name, scopes)
        super().__init__(build_platform(self.base_url, identity, options), Runner())
        self._ack_timeout = ack_timeout
        self.bot_token = identity.bot_token
        self.app_token = identity.app_token
        self.signing_secret = identity.signing_secret
        self.bot_id = identity.bot_id
        self.app_id = identity.app_id

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to serve."""
        self._runner.start(Server(self._platform).application(), self._listener)

    def stop(self) -> None:
        """End everything, deliveries under way included."""
        self._runner.stop(_farewell(self._platform))

    # The connection to the app.

    def use_http(self, url: str) -> bool:
        """Deliver by HTTP from now on; say whether the URL answered Slack's challenge."""
        return self._runner.run(self._use_http(url))

    def use_both(self, url: str) -> bool:
        """Deliver by HTTP and by Socket Mode in turn; say whether the URL answered."""
        answered = self.use_http(url)
        http, socket = self._platform.deliveries.transport, self._platform.socket
        self._platform.deliveries.transport = ByTurns(ways=(http, socket)) if answered else socket
        return answered

    def use_socket_mode(self) -> None:
        """Deliver by Socket Mode from now on, as at the start."""
        self._platform.deliveries.transport = self._platform.socket

    @property
    def connections(self) -> int:
        """How many Socket Mode connections stand."""
        return self._call(lambda: self._platform.socket.connections)

    def wait_connected(self, timeout: float = 10.0) -> None:
        """Wait until the app has opened a Socket Mode connection."""
        self.wait_for(lambda: self.connections, timeout=timeout, what="a Socket Mode connection")

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to renew its connections ("warning" only announces it)."""
        self._runner.run(self._platform.socket.disconnect(reason))

    def drop_connections(self) -> None:
        """Cut the Socket Mode connections without a word."""
        self._call(self._platform.socket.drop)

    def mute_connections(self) -> None:
        """Leave the Socket Mode connections open, but say and hear nothing on them any more."""
        self._call(self._platform.socket.mute)

    # Trouble on demand.

    @property
    def faults(self) -> Faults:
        """The failures planned for calls of the Web API."""
        return self._platform.faults

    def deliver_each(self, times: int = 1) -> None:
        """Deliver every event from now on this many times, with the same event id."""
        self._call(lambda: self._platform.deliveries.each(times))

    def hold_deliveries(self) -> None:
        """Keep events back (not what people wait for: commands and interactions)."""
        self._call(self._platform.deliveries.hold)

    def release_deliveries(self, order: Order = "given", *, seed: int = 0) -> None:
        """Deliver the events kept back, "given", "reversed" or "shuffled"."""
        self._call(lambda: self._platform.deliveries.release(order, seed))

    # What happened.

    @property
    def calls(self) -> list[ApiCall]:
        """The calls of the Web API so far, oldest first."""
        return list(self._platform.calls)

    @property
    def refusals(self) -> list[Refusal]:
        """What Slack would not take so far, oldest first; planned failures are not among it."""
        return list(self._platform.refusals)

    @property
    def deliveries(self) -> list[Delivery]:
        """The payloads delivered so far, oldest first."""
        return self._platform.deliveries.log

    def messages(self, channel: Channel | str) -> list[Message]:
        """List a channel's messages, replies and deleted ones included, oldest first."""
        channel_id = channel if isinstance(channel, str) else channel.id
        return self._call(lambda: self._platform.workspace.messages(channel_id))

    def read(self, shown: Message | View, zone: tzinfo = UTC) -> str:
        """Return what a person would read, names in place of ids, times in a zone."""
        return as_text(shown, self._call(lambda: reader_in(self._platform.workspace, zone)))

    def wait_for(
        self, condition: Callable[[], T], timeout: float = 5.0, what: str = "the condition"
    ) -> T:
        """Wait until the condition is true and return its value; AssertionError after `timeout`."""
        deadline = time.monotonic() + timeout
        while not (value := condition()):
            if time.monotonic() > deadline:
                message = f"Waited {timeout} s in vain for {what}."
                raise AssertionError(message)
            time.sleep(POLL_SECONDS)
        return value

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until no delivery is under way."""
        quiet = lambda: all(delivery.done for delivery in self.deliveries)  # noqa: E731 - one use.
        self.wait_for(quiet, timeout=timeout, what="every delivery to be done")

    async def _use_http(self, url: str) -> bool:
        if self._runner.session is None:
            message = "The sandbox has not been started."
            raise RuntimeError(message)
        transport = HttpMode(
            url=url,
            identity=self._platform.identity,
            session=self._runner.session,
            ack_timeout=self._ack_timeout,
        )
        self._platform.deliveries.transport = transport
        return await transport.verify_url()


async def _farewell(platform: Platform) -> None:
    platform.changes.close()
    await platform.deliveries.stop()
    await platform.socket.close()
