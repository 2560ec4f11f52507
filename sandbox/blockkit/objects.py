"""Composition objects: texts, options, confirmations, pictures."""

from __future__ import annotations

from .rules import ByType, Flag, Items, Object, Rule, Text, among, exactly_one, only, typed

ID = Text(least=1, most=255)
URL = Text(least=1, most=3000)
FLAG = Flag()


def texts(most: int) -> dict[str, Rule]:
    """Return the two kinds of text object, up to a length."""
    words = Text(least=1, most=most)
    return {
        "plain_text": typed("plain_text", {"text": words}, {"emoji": FLAG}),
        "mrkdwn": typed("mrkdwn", {"text": words}, {"verbatim": FLAG}),
    }


def text(most: int) -> ByType:
    """Return the rule for a text object of either kind."""
    return ByType(table=texts(most))


def plain(most: int) -> ByType:
    """Return the rule for a text object without formatting."""
    return only(texts(most), "plain_text")


def option(label: Rule, *, linked: bool = False) -> Object:
    """Return the rule for an option; only an overflow menu may give it a link."""
    extra: dict[str, Rule] = {"url": URL} if linked else {}
    return Object(
        required={"text": label, "value": Text(least=1, most=150)},
        optional={"description": text(75), **extra},
    )


OPTION = option(plain(75))
RICH_OPTION = option(text(75))
OPTIONS = Items(of=OPTION, most=100)
OPTION_GROUPS = Items(of=Object(required={"label": plain(75), "options": OPTIONS}), most=100)

CONFIRM = Object(
    required={"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    optional={"style": among("primary", "danger")},
)

SLACK_FILE = Object(
    optional={"id": Text(shape="F[A-Z0-9]{8,}"), "url": URL}, also=(exactly_one("id", "url"),)
)
PICTURE: dict[str, Rule] = {"image_url": URL, "slack_file": SLACK_FILE}
ONE_PICTURE = exactly_one("image_url", "slack_file")
IMAGE_ELEMENT = typed("image", {"alt_text": Text(least=1, most=2000)}, PICTURE, ONE_PICTURE)
