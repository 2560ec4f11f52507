"""Words that would ring everybody or pose as a link, by every way to a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.e2e.workplace import CONFIG, TEAM, Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOUD: Final = "<!channel> <!here> <@U0MONA> <#C04HELP> <https://evil.example|bank.example>"
ENOUGH: Final = 50
FORBIDDEN: Final = ("<!channel", "<!here", "<@U0MONA", "<#C04HELP", "<https://evil")


@pytest.fixture
def loud(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace whose desk and people have loud names."""
    config = CONFIG.replace('"IT desk"', '"<!channel> desk"')
    plan = Plan(database_url=database_url, folder=tmp_path)
    with workplace(replace(plan, config=config)) as opened:
        cast = opened.cast
        with opened.bot.office.store.write() as tx:
            people = (cast.alice, cast.theo, cast.tara)
            tx.people.learn([{"slack_id": person.id, "name": LOUD} for person in people])
        yield opened


def test_no_words_ring_anybody_or_pose_as_a_link(loud: Workplace) -> None:
    number = loud.filed(LOUD)

    _works_noisily(loud, number)
    _ends_noisily(loud, number)

    shown = everything(loud)
    assert len(shown) > ENOUGH
    assert [text for text in shown for word in FORBIDDEN if word in text] == []


def test_no_words_ring_anybody_in_the_home_a_search_or_a_form(loud: Workplace) -> None:
    alice, bob, theo, mona = loud.cast.alice, loud.cast.bob, loud.cast.theo, loud.cast.mona
    first, second = loud.claimed(LOUD), loud.filed(f"Another {LOUD}", by=bob)
    alice.shares(LOUD, loud.receipt(first).channel, text=LOUD, thread=loud.receipt(first))
    loud.settle()
    theo.command("/desk", f"merge {second} into {first}")
    loud.settle()
    bob.dms(LOUD, loud.receipt(second))
    loud.settle()

    for person in (alice, theo, mona):
        person.opens_home()
    for order in (f"find {LOUD}", "find another", "how-it-works", "queue", f"why {first}"):
        theo.command("/desk", order)
    alice.command("/request")
    loud.until(lambda: alice.view, "the form")
    alice.submits({"title": LOUD, "details": LOUD, "purpose": LOUD, "end_product": LOUD})
    loud.settle()

    views = [view for person in (alice, theo, mona) for view in (person.home, person.view) if view]
    shown = [*everything(loud), *(text for view in views for text in markup(view.blocks))]
    # How the desk works names its lead, and should.
    words = [word for word in FORBIDDEN if "MONA" not in word]
    assert len(views) > len([alice, theo])
    assert [text for text in shown for word in words if word in text] == []


def _works_noisily(loud: Workplace, number: int) -> None:
    alice, theo = loud.cast.alice, loud.cast.theo
    receipt = loud.receipt(number)
    loud.fills(alice, receipt, "Add details", {"details": LOUD})
    theo.command("/desk", f"claim {number}")
    loud.cast.tara.command("/desk", f"claim {number}")
    for order in ("route {} <!channel> <@U0MONA>", "hold {} requester " + LOUD):
        theo.command("/desk", order.format(number))
    alice.says(LOUD, receipt.channel, receipt)
    loud.settle()
    theo.says(LOUD, TEAM, loud.card(number))
    for order in (f"escalate {number} lead {LOUD}", LOUD, f"hold {number} until {LOUD}"):
        theo.command("/desk", order)
    loud.settle()


def _ends_noisily(loud: Workplace, number: int) -> None:
    alice, theo = loud.cast.alice, loud.cast.theo
    for order in ("digest post", "digest", "leaderboard", "", f"show {number}"):
        theo.command("/desk", order)
    theo.command("/desk", f"resolve {number} {LOUD}")
    loud.settle()
    loud.clock.advance(timedelta(hours=3))
    loud.tick()
    alice.clicks(alice.inbox[-1], "Very dissatisfied")
    loud.settle()
    loud.fills(alice, alice.inbox[-1], "Add a comment", {"comment": LOUD})
    alice.command("/desk", f"reopen {number} {LOUD}")
    theo.command("/desk", f"cancel {number} {LOUD}")
    alice.command("/request", "list")
    loud.settle()


def everything(loud: Workplace) -> list[str]:
    """List every string in which Slack looks for markup, of every message that anybody sees."""
    cast = loud.cast
    people = (cast.alice, cast.bob, cast.theo, cast.tara, cast.mona)
    seen = [m for m in loud.slack.messages(TEAM) if m.user == loud.slack.bot_user_id]
    for person in people:
        seen += [*(m for m in person.inbox if m.user != person.id), *person.ephemerals]
    return [text for message in seen for text in (message.text, *markup(message.blocks))]


def markup(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(node, list | tuple):
        for part in node:
            yield from markup(part)
    elif isinstance(node, dict):
        if node.get("type") == "mrkdwn":
            yield node["text"]
        for part in node.values():
            yield from markup(part)
