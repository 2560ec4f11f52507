"""The parts of the pretend Slack, put together."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .changes import Changes
from .clock import Clock
from .deliveries import Deliveries
from .events import envelope, place_of
from .faults import Faults
from .filing import Files
from .groups import Groups
from .hooks import Hooks
from .ids import Ids
from .membership import Membership
from .posting import Posting
from .rates import PostingRate
from .socketmode import SocketMode
from .triggers import Triggers
from .values import Identity, Json, Refused
from .views import Views
from .workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the sandbox is to behave.

    `retry_delays` are the real seconds before each repetition of an unacknowledged event, and
    `ack_timeout` the real seconds the app has for any acknowledgement.
    """

    now: Callable[[], datetime]
    bot_name: str
    retry_delays: tuple[float, ...]
    ack_timeout: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """One call of the Web API as it was answered; `method` is "response_url" for those."""

    method: str
    args: Json
    response: Json
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What Slack would not take: a call, an answer to a response URL or to a submission.

    `messages` says what is wrong and where, for refused blocks and views.
    """

    method: str
    error: str
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """All the parts. Everything here is used on the server's event loop only."""

    base_url: str
    identity: Identity
    clock: Clock
    ids: Ids
    workspace: Workspace
    views: Views
    triggers: Triggers
    hooks: Hooks
    rates: PostingRate
    faults: Faults
    posting: Posting
    membership: Membership
    groups: Groups
    files: Files
    socket: SocketMode
    deliveries: Deliveries
    changes: Changes
    calls: list[ApiCall]
    refusals: list[Refusal]

    def note_refusal(self, method: str, refused: Refused) -> None:
        """Remember what was not taken."""
        details = refused.details.get("errors", ())
        messages = tuple(map(str, details)) if isinstance(details, (list, tuple)) else ()
        self.refusals.append(Refusal(method=method, error=refused.error, messages=messages))

    def emit(self, event: Json) -> None:
        """Deliver an event to the app."""
        self.posting.emit(event)


def new_identity(bot_name: str, scopes: Iterable[str]) -> Identity:
    """Name the workspace and its app, with secrets of their own."""
    return Identity(
        bot_name=bot_name,
        bot_token=f"xoxb-{secrets.token_hex(12)}",
        app_token=f"xapp-1-{secrets.token_hex(12)}",
        signing_secret=secrets.token_hex(16),
        verification=secrets.token_hex(8),
        scopes=tuple(scopes),
    )


def build_platform(base_url: str, identity: Identity, options: Options) -> Platform:
    """Put the parts together; nothing runs yet."""
    clock, ids, changes = Clock(options.now), Ids(), Changes()
    workspace = Workspace(identity, changes)
    socket = SocketMode(identity, ids, options.ack_timeout)
    deliveries = Deliveries(socket, options.retry_delays)

    def emit(event: Json) -> None:
        channel = workspace.channels.get(place_of(event))
        payload = envelope(
            {"event_ts": clock.ts(), **event},
            identity,
            event_id=ids.mint("Ev"),
            seconds=clock.seconds(),
            shared=channel is not None and channel.is_ext_shared,
        )
        deliveries.event(payload)

    posting = Posting(workspace=workspace, clock=clock, ids=ids, emit=emit)
    return Platform(
        base_url=base_url,
        identity=identity,
        clock=clock,
        ids=ids,
        workspace=workspace,
        views=Views(ids=ids, changes=changes),
        triggers=Triggers(clock, ids),
        hooks=Hooks(clock, ids),
        rates=PostingRate(clock),
        faults=Faults(),
        posting=posting,
        membership=Membership(posting=posting),
        groups=Groups(posting=posting),
        files=Files(identity=identity, base_url=base_url, clock=clock, ids=ids),
        socket=socket,
        deliveries=deliveries,
        changes=changes,
        calls=[],
        refusals=[],
    )
