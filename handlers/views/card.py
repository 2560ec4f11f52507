"""The card: the one message about a request in the team's channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import Tie
from bot.domain.request import State
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording
from handlers.views.courts import courts
from handlers.views.outages import buttons as outage_buttons
from handlers.views.outages import on_card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.messages import Linked, RequestView
    from bot.domain.request import Request
    from handlers.views.blocks import Block, Message

# The card has to stay small enough for a channel; the conversation has the rest.
_DETAILS = 700
_PURPOSE = 300
_NOTE = 500

# What whoever thinks of claiming a private request wants to know, and what its owner has to.
_TO_READ = "Claim it to read it. The work takes place in your messages with me."
_READERS = (
    "Private: only the requester, the owner and the lead may read it. "
    "The owner answers in its thread, in direct messages."
)

_DIRECT = "/archives/D"
# So many addresses fit into small print.
_LINKED = 12
_TIES = {
    Tie.WHOLE: "Part of {}: the work goes on there.",
    Tie.PART: "Part of this: {}.",
    Tie.BEFORE: "Goes on with {}.",
    Tie.AFTER: "Went on as {}.",
}

_NOTE_NAMES = {
    State.RESOLVED: "Solution",
    State.CLOSED: "Solution",
    State.CANCELLED: "Reason",
    State.ON_HOLD: "Reason",
}


# What leads out of a state that is an end.
_COMES_BACK = {State.RESOLVED: Action.REOPEN, State.MERGED: Action.UNMERGE}

# Slack's menus hold five lines.
_MENU = (Action.ASSIGN, Action.PRIORITY, Action.CATEGORY, Action.MERGE, Action.WHY)


def card(view: RequestView, now: datetime) -> Message:
    """Show technicians a request and what they can do with it."""
    shown = _private(view, now) if view.is_hidden else _open(view, now)
    return blocks.message(_text(view), [*shown, *blocks.actions(*_buttons(view))])


def left_card(view: RequestView, _now: datetime) -> Message:
    """Say at the desk that had a request where it is now: its words have gone with it."""
    number, desk = view.request.number, limits.inert(view.desk.name, wording.NAME)
    said = f"➡️ Request #{number} is with {desk} now."
    return blocks.message(said, [blocks.header(f"#{number}"), blocks.section(said)])


def _text(view: RequestView) -> str:
    request = view.request
    if view.is_hidden:
        return f"Request #{request.number} is private. Its priority is {request.priority}."
    state = wording.STATES[request.state].partition(" ")[2].lower()
    return (
        f"Request #{request.number} from {wording.name(view.requester)}: "
        f"{wording.inert_title(view)}. It is {state}, {request.priority}, "
        f"owner: {wording.name(view.owner, otherwise='nobody yet')}."
    )


def _private(view: RequestView, now: datetime) -> list[Block]:
    """Show number, priority and clock: a private request leaves no other trace in a channel."""
    return [
        blocks.header(f"#{view.request.number} Private request"),
        blocks.section(wording.PRIORITIES[view.request.priority]),
        blocks.context(wording.promises(view, now)),
        *([blocks.context(_TO_READ)] if _is_free(view.request) else []),
    ]


def _open(view: RequestView, now: datetime) -> list[Block]:
    request = view.request
    shown = [
        blocks.header(wording.title(view), before=f"#{request.number} "),
        *_named("To get done", view.texts.purpose, _PURPOSE),
        *_named("Wanted in the end", view.texts.end_product, _PURPOSE),
        *rich.quote(view.texts.details, _DETAILS),
        blocks.fields(*_facts(view)),
        *_named(_NOTE_NAMES.get(request.state, "Note"), view.note, _NOTE),
        blocks.context(wording.promises(view, now)),
        *courts(view, now),
        *([blocks.context(_READERS)] if request.private else []),
    ]
    around = on_card(view.outage) if view.outage else []
    return [*shown, *around, *_links(view), *_way(view)]


def _links(view: RequestView) -> list[Block]:
    """Say with which other requests this one hangs together."""
    said = [
        sentence.format(_listed(view.tied(tie)))
        for tie, sentence in _TIES.items()
        if view.tied(tie)
    ]
    return [blocks.context(" ".join(said))] if said else []


def _listed(linked: Sequence[Linked]) -> str:
    shown = [wording.link(f"#{one.number}", one.url) for one in linked[:_LINKED]]
    rest = len(linked) - len(shown)
    return ", ".join([*shown, f"{rest} more"] if rest else shown)


def _way(view: RequestView) -> list[Block]:
    """Link to the conversation, unless it takes place in direct messages."""
    url = view.conversation_url
    # Nobody can follow a link into somebody else's direct messages.
    if url is None or _DIRECT in url:
        return []
    return [blocks.context(wording.link("Open the conversation with the requester", url))]


def _named(label: str, text: str, most: int) -> list[Block]:
    """Show what somebody wrote behind a label, or nothing if it is empty."""
    shown = limits.plain(text, most)
    return [rich.paragraph(rich.bold(f"{label}: "), rich.words(shown))] if shown else []


def _facts(view: RequestView) -> list[tuple[str, str]]:
    request = view.request
    state = wording.STATES[request.state]
    department = limits.inert(request.department or "", limits.OPTION_TEXT)
    if request.state is State.ON_HOLD:
        state = f"{state}, {wording.waiting(view)}"
    return [
        ("State", state),
        ("Owner", wording.mention(view.owner, otherwise="nobody yet")),
        ("Requester", wording.name(view.requester, otherwise="unknown")),
        ("Priority", wording.PRIORITIES[request.priority]),
        ("Category", _category(view)),
        ("Tier", str(request.tier)),
        *([("Department", department)] if department else []),
        *([("System", wording.system(request))] if request.system else []),
    ]


def _category(view: RequestView) -> str:
    """Name the category, or the one that the words speak for."""
    if view.suggestion is None:
        return limits.inert(view.request.category or "", limits.OPTION_TEXT) or "none yet"
    name = limits.inert(view.suggestion.category, limits.OPTION_TEXT)
    return f"perhaps {name} ({view.suggestion.share} of {view.suggestion.of} such requests)"


def _confirming(view: RequestView) -> list[Block]:
    """Offer to file it under the category that is suggested."""
    if view.suggestion is None:
        return []
    category = view.suggestion.category
    return [blocks.request_button(Action.CONFIRM_CATEGORY, view.request.number, category=category)]


def _buttons(view: RequestView) -> list[Block]:
    request = view.request
    if view.is_hidden:
        # All other work on it takes place in the direct messages with its owner.
        claim = blocks.request_button(Action.CLAIM, request.number, primary=True)
        return [claim] if _is_free(request) else []
    if request.state in _COMES_BACK:
        return [blocks.request_button(_COMES_BACK[request.state], request.number)]
    if not request.is_open:
        return []
    pause = Action.RESUME if request.state is State.ON_HOLD else Action.HOLD
    moves = [Action.CLAIM] if _is_free(request) else []
    moves += [Action.RESOLVE, Action.ESCALATE, pause]
    moves += [] if request.owner_id is None else [Action.RELEASE]
    return [
        *(
            blocks.request_button(move, request.number, primary=move is Action.CLAIM)
            for move in moves
        ),
        *_confirming(view),
        *outage_buttons(view.outage, request.number),
        blocks.request_menu(_menu(request), request.number),
    ]


def _is_free(request: Request) -> bool:
    """Tell whether anybody of the desk may make it theirs."""
    return request.state is State.NEW and request.owner_id is None


def _menu(request: Request) -> list[Action]:
    # A private request stays alone.
    return [action for action in _MENU if action is not Action.MERGE or not request.private]
