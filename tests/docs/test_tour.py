"""The pictures of the documentation are small, and told in words for whoever cannot see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.demo.pictures import NoBrowser, find_browser
from tests.docs.pages import ROOT, page

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
SHOWN = {
    name: told
    for told, name in re.findall(r"!\[([^]]+)\]\(pictures/([^)]+)\)", page("docs/tour.md"))
}


def test_the_tour_shows_every_picture_there_is() -> None:
    assert SHOWN.keys() == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_is_small_and_told_in_words(picture: Path) -> None:
    assert picture.stat().st_size <= 150_000
    assert len(SHOWN[picture.name].split()) >= 12


def test_without_a_browser_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(NoBrowser):
        find_browser()


def test_the_browser_of_playwright_is_found_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fetched = tmp_path / ".cache" / "ms-playwright" / "chromium-1200" / "chrome-linux" / "chrome"
    fetched.parent.mkdir(parents=True)
    fetched.touch()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    assert find_browser() == str(fetched)
