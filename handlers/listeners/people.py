"""Events about who somebody is, and who belongs to which user group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.usecases.company import directory
from bot.usecases.placing import availability
from handlers import payloads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.context import Context
    from handlers.replies import Reply


def profile(context: Context, body: Mapping[str, Any]) -> Reply:
    """Learn the name, zone, standing and department of somebody who is new or has changed."""
    user, office = payloads.profiled(body), context.office
    known = payloads.profile(user)
    department = payloads.department(user, office.department_field)
    learned = {**known, **department}
    now = context.clock.now()
    directory.learn(office, [learned], now=now, more_to_ask=not department)
    if office.away_emoji:
        until = payloads.away_until(user, office.away_emoji, now)
        availability.learn_status(office, {user["id"]: until}, now=now)
    return None


def group(context: Context, body: Mapping[str, Any]) -> Reply:
    """Note who came into a user group or left it."""
    changed = payloads.group_change(body)
    if changed.members is not None:
        directory.learn_group(context.office, changed.group_id, slack_ids=changed.members)
    else:
        directory.group_changed(
            context.office, changed.group_id, joined=changed.joined, left=changed.left
        )
    return None
