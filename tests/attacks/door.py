"""The desk's own door, through which Slack's deliveries come in, and forgeries of those."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from slack_bolt import BoltRequest
from slack_sdk import WebClient
from sqlalchemy import func, select

from bot.clock import SetClock
from bot.domain.systems import Systems
from handlers.context import Context
from handlers.dispatch import Dispatcher, build_app
from handlers.replies import OnTheSpot
from storage.tables import requests
from tests.support.offices import NOW, TEAM_ID, office_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slack_bolt import App, BoltResponse

    from bot.domain.request import Request
    from bot.usecases.office import Office

Json = dict[str, Any]

BOT: Final = "U0BOT"
TAKEN: Final = 200
IDENTITY: Final = {"team_id": TEAM_ID, "user_id": BOT, "bot_id": "B0BOT"}
#: Nothing listens there, so that what is said on the spot goes nowhere.
NOWHERE: Final = "http://127.0.0.1:9/"
NO_SYSTEMS: Final = Systems()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An office behind the door, and every kind of delivery that can be pushed through it.

    Whoever knocks belongs to the workspace `team`.
    """

    office: Office
    app: App
    on_the_spot: OnTheSpot
    team: str = TEAM_ID
    numbers: Iterator[int] = field(default_factory=count)

    def push(self, body: Mapping[str, Any]) -> BoltResponse:
        """Deliver anything at all."""
        return self.app.dispatch(BoltRequest(body=dict(body), mode="socket_mode"))

    def event(self, **event: object) -> BoltResponse:
        """Deliver an event."""
        key = f"Ev{next(self.numbers)}"
        body = {"type": "event_callback", "team_id": TEAM_ID, "event_id": key, "event": event}
        return self.push(body)

    def says(self, person: str, text: str, **more: object) -> BoltResponse:
        """Deliver a message, in the intake channel unless told otherwise."""
        said = {"type": "message", "channel": "C04HELP", "user": person, "team": self.team}
        return self.event(**{**said, "text": text, "ts": self.stamp(), **more})

    def stamp(self) -> str:
        """Give the timestamp of a message that nobody has written yet."""
        return f"{NOW.timestamp():.0f}.{next(self.numbers):06}"

    def types(self, person: str, name: str, text: str) -> str:
        """Deliver a command; read what is answered."""
        command = {"command": name, "text": text, "channel_id": "D0"}
        who = {"user_id": person, "team_id": self.team, "trigger_id": self._trigger()}
        return str(self.push({**command, **who}).body)

    def clicks(self, person: str, action_id: str, value: object, **more: object) -> BoltResponse:
        """Deliver a press of a button that carries `value`."""
        action = {"action_id": action_id, "block_id": "b", "type": "button", "value": value}
        return self.push(
            {**self._interaction(person, "block_actions"), "actions": [action], **more}
        )

    def chooses(self, person: str, shortcut: str, **message: object) -> BoltResponse:
        """Deliver a shortcut, chosen from the menu or on a message."""
        kind = "message_action" if message else "shortcut"
        return self.push({**self._interaction(person, kind), "callback_id": shortcut, **message})

    def sends(self, person: str, form: str, state: object, *, metadata: str = "") -> str:
        """Deliver a form; read what is answered."""
        view = {
            "id": f"V{next(self.numbers)}",
            "type": "modal",
            "callback_id": form,
            "private_metadata": metadata,
            "state": {"values": state},
        }
        body = {**self._interaction(person, "view_submission"), "view": view}
        return str(self.push(body).body)

    def request(self, number: int) -> Request:
        """Read a request as it stands in the database."""
        with self.office.store.read() as tx:
            return tx.requests.by_number(number).request

    def filed(self) -> int:
        """Count the requests."""
        with self.office.store.database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(requests)).scalar_one())

    def _interaction(self, person: str, kind: str) -> Json:
        user = {"id": person, "team_id": self.team}
        return {"type": kind, "user": user, "trigger_id": self._trigger()}

    def _trigger(self) -> str:
        return f"trigger {next(self.numbers)}"


@contextmanager
def door_on(url: str, systems: Systems = NO_SYSTEMS) -> Iterator[Door]:
    """Open an office on a database, with its door."""
    client = WebClient(token="xoxb-test", base_url=NOWHERE, retry_handlers=[])
    with office_on(url) as office, door_to(replace(office, systems=systems), client) as door:
        yield door


@contextmanager
def door_to(office: Office, client: WebClient) -> Iterator[Door]:
    """Give an office a door; what it says on the spot goes through `client`."""
    on_the_spot = OnTheSpot(client, threads=1)
    with ThreadPoolExecutor(2) as executor:
        app = build_app(client, IDENTITY, signing_secret="secret", executor=executor)
        context = Context(office=office, clock=SetClock(NOW), bot_user=BOT)
        Dispatcher(context, on_the_spot, wake=lambda: None).register(app)
        yield Door(office=office, app=app, on_the_spot=on_the_spot)
        on_the_spot.close()
