"""Whatever Slack answers, each thing stands there once and in order."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.faults.day import Day

if TYPE_CHECKING:
    from sandbox import Json
    from tests.e2e.workplace import Workplace

#: So many calls fail, about every third of them.
FAILING: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One way in which calls of any method fail."""

    name: str
    fault: dict[str, Any]
    times: int = FAILING


AILMENTS: Final = (
    Ailment(name="too fast", fault={"retry_after": 7}),
    Ailment(name="500", fault={"status": 500}),
    Ailment(name="502", fault={"status": 502}),
    Ailment(name="503", fault={"status": 503}),
    Ailment(name="slow", fault={"hang": 0.3}),
    Ailment(name="cut before acting", fault={"reset": "before"}),
    Ailment(name="cut after acting", fault={"reset": "after"}),
    Ailment(name="acted upon and 500", fault={"status": 500, "reset": "after"}),
    Ailment(name="token revoked and restored", fault={"error": "token_revoked"}),
    Ailment(name="internal error", fault={"error": "internal_error"}),
)


@pytest.mark.parametrize("ailment", AILMENTS, ids=lambda ailment: ailment.name)
def test_however_slack_fails_everything_stands_once(office: Workplace, ailment: Ailment) -> None:
    day = Day.begin(office)
    chance = random.Random(ailment.name)  # noqa: S311 - nothing secret is drawn

    def now_and_then(_args: Json) -> bool:
        return chance.random() < 0.4

    office.slack.faults.fail("*", times=ailment.times, match=now_and_then, **ailment.fault)
    day.goes_on()
    day.ends()

    day.check()
