"""The one place that builds things: from settings to a running desk."""

from __future__ import annotations

import logging
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock, SystemClock
from bot.domain.calendar import Calendar
from bot.domain.departments import Department, Departments
from bot.domain.desk import DEFAULT_PROMISES, Desk, Promise
from bot.domain.hours import Hours, OwnDays, Window
from bot.domain.marks import Marks
from bot.monitor import Monitor, Vitals
from bot.pulse import Pulse
from bot.scheduler import Scheduler
from bot.usecases.office import Office
from handlers import directory
from handlers.carriers.kit import Kit
from handlers.context import Context
from handlers.dispatch import Dispatcher, build_app
from handlers.failures import Failure, code_of, failure_of
from handlers.http_mode import HttpMode
from handlers.replies import OnTheSpot
from handlers.sender import Sender
from handlers.socket_mode import SocketMode
from storage.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from slack_bolt import App

    from bot.settings import DepartmentSettings, DeskSettings, Settings
    from bot.settings.hours import OpenWindow, WeekHours

logger = logging.getLogger(__name__)

#: Listeners that may run at the same time; Bolt's own five would make people wait.
LISTENERS = 32
_PATIENCE = 3.0
_TIMEOUT = 15
_MINUTES_OF_A_DAY = 24 * 60


class SlackRefusedUs(Exception):
    """Slack does not accept the bot's token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A desk that is wired up: what receives, what sends, and what watches the clock."""

    office: Office
    sender: Sender
    scheduler: Scheduler
    transport: SocketMode | HttpMode
    on_the_spot: OnTheSpot
    executor: ThreadPoolExecutor
    monitor: Monitor | None

    def start(self) -> None:
        """Begin to send, to watch the clock and to receive."""
        self.sender.start()
        self.scheduler.start()
        self.transport.start()
        if self.monitor is not None:
            self.monitor.start()

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
    """Wire everything; waits for Slack to say who the bot is. Raises `SlackRefusedUs`."""
    clock = clock or SystemClock()
    client = slack_client(settings)
    identity = wait_for_slack(client, stopped or threading.Event())
    store = open_store(
        settings.database_url, team_id=identity["team_id"], team_url=identity.get("url", "")
    )
    office = build_office(settings, store)
    directory.refresh_members(office, client)
    kit = Kit(
        office=office,
        client=client,
        clock=clock,
        bot_user=identity["user_id"],
        pulse=Pulse(),
        largest_file=settings.largest_file_mb * 2**20,
    )
    sender = Sender(kit)
    on_the_spot = OnTheSpot(client)
    context = Context(office=office, clock=clock, bot_user=kit.bot_user)
    executor = ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener")
    secret = settings.slack.signing_secret
    app = build_app(
        client,
        identity,
        signing_secret=secret.get_secret_value() if secret else "",
        executor=executor,
    )
    Dispatcher(context, on_the_spot, wake=sender.wake).register(app)
    transport = _transport(settings, app, kit, executor)
    scheduler = Scheduler(
        office,
        clock,
        pulse=kit.pulse,
        wake=sender.wake,
        hears=transport.hears,
        refresh_members=lambda: directory.refresh_members(office, client),
        refresh_people=lambda: directory.refresh_people(office, client, clock),
    )
    return Bot(
        office=office,
        sender=sender,
        scheduler=scheduler,
        transport=transport,
        monitor=_monitor(settings, kit, transport),
        on_the_spot=on_the_spot,
        executor=executor,
    )


def build_office(settings: Settings, store: Store) -> Office:
    """Describe the desks that the settings name."""
    desks = {desk.key: build_desk(desk, settings) for desk in settings.desks}
    return Office(
        store=store,
        desks=desks,
        admins=frozenset(settings.admins),
        departments=Departments(listed=tuple(map(_department, settings.departments))),
        department_field=settings.department_field,
        quiet_hours=settings.quiet_hours,
        marks=Marks(**settings.reactions.model_dump()),
    )


