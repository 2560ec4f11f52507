"""A group of commands that imports a command's module only when the command is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Mapping


class Lazy(NamedTuple):
    """Where a command stands ("module:name"), and the line that lists it."""

    target: str
    summary: str


class LazyGroup(click.Group):
    """Know the names and summaries of commands without importing them."""

    def __init__(
        self, name: str | None = None, *, lazy: Mapping[str, Lazy], **attributes: object
    ) -> None:
        super().__init__(name, **attributes)  # type: ignore[arg-type]  # click checks them
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command in the order of the table."""
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._lazy[cmd_name].target.partition(":")
        found = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else None

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click hands it over
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands with their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.summary) for name, lazy in self._lazy.items()])
