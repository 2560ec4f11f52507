"""The bricks of every form: one function per kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import ids, limits
from handlers.ids import Field, Form
from handlers.views import wording
from handlers.views.blocks import option, plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from bot.domain.request import Complexity
    from handlers.views.blocks import Block

Choices = tuple[tuple[str, str], ...]


# A button says what it does; "Save" is for forms that change one thing.
_SUBMITS: dict[Form, str] = {
    Form.NEW_REQUEST: "Send",
    Form.ADD_DETAILS: "Send",
    Form.ADD_TO_REQUEST: "Add",
    Form.RESOLVE: "Resolve",
    Form.HOLD: "Hold",
    Form.ESCALATE: "Escalate",
    Form.ASSIGN: "Assign",
    Form.MERGE: "Merge",
    Form.MOVE: "Move",
    Form.REOPEN: "Reopen",
    Form.CANCEL: "Cancel request",
    Form.SURVEY_COMMENT: "Send",
    Form.OUTAGE: "Tell them",
}


def form(callback: Form, title: str, inputs: Iterable[Block], metadata: str) -> Block:
    """Put a form together; `metadata` holds ids only, since the client can read it."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain_text(title, limits.VIEW_TITLE),
        "submit": plain_text(_SUBMITS.get(callback, "Save"), limits.VIEW_TITLE),
        "close": plain_text("Back", limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": list(inputs),
    }


def kept(view: Mapping[str, Any], *, above: Sequence[Block], metadata: str) -> Block:
    """Show a form once more with `above` at its top.

    Its fields keep their ids, and with them what was typed into them.
    """
    names = ("type", "callback_id", "title", "submit", "close")
    # A client may send less of a form than it was shown.
    fields = [block for block in view.get("blocks") or () if block.get("type") == "input"]
    known = {name: view[name] for name in names if name in view}
    return {**known, "private_metadata": metadata, "blocks": [*above, *fields]}


def about_request(callback: Form, number: int, title: str, *inputs: Block) -> Block:
    """Put a form about request `number` together."""
    return form(callback, f"{title} #{number}", inputs, ids.pack(number=number))


def labelled(field: Field, label: str, element: Block, *, hint: str = "") -> Block:
    """Show `element` under its label as a field that must be filled in."""
    shown: Block = {
        "type": "input",
        "block_id": field,
        "label": plain_text(label, limits.INPUT_LABEL),
        "element": {**element, "action_id": field},
    }
    return {**shown, "hint": plain_text(hint, limits.INPUT_LABEL)} if hint else shown


def another(known: Sequence[object]) -> str:
    """Ask for a request by its number, beside a choice of those that are `known`, if any."""
    return "Or the number of another request" if known else "The number of the request"


def optional(shown: Block) -> Block:
    """Let a field be left empty."""
    return {**shown, "optional": True}


def text(initial: str = "", *, most: int = limits.INPUT_TEXT, lines: bool = True) -> Block:
    """Ask for words, prefilled with `initial` as far as it fits."""
    element: Block = {"type": "plain_text_input", "multiline": lines, "max_length": most}
    # The writer goes on editing these words, so that nothing may be added to them.
    prefilled = limits.shorten(limits.clean(initial) if lines else limits.one_line(initial), most)
    return {**element, "initial_value": prefilled} if prefilled else element


def select(choices: Sequence[tuple[str, str]], initial: str | None = None) -> Block:
    """Ask for one of `choices`, pairs of value and label, from a list that drops down."""
    return _chosen("static_select", choices[: limits.OPTIONS], initial)


def radio(choices: Sequence[tuple[str, str]], initial: str | None = None) -> Block:
    """Ask for one of at most ten `choices`, all in sight."""
    return _chosen("radio_buttons", choices, initial)


def ticks(choices: Sequence[tuple[str, str]], initial: Collection[str] = ()) -> Block:
    """Ask for any of at most ten `choices`."""
    return _several("checkboxes", choices, initial)


def selects(choices: Sequence[tuple[str, str]], initial: Collection[str] = ()) -> Block:
    """Ask for any of `choices` from a list that drops down."""
    return _several("multi_static_select", choices[: limits.OPTIONS], initial)


def person(initial: str | None = None) -> Block:
    """Ask for somebody, by Slack id."""
    element: Block = {"type": "users_select"}
    return {**element, "initial_user": initial} if initial else element


def files() -> Block:
    """Ask for files, as many as Slack takes at once."""
    return {"type": "file_input", "max_files": limits.FILES}


def department(names: Sequence[str], initial: str | None = None) -> tuple[Block, ...]:
    """Ask which of the departments a request is for, if there are any."""
    if not names:
        return ()
    choices = select([(name, name) for name in names], initial)
    return (optional(labelled(Field.DEPARTMENT, "Which department is it for?", choices)),)


def system(names: Sequence[str], initial: str | None = None, *, none: str = "") -> Block:
    """Ask which system it is about; `none` is the value of the choice of none of them."""
    choices = [(name, name) for name in names]
    choices += [(none, "None of these")] if none else []
    return optional(labelled(Field.SYSTEM, "Which system is it about?", select(choices, initial)))


def complexity(initial: Complexity | None = None) -> Block:
    """Ask how much a request takes to solve."""
    choices = select(tuple(wording.COMPLEXITIES.items()), initial)
    return optional(labelled(Field.COMPLEXITY, "How much does it take?", choices))


def day(initial: date | None = None) -> Block:
    """Ask for a day."""
    element: Block = {"type": "datepicker"}
    return {**element, "initial_date": initial.isoformat()} if initial else element


def _several(kind: str, choices: Sequence[tuple[str, str]], initial: Collection[str]) -> Block:
    options = {value: option(label, value) for value, label in choices}
    chosen = [shown for value, shown in options.items() if value in initial]
    element: Block = {"type": kind, "options": list(options.values())}
    return {**element, "initial_options": chosen} if chosen else element


def _chosen(kind: str, choices: Sequence[tuple[str, str]], initial: str | None) -> Block:
    options = {value: option(label, value) for value, label in choices}
    element: Block = {"type": kind, "options": list(options.values())}
    return {**element, "initial_option": options[initial]} if initial in options else element
