"""Who is who: names, standing, and the membership of team channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.usecases.office import Act, Office


def learn(office: Office, profiles: Collection[Mapping[str, object]]) -> None:
    """Store what Slack says about people (keys: `slack_id`, `name`, `zone` and so on)."""
    with office.store.write() as tx:
        tx.people.learn(profiles)


def learn_members(office: Office, *, desk_key: str, slack_ids: Collection[str]) -> None:
    """Make the membership of a team channel what Slack says it is."""
    with office.store.write() as tx:
        known = {person.slack_id for person in tx.people.members_of(desk_key)}
        tx.people.leave(desk_key, [gone for gone in known if gone and gone not in slack_ids])
        tx.people.join(desk_key, [new for new in slack_ids if new not in known])


def member_joined(office: Office, act: Act, *, channel: str) -> None:
    """Note that somebody came into a team channel."""
    desk = office.desk_of_team_channel(channel)
    if desk is not None:
        with office.store.write() as tx:
            tx.people.join(desk.key, [act.slack_id])


def member_left(office: Office, act: Act, *, channel: str) -> None:
    """Note that somebody left a team channel."""
    desk = office.desk_of_team_channel(channel)
    if desk is not None:
        with office.store.write() as tx:
            tx.people.leave(desk.key, [act.slack_id])
