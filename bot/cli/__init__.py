"""What an administrator types; a command's module is imported when the command is used."""

from __future__ import annotations

import click

from bot.cli.lazy import Lazy, LazyGroup

COMMANDS = {
    "run": Lazy("bot.cli.run:run", "Run the desk until it is told to stop."),
    "demo": Lazy("bot.cli.demo:demo", "Try the desk in a browser, without Slack."),
    "check": Lazy("bot.cli.check:check", "Look whether everything is as the desk needs it."),
    "manifest": Lazy("bot.cli.manifest:manifest", "Print the manifest of the Slack app."),
    "migrate": Lazy("bot.cli.admin:migrate", "Bring the database up to date."),
    "kpis": Lazy("bot.cli.figures:kpis", "Print the figures of a desk for a period."),
    "route": Lazy("bot.cli.route:route", "Try changed settings on the requests there are."),
    "digest": Lazy("bot.cli.figures:digest", "Print the digest of one day."),
    "leaderboard": Lazy("bot.cli.figures:leaderboard", "Print the leaderboard of one week."),
    "vendors": Lazy("bot.cli.vendors:vendors", "Print how vendors keep their contracts."),
    "backup": Lazy("bot.cli.care:backup", "Copy the database while the desk runs."),
    "export": Lazy("bot.cli.care:export", "Print everything that is held about somebody."),
    "erase": Lazy("bot.cli.care:erase", "Drop the words and the name of somebody for good."),
    "audit": Lazy("bot.cli.audit:audit", "Print the audit log."),
    "replay": Lazy("bot.cli.replay:replay", "Load the history of another help desk."),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Firstline: a help desk that lives in Slack."""
