from __future__ import annotations

import re
from typing import Any

import click
import pytest

from bot.cli import COMMANDS, main
from bot.domain.request import Priority
from handlers.ids import Action, Form
from handlers.listeners.verbs import VERBS
from handlers.views import blocks, forms, relay
from handlers.views.survey import SCORES
from tests.docs.pages import code, page, rows, section
from tests.handlers.views.reading import labels
from tests.support.company import LENOVO

PAGE = page("docs/commands.md")
VIEWS = (
    forms.new_request(
        [("it", "IT"), ("hr", "HR")],
        ["Access"],
        departments=["Finance"],
        systems=["VPN"],
        logs=True,
    ),
    forms.add_to_request([(42, "VPN")]),
    forms.add_details(42),
    forms.resolve(42),
    forms.hold(42),
    forms.escalate(42, tier=1, vendors=[(1, "Lenovo")]),
    forms.assign(42),
    forms.priority(42, Priority.P3),
    forms.category(42, ["Access"], departments=["Finance"], systems=["VPN"]),
    forms.move(42, [("hr", "HR")]),
    forms.merge(42, [(17, "VPN down")]),
    forms.reopen(42),
    forms.cancel(42),
    forms.survey_comment(1, 42),
    forms.outage(["VPN"]),
    forms.vendor(LENOVO, "it", ["Hardware"]),
)


def label_of(action: Action) -> str:
    offers = {Action.UNDO: relay.sent_offer, Action.SEND: relay.send_offer}
    said: dict[Action, str] = {
        Action.MORE: "…",
        Action.RATE: SCORES[1],
        Action.SURVEY_COMMENT: "Add a comment",
        Action.HAND_BACK: "Put back what is not answered",
        Action.NEW_REQUEST: "New request",
        Action.ADD_INSTEAD: "Add to #42 instead",
        Action.JOIN_OUTAGE: "Part of #42",
        Action.GATHER: "Gather",
        Action.IS_OUTAGE: "It is an outage",
        Action.NO_OUTAGE: "No",
        Action.VENDOR_EDIT: "Change…",
        Action.VENDOR_ADD: "Add a vendor…",
    }
    if action in offers:
        (label,) = labels(offers[action](42, "1")["blocks"])
        return label
    return said.get(action) or str(blocks.request_button(action, 42)["text"]["text"])


def fields(view: dict[str, Any]) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"]]


def options(command: click.Command) -> list[str]:
    return [option.opts[-1] for option in command.params if isinstance(option, click.Option)]


def test_every_verb_is_told_as_the_help_in_slack_tells_it() -> None:
    told = [code(verb)[0] for verb, _ in rows(section(PAGE, "Verbs of `/desk`"))]

    assert told == [f"/desk {verb.usage}".strip() for verb in VERBS.values()]


@pytest.mark.parametrize("form", ["/request", "/request TEXT", "/request list", "/request 42"])
def test_every_form_of_the_requesters_command_is_told(form: str) -> None:
    assert [form] in [code(how) for how, *_ in rows(section(PAGE, "Filing a request"))]


@pytest.mark.parametrize("action", Action)
def test_every_button_is_told(action: Action) -> None:
    told = re.findall(r"\*([^*]+)\*", section(PAGE, "Buttons"))

    assert label_of(action) in told


def test_every_answer_to_a_survey_is_told() -> None:
    told = re.findall(r"\*([^*]+)\*", section(PAGE, "Buttons"))

    assert set(SCORES.values()) <= set(told)


def test_every_form_is_told_with_its_fields_in_their_order() -> None:
    told = [re.findall(r"\*([^*]+)\*", names) for _, names in rows(section(PAGE, "Forms"))]

    assert {view["callback_id"] for view in VIEWS} == set(Form)
    assert told == [fields(view) for view in VIEWS]


def test_every_command_of_the_terminal_is_told() -> None:
    told = re.findall(r"^### firstline (\w+)$", PAGE, flags=re.MULTILINE)

    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_told(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None

    told = [code(option)[0] for option, _ in rows(section(PAGE, f"firstline {name}"))]

    assert sorted(told) == sorted(options(command))
