"""The app's Home: own requests for everybody, the desk for whoever works there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.domain.kpis import KPIS
from bot.domain.reports.digest_text import act_now_lines
from bot.domain.reports.wording import spell_figure
from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, how_it_works, rich, wording
from handlers.views.board import parts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.home import DeskState, Guide, Home, OwnFigures, Workbench
    from bot.domain.messages import RequestView
    from handlers.views.blocks import Block

#: As many desks as have room; the others are a command away.
_MOST_DESKS: Final = 3
_MOST_GUIDES: Final = 6
_TITLE: Final = 100
_LINE: Final = 600


def home(shown: Home, now: datetime) -> dict[str, Any]:
    """Show somebody what matters to them now, whatever they are to the desks."""
    benches = shown.workbenches[:_MOST_DESKS]
    left_out = len(shown.workbenches) - len(benches)
    parted = [
        _new_request(),
        *(block for bench in benches for block in _workbench(bench, now)),
        *_further_desks(left_out),
        *_own(shown, now),
        *_solved(shown),
        blocks.header("How it works"),
        *(block for guide in shown.guides[:_MOST_GUIDES] for block in _guide(guide)),
        blocks.context(f"As of {wording.when(now)}. More: /desk how-it-works, /request help"),
    ]
    return {"type": "home", "blocks": parted[: limits.VIEW_BLOCKS]}


def _new_request() -> Block:
    new = blocks.button("New request", Action.NEW_REQUEST, ids.pack(), spoken="File a new request")
    (row,) = blocks.actions({**new, "style": "primary"})
    return row


def _own(shown: Home, now: datetime) -> list[Block]:
    if not shown.own:
        return [
            blocks.header("Your requests"),
            blocks.section("Nothing of yours is open. If you need something, press *New request*."),
        ]
    rest = shown.own_total - len(shown.own)
    return [
        blocks.header("Your requests"),
        *(_row(view, Action.ADD_DETAILS, _standing(view, now)) for view in shown.own),
        *([blocks.context(f"and {rest} more: /request list")] if rest > 0 else []),
    ]


def _solved(shown: Home) -> list[Block]:
    if not shown.solved:
        return []
    return [
        blocks.section("*Solved lately.* Is something still not right? Press Reopen."),
        *(_row(view, Action.REOPEN, _until(view)) for view in shown.solved),
    ]


def _row(view: RequestView, action: Action, standing: str) -> Block:
    """Show one of the reader's own requests, with what can be done about it."""
    number = view.request.number
    way = wording.link(f"#{number}", view.conversation_url)
    text = f"*{way}* {wording.inert_title(view, _TITLE)}\n{standing}"
    return {**blocks.section(text), "accessory": blocks.request_button(action, number)}


def _until(view: RequestView) -> str:
    """Say how long a solved request can be reopened."""
    state, solved_at = wording.STATES[view.request.state], view.request.resolved_at
    if solved_at is None:
        return state
    return f"{state}, closes {wording.when(solved_at + timedelta(days=view.desk.close_after_days))}"


def _standing(view: RequestView, now: datetime) -> str:
    state = wording.STATES[view.request.state]
    due = wording.next_due(view)
    if due is None:
        return state
    what = wording.what_is_due(view)
    if due < now:
        return f"{state}, {what} overdue by {wording.late_by(now - due)}. We are sorry."
    return f"{state}, {what} by {wording.when(due)}"


def _workbench(bench: Workbench, now: datetime) -> list[Block]:
    return [
        blocks.header(bench.board.desk.name),
        *(_state(bench.state, now) if bench.state else []),
        # What is late stands in the state already.
        *parts(bench.board, now, late=bench.state is None),
        *(_figures(bench.figures) if bench.figures else []),
        blocks.divider(),
    ]


def _state(state: DeskState, now: datetime) -> list[Block]:
    """Tell a lead how the desk stands."""
    usual = f" (usual {state.usual.low} to {state.usual.high} a day)" if state.usual else ""
    oldest = wording.late_by(now - state.open.oldest) if state.open.oldest else "none is open"
    facts = blocks.fields(
        ("Open", str(state.open.total)),
        ("Late", str(state.open.late)),
        ("Unclaimed", str(state.open.unclaimed)),
        ("Oldest", oldest),
        ("In today", f"{state.opened}{usual}"),
        ("Solved today", str(state.resolved)),
    )
    lines = [limits.plain(line, _LINE) for line in act_now_lines(state.act_now)]
    return [facts, rich.bullets([rich.words(line)] for line in lines)]


def _figures(own: OwnFigures) -> list[Block]:
    """Tell somebody about their own work; nobody else sees it."""
    if not own.resolved and not any(figure.n for figure in own.figures.values()):
        return []
    told = ", ".join(
        f"{KPIS[id_].title.lower()} {spell_figure(KPIS[id_], figure)}"
        for id_, figure in own.figures.items()
    )
    said = f"Only you see this: {own.resolved} solved since Monday. In 28 days: {told}."
    return [blocks.context(limits.escape(said))]


def _further_desks(count: int) -> list[Block]:
    if count <= 0:
        return []
    desks = wording.counted(count, "desk")
    return [blocks.context(f"and {desks} more: type /desk in the team channel")]


def _guide(guide: Guide) -> list[Block]:
    desk = guide.desk
    name = limits.inert(desk.name, wording.NAME)
    usual = how_it_works.promise(desk, desk.default_priority)
    return [
        blocks.section(
            f"*{name}*\n{how_it_works.hours(guide)}\nUsually {usual}; only opening hours count.\n"
            f"{how_it_works.contacts(guide)}"
        )
    ]
