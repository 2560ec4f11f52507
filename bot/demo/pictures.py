"""Pictures of what people see, taken by a browser without a window: `make pictures`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from urllib.request import urlopen

from bot.clock import SetClock
from bot.demo.company import ZONE, Habits, slack_id
from bot.demo.past import live_through
from bot.demo.stage import set_stage
from bot.demo.tour.filing import PROJECTOR, VPN
from bot.demo.tour.play import Play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message

_BEGINS: Final = datetime(2026, 3, 13, 8, 59, tzinfo=ZONE)
_HABITS: Final = Habits(survey_after_minutes=60, close_after_days=7, digest_at=time(9))
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--timeout=6000",
)
_PATIENCE: Final = 60
_HIGHEST: Final = 2000
# Each region of the page ends at the beginning of a line.
_POSTS: Final = re.compile(r'<section data-region="posts".*?\n</section>', re.DOTALL)
_FORM: Final = re.compile(r'<form class="modal".*?</form>', re.DOTALL)
_HEIGHT: Final = re.compile(r"<title>(\d+)</title>")
_SHEET: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>0</title>
<base href="{base}"><link rel="stylesheet" href="/page/static/page.css">
<style>body {{ background: #fff; display: block; min-height: 0; padding: 12px }}
section {{ padding: 0 }} .post footer {{ display: none }}
.modal {{ width: 100%; max-height: none; border: 1px solid #ddd }}</style>
</head><body>{shown}<script>addEventListener("load", () => {{
document.title = Math.ceil(document.documentElement.getBoundingClientRect().height) }})</script>
</body></html>"""


class NoBrowser(Exception):
    """There is no Chromium here. Install one, or run: playwright install chromium."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one picture shows: a part of somebody's page, and how wide it is in pixels."""

    name: str
    html: str
    width: int = 760


def take_pictures(folder: Path) -> list[Path]:
    """Play the morning of a desk and take a picture of each surface; raises `NoBrowser`."""
    browser = find_browser()
    clock = SetClock(_BEGINS)
    with TemporaryDirectory(prefix="firstline-") as name:
        work = Path(name)
        with set_stage(work, _HABITS, clock=clock) as stage:
            live_through(stage.bot.office, work, clock.now())
            stage.bot.transport.start()
            stage.slack.wait_connected()
            play = Play(stage, clock, tell=lambda _line: None)
            play.day(_BEGINS)
            base = stage.slack.base_url
            return [_take(browser, sight, base, folder) for sight in _sights(play)]


def find_browser() -> str:
    """Find a Chromium: on the path, or the one that playwright has fetched."""
    on_path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if on_path is not None:
        return on_path
    fetched = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    if not fetched:
        raise NoBrowser
    return str(fetched[-1])


def _sights(play: Play) -> Iterator[Sight]:
    """Let the morning happen, and look at it in between."""
    alice, theo = play.person("Alice"), play.person("Theo")
    play.at("09:00", "The digest of the morning is posted.")
    play.settle()
    yield _post("digest", play, "Mona", play.posted("IT help desk, Friday"))
    play.at("09:05", "Alice and Carla need help.")
    alice.command("/request", VPN)
    play.person("Carla").says(f"@Firstline {PROJECTOR}", play.stage.company.general)
    play.settle()
    yield _post("receipt", play, "Alice", play.in_inbox(alice, VPN))
    yield _post("card", play, "Theo", play.card(VPN))
    play.at("09:20", "Theo takes one of them.")
    theo.clicks(play.card(VPN), "Claim")
    play.settle()
    for name in ("Alice", "Theo", "Mona"):
        play.person(name).opens_home()
        play.settle()
    yield _home("home-requester", play, "Alice")
    yield _home("home-technician", play, "Theo")
    yield _home("home-lead", play, "Mona")
    (board,) = theo.command("/desk", channel=play.stage.company.team).ephemerals
    yield _post("board", play, "Theo", board)
    (listed,) = alice.command("/request", "list").ephemerals
    yield _post("list", play, "Alice", listed)
    bob = play.person("Bob")
    bob.command("/request")
    play.stage.slack.wait_for(lambda: bob.view, what="the form")
    yield _form("form", play, "Bob")
    bob.submits({"title": "Second screen for my desk, please"})
    yield _form("form-similar", play, "Bob")
    asker, team = play.person("Elif"), play.stage.company.team
    asker.command("/request")
    play.stage.slack.wait_for(lambda: asker.view, what="the form")
    asker.submits({"title": "Somebody reads my mail", "private": ["private"]})
    play.settle()
    yield _post("card-private", play, "Theo", play.posted("Private request"))
    (guide,) = asker.command("/desk", "how-it-works", team).ephemerals
    yield _post("how-it-works", play, "Elif", guide)


def _form(name: str, play: Play, person: str) -> Sight:
    (form,) = _FORM.findall(_page(play, person))
    return Sight(name=name, html=form, width=560)


def _home(name: str, play: Play, person: str) -> Sight:
    (posts,) = _POSTS.findall(_page(play, person, channel="home"))
    return Sight(name=name, html=posts)


def _post(name: str, play: Play, person: str, message: Message) -> Sight:
    page = _page(play, person, channel=message.channel)
    posts = re.findall(r"<article.*?</article>", page, re.DOTALL)
    (post,) = (post for post in posts if f'data-ts="{message.ts}"' in post)
    return Sight(name=name, html=post)


def _page(play: Play, person: str, **query: str) -> str:
    asked = urlencode({"as": slack_id(person), **query})
    address = f"{play.stage.slack.base_url}/page/regions?{asked}"
    with urlopen(address) as answer:  # noqa: S310 - the page of our own sandbox
        text: str = answer.read().decode()
    return text


def _take(browser: str, sight: Sight, base: str, folder: Path) -> Path:
    """Measure how high a sight is, and take its picture."""
    picture = folder / f"{sight.name}.png"
    with TemporaryDirectory(prefix="firstline-") as name:
        sheet = Path(name) / "sheet.html"
        sheet.write_text(_SHEET.format(base=base, shown=sight.html), encoding="utf-8")
        look = partial(_browse, browser, Path(name), sheet.as_uri())
        measured = _HEIGHT.search(look("--dump-dom", f"--window-size={sight.width},600"))
        height = int(measured[1]) if measured else _HIGHEST
        look(f"--screenshot={picture.resolve()}", f"--window-size={sight.width},{height}")
    return picture


def _browse(browser: str, work: Path, address: str, *flags: str) -> str:
    """Open an address once and give what the browser printed."""
    profile = f"--user-data-dir={work / 'profile'}"
    done = subprocess.run(  # noqa: S603 - a browser that we found, on a page that we wrote
        [browser, *_FLAGS, profile, *flags, address],
        capture_output=True,
        check=True,
        text=True,
        timeout=_PATIENCE,
    )
    return done.stdout


if __name__ == "__main__":
    try:
        for taken in take_pictures(Path(sys.argv[1])):
            sys.stdout.write(f"{taken}\n")
    except NoBrowser as missing:
        sys.exit(str(missing.__doc__))
