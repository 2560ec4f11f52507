from __future__ import annotations

from bot.domain.messages import Promised, Texts
from bot.domain.request import State
from handlers.manifest import SCOPES
from handlers.views.card import card
from tests.docs.pages import blocks, page, rows, section
from tests.handlers.views.cast import HOUR, NOW, request, view
from tests.handlers.views.reading import labels, texts

README = page("README.md")


def test_the_card_in_the_readme_is_a_card_as_the_team_sees_it() -> None:
    picture = next(block for block in blocks(README, "text") if block.startswith("#1 "))
    shown = view(
        request(State.CLAIMED, number=1),
        texts=Texts(title="VPN is down"),
        promised=Promised(respond_by=None, resolve_by=NOW + HOUR),
    )

    seen = card(shown, NOW)["blocks"]

    (headline, *_) = texts(seen, "plain_text")
    facts = [fact["text"] for part in seen for fact in part.get("fields", ())]
    assert picture.splitlines()[0] == headline
    for fact in facts:
        name, value = fact.replace("*", "").split("\n")
        assert name in picture
        assert value.replace("<@U0", "@").rstrip(">").lower() in picture.lower()
    assert [label for label in labels(seen) if label not in picture] == []


def test_the_readme_gives_every_scope_with_its_reason() -> None:
    told = rows(section(page("README.md"), "What it asks Slack for, and why"))

    assert told == [[f"`{scope}`", SCOPES[scope]] for scope in sorted(SCOPES)]