def build_desk(desk: DeskSettings, settings: Settings) -> Desk:
    """Turn the settings of one desk into the desk."""
    named = {priority: Promise(**set_.model_dump()) for priority, set_ in desk.promises.items()}
    promises = {**DEFAULT_PROMISES, **named}
    return Desk(
        key=desk.key,
        name=desk.name,
        team_channel=desk.team_channel,
        calendar=_calendar(desk),
        intake_channels=desk.intake_channels,
        categories=desk.categories,
        leads=frozenset(desk.leads),
        technicians=frozenset(desk.technicians),
        technician_groups=frozenset(desk.technician_groups),
        specialists={name: frozenset(who) for name, who in desk.specialists.items()},
        when_requester_leaves=desk.when_requester_leaves,
        default_priority=desk.default_priority,
        promises=promises,
        promises_by_category={
            category: {
                priority: replace(promises[priority], **changed.model_dump(exclude_none=True))
                for priority, changed in those.items()
            }
            for category, those in desk.promises_by_category.items()
        },
        relay=desk.relay,
        close_after_days=desk.close_after_days,
        survey_after=desk.survey_after_minutes,
        survey_expires_days=desk.survey_expires_days,
        digest_at=desk.digest_at,
        leaderboard=settings.leaderboard,
        people_metrics=settings.people_metrics,
        people_agreement=settings.people_metrics_agreement,
        keep_words_days=desk.keep_words_days,
        keep_words_days_of=desk.keep_words_days_of,
        guests_may_file=desk.guests_may_file,
        outsiders_may_file=desk.outsiders_may_file,
    )


def _department(department: DepartmentSettings) -> Department:
    return Department(
        name=department.name,
        leader=department.leader,
        liaison=department.liaison,
        people=frozenset(department.people),
        groups=frozenset(department.groups),
    )


def slack_client(settings: Settings) -> WebClient:
    """Build a client that never repeats a call by itself: that would post twice."""
    return WebClient(
        token=settings.slack.bot_token.get_secret_value(),
        base_url=settings.slack.api_url,
        timeout=_TIMEOUT,
        retry_handlers=[],
        ssl=_tls(settings.slack.api_url),
    )


def _tls(api_url: str) -> ssl.SSLContext | None:
    """Build the context of every call once; the client would take longer for it than to call."""
    return ssl.create_default_context() if api_url.startswith("https:") else None


def wait_for_slack(client: WebClient, stopped: threading.Event) -> Mapping[str, str]:
    """Ask Slack who the bot is, again and again while it is away; raises `SlackRefusedUs`."""
    while not stopped.is_set():
        try:
            answer = client.auth_test()
        except (SlackClientError, OSError) as error:
            is_final = isinstance(error, SlackApiError) and failure_of(error) is Failure.STOP
            if is_final:
                raise SlackRefusedUs(code_of(error)) from error
            logger.warning("waiting for slack", extra={"error": code_of(error)})
            stopped.wait(_PATIENCE)
        else:
            names = ("team_id", "user_id", "bot_id", "url", "enterprise_id")
            return {name: answer[name] for name in names if answer.get(name)}
    message = "stopped before Slack answered"
    raise SlackRefusedUs(message)


def _monitor(settings: Settings, kit: Kit, transport: SocketMode | HttpMode) -> Monitor | None:
    if settings.monitor.port is None:
        return None
    vitals = Vitals(kit.office, kit.clock, kit.pulse, connected=transport.connected)
    return Monitor(vitals, host=settings.monitor.host, port=settings.monitor.port)


def _transport(
    settings: Settings, app: App, kit: Kit, executor: ThreadPoolExecutor
) -> SocketMode | HttpMode:
    if settings.slack.mode == "http":
        http = settings.http
        return HttpMode(app, host=http.host, port=http.port, threads=LISTENERS, pulse=kit.pulse)
    token = settings.slack.app_token
    return SocketMode(
        app,
        app_token=token.get_secret_value() if token else "",
        api_url=settings.slack.api_url,
        executor=executor,
        pulse=kit.pulse,
    )


def _calendar(desk: DeskSettings) -> Calendar:
    versions = [Hours(week=_week(desk.hours), holiday_code=desk.holidays)]
    for later in desk.later_hours:
        code = later.holidays or versions[-1].holiday_code
        versions.append(Hours(week=_week(later.hours), holiday_code=code, since=later.since))
    own = OwnDays(
        closed=frozenset(desk.closed_days),
        opened={day: _windows(windows) for day, windows in desk.opened_days.items()},
        half=desk.half_days,
    )
    return Calendar(zone=ZoneInfo(desk.timezone), versions=tuple(versions), own=own)


def _week(hours: WeekHours) -> tuple[tuple[Window, ...], ...]:
    return tuple(_windows(day) for day in hours.days())


def _windows(day: Iterable[OpenWindow]) -> tuple[Window, ...]:
    return tuple(Window(start=_time(w.opens), end=_time(w.closes)) for w in day)


def _time(minutes: int) -> time:
    """Turn minutes after midnight into a time; the end of the day is midnight."""
    return time(*divmod(minutes % _MINUTES_OF_A_DAY, 60))
