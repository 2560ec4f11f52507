"""The only place that sends: takes up due rows, renders the state of now, reports back."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackClientError

from bot.pulse import Part
from bot.usecases.sending import delivery, parcels
from bot.usecases.sending.asleep import Asleep
from bot.usecases.sending.delivery import Sent
from bot.usecases.sending.parcels import NotReady, Offer, Parcel, Tick
from handlers import lookup
from handlers.carriers import CARRIERS, QUIET
from handlers.failures import Failure, code_of, failure_of, fell_silent, retry_after
from handlers.imprint import metadata_of
from handlers.pings import pings_of
from handlers.rendering import render
from storage.outbox import Spot

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.carriers.kit import Kit
    from handlers.views.blocks import Message
    from storage.outbox import Due

logger = logging.getLogger(__name__)

#: Messages that are under way at the same time, each in a lane of its own.
HANDS = 8
#: Seconds between two looks when nobody woke the sender.
NAP = 0.5
_BREATH = 0.02
_PAUSE_WHEN_STOPPED = timedelta(minutes=1)
#: As long as Slack may still act on a call that it never answered.
_SILENCE = timedelta(minutes=1)


class Sender:
    """Sends what is due until it is told to stop; any number may run on one database."""

    def __init__(self, kit: Kit) -> None:
        """Use the kit's client, which must not repeat calls by itself: that would post twice."""
        self._kit = kit
        self._office = kit.office
        self._client = kit.client
        self._clock = kit.clock
        # The direct messages with people, once Slack has said which channel that is.
        self._direct: dict[str, str] = {}
        #: When Slack last took a message of any lane.
        self._took_at: datetime | None = None
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="sender")
        self._under_way: set[Future[Sent | None]] = set()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)

    def start(self) -> None:
        """Begin to send in the background."""
        self._thread.start()

    def wake(self) -> None:
        """Look at once for what is due."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is under way and send nothing more."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown(wait=True)
        try:
            delivery.note_sent(self._office, self._take_sent())
        except Exception:
            # One of the three edges: the rows come back when their leases are over.
            logger.exception("sender could not note what it did")

    def send_due(self) -> int:
        """Send one round of what is due and return how many rows were taken up."""
        begun = self._begin()
        wait(begun)
        delivery.note_sent(self._office, self._take_sent())
        return len(begun)

    def _begin(self) -> list[Future[Sent | None]]:
        """Note what was sent, and take up what is due with the hands that are free.

        No lane waits for another.
        """
        sent = self._take_sent()
        free = HANDS - len(self._under_way)
        if not free:
            return []
        due = delivery.take_turn(self._office, self._clock.now(), sent=sent, limit=free)
        begun = [self._pool.submit(self._send, row) for row in due]
        self._under_way.update(begun)
        for sending in begun:
            sending.add_done_callback(self._ended)
        return begun

    def _take_sent(self) -> list[Sent]:
        """Give what was sent since the last look; what nobody notes comes back by its lease."""
        ended = {sending for sending in self._under_way if sending.done()}
        self._under_way -= ended
        results = (sending.result() for sending in ended if sending.exception() is None)
        return [sent for sent in results if sent is not None]

    def _ended(self, sending: Future[Sent | None]) -> None:
        if sending.exception() is not None:
            # The row comes back when its lease is over.
            logger.error("sender could not note what it did", exc_info=sending.exception())
        self.wake()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            self._kit.pulse.beat(Part.SENDER)
            try:
                self._begin()
            except Exception:
                # One of the three edges: a database that is away must not end the sender.
                logger.exception("sender could not look for work")
            # Whatever ends wakes it as well, since the next row of its lane may be due.
            self._woken.wait(NAP)
            # Messages that go out together are noted together.
            wait(self._under_way, timeout=_BREATH)

    def _send(self, due: Due) -> Sent | None:
        now = self._clock.now()
        try:
            spot = self._carry(due, now)
        except Asleep as asleep:
            delivery.wait_for_morning(self._office, due, until=asleep.until)
        except NotReady:
            delivery.wait_for_thread(self._office, due, now=now)
        except (SlackClientError, OSError) as error:
            self._failed(due, error)
        except Exception:
            # One of the three edges: one bad row must not stop the others.
            logger.exception("message could not be put together", extra={"row": due.id})
            self._kit.pulse.sent(due.errand.kind, "unreadable")
            delivery.unreadable(self._office, due, now=now)
        else:
            self._kit.pulse.sent(due.errand.kind, "sent")
            self._took_at = self._clock.now()
            return Sent(
                due=due,
                at=self._took_at,
                channel=spot.channel,
                ts=spot.ts,
                pings=spot.pings,
            )
        return None

    def _carry(self, due: Due, now: datetime) -> Spot:
        carrier = CARRIERS.get(due.errand.kind)
        if carrier is not None:
            carrier(self._kit, due)
            return Spot()
        parcel = parcels.pack(self._office, due, now)
        return self._deliver(due, parcel) if parcel else Spot()

    def _deliver(self, due: Due, parcel: Parcel) -> Spot:
        if parcel.late:
            channel, ts = self._found(due, parcel)
            if ts is None:
                return Spot()
            parcel = replace(parcel, channel=channel, edit_ts=ts)
        content = parcel.content
        if content is None:
            self._client.chat_delete(channel=parcel.channel, ts=parcel.edit_ts or "")
            return Spot()
        if isinstance(content, Tick):
            self._client.reactions_add(
                channel=parcel.channel, timestamp=content.ts, name="white_check_mark"
            )
            return Spot()
        message = render(due.errand.kind, content, self._clock.now())
        if isinstance(content, Offer):
            return self._offer(due, parcel, content, message)
        if parcel.edit_ts is not None:
            shape = {"blocks": [], **self._shape(due, message)}
            known = metadata_of(due.key, message)
            self._client.chat_update(
                channel=parcel.channel, ts=parcel.edit_ts, metadata=known, **shape
            )
            return Spot(channel=parcel.channel, ts=parcel.edit_ts)
        return self._post(due, parcel, message)

    def _offer(self, due: Due, parcel: Parcel, offer: Offer, message: Message) -> Spot:
        # Nobody can look whether an ephemeral arrived; a second one would only annoy.
        if not due.maybe_sent:
            self._client.chat_postEphemeral(
                channel=parcel.channel, user=offer.to, thread_ts=parcel.thread_ts, **message
            )
        return Spot()

    def _post(self, due: Due, parcel: Parcel, message: Message) -> Spot:
        channel, ts = self._found(due, parcel)
        pings = pings_of(channel, message)
        if ts is not None:
            return Spot(channel=channel, ts=ts, pings=pings)
        answer = self._client.chat_postMessage(
            channel=channel,
            thread_ts=parcel.thread_ts,
            metadata=metadata_of(due.key, message),
            unfurl_links=False,
            unfurl_media=False,
            **self._shape(due, message),
        )
        return Spot(channel=answer["channel"], ts=answer["ts"], pings=pings)

    def _shape(self, due: Due, message: Message) -> dict[str, Any]:
        """Leave the blocks out where Slack has refused them before: the words still go."""
        if due.last_error == "shorten":
            return {"text": message["text"]}
        return {**message}

    def _channel(self, address: str) -> str:
        """Turn a person into the channel of the direct messages with that person."""
        if not address.startswith(("U", "W")):
            return address
        if address not in self._direct:
            opened = self._client.conversations_open(users=address)
            self._direct[address] = opened["channel"]["id"]
        return self._direct[address]

    def _found(self, due: Due, parcel: Parcel) -> tuple[str, str | None]:
        """Look whether a message of unknown fate stands in Slack."""
        channel = self._channel(parcel.channel)
        if not due.maybe_sent:
            return channel, None
        return channel, lookup.find(self._client, due, channel, parcel.thread_ts)

    def _failed(self, due: Due, error: Exception) -> None:
        now = self._clock.now()
        code, failure = code_of(error), failure_of(error)
        self._kit.pulse.sent(due.errand.kind, failure.name.lower())
        extra = {"row": due.id, "kind": due.errand.kind, "error": code}
        logger.warning("message not sent", extra=extra)
        match failure:
            case Failure.WAIT:
                until = now + timedelta(seconds=retry_after(error))
                delivery.wait_as_told(self._office, due, until=until, now=now)
            case Failure.STOP:
                until = now + _PAUSE_WHEN_STOPPED
                delivery.wait_as_told(self._office, due, until=until, now=now)
            case Failure.ROUTE_BROKEN if due.errand.kind not in QUIET:
                delivery.route_broken(self._office, due, error=code, now=now)
            case Failure.GONE:
                delivery.gone(self._office, due, now=now)
            case Failure.DONE:
                delivery.note_sent(self._office, [Sent(due=due, at=now)])
            case Failure.SHORTEN if due.last_error != "shorten":
                delivery.put_off(self._office, due, error="shorten", now=now, uncertain=False)
            case Failure.AGAIN | Failure.UNCERTAIN if delivery.is_hopeless(
                due, now=now, took_at=self._took_at
            ):
                delivery.give_up(self._office, due, error=code, now=now)
            case Failure.AGAIN | Failure.UNCERTAIN:
                after = now + _SILENCE if fell_silent(error) else now
                uncertain = failure is Failure.UNCERTAIN
                delivery.put_off(self._office, due, error=code, now=after, uncertain=uncertain)
            case _:
                delivery.refused(self._office, due, error=code, now=now)
