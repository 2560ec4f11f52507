"""Forms for people who need something, or who tell us how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.messages import LONGEST_TITLE
from handlers import ids
from handlers.ids import Field, Form
from handlers.views import wording
from handlers.views.forms import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.request import Priority
    from handlers.views.blocks import Block

MATTERED: fields.Choices = (
    ("speed", "How quickly it went"),
    ("solution", "Whether it was solved"),
    ("manner", "How I was treated"),
    ("informed", "Being kept informed"),
    ("other", "Something else"),
)


#: How a request reached the technician who logs it; the values are those of the `created` fact.
WAYS: fields.Choices = (
    ("phone", "By phone"),
    ("walk_up", "In person"),
    ("slack", "In Slack"),
    ("email", "By e-mail"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a request before its form is filled in; `requester` is a Slack id."""

    desk_key: str | None = None
    title: str = ""
    details: str = ""
    purpose: str = ""
    category: str | None = None
    urgency: Priority | None = None
    requester: str | None = None


BLANK = Draft()


def new_request(
    desks: Sequence[tuple[str, str]],
    categories: Sequence[str],
    *,
    draft: Draft = BLANK,
    metadata: str = "",
    departments: Sequence[str] = (),
    systems: Sequence[str] = (),
    logs: bool = False,
    above: Sequence[Block] = (),
) -> Block:
    """Ask what somebody needs; `desks` are pairs of key and name, asked for if several.

    Whoever `logs` what reached him by other ways is asked by which; `departments` are to choose
    from where nobody knows the department, `systems` if there are any. `above` is shown first.
    """
    inputs = (
        *above,
        *_desk(desks, draft.desk_key),
        *_what(draft),
        *_category(categories, draft.category),
        *fields.department(departments),
        *([fields.system(systems)] if systems else []),
        fields.optional(_urgency(draft.urgency)),
        *_whose(draft, logs=logs),
        _tick(
            Field.PRIVATE, "Private", "Only whom it is for, whoever helps and the lead can read it"
        ),
    )
    return fields.form(Form.NEW_REQUEST, "New request", inputs, metadata)


def add_details(number: int, initial: str = "") -> Block:
    """Ask for more about request `number`."""
    more = fields.labelled(Field.DETAILS, "What should we know as well?", fields.text(initial))
    return fields.about_request(Form.ADD_DETAILS, number, "Add to", more)


def add_to_request(known: Sequence[tuple[int, str]], *, metadata: str = "") -> Block:
    """Ask which of the `known` requests, or which other, a message belongs to."""
    choices = [(str(number), f"#{number} {title}") for number, title in known]
    mine = fields.labelled(Field.KNOWN, "Which of your requests?", fields.select(choices))
    number = fields.text(most=10, lines=False)
    other = fields.labelled(Field.INTO, fields.another(known), number)
    shown = (fields.optional(one) for one in (*([mine] if known else []), other))
    return fields.form(Form.ADD_TO_REQUEST, "Add to request", shown, metadata)


def reopen(number: int) -> Block:
    """Ask why request `number` is not solved after all."""
    why = fields.labelled(Field.REASON, "What is still not right?", fields.text())
    return fields.about_request(Form.REOPEN, number, "Reopen", why)


def cancel(number: int) -> Block:
    """Ask why request `number` is no longer needed."""
    why = fields.labelled(Field.REASON, "Why is it no longer needed?", fields.text())
    return fields.about_request(Form.CANCEL, number, "Cancel", why)


def survey_comment(survey_id: int, number: int, *, comment: str = "") -> Block:
    """Ask for what lies behind the score that somebody gave for request `number`."""
    mattered = fields.labelled(Field.MATTERED, "What mattered most?", fields.ticks(MATTERED))
    words = fields.labelled(Field.COMMENT, "Anything you want to add?", fields.text(comment))
    inputs = (
        fields.optional(mattered),
        fields.optional(words),
        _tick(Field.MAY_CONTACT, "Contact", "You may contact me about this"),
        _tick(Field.MAY_SHARE, "Sharing", "You may share my comment with the team"),
    )
    metadata = ids.pack(survey=survey_id)
    return fields.form(Form.SURVEY_COMMENT, f"About #{number}", inputs, metadata)


def _desk(desks: Sequence[tuple[str, str]], initial: str | None) -> tuple[Block, ...]:
    """Ask for the desk, if there is a choice."""
    if len(desks) <= 1:
        return ()
    return (fields.labelled(Field.DESK, "Who should help?", fields.select(desks, initial)),)


def _what(draft: Draft) -> tuple[Block, ...]:
    """Ask for the words of a request."""
    title = fields.text(draft.title, most=LONGEST_TITLE, lines=False)
    details = fields.labelled(Field.DETAILS, "Details", fields.text(draft.details))
    purpose = fields.labelled(
        Field.PURPOSE,
        "What are you trying to get done?",
        fields.text(draft.purpose),
        hint="It helps us to find what really helps you.",
    )
    product = fields.labelled(
        Field.END_PRODUCT,
        "What do you want to have in the end?",
        fields.text(lines=False),
        hint="For example an account, a list or a screen that works.",
    )
    pictures = fields.labelled(Field.FILES, "Files or pictures", fields.files())
    return (
        fields.labelled(Field.TITLE, "What is wrong, or what do you need?", title),
        *(fields.optional(shown) for shown in (details, pictures, purpose, product)),
    )


def _whose(draft: Draft, *, logs: bool) -> tuple[Block, ...]:
    """Ask whom it is for, and of whoever `logs`, how it came."""
    who = fields.labelled(Field.REQUESTER, "For somebody else?", fields.person(draft.requester))
    way = fields.labelled(
        Field.WAY,
        "How did it reach you?",
        fields.select(WAYS),
        hint="By phone or in person counts as answered, and as yours, at once.",
    )
    return tuple(fields.optional(shown) for shown in (who, *([way] if logs else [])))


def _category(categories: Sequence[str], initial: str | None) -> tuple[Block, ...]:
    """Ask for a category, if the desk has any."""
    if not categories:
        return ()
    known = fields.select([(category, category) for category in categories], initial)
    return (fields.optional(fields.labelled(Field.CATEGORY, "What is it about?", known)),)


def _urgency(initial: Priority | None) -> Block:
    choices = tuple(wording.URGENCIES.items())
    return fields.labelled(Field.URGENCY, "How urgent is it?", fields.select(choices, initial))


def _tick(field: Field, label: str, sentence: str) -> Block:
    """Ask for a yes that nobody has to give."""
    return fields.optional(fields.labelled(field, label, fields.ticks(((field, sentence),))))
