"""The base of every refusal that a person is told about."""

from __future__ import annotations

import inspect


class Refused(Exception):
    """That does not work right now."""

    #: The person whom `{who}` in the sentence stands for, if the sentence names one.
    who: int | None = None

    def __init__(self, **facts: object) -> None:
        """Keep `facts` for the sentence, which is the docstring of the class."""
        super().__init__(type(self).__name__)
        self.facts = facts
        who = facts.get("who")
        self.who = who if isinstance(who, int) else None

    def sentence(self, *, who: str = "somebody else") -> str:
        """Say in one sentence what stands in the way, with `{who}` filled in."""
        template = inspect.cleandoc(type(self).__doc__ or Refused.__doc__ or "")
        return template.format(**{**self.facts, "who": who})
