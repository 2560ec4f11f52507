"""Getting payloads to the app: attempts, answers, retries, and disorder on demand."""

from __future__ import annotations

import asyncio
import itertools
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator, Sequence

    from .values import Json

Kind: TypeAlias = Literal["events_api", "slash_commands", "interactive"]
Order: TypeAlias = Literal["given", "reversed", "shuffled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One attempt to deliver a payload; `reason` says why the attempt before it failed."""

    kind: Kind
    payload: Json
    attempt: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an attempt; `final` forbids another one."""

    acked: bool
    body: Json | None = None
    reason: str | None = None
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The record of a payload: `key` is its event id or trigger id.

    `ack_seconds` runs from the start of the attempt that was acknowledged.
    """

    kind: Kind
    name: str
    key: str
    payload: Json
    attempts: int = 0
    acked: bool = False
    ack_seconds: float | None = None
    response: Json | None = None
    reason: str | None = None
    done: bool = False


class Transport(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    async def deliver(self, parcel: Parcel) -> Answer:
        """Hand a parcel over and wait up to Slack's time limit for the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTurns:
    """Deliver over one transport after the other, as to several copies of the app."""

    ways: tuple[Transport, ...]
    turn: Iterator[int] = field(default_factory=itertools.count)

    async def deliver(self, parcel: Parcel) -> Answer:
        """Hand a parcel over on the way whose turn it is."""
        return await self.ways[next(self.turn) % len(self.ways)].deliver(parcel)


class Deliveries:
    """Deliver payloads over the transport in use and keep the record."""

    def __init__(self, transport: Transport, retry_delays: Sequence[float]) -> None:
        self.transport = transport
        self._retry_delays = tuple(retry_delays)
        self._log: list[Delivery] = []
        self._held: list[Json] | None = None
        self._copies = 1
        self._running: set[asyncio.Task[None]] = set()

    @property
    def log(self) -> list[Delivery]:
        """List every delivery begun, oldest first."""
        return list(self._log)

    def event(self, payload: Json) -> None:
        """Deliver an event in the background, or hold it back if deliveries are held."""
        if self._held is not None:
            self._held.append(payload)
            return
        for _ in range(self._copies):
            name, key = payload["event"]["type"], payload["event_id"]
            self._spawn(self._with_retries(self._begin("events_api", name, key, payload)))

    async def once(self, kind: Kind, name: str, payload: Json) -> Answer:
        """Deliver a command or an interaction; Slack never repeats these."""
        number = self._begin(kind, name, str(payload["trigger_id"]), payload)
        answer = await self._attempt(number, Parcel(kind=kind, payload=payload))
        self._log[number] = replace(self._log[number], done=True)
        return answer

    def answered(self, name: str) -> bool:
        """Say whether every event of this name begun so far has had an answer or failed once."""
        return all(d.acked or d.reason is not None for d in self._log if d.name == name)

    def each(self, times: int) -> None:
        """Deliver every event from now on this many times, under the same event id."""
        self._copies = times

    def hold(self) -> None:
        """Keep events back from now on."""
        self._held = self._held or []

    def release(self, order: Order, seed: int) -> None:
        """Deliver what was kept back, in the given order."""
        held, self._held = self._held or [], None
        if order == "reversed":
            held.reverse()
        elif order == "shuffled":
            # Disorder for a test, so that the same seed must give the same disorder.
            random.Random(seed).shuffle(held)  # noqa: S311 - nothing secret is drawn.
        for payload in held:
            self.event(payload)

    async def stop(self) -> None:
        """Give up whatever is still under way."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _with_retries(self, number: int) -> None:
        payload, reason = self._log[number].payload, None
        for attempt, delay in enumerate((0.0, *self._retry_delays)):
            await asyncio.sleep(delay)
            parcel = Parcel(kind="events_api", payload=payload, attempt=attempt, reason=reason)
            answer = await self._attempt(number, parcel)
            if answer.acked or answer.final:
                break
            reason = answer.reason
        self._log[number] = replace(self._log[number], done=True)

    async def _attempt(self, number: int, parcel: Parcel) -> Answer:
        before = self._log[number]
        self._log[number] = replace(before, attempts=before.attempts + 1)
        loop = asyncio.get_running_loop()
        started = loop.time()
        answer = await self.transport.deliver(parcel)
        self._log[number] = replace(
            self._log[number],
            acked=answer.acked,
            ack_seconds=loop.time() - started if answer.acked else None,
            response=answer.body,
            reason=answer.reason,
        )
        return answer

    def _begin(self, kind: Kind, name: str, key: str, payload: Json) -> int:
        self._log.append(Delivery(kind=kind, name=name, key=key, payload=payload))
        return len(self._log) - 1

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
