"""Forms: how they open, and what happens when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.domain.request import Complexity, HoldReason, Priority
from bot.usecases import endings, escalations, surveys, work
from bot.usecases.access import OnlyTechnicians
from bot.usecases.endings import Solution
from bot.usecases.filing import intake
from bot.usecases.looking import reading
from bot.usecases.vendors import engaging
from bot.usecases.vendors.engaging import Help
from handlers import grammar
from handlers.ids import Field, Form, unpack
from handlers.listeners import filing, merging, moving, outages, shortcuts, vendors
from handlers.listeners.values import text
from handlers.replies import Open, Reply, Wrong
from handlers.views import forms
from handlers.views.forms.asking import MATTERED
from handlers.views.forms.working import MINUTES, VENDOR
from storage.audit import Look
from storage.engagements import Reference
from storage.surveys import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.messages import RequestView
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.listeners.values import Values
    from handlers.payloads import Submitted


def open_details(context: Context, act: Act, number: int) -> Reply:
    """Open the form with which the requester adds to a request."""
    reading.one_request(context.office, act, number=number, how=Look.FORM)
    return Open(view=forms.add_details(number))


def open_resolve(context: Context, act: Act, number: int) -> Reply:
    """Open the form with which a technician resolves a request."""
    view = _for_technicians(context, act, number)
    return Open(view=forms.resolve(number, complexity=view.request.complexity))


def open_hold(context: Context, act: Act, number: int) -> Reply:
    """Open the form of a hold."""
    _for_technicians(context, act, number)
    return Open(view=forms.hold(number))


def open_escalate(context: Context, act: Act, number: int) -> Reply:
    """Open the form of an escalation."""
    view = _for_technicians(context, act, number)
    specialists = sorted(view.desk.specialists)
    used = engaging.vendors_to_choose(context.office, view.desk.key)
    choices = [(vendor.id, vendor.name) for vendor in used]
    tier = view.request.tier
    return Open(view=forms.escalate(number, tier=tier, specialists=specialists, vendors=choices))


def open_assign(context: Context, act: Act, number: int) -> Reply:
    """Open the form of an assignment."""
    view = _for_technicians(context, act, number)
    owner = view.owner.slack_id if view.owner else None
    return Open(view=forms.assign(number, owner=owner))


def open_priority(context: Context, act: Act, number: int) -> Reply:
    """Open the form of a priority."""
    view = _for_technicians(context, act, number)
    return Open(view=forms.priority(number, view.request.priority))


def open_category(context: Context, act: Act, number: int) -> Reply:
    """Open the form of a category."""
    view = _for_technicians(context, act, number)
    current = view.request.category
    known = list(dict.fromkeys((*view.desk.categories, *([current] if current else []))))
    departments = context.office.departments.names
    department = view.request.department
    return Open(
        view=forms.category(
            number,
            known,
            current=current,
            departments=departments,
            department=department,
            systems=context.office.systems.names,
            system=view.request.system,
            complexity=view.request.complexity,
        )
    )


def open_reopen(context: Context, act: Act, number: int) -> Reply:
    """Open the form that asks why a request is open again."""
    reading.one_request(context.office, act, number=number, how=Look.FORM)
    return Open(view=forms.reopen(number))


def open_cancel(context: Context, act: Act, number: int) -> Reply:
    """Open the form that asks why a request ends without a solution."""
    reading.one_request(context.office, act, number=number, how=Look.FORM)
    return Open(view=forms.cancel(number))


def submit(context: Context, form: Submitted) -> Reply:
    """Do what a form asks for; a refusal appears at its first field."""
    values = forms.read_form(form.callback_id, form.state)
    act = context.act(form.user, form.team, f"view:{form.view_id}")
    ids = unpack(form.metadata) if form.metadata else {}
    callback = Form(form.callback_id)
    try:
        return _SUBMITS[callback](context, act, ids, values)
    except Refused as refused:
        who = reading.name_of(context.office, refused.who) if refused.who else ""
        return Wrong(fields={_MAIN_FIELD[callback]: refused.sentence(who=who)})


def main_field(callback_id: str) -> str:
    """Name the field of a form at which a failure is shown."""
    return _MAIN_FIELD[Form(callback_id)]


def _for_technicians(context: Context, act: Act, number: int) -> RequestView:
    view, caller = reading.request_and_caller(context.office, act, number=number, how=Look.FORM)
    if not caller.works_here:
        raise OnlyTechnicians(desk=view.desk.name)
    return view


def _details(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    details = text(values, Field.DETAILS)
    intake.add_details(context.office, act, number=int(ids["number"]), details=details)
    return None


def _resolve(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    minutes = text(values, Field.MINUTES)
    # A client can send what was not to choose from, and it would count in the figures.
    offered = minutes in dict(MINUTES)
    solution = Solution(
        note=text(values, Field.RESOLUTION),
        steps=text(values, Field.STEPS),
        cause=text(values, Field.CAUSE),
        follow_up=text(values, Field.FOLLOW_UP),
        minutes=int(minutes) if offered else None,
        complexity=_complexity(values),
    )
    endings.resolve(context.office, act, number=int(ids["number"]), solution=solution)
    return None


def _hold(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    number = int(ids["number"])
    why = HoldReason(text(values, Field.HOLD_REASON) or HoldReason.OTHER)
    until: datetime | None = None
    date = text(values, Field.UNTIL)
    if why is HoldReason.SCHEDULED and not date:
        return Wrong(fields={Field.UNTIL: "Please give the date it is planned for."})
    if date:
        desk = reading.desk_of_request(context.office, act, number=number)
        until = grammar.instant(date, desk.calendar.zone)
    work.hold(
        context.office,
        act,
        number=number,
        why=why,
        reason=text(values, Field.REASON),
        until=until,
    )
    return None


def _escalate(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    target = text(values, Field.TARGET)
    if target.startswith(VENDOR):
        asked = Help(
            vendor_id=int(target.removeprefix(VENDOR)),
            reason=text(values, Field.REASON),
            reference=Reference(number=text(values, Field.REFERENCE)),
        )
        vendors.engage(context, act, int(ids["number"]), asked)
        return None
    escalations.escalate(
        context.office,
        act,
        number=int(ids["number"]),
        to=grammar.tier(target) or target or None,
        reason=text(values, Field.REASON),
    )
    return None


def _assign(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    to = text(values, Field.OWNER)
    work.assign(context.office, act, number=int(ids["number"]), to=to)
    return None


def _priority(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    priority = Priority(text(values, Field.PRIORITY))
    work.set_priority(context.office, act, number=int(ids["number"]), priority=priority)
    return None


def _category(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    category = text(values, Field.CATEGORY)
    department = text(values, Field.DEPARTMENT)
    number = int(ids["number"])
    work.set_category(
        context.office,
        act,
        number=number,
        category=category,
        department=department or None,
        system=text(values, Field.SYSTEM) or None,
        complexity=_complexity(values),
    )
    return None


def _complexity(values: Values) -> Complexity | None:
    chosen = text(values, Field.COMPLEXITY)
    return Complexity(chosen) if chosen in set(Complexity) else None


def _reopen(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    reason = text(values, Field.REASON)
    endings.reopen(context.office, act, number=int(ids["number"]), reason=reason)
    return None


def _cancel(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    reason = text(values, Field.REASON)
    endings.cancel(context.office, act, number=int(ids["number"]), reason=reason)
    return None


def _comment(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    ticked = values.get(Field.MATTERED)
    mattered = set(ticked) if isinstance(ticked, tuple) else set()
    answer = Answer(
        score=0,
        answered_at=act.now,
        comment=text(values, Field.COMMENT),
        mattered=",".join(name for name, _ in MATTERED if name in mattered),
        may_contact=bool(values.get(Field.MAY_CONTACT)),
        may_share=bool(values.get(Field.MAY_SHARE)),
    )
    surveys.comment(context.office, act, survey_id=int(ids["survey"]), answer=answer)
    return None


_SUBMITS: dict[Form, Callable[[Context, Act, dict[str, str], Values], Reply]] = {
    Form.NEW_REQUEST: filing.file,
    Form.ADD_TO_REQUEST: shortcuts.add,
    Form.ADD_DETAILS: _details,
    Form.RESOLVE: _resolve,
    Form.HOLD: _hold,
    Form.ESCALATE: _escalate,
    Form.ASSIGN: _assign,
    Form.PRIORITY: _priority,
    Form.CATEGORY: _category,
    Form.MERGE: merging.submit_merge,
    Form.MOVE: moving.submit,
    Form.REOPEN: _reopen,
    Form.CANCEL: _cancel,
    Form.SURVEY_COMMENT: _comment,
    Form.OUTAGE: outages.submit,
    Form.VENDOR: vendors.submit,
}

# Where a refusal is shown: at the field that people look at first.
_MAIN_FIELD: dict[Form, Field] = {
    Form.NEW_REQUEST: Field.TITLE,
    Form.ADD_TO_REQUEST: Field.INTO,
    Form.ADD_DETAILS: Field.DETAILS,
    Form.RESOLVE: Field.RESOLUTION,
    Form.HOLD: Field.REASON,
    Form.ESCALATE: Field.REASON,
    Form.ASSIGN: Field.OWNER,
    Form.PRIORITY: Field.PRIORITY,
    Form.CATEGORY: Field.CATEGORY,
    Form.MERGE: Field.INTO,
    Form.MOVE: Field.DESK,
    Form.REOPEN: Field.REASON,
    Form.CANCEL: Field.REASON,
    Form.SURVEY_COMMENT: Field.COMMENT,
    Form.OUTAGE: Field.TITLE,
    Form.VENDOR: Field.VENDOR_NAME,
}
