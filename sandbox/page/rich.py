"""Rich text as the page shows it: its lists, quotes, styles and links."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from sandbox.transcript import rich_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.reader import Reader
    from sandbox.values import Json

_TAGS = {
    "rich_text_quote": "blockquote",
    "rich_text_preformatted": "pre",
    "rich_text_section": "div",
}
_STYLES = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}


def as_html(part: Json, reader: Reader) -> str:
    """Return rich text as safe HTML."""
    if "elements" not in part:
        return _inline(part, reader)
    inner = [as_html(child, reader) for child in part["elements"]]
    if part["type"] == "rich_text_list":
        tag = "ol" if part["style"] == "ordered" else "ul"
        return _tagged(tag, "".join(_tagged("li", line) for line in inner))
    within = _TAGS.get(part["type"])
    return _tagged(within, "".join(inner)) if within else "".join(inner)


def _inline(part: Json, reader: Reader) -> str:
    text = html.escape(rich_text(part, reader))
    style: Mapping[str, bool] = part.get("style") or {}
    for name, tag in _STYLES.items():
        if style.get(name):
            text = _tagged(tag, text)
    url = str(part.get("url", ""))
    if not url.startswith(("http://", "https://")):
        return text
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{text}</a>'


def _tagged(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag}>"
