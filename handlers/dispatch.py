"""The only place that knows Bolt: a few catch-all listeners and one dictionary each."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.middleware.ignoring_self_events import IgnoringSelfEvents
from slack_sdk import WebClient

from bot.domain.refusals import Refused
from bot.usecases.looking import home, reading
from handlers import payloads
from handlers.ids import Form
from handlers.listeners import clicks, forms
from handlers.listeners.commands import COMMANDS
from handlers.listeners.events import EVENTS
from handlers.listeners.shortcuts import SHORTCUTS
from handlers.replies import Look, OnTheSpot, Open, Reply, Say, Spot, Turn, Warn, Wrong
from handlers.views.forms.fields import kept
from handlers.views.note import note
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor

    from slack_bolt import Ack

    from bot.usecases.office import Act
    from handlers.context import Context

logger = logging.getLogger(__name__)

_ANYTHING = re.compile(r"[\s\S]*")
_NOT_KEPT = "I could not do that just now, and nothing was kept. Please try again in a moment."
_EXPIRED = "That button no longer works. Please use the newest message, or type /request list."


class Dispatcher:
    """Turns what Slack delivers into one call of one listener, and its reply into an answer."""

    def __init__(
        self, context: Context, on_the_spot: OnTheSpot, *, wake: Callable[[], None]
    ) -> None:
        """Answer with `on_the_spot`; `wake` tells the sender that there may be something."""
        self._context = context
        self._spot = on_the_spot
        self._wake = wake

    def register(self, app: App) -> None:
        """Put the catch-all listeners on a Bolt app."""
        app.event(_ANYTHING)(self.on_event)
        app.command(_ANYTHING)(self.on_command)
        app.action(_ANYTHING)(self.on_click)
        app.view(_ANYTHING)(self.on_submit)
        app.shortcut(_ANYTHING)(self.on_shortcut)
        app.error(_acknowledge_the_unknown)

    def on_event(self, body: dict[str, Any]) -> None:
        """Handle an event; an exception makes Slack deliver it again."""
        event = payloads.happened(body)
        listener = EVENTS.get(event.kind)
        if listener is None or payloads.is_own_message(body, self._context.bot_user):
            return
        act = self._context.act(event.user, event.team, event.key)
        spot = Spot(user=event.user, channel=event.channel, thread=event.thread)
        reply = self._refusable(act, lambda: listener(self._context, body))
        self._wake()
        if isinstance(reply, Say):
            self._spot.say(reply, spot)

    def on_command(self, ack: Ack, body: dict[str, Any]) -> None:
        """Handle a slash command; its answer travels with the acknowledgement."""
        command = payloads.command(body)
        listener = COMMANDS.get(command.name)
        act = self._context.act(command.user, command.team, command.trigger)
        reply = self._guarded(
            act, lambda: listener(self._context, act, command) if listener else None
        )
        self._wake()
        if isinstance(reply, Say):
            ack(response_type="ephemeral", **reply.message)
            return
        if isinstance(reply, Open):
            spot = Spot(user=command.user, channel=command.channel)
            self._spot.open(reply.view, trigger=command.trigger, spot=spot)
        ack()

    def on_click(self, ack: Ack, body: dict[str, Any]) -> None:
        """Handle a button or a menu."""
        clicked = payloads.click(body)
        act = self._context.act(clicked.user, clicked.team, clicked.trigger)
        spot = Spot(
            user=clicked.user,
            channel=clicked.channel,
            thread=clicked.thread,
            response_url=clicked.response_url,
            view=clicked.view_id if clicked.surface == "modal" else None,
        )
        reply = self._guarded(act, lambda: _clicked(self._context, act, clicked))
        self._wake()
        if isinstance(reply, Open):
            self._spot.open(reply.view, trigger=clicked.trigger, spot=spot)
        elif isinstance(reply, Turn):
            self._spot.turn(reply.view, spot)
        elif isinstance(reply, Say) and clicked.surface:
            # Neither the Home nor a form has a place for a sentence.
            self._spot.open(note(reply.message), trigger=clicked.trigger, spot=spot)
        elif isinstance(reply, Say):
            self._spot.say(reply, spot)
        ack()

    def on_shortcut(self, ack: Ack, body: dict[str, Any]) -> None:
        """Handle a shortcut, from the menu or on a message."""
        chosen = payloads.shortcut(body)
        listener = SHORTCUTS.get(chosen.name)
        act = self._context.act(chosen.user, chosen.team, chosen.trigger)
        channel = chosen.message.channel if chosen.message else None
        spot = Spot(user=chosen.user, channel=channel, response_url=chosen.response_url)
        reply = self._guarded(
            act, lambda: listener(self._context, act, chosen) if listener else None
        )
        self._wake()
        if isinstance(reply, Look):
            self._spot.look(reply, trigger=chosen.trigger, spot=spot)
        elif isinstance(reply, Open):
            self._spot.open(reply.view, trigger=chosen.trigger, spot=spot)
        elif isinstance(reply, Say) and channel is None:
            # Whoever chose it from the menu stands nowhere that a sentence could be shown.
            self._spot.open(note(reply.message), trigger=chosen.trigger, spot=spot)
        elif isinstance(reply, Say):
            self._spot.say(reply, spot)
        ack()

    def on_submit(self, ack: Ack, body: dict[str, Any]) -> None:
        """Handle a form; what is wrong with it is said at its fields."""
        is_ours = body["view"].get("callback_id") in set(Form)
        if body.get("type") == "view_closed" or not is_ours:
            ack()
            return
        form = payloads.submitted(body)
        try:
            reply = forms.submit(self._context, form)
        except Exception:
            # One of the three edges: a form is never sent again, so the person is told.
            logger.exception("form failed", extra={"form": form.callback_id})
            ack(response_action="errors", errors={forms.main_field(form.callback_id): _NOT_KEPT})
            return
        self._wake()
        if isinstance(reply, Wrong):
            ack(response_action="errors", errors=dict(reply.fields))
        elif isinstance(reply, Warn):
            view = kept(body["view"], above=reply.above, metadata=reply.metadata)
            ack(response_action="update", view=view)
        else:
            ack()

    def _refusable(self, act: Act, call: Callable[[], Reply]) -> Reply:
        """Turn a refusal into a sentence, once however often it is delivered."""
        try:
            return call()
        except Refused as refused:
            if reading.was_seen(self._context.office, act):
                return None
            office = self._context.office
            who = reading.name_of(office, refused.who) if refused.who else ""
            return Say(message=refusal(refused.sentence(who=who)))

    def _guarded(self, act: Act, call: Callable[[], Reply]) -> Reply:
        """Answer also when nothing works: Slack never sends a click or a command again."""
        try:
            return self._refusable(act, call)
        except Exception:
            # One of the three edges: the person is told that nothing was kept.
            logger.exception("interaction failed")
            return Say(message=refusal(_NOT_KEPT))


def build_app(
    client: WebClient,
    identity: Mapping[str, str],
    *,
    signing_secret: str,
    executor: Executor,
) -> App:
    """Build a Bolt app that works before it answers; `identity` is Slack's `auth.test`.

    Bolt would ask Slack who it is at the first event, and lose the event if that fails.
    """
    result = AuthorizeResult(
        enterprise_id=identity.get("enterprise_id"),
        team_id=identity.get("team_id"),
        bot_user_id=identity.get("user_id"),
        bot_id=identity.get("bot_id"),
        bot_token=client.token,
    )
    app = App(
        # Without a token, which Bolt would warn about: `authorize` hands it out.
        client=WebClient(base_url=client.base_url, ssl=client.ssl, retry_handlers=[]),
        authorize=lambda: result,
        signing_secret=signing_secret,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        listener_executor=executor,
        token_verification_enabled=False,
        ignoring_self_events_enabled=False,
    )
    app.use(_IgnoringOurselves())
    return app


class _IgnoringOurselves(IgnoringSelfEvents):
    """Ignores what we do, but hears of what others do to our messages."""

    # Bolt takes a message of ours that somebody else deletes for our own doing.
    events_that_should_be_kept = [  # noqa: RUF012 - the library's own shape
        *IgnoringSelfEvents.events_that_should_be_kept,
        "message",
    ]


def _clicked(context: Context, act: Act, clicked: payloads.Click) -> Reply:
    if clicked.surface == "home":
        # What it showed may be outdated, whatever becomes of the click.
        home.show_again(context.office, act)
    try:
        return clicks.click(context, act, clicked)
    except (ValueError, KeyError):
        logger.warning("unknown button", extra={"action": clicked.action_id[:80]})
        return Say(message=refusal(_EXPIRED))


def _acknowledge_the_unknown(error: Exception, body: dict[str, Any]) -> BoltResponse | None:
    # Without an answer Slack would deliver it three times more.
    if isinstance(error, BoltUnhandledRequestError):
        logger.info("nothing listens to this", extra={"type": body.get("type")})
        return BoltResponse(status=200, body="")
    if isinstance(error, payloads.Unreadable):
        logger.warning("delivery not understood", extra={"type": body.get("type")})
        return BoltResponse(status=200, body="")
    raise error
