"""Notices about what could not be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import limits
from handlers.views import blocks, wording

if TYPE_CHECKING:
    from bot.domain.messages import Notice
    from handlers.views.blocks import Message


def undelivered(n: Notice) -> Message:
    """Tell the leads that a channel is closed to the bot."""
    channel = wording.place(n.facts.get("channel", ""))
    return blocks.say(
        f"I cannot write to {channel}; Slack's reason is {_reason(n)}. Please check that the "
        "channel exists and that I am in it. What waits for it is kept."
    )


def given_up(n: Notice) -> Message:
    """Tell the leads that one message is lost, so that what waits behind it can go."""
    number = limits.inert(n.facts.get("number", ""), wording.NAME)
    about = f"a message about #{number}" if number else "a message"
    look = f" Please look at #{number} and say what is missing there." if number else ""
    return blocks.say(
        f"For a day Slack has stumbled over {about} in {_place(n)} (its reason: {_reason(n)}), "
        f"so I have given that one up. What waited behind it goes on.{look}"
    )


def _place(n: Notice) -> str:
    address = n.facts.get("channel", "").removeprefix("read:")
    # Whose direct messages they are is not for everybody to know who leads a desk.
    return "direct messages" if address.startswith(("U", "W")) else wording.place(address)


def _reason(n: Notice) -> str:
    return limits.inert(n.facts.get("error", ""), wording.NAME) or "no reason"
