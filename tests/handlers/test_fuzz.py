"""Payloads, typed words and settings with anything in them: named refusals, never a failure."""

from __future__ import annotations

import copy
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusals import Refused
from bot.settings import SettingsError, load_settings
from handlers import grammar, payloads
from handlers.ids import unpack
from handlers.payloads import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Json = dict[str, Any]

_WHO: Final[Json] = {"id": "U0ALICE", "team_id": "T0HOME"}
_ACT: Final[Json] = {"user": _WHO, "trigger_id": "1.2", "response_url": "https://example/x"}
_STATE: Final[Json] = {"values": {"title": {"title": {"value": "VPN"}}}}
_FILE: Final[Json] = {"id": "F1", "name": "a", "url_private": "https://files.example", "size": 3}
_SAID: Final[Json] = {
    "type": "message",
    "channel": "C04HELP",
    "user": "U0ALICE",
    "team": "T0HOME",
    "text": "VPN <@U0BOB|bob>",
    "ts": "1700000000.000100",
    "files": [_FILE],
}
_REACTION: Final[Json] = {
    "type": "reaction_added",
    "user": "U0ALICE",
    "reaction": "eyes",
    "event_ts": "1.2",
    "item": {"type": "message", "channel": "C04TEAM", "ts": "1.2"},
    "item_user": "U0BOB",
}
#: A sound delivery of each kind, and who reads it.
SOUND: Final[dict[str, tuple[Callable[[Json], object], Json]]] = {
    "command": (
        payloads.command,
        {"command": "/desk", "text": "claim 1", "user_id": "U0ALICE", "trigger_id": "1.2"},
    ),
    "click": (
        payloads.click,
        {**_ACT, "actions": [{"action_id": "claim", "value": "{}"}], "container": {}},
    ),
    "form": (
        payloads.submitted,
        {**_ACT, "view": {"id": "V1", "callback_id": "resolve", "state": _STATE}},
    ),
    "shortcut": (
        payloads.shortcut,
        {**_ACT, "callback_id": "file_as_request", "channel": {"id": "C04HELP"}, "message": _SAID},
    ),
    "event": (payloads.happened, {"event_id": "Ev1", "event": _SAID}),
    "message": (payloads.said, {"event_id": "Ev1", "event": _SAID}),
    "edit": (
        payloads.changed,
        {
            "event_id": "Ev1",
            "event": {"subtype": "message_changed", "channel": "C04HELP", "message": _SAID},
        },
    ),
    "reaction": (payloads.reacted, {"event_id": "Ev1", "event": _REACTION}),
    "visit": (payloads.visitor, {"event": {"user": "U0ALICE", "tab": "home"}}),
    "move": (payloads.moved, {"event": {"user": "U0ALICE", "channel": "C04TEAM"}}),
}
ANY_TEXT: Final = st.text(st.characters(codec=None), max_size=200)
JUNK: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    ANY_TEXT,
    st.just("x" * 100_000),
    st.lists(st.none() | st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none() | st.text(max_size=3), max_size=2),
)
CONFIG: Final = """
log_level = "INFO"
[slack]
bot_token = "xoxb-1"
app_token = "xapp-1"
[[desks]]
key = "it"
name = "IT desk"
team_channel = "C04TEAM"
"""


def paths(payload: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """List every place of a payload."""
    if path:
        yield path
    inside = (
        payload.items()
        if isinstance(payload, dict)
        else enumerate(payload)
        if isinstance(payload, list)
        else ()
    )
    for key, inner in inside:
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("kind", SOUND)
@given(data=st.data())
def test_a_payload_with_something_amiss_is_read_or_refused_by_name(
    kind: str, data: st.DataObject
) -> None:
    read, sound = SOUND[kind]
    *way, last = data.draw(st.sampled_from(sorted(paths(sound), key=str)))
    amiss: Any = copy.deepcopy(sound)
    place = amiss
    for step in way:
        place = place[step]
    if data.draw(st.booleans()):
        place[last] = data.draw(JUNK)
    else:
        del place[last]

    with suppress(Unreadable):
        read(amiss)


@given(text=ANY_TEXT)
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text: str) -> None:
    words = grammar.parse(text)

    for ask in (
        lambda: words.about,
        lambda: (words.rest, words.first(), grammar.page(words.rest), grammar.tier(words.rest)),
        lambda: grammar.person(text, verb="assign"),
        lambda: grammar.instant(text, ZoneInfo("Europe/Berlin")),
    ):
        with suppress(Refused):
            ask()


@given(text=ANY_TEXT)
def test_what_a_button_carries_is_read_or_refused(text: str) -> None:
    with suppress(ValueError):
        unpack(text)


@given(
    start=st.integers(0, len(CONFIG)),
    length=st.integers(0, 30),
    junk=st.text(st.characters(codec="utf-8"), max_size=30),
)
def test_settings_with_anything_in_them_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, junk: str
) -> None:
    file: Path = tmp_path_factory.getbasetemp() / "fuzzed.toml"
    file.write_text(CONFIG[:start] + junk + CONFIG[start + length :], encoding="utf-8")

    with suppress(SettingsError):
        load_settings({"FIRSTLINE_CONFIG": str(file)})
