"""Methods about the app itself, and the two that need no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.blockkit import check_message, check_view
from sandbox.values import Refused

from .call import Call, invalid

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json

CHECKED = ("blocks", "view", "message")


def auth_test(platform: Platform, _call: Call) -> Json:
    """Say whose token this is."""
    identity = platform.identity
    return {
        "url": f"{platform.base_url}/",
        "team": identity.team_domain,
        "team_id": identity.team_id,
        "user": identity.bot_name.lower(),
        "user_id": identity.bot_user_id,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_platform: Platform, call: Call) -> Json:
    """Give the arguments back."""
    if call.has("error"):
        raise Refused(error=call.text("error"), args=call.args)
    return {"args": call.args} if call.args else {}


def connections_open(platform: Platform, _call: Call) -> Json:
    """Give the address of a Socket Mode connection, good for one use."""
    address = platform.base_url.replace("http://", "ws://", 1)
    return {"url": address + platform.socket.ticket()}


def blocks_validate(_platform: Platform, call: Call) -> Json:
    """Check blocks, a view or a message without posting anything."""
    given = [name for name in CHECKED if call.has(name)]
    if len(given) != 1:
        raise invalid(["exactly one of blocks, view, message is required"])
    value = call.parsed(given[0], "invalid_arguments")
    if given[0] == "view":
        problems = check_view(value)
    else:
        problems = check_message({"blocks": value} if given[0] == "blocks" else value)
    if problems:
        raise invalid([str(problem) for problem in problems], f"invalid_{given[0]}")
    return {}
