"""Slack itself can look at one of everything, and the tests at every view full of nasty words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from typing import TYPE_CHECKING, Any, Final

from handlers import views
from handlers.views.samples import samples
from tests.handlers.views.reading import assert_sound_message, assert_sound_view
from tests.handlers.views.test_every_form import FORMS
from tests.handlers.views.test_every_message import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FrameType

#: What others are made of; nobody sees one of these alone.
PARTS: Final = ("blocks", "rich", "forms.fields", "samples")
SHOWN: Final = ("Message", "Block", "dict[str, Any]", "dict[str, object]")
#: These hold figures that only a database makes; their own tests show them.
FIGURES: Final = {"vendors.vendor_page"}
#: And these have tests of their own, or show no words that anybody wrote.
ELSEWHERE: Final = {"home.home", "note.note", "presence.away", "similar.added", "why.why"}


def every_view() -> Iterator[tuple[str, CodeType]]:
    """List every function that builds something to be seen, by module and name."""
    for found in pkgutil.walk_packages(views.__path__, "handlers.views."):
        module, name = importlib.import_module(found.name), found.name.split(".", 2)[2]
        if name.startswith(PARTS):
            continue
        for known, build in inspect.getmembers(module, inspect.isfunction):
            is_here = build.__module__ == found.name and not known.startswith("_")
            if is_here and build.__annotations__.get("return") in SHOWN:
                yield f"{name}.{known}", build.__code__


def built_by(run: Callable[[], object]) -> set[CodeType]:
    """Run something and list every function that took part."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, what: str, _: object) -> None:
        if what == "call":
            seen.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    return seen


def test_every_view_has_a_sample() -> None:
    built = built_by(lambda: list(samples()))

    missing = {name for name, code in every_view() if code not in built}
    assert missing - FIGURES - {"board.claim"} == set()


def test_every_view_is_tried_with_nasty_words() -> None:
    tried: tuple[dict[Any, Callable[[str], Any]], ...] = (MESSAGES, FORMS)

    built = built_by(lambda: [build("x") for known in tried for build in known.values()])

    missing = {name for name, code in every_view() if code not in built}
    assert missing - ELSEWHERE - FIGURES == set()


def test_every_sample_is_one_that_slack_takes() -> None:
    for name, kind, payload in samples():
        assert name
        if kind == "message":
            assert_sound_message(payload)  # type: ignore[arg-type] # a message without its type
        elif payload["type"] == "modal":
            assert_sound_view(payload)
