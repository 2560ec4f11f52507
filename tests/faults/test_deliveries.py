"""However often, late and disorderly Slack delivers, each thing stands there once."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.faults.day import Day

if TYPE_CHECKING:
    from sandbox import Delivery
    from tests.e2e.workplace import Workplace


def test_up_to_eleven_times_two_hours_late_and_shuffled(office: Workplace) -> None:
    slack, chance = office.slack, random.Random(11)  # noqa: S311 - nothing secret is drawn
    day = Day.begin(office)
    slack.hold_deliveries()
    day.speaks()

    office.clock.advance(timedelta(hours=2))
    slack.deliver_each(chance.randint(2, 3))
    slack.release_deliveries("shuffled", seed=11)
    day.settles()
    slack.deliver_each()
    for delivery in chance.sample(_told(office), 12):
        slack.deliver_each(chance.randint(1, 11))
        # Under a new event id as well, as after an outage of Slack's own.
        slack.emit(delivery.payload["event"])
    slack.deliver_each()
    day.settles()
    day.acts()
    day.ends()

    day.check(in_order=False)


def _told(office: Workplace) -> list[Delivery]:
    """List what people have said and marked."""
    names = {"message", "app_mention", "reaction_added"}
    return [delivery for delivery in office.slack.deliveries if delivery.name in names]
