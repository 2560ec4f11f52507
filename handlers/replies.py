"""What a listener answers on the spot, and the small sender for it.

Only two things bypass the outbox: opening a form, since its trigger lives for three seconds,
and the sentence that only the person who has just acted gets to see.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from handlers.failures import code_of
from handlers.ground import Ground, ground_of
from handlers.views import blocks
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from slack_sdk import WebClient

    from handlers.views.blocks import Message

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Tell the person who acted, and nobody else; `clears` replaces the answer that he used.

    `thread` is where to tell it, if the act itself belongs to none.
    """

    message: Message
    clears: bool = False
    thread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Open a form."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Keep the form open and say at each field what is missing."""

    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """Keep the form open as it was filled in, with something to read above its fields."""

    above: Sequence[dict[str, Any]]
    metadata: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Turn the form in which a button was pressed into another view."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Ask Slack what a channel is to the bot, and then open a form or say why not."""

    channel: str
    then: Callable[[Ground], Open | Say]


def done(sentence: str) -> Say:
    """Tell the person in one sentence what has happened."""
    return Say(message=blocks.message(sentence, [blocks.section(sentence)]))


Reply: TypeAlias = Say | Open | Wrong | Warn | Turn | Look | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where the person stands who gets an answer; `view` is the form that is open there."""

    user: str
    channel: str | None
    thread: str | None = None
    response_url: str | None = None
    view: str | None = None


class OnTheSpot:
    """Calls Slack beside the path that answers it, so that no answer waits for a call."""

    def __init__(self, client: WebClient, *, threads: int = 8) -> None:
        """Use `client`, which must not repeat calls by itself."""
        self._client = client
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="on-the-spot")
        self._under_way: set[Future[None]] = set()

    def open(self, view: dict[str, Any], *, trigger: str, spot: Spot) -> None:
        """Open a form; if the trigger has run out, ask the person to try once more."""
        self._do(lambda: self._open(view, trigger, spot))

    def look(self, look: Look, *, trigger: str, spot: Spot) -> None:
        """Look at a channel before a form opens; where that fails, count it as out of reach."""
        self._do(lambda: self._look(look, trigger, spot))

    def turn(self, view: dict[str, Any], spot: Spot) -> None:
        """Show another view in the place of the form that is open."""
        self._do(lambda: self._client.views_update(view_id=spot.view, view=view))

    def say(self, say: Say, spot: Spot) -> None:
        """Show a message to one person."""
        self._do(lambda: self._say(say, spot))

    @property
    def is_idle(self) -> bool:
        """Whether nobody waits for a form or a sentence any more."""
        return not self._under_way

    def close(self) -> None:
        """Finish what has been begun."""
        self._pool.shutdown(wait=True)

    def _do(self, call: Callable[[], object]) -> None:
        begun = self._pool.submit(_guarded, call)
        self._under_way.add(begun)
        begun.add_done_callback(self._under_way.discard)

    def _look(self, look: Look, trigger: str, spot: Spot) -> None:
        try:
            ground = ground_of(self._client, look.channel)
        except (SlackClientError, OSError) as error:
            logger.warning("channel not looked at", extra={"error": code_of(error)})
            ground = Ground.UNSEEN
        reply = look.then(ground)
        if isinstance(reply, Open):
            self._open(reply.view, trigger, spot)
        else:
            self._say(reply, spot)

    def _open(self, view: dict[str, Any], trigger: str, spot: Spot) -> None:
        try:
            # Over a form that is open, another one can only be laid on top.
            show = self._client.views_push if spot.view else self._client.views_open
            show(trigger_id=trigger, view=view)
        except (SlackClientError, OSError) as error:
            logger.warning("form not opened", extra={"error": code_of(error)})
            late = "Slack was a little slow just now. Please try that once more."
            self._say(Say(message=refusal(late)), spot)

    def _say(self, say: Say, spot: Spot) -> None:
        if spot.response_url and self._respond(say, spot.response_url):
            return
        if spot.channel is None or say.clears:
            return
        self._client.chat_postEphemeral(
            channel=spot.channel, user=spot.user, thread_ts=say.thread or spot.thread, **say.message
        )

    def _respond(self, say: Say, url: str) -> bool:
        # Slack's answer tells whether the address still works: it lives half an hour.
        webhook = WebhookClient(url, ssl=self._client.ssl, retry_handlers=[])
        answer = webhook.send(
            text=say.message["text"],
            blocks=say.message["blocks"],
            response_type="ephemeral",
            replace_original=say.clears,
        )
        return answer.status_code == 200  # noqa: PLR2004 - HTTP's own word for "fine"


def _guarded(call: Callable[[], object]) -> None:
    try:
        call()
    except (SlackClientError, OSError):
        # The act itself is stored; only the sentence about it is lost.
        logger.warning("answer on the spot was not delivered", exc_info=True)
