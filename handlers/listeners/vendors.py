"""Vendors: the list of the leads, its form, and what technicians note about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vendors.draft import Draft, Part, UnfitDraft
from bot.domain.vendors.vendor import Contact
from bot.usecases.looking import reading
from bot.usecases.vendors import engaging, measuring, progress, register
from bot.usecases.vendors.progress import Said, Word
from handlers import limits
from handlers.ids import Field
from handlers.listeners.values import text
from handlers.replies import Open, Reply, Say, Wrong, done
from handlers.views import forms
from handlers.views.vendors import vendor_list, vendor_page

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from bot.usecases.office import Act
    from bot.usecases.vendors.engaging import Help
    from handlers.context import Context
    from handlers.grammar import Words
    from handlers.listeners.values import Values

_NAME = 60
_REFERENCE = "reference"
_ADD = "add"
_NOTED = {
    Said.RESPONDED: "{vendor} has answered on #{number}. Next comes the solution.",
    Said.RESOLVED: "{vendor} has solved #{number}. Please check with the requester.",
    Said.WAITS: "{vendor} waits for us on #{number}. Its clock stands until it goes on.",
    Said.GOES_ON: "{vendor} goes on with #{number}.",
}
_FIELDS = {
    Part.NAME: Field.VENDOR_NAME,
    Part.CONTRACT: Field.CONTRACT,
    Part.SERVICES: Field.SERVICES,
    Part.CATEGORIES: Field.CATEGORIES,
    Part.HOURS: Field.HOURS,
    Part.ZONE: Field.ZONE,
    Part.HOLIDAYS: Field.HOLIDAYS,
    Part.RESPONSE: Field.RESPONSE_TIME,
    Part.RESOLUTION: Field.RESOLUTION_TIME,
    Part.GOAL: Field.GOAL,
    Part.ENDS: Field.ENDS,
    Part.CONTACT: Field.CONTACT,
}


def vendor(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """List the vendors, show one by its name, or note what one has done on a request."""
    if words.number is not None:
        return _progress(context, act, words)
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    name = words.rest
    if name.lower() == _ADD:
        return open_form(context, act, desk, 0)
    if name:
        return Say(message=vendor_page(measuring.page(context.office, act, desk, name=name)))
    return Say(message=vendor_list(register.register(context.office, act, desk)))


def _progress(context: Context, act: Act, words: Words) -> Reply:
    word, following = words.first()
    if word.lower() == _REFERENCE:
        noted = progress.refer(context.office, act, number=words.about, text=following)
        said = "Noted what {vendor} calls #{number}."
        return _told(noted, said)
    if word.lower() not in set(Said):
        raise progress.UnknownWord
    said_word = Word(said=Said(word.lower()), text=following)
    return note(context, act, words.about, said_word)


def note(context: Context, act: Act, number: int, word: Word) -> Reply:
    """Note what a vendor has done."""
    noted = progress.note(context.office, act, number=number, word=word)
    return _told(noted, _NOTED[word.said])


def _told(noted: progress.Noted | None, sentence: str) -> Reply:
    if noted is None:
        return None
    name = limits.inert(noted.vendor.name, _NAME)
    return done(sentence.format(vendor=name, number=noted.request.number))


def engage(context: Context, act: Act, number: int, wanted: Help) -> Reply:
    """Ask a vendor for help with a request."""
    engaged = engaging.engage(context.office, act, number=number, wanted=wanted)
    if engaged is None:
        return None
    name = limits.inert(engaged.vendor.name, _NAME)
    return done(f"#{number} is with {name} now. Its owner stays the same.")


def open_form(context: Context, act: Act, desk: Desk, vendor_id: int) -> Reply:
    """Open the form of a vendor, which is a new one if its id is 0."""
    known = register.to_edit(context.office, act, desk, vendor_id)
    return Open(view=forms.vendor(known, desk.key, desk.categories))


def edit(context: Context, act: Act, vendor_id: int) -> Reply:
    """Open the form of a vendor from its button."""
    desk = register.desk_of_vendor(context.office, vendor_id) or context.office.first_desk
    return open_form(context, act, desk, vendor_id)


def add(context: Context, act: Act, desk_key: str) -> Reply:
    """Open the form of a new vendor from its button."""
    desk = context.office.desks.get(desk_key) or context.office.first_desk
    return open_form(context, act, desk, 0)


def submit(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    """Keep what a form says, or name at each field what cannot be meant like this."""
    desk = context.office.desks.get(ids["desk"]) or context.office.first_desk
    try:
        register.save(context.office, act, desk, _draft(values), vendor_id=int(ids["vendor"]))
    except UnfitDraft as unfit:
        return Wrong(fields={_FIELDS[part]: said for part, said in unfit.problems.items()})
    return None


def _draft(values: Values) -> Draft:
    ticked = values.get(Field.CATEGORIES)
    categories = tuple(str(name) for name in ticked) if isinstance(ticked, tuple) else ()
    return Draft(
        name=_line(values, Field.VENDOR_NAME),
        contract=_line(values, Field.CONTRACT),
        services=_line(values, Field.SERVICES),
        categories=categories,
        hours=_line(values, Field.HOURS),
        zone=_line(values, Field.ZONE),
        holidays=_line(values, Field.HOLIDAYS),
        response=_line(values, Field.RESPONSE_TIME),
        resolution=_line(values, Field.RESOLUTION_TIME),
        goal=_line(values, Field.GOAL),
        ends=text(values, Field.ENDS),
        contact=Contact(name=_line(values, Field.CONTACT), way=_line(values, Field.CONTACT_WAY)),
        archived=bool(values.get(Field.ARCHIVED)),
    )


def _line(values: Values, field: Field) -> str:
    """Read a line; a database refuses some of the signs that nobody sees."""
    return limits.one_line(text(values, field))
