"""How what somebody wrote becomes a title and details, with nothing lost."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import LONGEST_TITLE, Texts

_GAP = "\n\n"


def first_line(text: str) -> str:
    """Give the first line that can be seen; "" if there is none."""
    lines = (line.strip() for line in text.splitlines())
    # Some characters look like nothing at all.
    return next((line for line in lines if any(map(str.isprintable, line))), "")


def split(text: str) -> tuple[str, str]:
    """Make a title of the first line; what does not fit into it stands whole in the details."""
    first = first_line(text)
    fits = first == text.strip() and len(first) <= LONGEST_TITLE
    title = first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"
    return title, "" if fits else text.strip()


def joined(*parts: str) -> str:
    """Put paragraphs together, without those that are empty."""
    return _GAP.join(part.strip() for part in parts if part.strip())


def compose(text: str, *, details: str = "") -> Texts:
    """Word a request that says `text`, and below it `details`."""
    title, rest = split(text)
    return Texts(title=title, details=joined(rest, details))


def grown(texts: Texts, more: str) -> Texts:
    """Add what somebody wrote afterwards."""
    return replace(texts, details=joined(texts.details, more))


def preceded(texts: Texts, earlier: str) -> Texts:
    """Add what somebody had written before, with which the request therefore begins."""
    is_whole = texts.details.startswith(texts.title.removesuffix("…"))
    whole = texts.details if is_whole else joined(texts.title, texts.details)
    title, details = split(joined(earlier, whole))
    return replace(texts, title=title, details=details)


def reworded(texts: Texts, before: str, after: str) -> Texts:
    """Follow the edit of a message that became the request, or a part of it.

    What was added later stays, and so does what somebody worded anew in a form.
    """
    if _is_later_part(texts, before):
        return replace(texts, details=texts.details.replace(before.strip(), after.strip(), 1))
    old_title, old_details = split(before)
    title, details = split(after)
    rest = texts.details.removeprefix(old_details)
    return replace(
        texts,
        title=title if texts.title in {old_title, ""} else texts.title,
        details=joined(details, rest) if texts.details.startswith(old_details) else texts.details,
    )


def emptied(texts: Texts, gone: str) -> Texts:
    """Drop what its author has deleted; what was said in a form of its own stays.

    Where a later part of several goes, only its own words do.
    """
    if _is_later_part(texts, gone):
        return replace(texts, details=joined(*texts.details.split(gone.strip(), 1)))
    return replace(texts, title="", details="")


def _is_later_part(texts: Texts, words: str) -> bool:
    is_first = texts.title in {split(words)[0], ""}
    return not is_first and bool(words.strip()) and words.strip() in texts.details
