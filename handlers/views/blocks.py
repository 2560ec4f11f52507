"""The bricks of every message: each one keeps Slack's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from handlers import ids, limits

if TYPE_CHECKING:
    from collections.abc import Iterable

Block: TypeAlias = dict[str, Any]


class Message(TypedDict):
    """Blocks for the screen, and a text that makes sense where blocks are not shown."""

    text: str
    blocks: list[Block]


def message(text: str, blocks: Iterable[Block]) -> Message:
    """Put a message together; `text` is markup in which people's words are already inert."""
    return {"text": limits.shorten(text, limits.MESSAGE_TEXT), "blocks": list(blocks)}


def plain_text(text: str, most: int) -> Block:
    """Show people's words as they are; Slack looks for no markup in them."""
    return {"type": "plain_text", "text": limits.plain(text, most) or "(empty)", "emoji": True}


def markup(text: str) -> Block:
    """Show our own words, in which people's words are already inert."""
    return {"type": "mrkdwn", "text": text}


def header(text: str, *, before: str = "") -> Block:
    """Show the headline of a message, with our own words `before` those of other people."""
    shown = plain_text(text, limits.HEADER_TEXT - len(before))
    return {"type": "header", "text": {**shown, "text": before + shown["text"]}}


def section(text: str) -> Block:
    """Show a paragraph of our own words."""
    return {"type": "section", "text": markup(limits.shorten(text, limits.SECTION_TEXT))}


def fields(*facts: tuple[str, str]) -> Block:
    """Show facts in two columns, each with its name above it."""
    shown = (f"*{name}*\n{limits.shorten(fact, limits.FIELD_TEXT // 2)}" for name, fact in facts)
    return {"type": "section", "fields": [markup(text) for text in shown]}


def context(text: str) -> Block:
    """Show a remark in small print."""
    text = limits.shorten(text, limits.SECTION_TEXT)
    return {"type": "context", "elements": [markup(text)]}


def divider() -> Block:
    """Part what is above from what is below."""
    return {"type": "divider"}


def actions(*elements: Block) -> list[Block]:
    """Show a row of buttons, or nothing if there are none."""
    return [{"type": "actions", "elements": list(elements)}] if elements else []


def button(label: str, action_id: str, value: str, *, spoken: str) -> Block:
    """Show a button that screen readers announce as `spoken`."""
    return {
        "type": "button",
        "text": plain_text(label, limits.BUTTON_TEXT),
        "action_id": action_id,
        "value": value,
        "accessibility_label": limits.plain(spoken, limits.SPOKEN_LABEL),
    }


def option(label: str, value: str) -> Block:
    """Offer one choice of a menu, select, radio or checkbox."""
    return {
        "text": plain_text(label, limits.OPTION_TEXT),
        "value": limits.shorten(value, limits.OPTION_VALUE) or "-",
    }


# What each button about a request says, and how a screen reader announces it.
_LABELS: dict[ids.Action, tuple[str, str]] = {
    ids.Action.CLAIM: ("Claim", "Claim request {}"),
    ids.Action.RELEASE: ("Release", "Release request {}"),
    ids.Action.RESOLVE: ("Resolve…", "Resolve request {}"),
    ids.Action.ESCALATE: ("Escalate…", "Escalate request {}"),
    ids.Action.HOLD: ("Hold…", "Put request {} on hold"),
    ids.Action.RESUME: ("Resume", "Resume request {}"),
    ids.Action.ASSIGN: ("Assign…", "Assign request {}"),
    ids.Action.PRIORITY: ("Priority…", "Change the priority of request {}"),
    ids.Action.CATEGORY: ("Category…", "Change the category of request {}"),
    ids.Action.MERGE: ("Merge…", "Merge request {} into another"),
    ids.Action.CONFIRM_CATEGORY: ("Confirm category", "File request {} under what is suggested"),
    ids.Action.UNMERGE: ("Take out again", "Take request {} out of the other one"),
    ids.Action.CANCEL: ("Cancel…", "Cancel request {}"),
    ids.Action.WHY: ("Why", "How the due times of request {} add up"),
    ids.Action.REOPEN: ("Reopen…", "Reopen request {}"),
    ids.Action.ADD_DETAILS: ("Add details", "Add details to request {}"),
    ids.Action.SOLVED: ("It's solved", "Say that request {} is solved"),
    ids.Action.FOLLOWED_UP: ("Done", "Say that you have checked request {} with its requester"),
    ids.Action.STILL_NEEDED: ("I still need it", "Say that you still need request {}"),
    ids.Action.VENDOR_RESPONDED: ("They answered", "Note that the vendor answered on request {}"),
    ids.Action.VENDOR_RESOLVED: ("They solved it", "Note that the vendor solved request {}"),
    ids.Action.VENDOR_WAITS: ("They wait for us", "Note that the vendor waits for us on {}"),
    ids.Action.VENDOR_GOES_ON: ("They go on", "Note that the vendor goes on with request {}"),
}


def request_button(action: ids.Action, number: int, *, primary: bool = False, **more: str) -> Block:
    """Show the button that does `action` to request `number`; it carries `more` as well."""
    label, spoken = _LABELS[action]
    shown = button(label, action, ids.pack(number=number, **more), spoken=spoken.format(number))
    return {**shown, "style": "primary"} if primary else shown


def request_menu(menu: Iterable[ids.Action], number: int) -> Block:
    """Show the menu "…" with what is done to request `number` less often."""
    return {
        "type": "overflow",
        "action_id": ids.Action.MORE,
        "options": [
            option(_LABELS[action][0], ids.pack(action=action, number=number)) for action in menu
        ],
    }


def say(sentence: str, *more: Block) -> Message:
    """Show one of our own sentences, and more below it."""
    return message(sentence, [section(sentence), *more])
