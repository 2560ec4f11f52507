from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.home import DeskState, Guide, Home, OpenCount, OwnFigures, Workbench
from bot.domain.kpis import KPIS
from bot.domain.kpis.figure import Figure
from bot.domain.messages import Board
from bot.domain.reports.digest import ActItem, ActKind
from bot.domain.reports.usual import UsualRange
from bot.domain.request import State
from handlers.views.home import home
from tests.handlers.views.cast import (
    HOUR,
    MONA,
    NASTY,
    NOW,
    desk,
    nasty_view,
    person,
    request,
    view,
)
from tests.handlers.views.reading import assert_sound_view, labels, on_screen

NOBODY = Home(own=(), own_total=0, solved=(), guides=())


def figure(kpi: str, value: float, n: int) -> Figure:
    return Figure(value=value, unit=KPIS[kpi].unit, n=n, definition="")


def full(text: str) -> Home:
    """Show as much as a Home can hold, with `text` wherever somebody can write."""
    rows = tuple(nasty_view(text, number=number) for number in range(8))
    item = ActItem(
        number=42,
        kind=ActKind.PAST_DUE,
        title=text,
        private=False,
        owner=text,
        over_minutes=5,
        due=NOW,
    )
    state = DeskState(
        open=OpenCount(total=200, late=20, unclaimed=50, oldest=NOW - 50 * HOUR),
        opened=12,
        resolved=9,
        usual=UsualRange(low=4, high=30),
        act_now=tuple(replace(item, kind=kind) for kind in ActKind for _ in range(9)),
    )
    own = OwnFigures(
        resolved=7,
        figures={
            "first_response_time": figure("first_response_time", 14, 12),
            "csat": figure("csat", 80, 3),
        },
    )
    board = Board(
        desk=desk(name=text),
        mine=rows,
        unclaimed=rows,
        due_soon=rows,
        mine_total=200,
        unclaimed_total=200,
        due_soon_total=200,
    )
    return Home(
        own=rows,
        own_total=200,
        solved=tuple(nasty_view(text, State.RESOLVED) for _ in range(4)),
        guides=tuple(
            Guide(desk=desk(name=text), today=NOW.date(), leads=(person(text),) * 5)
            for _ in range(20)
        ),
        workbenches=(Workbench(board=board, figures=own, state=state),) * 12,
    )


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_full_home_is_sound_whatever_people_write(text: str) -> None:
    assert_sound_view(home(full(text), NOW))


def test_the_home_of_somebody_new_is_sound() -> None:
    assert_sound_view(home(NOBODY, NOW))


def test_what_does_not_fit_is_counted_and_the_way_to_it_named() -> None:
    shown = on_screen_of(full("VPN"))

    assert "and 192 more: /request list" in shown
    assert "and 9 desks more" in shown
    assert shown.endswith("More: /desk how-it-works, /request help")


def test_own_figures_tell_their_sample_and_hide_a_small_one() -> None:
    shown = on_screen_of(full("VPN"))

    assert "Only you see this:" in shown
    assert "7 solved since Monday" in shown
    assert "14 m (n=12)" in shown
    assert "not enough" in shown


def test_a_private_request_shows_no_words() -> None:
    secret = view(request(private=True))

    shown = on_screen_of(replace(NOBODY, own=(secret,), own_total=1))

    assert "VPN" not in shown
    assert "Private request" in shown


def test_every_own_request_has_one_button() -> None:
    shown = replace(NOBODY, own=(view(),), own_total=1, solved=(view(request(State.RESOLVED)),))

    assert labels(home(shown, NOW)) == ["New request", "Add details", "Reopen…"]


def test_a_late_request_is_owned_up_to() -> None:
    shown = on_screen_of(replace(NOBODY, own=(view(),), own_total=1), later=6)

    assert "answer overdue by 5 h 0 min. We are sorry." in shown


def test_the_contact_of_ones_department_is_named() -> None:
    guide = Guide(desk=desk(), today=NOW.date(), leads=(MONA,), liaison=person("Tara"))

    shown = on_screen_of(replace(NOBODY, guides=(guide,)))

    assert "Tara looks after your department. <@U0MONA> leads the desk." in shown


def on_screen_of(shown: Home, *, later: int = 0) -> str:
    return on_screen({"text": "", "blocks": home(shown, NOW + later * HOUR)["blocks"]})
