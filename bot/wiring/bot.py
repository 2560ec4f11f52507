"""The bot: what receives, what sends and what watches the clock, put together."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.monitor import Monitor, Vitals, Waiting
from bot.pulse import Pulse
from bot.scheduler import Scheduler
from bot.settings.flat import flat
from bot.usecases.care.auditing import note_settings
from bot.usecases.company.rights import note_rights
from bot.wiring.desks import build_office
from bot.wiring.slack import slack_client, wait_for_slack
from bot.wiring.transport import LISTENERS, build_transport
from handlers import directory, upkeep
from handlers.carriers.kit import Kit
from handlers.context import Context
from handlers.dispatch import Dispatcher, build_app
from handlers.replies import OnTheSpot
from handlers.sender import Sender
from storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings import Settings
    from bot.usecases.office import Office
    from bot.wiring.transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A desk that is wired up: what receives, what sends, and what watches the clock."""

    office: Office
    sender: Sender
    scheduler: Scheduler
    transport: Transport
    on_the_spot: OnTheSpot
    executor: ThreadPoolExecutor
    monitor: Monitor | None

    def start(self) -> None:
        """Begin to send, to watch the clock and to receive."""
        self.sender.start()
        self.scheduler.start()
        self.transport.start()

    def stop(self) -> None:
        """Take nothing new, finish what has been begun, and close the database."""
        if self.monitor is not None:
            self.monitor.stop()
        self.transport.stop()
        self.scheduler.stop()
        self.executor.shutdown(wait=True)
        self.on_the_spot.close()
        self.sender.stop()
        self.office.store.close()


def build_bot(
    settings: Settings, *, clock: Clock | None = None, stopped: threading.Event | None = None
) -> Bot:
    """Wire everything; waits for Slack to say who the bot is. Raises `SlackRefusedUs`.

    A monitor is answered at once, so that it can tell that wait from a process that hangs.
    """
    pulse = Pulse()
    with _watched(settings, pulse) as monitor:
        client = slack_client(settings)
        identity = wait_for_slack(client, stopped or threading.Event())
        store = open_store(
            settings.database_url, team_id=identity["team_id"], team_url=identity.get("url", "")
        )
        kit = Kit(
            office=build_office(settings, store),
            client=client,
            clock=clock or SystemClock(),
            bot_user=identity["user_id"],
            pulse=pulse,
            largest_file=settings.largest_file_mb * 2**20,
        )
        _refresh_members(kit)
        note_settings(kit.office, flat(settings), now=kit.clock.now())
        return _built(settings, kit, identity, monitor)


@contextmanager
def _watched(settings: Settings, pulse: Pulse) -> Iterator[Monitor | None]:
    """Begin to answer a monitor, if there is one; stop if the desk cannot be wired."""
    if settings.monitor.port is None:
        yield None
        return
    host, port = settings.monitor.host, settings.monitor.port
    monitor = Monitor(Waiting(pulse), host=host, port=port)
    monitor.start()
    with ExitStack() as unless_built:
        unless_built.callback(monitor.stop)
        yield monitor
        unless_built.pop_all()


def _built(
    settings: Settings, kit: Kit, identity: Mapping[str, str], monitor: Monitor | None
) -> Bot:
    sender = Sender(kit)
    on_the_spot = OnTheSpot(kit.client)
    context = Context(office=kit.office, clock=kit.clock, bot_user=kit.bot_user)
    executor = ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener")
    secret = settings.slack.signing_secret
    app = build_app(
        kit.client,
        identity,
        signing_secret=secret.get_secret_value() if secret else "",
        executor=executor,
    )
    Dispatcher(context, on_the_spot, wake=sender.wake).register(app)
    transport = build_transport(settings, app, kit, executor)
    if monitor is not None:
        monitor.watch(Vitals(kit.office, kit.clock, kit.pulse, connected=transport.connected))
    return Bot(
        office=kit.office,
        sender=sender,
        scheduler=_scheduler(kit, sender, transport),
        transport=transport,
        monitor=monitor,
        on_the_spot=on_the_spot,
        executor=executor,
    )


def _scheduler(kit: Kit, sender: Sender, transport: Transport) -> Scheduler:
    return Scheduler(
        kit.office,
        kit.clock,
        pulse=kit.pulse,
        wake=sender.wake,
        hears=transport.hears,
        refresh_members=lambda: _refresh_members(kit),
        refresh_people=lambda: directory.refresh_people(kit.office, kit.client, kit.clock),
        look_after=lambda: upkeep.look_after(kit.office, kit.client, kit.clock),
    )


def _refresh_members(kit: Kit) -> None:
    """Read anew who works at which desk, and note whose rights that changes."""
    directory.refresh_members(kit.office, kit.client)
    note_rights(kit.office, kit.clock.now())
