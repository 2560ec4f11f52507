from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.messages import SharedFile
from bot.domain.request import Priority
from bot.domain.vendors.vendor import Contact
from handlers import ids
from handlers.ids import Form
from handlers.views import forms
from tests.handlers.views.cast import NASTY
from tests.handlers.views.reading import assert_sound_view
from tests.support.company import LENOVO

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.vendors.vendor import Vendor
    from handlers.views.blocks import Block

NUMBER = 10**12
NOT_ABOUT_A_REQUEST = {
    Form.NEW_REQUEST,
    Form.ADD_TO_REQUEST,
    Form.SURVEY_COMMENT,
    Form.OUTAGE,
    Form.VENDOR,
}


def _new(text: str) -> Block:
    draft = forms.Draft(
        desk_key="hr", title=text, details=text, purpose=text, category=text, urgency=Priority.P2
    )
    desks, departments = [("it", text), ("hr", "HR")], (text, "Sales")
    return forms.new_request(
        desks, (text, "Other"), draft=draft, departments=departments, systems=departments, logs=True
    )


def _vendor(text: str) -> Vendor:
    contact = Contact(name=text, way=text)
    return replace(LENOVO, name=text, contract=text, services=text, contact=contact)


FORMS: dict[Form, Callable[[str], Block]] = {
    Form.NEW_REQUEST: _new,
    Form.ADD_TO_REQUEST: lambda text: forms.add_to_request([(NUMBER, text)]),
    Form.ADD_DETAILS: lambda text: forms.add_details(NUMBER, text),
    Form.RESOLVE: lambda text: forms.resolve(NUMBER, resolution=text),
    Form.HOLD: lambda _text: forms.hold(NUMBER),
    Form.ESCALATE: lambda text: forms.escalate(NUMBER, tier=1, vendors=[(1, text)]),
    Form.ASSIGN: lambda _text: forms.assign(NUMBER, owner="U0THEO"),
    Form.PRIORITY: lambda _text: forms.priority(NUMBER, Priority.P3),
    Form.CATEGORY: lambda text: forms.category(
        NUMBER,
        (text, "Other"),
        current=text,
        departments=(text, "Sales"),
        department=text,
        systems=(text, "VPN"),
    ),
    Form.MOVE: lambda text: forms.move(NUMBER, [("hr", text)]),
    Form.MERGE: lambda text: forms.merge(NUMBER, [(NUMBER, text)]),
    Form.REOPEN: lambda _text: forms.reopen(NUMBER),
    Form.CANCEL: lambda _text: forms.cancel(NUMBER),
    Form.OUTAGE: lambda text: forms.outage((text, "Ledger"), text),
    Form.SURVEY_COMMENT: lambda text: forms.survey_comment(3, NUMBER, comment=text),
    Form.VENDOR: lambda text: forms.vendor(_vendor(text), "it", (text, "Other")),
}


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_sound_whatever_people_wrote(form: Form, text: str) -> None:
    assert_sound_view(FORMS[form](text))


@pytest.mark.parametrize("form", Form)
def test_a_form_has_the_fields_that_are_read_from_it(form: Form) -> None:
    shown = FORMS[form]("VPN down")

    assert shown["callback_id"] == form
    assert {block["block_id"] for block in shown["blocks"]} == set(forms.FIELDS[form])


@pytest.mark.parametrize("form", sorted(set(Form) - NOT_ABOUT_A_REQUEST))
def test_a_form_about_a_request_carries_its_number_and_nothing_else(form: Form) -> None:
    shown = FORMS[form]("secret words")

    assert ids.unpack(shown["private_metadata"]) == {"number": str(NUMBER)}


def test_nobody_is_asked_for_a_desk_or_category_when_there_is_no_choice() -> None:
    shown = forms.new_request([("it", "IT desk")], ())

    asked = {block["block_id"] for block in shown["blocks"]}
    assert asked.isdisjoint({ids.Field.DESK, ids.Field.CATEGORY})


def test_urgency_is_asked_in_plain_words_that_stand_for_priorities() -> None:
    shown = forms.new_request([("it", "IT desk")], ())

    urgency = next(block for block in shown["blocks"] if block["block_id"] == ids.Field.URGENCY)
    options = urgency["element"]["options"]
    assert [option["value"] for option in options] == list(Priority)
    assert options[0]["text"]["text"] == "I cannot work at all"


def test_a_filled_in_form_is_read_as_plain_values() -> None:
    values: dict[str, dict[str, Any]] = {
        "title": {"title": {"type": "plain_text_input", "value": " VPN down "}},
        "details": {"details": {"type": "plain_text_input", "value": None}},
        "urgency": {"urgency": {"type": "static_select", "selected_option": {"value": "P2"}}},
        "requester": {"requester": {"type": "users_select", "selected_user": "U0BOB"}},
    }

    read = forms.read_form("new_request", values)

    assert {name: value for name, value in read.items() if value} == {
        "title": "VPN down",
        "urgency": "P2",
        "requester": "U0BOB",
    }


def test_files_of_a_form_are_read_but_for_those_that_are_gone() -> None:
    shared = {"id": "F1", "name": "a.png", "url_private": "https://x.example/f", "size": 3}
    gone = {"id": "F2", "mode": "tombstone"}
    values = {"files": {"files": {"type": "file_input", "files": [shared, gone]}}}

    read = forms.read_form("new_request", values)

    assert read["files"] == (
        SharedFile(file_id="F1", name="a.png", url="https://x.example/f", size=3),
    )


def test_only_whoever_works_at_a_desk_is_asked_how_a_request_came() -> None:
    asked = {
        logs: {block["block_id"] for block in forms.new_request([], (), logs=logs)["blocks"]}
        for logs in (False, True)
    }

    assert asked[True] - asked[False] == {ids.Field.WAY}


def test_a_survey_comment_may_name_several_things_that_mattered() -> None:
    chosen = [{"value": "speed"}, {"value": "manner"}]
    values = {"mattered": {"mattered": {"type": "checkboxes", "selected_options": chosen}}}

    read = forms.read_form("survey_comment", values)

    assert read["mattered"] == ("speed", "manner")
    assert read["may_contact"] is False


def test_a_date_is_read_from_the_hold_form() -> None:
    values = {"until": {"until": {"type": "datepicker", "selected_date": "2026-03-20"}}}

    assert forms.read_form("hold", values)["until"] == "2026-03-20"


def test_a_foreign_form_is_not_read() -> None:
    with pytest.raises(ValueError, match="not a valid Form"):
        forms.read_form("somebody_elses", {})


@pytest.mark.parametrize("form", Form)
def test_an_empty_form_is_read_without_a_word(form: Form) -> None:
    read = forms.read_form(form, {})

    assert set(read) == set(forms.FIELDS[form])
    assert not any(read.values())
