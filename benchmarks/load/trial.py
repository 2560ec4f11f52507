"""One app's trial: the same load for each, first with a quick Slack and then with a slow one."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.load import company
from benchmarks.load.deliveries import IN_TIME, at_a_pace, in_a_crowd, written
from benchmarks.load.fake_slack import FakeSlack
from benchmarks.load.rows import Rows
from benchmarks.load.subject import running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.load.deliveries import Answer
    from benchmarks.load.subject import Subject

#: Messages that an app posts about a request: the card, and the answer.
POSTS = 2
_PATIENCE = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many requests each part of a trial has."""

    warm: int
    paced: int
    crowd: int
    burst: int
    late: int


LARGE = Size(warm=100, paced=200, crowd=1000, burst=200, late=200)
SMALL = Size(warm=10, paced=10, crowd=20, burst=10, late=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What an app did: seconds, but megabytes of memory, requests `per_second`, and counts.

    `asked` and `rows` are the requests delivered and those found in the database; `unsaid` what
    was never posted.
    """

    start: float
    ack_p50: float
    ack_p99: float
    row_p50: float
    answer_p50: float
    per_second: float
    cpu_per_1000: float
    memory: float
    burst_p99: float
    drained_per_second: float
    late: int
    asked: int
    rows: int
    unsaid: int


def trial(module: str, database_url: str, size: Size) -> Figures:
    """Put an app through everything; it starts twice, since the first start makes its tables."""
    with ExitStack() as stack:
        slack, shift = stack.enter_context(FakeSlack()), company.shift()
        with running(module, slack, database_url, shift=shift) as subject:
            # Only the desk asks who there is; whoever it does not know it looks up one by one.
            slack.wait_until_all_are_known(seconds=10 * subject.start)
        subject = stack.enter_context(running(module, slack, database_url, shift=shift))
        rows = stack.enter_context(closing(Rows(database_url)))
        return _Trial(slack, subject, rows, shift).run(size)


class _Trial:
    def __init__(self, slack: FakeSlack, subject: Subject, rows: Rows, shift: float) -> None:
        self._slack = slack
        self._subject = subject
        self._rows = rows
        self._shift = shift
        self._asked = 0

    def run(self, size: Size) -> Figures:
        self._crowd(size.warm, at_once=4)
        self._settle()
        acks, row_p50, answer_p50 = self._paced(size.paced)
        per_second, cpu = self._saturated(size.crowd)
        self._slack.answer_after(0.1)
        burst, drained = self._burst(size.burst)
        self._slack.answer_after(2.0)
        late = self._at_a_pace(size.late)
        self._slack.answer_after(0.0)
        self._settle()
        return Figures(
            start=self._subject.start,
            ack_p50=median(_seconds(acks)),
            ack_p99=_p99(acks),
            row_p50=row_p50,
            answer_p50=answer_p50,
            per_second=per_second,
            cpu_per_1000=cpu * 1000 / size.crowd,
            memory=self._subject.use().memory,
            burst_p99=_p99(burst),
            drained_per_second=drained,
            late=sum(one.seconds > IN_TIME or not one.taken for one in late),
            asked=self._asked,
            rows=self._rows.requests(),
            unsaid=POSTS * self._asked - self._slack.posts,
        )

    def _paced(self, size: int) -> tuple[list[Answer], float, float]:
        """Give the answers, and the medians until a row was seen and until somebody was told."""
        with self._rows.watched() as seen:
            answers = self._at_a_pace(size)
            self._settle()
        begun = sorted(one.began for one in answers)
        visible = median(at - began for at, began in zip(sorted(seen), begun, strict=True))
        told = [(self._slack.answered_at(one.ts) or _PATIENCE) - one.began for one in answers]
        return answers, visible, median(told)

    def _saturated(self, size: int) -> tuple[float, float]:
        """Give the requests a second, and the CPU seconds until everything was said."""
        before, began = self._subject.use().cpu, time.monotonic()
        self._crowd(size, at_once=16)
        took = time.monotonic() - began
        self._settle()
        return size / took, self._subject.use().cpu - before

    def _burst(self, size: int) -> tuple[list[Answer], float]:
        """Give the answers to everybody at once, and the posts a second that followed."""
        posted = self._slack.posts
        answers = self._crowd(size, at_once=size)
        began, left = time.monotonic(), POSTS * self._asked - self._slack.posts
        self._slack.wait_for_posts(posted + POSTS * size, seconds=_PATIENCE)
        return answers, left / (time.monotonic() - began)

    def _at_a_pace(self, size: int) -> list[Answer]:
        messages = written(self._next(size), shift=self._shift)
        return at_a_pace(self._subject.url, messages, per_second=20)

    def _crowd(self, size: int, *, at_once: int) -> list[Answer]:
        messages = written(self._next(size), shift=self._shift)
        return in_a_crowd(self._subject.url, messages, at_once=at_once)

    def _next(self, size: int) -> range:
        self._asked += size
        return range(self._asked - size, self._asked)

    def _settle(self) -> None:
        self._slack.wait_for_posts(POSTS * self._asked, seconds=_PATIENCE)
        self._rows.wait_until_all_is_said(seconds=_PATIENCE)


def _seconds(answers: Sequence[Answer]) -> list[float]:
    return [one.seconds for one in answers]


def _p99(answers: Sequence[Answer]) -> float:
    return quantiles(_seconds(answers), n=100, method="inclusive")[-1]
