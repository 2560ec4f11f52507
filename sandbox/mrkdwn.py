"""Reading Slack's mrkdwn: references become names and dates, entities become characters."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REFERENCE = re.compile(r"<([^<>]+)>")
_MARKED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])")

_TAGS = {"*": "strong", "_": "em", "~": "s"}

# How the parts of a date format read; a person's client would use their own zone and language.
_DATE_FORMATS = {
    "{date_num}": "%Y-%m-%d",
    "{date}": "%B %d, %Y",
    "{date_short}": "%b %d, %Y",
    "{date_long}": "%A, %B %d, %Y",
    "{date_pretty}": "%B %d, %Y",
    "{date_short_pretty}": "%b %d, %Y",
    "{date_long_pretty}": "%A, %B %d, %Y",
    "{day_divider_pretty}": "%A, %B %d",
    "{time}": "%H:%M",
    "{time_secs}": "%H:%M:%S",
    "{ago}": "%Y-%m-%d %H:%M",
}


def plain(text: str, names: Mapping[str, str]) -> str:
    """Return mrkdwn as a person reads it."""
    return html.unescape(_restyled(_named(text, names), lambda _mark, words: words))


def as_html(text: str, names: Mapping[str, str]) -> str:
    """Return mrkdwn as safe HTML."""
    # What people wrote may itself look like HTML, so everything is undone and escaped anew.
    safe = html.escape(html.unescape(_named(text, names)))
    return _restyled(safe, lambda mark, words: f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>")


def dated(timestamp: int, form: str) -> str:
    """Fill a date format such as "{date_short} {time}" in, in UTC."""
    moment = datetime.fromtimestamp(timestamp, UTC)
    for part, pattern in _DATE_FORMATS.items():
        form = form.replace(part, moment.strftime(pattern))
    return form


def _named(text: str, names: Mapping[str, str]) -> str:
    return _REFERENCE.sub(lambda match: _reference(match[1], names), text)


def _restyled(text: str, style: Callable[[str, str], str]) -> str:
    """Replace bold, italic and struck text, the outermost marks first."""
    while (further := _MARKED.sub(lambda match: style(match[1], match[2]), text)) != text:
        text = further
    return text


def _reference(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    for prefix, read in _READERS.items():
        if target.startswith(prefix):
            return read(target.removeprefix(prefix), label, names)
    return label or target


def _person(user_id: str, label: str, names: Mapping[str, str]) -> str:
    return f"@{names.get(user_id) or label or user_id}"


def _channel(channel_id: str, label: str, names: Mapping[str, str]) -> str:
    return f"#{names.get(channel_id) or label or channel_id}"


def _date(rest: str, label: str, _names: Mapping[str, str]) -> str:
    timestamp, _, form = rest.partition("^")
    if not timestamp.isdecimal():
        return label
    return dated(int(timestamp), form.partition("^")[0])


def _group(rest: str, label: str, _names: Mapping[str, str]) -> str:
    return label or f"@{rest}"


_READERS: dict[str, Callable[[str, str, Mapping[str, str]], str]] = {
    "@": _person,
    "#": _channel,
    "!date^": _date,
    "!subteam^": _group,
    "!": _group,
}
