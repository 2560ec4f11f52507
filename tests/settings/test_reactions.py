from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.marks import Mark, Marks
from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

DESK = '[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\n'


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            'file = ":ticket:"',
            "reactions.file must be an emoji's name without colons such as \"tick",
        ),
        ('resolve = "eyes"', "reactions.resolve is the same as reactions.claim; give each its own"),
        ('solve = "eyes"', "reactions.solve is not a setting; did you mean resolve?"),
    ],
)
def test_an_emoji_that_cannot_be_is_refused(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[reactions]\n{line}\n{DESK}", encoding="utf-8")

    with pytest.raises(SettingsError) as refused:
        load_settings({"FIRSTLINE_CONFIG": str(file)}, need_slack=False)

    assert complaint in str(refused.value)


def test_an_emoji_means_the_same_in_every_tone_of_skin() -> None:
    marks = Marks(file="raised_hand", claim="", resolve="ok_hand")

    assert marks.meant_by("raised_hand::skin-tone-2") == {Mark.FILE}
    assert marks.meant_by("ok_hand") == {Mark.RESOLVE}
    assert marks.meant_by("eyes") == marks.meant_by("") == frozenset()
