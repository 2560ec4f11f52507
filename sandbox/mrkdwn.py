"""Reading Slack's mrkdwn: references become names and dates, entities become characters."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .reader import Reader

_REFERENCE = re.compile(r"<([^<>]+)>")
_MARKED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])")

_TAGS = {"*": "strong", "_": "em", "~": "s"}


def plain(text: str, reader: Reader) -> str:
    """Return mrkdwn as a person reads it."""
    named = _REFERENCE.sub(lambda match: _reference(match[1], reader), text)
    return html.unescape(_restyled(named, lambda _mark, words: words))


def as_html(text: str, reader: Reader) -> str:
    """Return mrkdwn as safe HTML."""
    links: list[str] = []

    def reference(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if not target.startswith(("http://", "https://")):
            return _reference(match[1], reader)
        links.append(_link(target, label or target))
        # A link waits its turn behind a mark, lest the styles below look into its address.
        return f"\0{len(links) - 1}\0"

    # What people wrote may itself look like HTML, so everything is undone and escaped anew.
    safe = html.escape(html.unescape(_REFERENCE.sub(reference, text.replace("\0", ""))))
    styled = _restyled(safe, lambda mark, words: f"<{_TAGS[mark]}>{words}</{_TAGS[mark]}>")
    return re.sub("\0(\\d+)\0", lambda match: links[int(match[1])], styled)


def _link(address: str, label: str) -> str:
    address, label = html.escape(html.unescape(address)), html.escape(html.unescape(label))
    return f'<a href="{address}" rel="noopener noreferrer">{label}</a>'


def _restyled(text: str, style: Callable[[str, str], str]) -> str:
    """Replace bold, italic and struck text, the outermost marks first."""
    while (further := _MARKED.sub(lambda match: style(match[1], match[2]), text)) != text:
        text = further
    return text


def _reference(inside: str, reader: Reader) -> str:
    target, _, label = inside.partition("|")
    for prefix, read in _KINDS.items():
        if target.startswith(prefix):
            return read(target.removeprefix(prefix), label, reader)
    return label or target


def _person(user_id: str, label: str, reader: Reader) -> str:
    return f"@{reader.names.get(user_id) or label or user_id}"


def _channel(channel_id: str, label: str, reader: Reader) -> str:
    return f"#{reader.names.get(channel_id) or label or channel_id}"


def _date(rest: str, label: str, reader: Reader) -> str:
    timestamp, _, form = rest.partition("^")
    if not timestamp.isdecimal():
        return label
    return reader.time(int(timestamp), form.partition("^")[0])


def _group(group_id: str, label: str, reader: Reader) -> str:
    return f"@{reader.names.get(group_id) or label.removeprefix('@') or group_id}"


def _everybody(rest: str, label: str, _reader: Reader) -> str:
    return label or f"@{rest}"


_KINDS: dict[str, Callable[[str, str, Reader], str]] = {
    "@": _person,
    "#": _channel,
    "!date^": _date,
    "!subteam^": _group,
    "!": _everybody,
}
