"""What somebody wrote in one message, as the title and the details of a request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.messages import LONGEST_TITLE

if TYPE_CHECKING:
    from bot.domain.messages import Texts

_GAP = "\n\n"


def split(text: str) -> tuple[str, str]:
    """Make a title of the first line; what does not fit into it stands whole in the details."""
    lines = text.strip().splitlines()
    first = lines[0].strip() if lines else ""
    fits = len(first) <= LONGEST_TITLE and len(lines) <= 1
    title = first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"
    return title, "" if fits else text.strip()


def joined(*parts: str) -> str:
    """Put paragraphs together, without those that are empty."""
    return _GAP.join(part.strip() for part in parts if part.strip())


def reworded(texts: Texts, before: str, after: str) -> Texts:
    """Follow the edit of the message that became the request.

    What was added later stays, and so does what somebody worded anew in a form.
    """
    old_title, old_details = split(before)
    title, details = split(after)
    rest = texts.details.removeprefix(old_details)
    return replace(
        texts,
        title=title if texts.title in {old_title, ""} else texts.title,
        details=joined(details, rest) if texts.details.startswith(old_details) else texts.details,
    )


def emptied(texts: Texts) -> Texts:
    """Drop what its author has deleted; what was said in a form of its own stays."""
    return replace(texts, title="", details="")
