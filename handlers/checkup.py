"""A look at what Slack says about the app: tokens, scopes, clock, channels, views."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackClientError

from bot.domain.checkup import Finding, broken, fine, look
from handlers.failures import code_of
from handlers.manifest import SCOPES
from handlers.views.samples import samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from slack_sdk import WebClient

    from bot.domain.desk import Desk

#: Slack refuses what was signed more than five minutes ago; half of that is worth a look.
SKEWED = timedelta(minutes=5)
NEARLY_SKEWED = timedelta(minutes=1)
_AGAIN = "Print the manifest anew (`firstline manifest`), put it into the app and reinstall it."
_TOKEN = "Copy it again from OAuth & Permissions of the app; it begins with xoxb-."  # noqa: S105 - a remedy


def slack_findings(
    client: WebClient, desks: Iterable[Desk], *, app_token: str | None, now: datetime
) -> Iterator[Finding]:
    """Look at tokens, scopes, the clock and the channels; `app_token` in Socket Mode only."""
    try:
        answer = client.auth_test()
    except (SlackClientError, OSError) as error:
        yield broken("bot token", f"Slack does not take it: {code_of(error)}.", _TOKEN)
        return
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    yield fine("bot token", f"Slack knows it as {answer['user']} of {answer['team']}.")
    yield _scopes(headers)
    yield _clock(headers, now)
    if app_token is not None:
        yield _app_token(client, app_token)
    for desk in desks:
        for channel in (desk.team_channel, *desk.intake_channels):
            yield _channel(client, desk, channel)
        yield from _leads(client, desk)


def view_findings(client: WebClient) -> Iterator[Finding]:
    """Have Slack itself look at every message and form, filled with invented words."""
    refused = 0
    for name, kind, payload in samples():
        try:
            client.api_call("blocks.validate", json={kind: payload})
        except (SlackClientError, OSError) as error:
            refused += 1
            yield broken(
                "views", f"Slack does not take {name}: {code_of(error)}.", "Please report this."
            )
    if not refused:
        yield fine("views", f"Slack takes all {len(list(samples()))} of them.")


def _scopes(headers: Mapping[str, str]) -> Finding:
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}
    if not granted:
        return look("scopes", "Slack did not say what the token may do.", _AGAIN)
    missing, needless = sorted(set(SCOPES) - granted), sorted(granted - set(SCOPES))
    if missing:
        return broken("scopes", f"The token lacks {', '.join(missing)}.", _AGAIN)
    if needless:
        return look("scopes", f"The token may more than needed: {', '.join(needless)}.", _AGAIN)
    return fine("scopes", f"All {len(SCOPES)} are granted, and no more.")


def _clock(headers: Mapping[str, str], now: datetime) -> Finding:
    try:
        off = abs(now - parsedate_to_datetime(headers["date"]))
    except (KeyError, ValueError):
        return look("clock", "Slack did not say what time it is.", "Compare it by hand.")
    remedy = "Let the machine follow a time server (NTP)."
    seconds = int(off.total_seconds())
    if off >= SKEWED:
        return broken("clock", f"It is {seconds} s off, so Slack's signatures fail.", remedy)
    if off >= NEARLY_SKEWED:
        return look("clock", f"It is {seconds} s off.", remedy)
    return fine("clock", "It agrees with Slack's.")


def _app_token(client: WebClient, token: str) -> Finding:
    try:
        client.apps_connections_open(app_token=token)
    except (SlackClientError, OSError) as error:
        return broken(
            "app token",
            f"Slack does not take it: {code_of(error)}.",
            "Make a new one under Basic Information, App-Level Tokens, with connections:write.",
        )
    return fine("app token", "Slack opens connections for it.")


def _channel(client: WebClient, desk: Desk, channel: str) -> Finding:
    name = f"{desk.name}, {channel}"
    try:
        info = client.conversations_info(channel=channel)["channel"]
    except (SlackClientError, OSError) as error:
        return broken(
            "channel",
            f"{name}: Slack says {code_of(error)}.",
            "Check the id in the settings; in a private channel, type /invite @Firstline.",
        )
    return _standing(name, info, is_team=channel == desk.team_channel)


def _standing(name: str, info: Mapping[str, Any], *, is_team: bool) -> Finding:
    if info.get("is_archived"):
        return broken("channel", f"{name} is archived.", "Unarchive it, or name another one.")
    if not info.get("is_member"):
        return broken("channel", f"{name}: I am not in it.", "Type /invite @Firstline there.")
    if is_team and info.get("is_ext_shared"):
        return look(
            "channel",
            f"{name} is shared with another company, which reads every card.",
            "Use a channel of your own for the team.",
        )
    return fine("channel", f"{name}: I am in it.")


def _leads(client: WebClient, desk: Desk) -> Iterator[Finding]:
    for lead in sorted(desk.leads):
        try:
            is_gone = client.users_info(user=lead)["user"].get("deleted")
        except (SlackClientError, OSError) as error:
            reason = f"Slack says {code_of(error)} about {lead}."
        else:
            reason = f"{lead} has left." if is_gone else ""
        if reason:
            yield look("leads", f"{desk.name}: {reason}", "Name another lead in the settings.")
