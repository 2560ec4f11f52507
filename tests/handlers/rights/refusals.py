"""Refusals, told apart: those that are about rights, and those that are about the request."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Final

from bot.domain.refusals import Refused
from bot.usecases import access, endings, merging, surveys
from bot.usecases.filing import intake

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Each of them says who can do it. Whatever else is refused, was not tried properly.
OF_RIGHTS: Final = (
    access.OnlyTechnicians,
    access.NotYourRequest,
    access.OnlyReaders,
    access.OnlyLeads,
    access.GuestsCannotFile,
    endings.OnlyTheRequester,
    surveys.NotYourSurvey,
)
#: And these name nobody, since nobody can do that.
TO_NOBODY: Final = (merging.PrivateStaysAlone, intake.NobodyToHelp)


def refused_by(said: list[str]) -> type[Refused] | None:
    """Name the refusal that somebody was told, if any."""
    return next((kind for kind in every_refusal() if _is_told(kind, said)), None)


def every_refusal(root: type[Refused] = Refused) -> Iterator[type[Refused]]:
    """List every refusal that the code knows."""
    for kind in root.__subclasses__():
        yield kind
        yield from every_refusal(kind)


def _is_told(kind: type[Refused], said: list[str]) -> bool:
    template = re.escape(inspect.cleandoc(kind.__doc__ or ""))
    pattern = re.sub(r"\\\{\w+\\\}", ".+", template)
    return any(re.fullmatch(pattern, sentence) for sentence in said)
