"""The way by which Slack reaches us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from slack_bolt import App

    from bot.settings import Settings
    from handlers.carriers.kit import Kit
    from handlers.http_mode import HttpMode
    from handlers.socket_mode import SocketMode

    Transport: TypeAlias = SocketMode | HttpMode

#: Listeners that may run at the same time; Bolt's own five would make people wait.
LISTENERS: Final = 32


# Each way is imported when it is the one: the libraries of the other would only slow the start
# and fill the memory.
def build_transport(
    settings: Settings, app: App, kit: Kit, executor: ThreadPoolExecutor
) -> Transport:
    """Build what the settings name: a socket that we open, or an address that Slack calls."""
    if settings.slack.mode == "http":
        return _http(settings, app, kit)
    return _socket(settings, app, kit, executor)


def _http(settings: Settings, app: App, kit: Kit) -> HttpMode:
    from handlers.http_mode import HttpMode  # noqa: PLC0415 - see above

    http = settings.http
    return HttpMode(app, host=http.host, port=http.port, threads=LISTENERS, pulse=kit.pulse)


def _socket(settings: Settings, app: App, kit: Kit, executor: ThreadPoolExecutor) -> SocketMode:
    from handlers.socket_mode import SocketMode  # noqa: PLC0415 - see above

    token = settings.slack.app_token
    return SocketMode(
        app,
        app_token=token.get_secret_value() if token else "",
        api_url=settings.slack.api_url,
        executor=executor,
        pulse=kit.pulse,
    )
