"""`firstline manifest`: what to paste into Slack when the app is created."""

from __future__ import annotations

import json

import click

from handlers.manifest import manifest as build


@click.command()
@click.option("--mode", type=click.Choice(["socket", "http"]), default="socket", show_default=True)
@click.option("--url", help="The public address of this installation, for --mode http.")
def manifest(mode: str, url: str | None) -> None:
    """Print the manifest of the Slack app."""
    if mode == "http" and not url:
        message = "--mode http needs --url, the address under which Slack can reach this desk."
        raise click.UsageError(message)
    click.echo(json.dumps(build(mode=mode, url=url if mode == "http" else None), indent=2))
