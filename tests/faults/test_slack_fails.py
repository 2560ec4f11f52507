"""Whatever Slack answers, each thing stands there once and in order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.workplace import workplace
from tests.faults.ailments import AILMENTS
from tests.faults.day import Day

if TYPE_CHECKING:
    from sandbox import Json
    from tests.e2e.workplace import Plan
    from tests.faults.ailments import Ailment


#: Slack fails alike whatever the database is; these are held against the other one as well.
ON_BOTH: Final = {"too fast", "503", "cut after acting"}


@pytest.mark.parametrize("ailment", AILMENTS, ids=lambda ailment: ailment.name)
def test_however_slack_fails_everything_stands_once(plan: Plan, ailment: Ailment) -> None:
    if plan.database_url.startswith("postgresql") and ailment.name not in ON_BOTH:
        pytest.skip("Slack fails alike on either database.")
    with workplace(plan) as office:
        day = Day.begin(office)
        chance = random.Random(ailment.name)  # noqa: S311 - nothing secret is drawn

        def now_and_then(_args: Json) -> bool:
            return chance.random() < 0.4

        office.slack.faults.fail("*", times=ailment.times, match=now_and_then, **ailment.fault)
        day.goes_on()
        day.ends()

        day.check()
