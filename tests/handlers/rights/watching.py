"""What somebody gets to see and hear of the desk, and what it writes down meanwhile."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_WRITES: Final = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


class Ear(WebClient):
    """Slack's end of the line: it takes everything, and remembers it."""

    def __init__(self) -> None:
        """Begin with silence."""
        super().__init__(token="xoxb-test", retry_handlers=[])
        self.heard: list[dict[str, Any]] = []

    def api_call(self, api_method: str, **given: Any) -> SlackResponse:  # noqa: ANN401 - as Slack's own client names it
        """Take a call."""
        said = {**(given.get("params") or {}), **(given.get("json") or {})}
        self.heard.append({"method": api_method, **said})
        channel = {"id": "C04HELP", "is_member": True, "is_channel": True}
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data={"ok": True, "channel": channel},
            headers={},
            status_code=200,
        )


class Watch:
    """Notes which tables were written to, but only once it was committed."""

    def __init__(self, engine: Engine) -> None:
        """Watch an engine."""
        self.written: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._noted)
        event.listen(engine, "commit", self._kept)
        event.listen(engine, "rollback", self._dropped)

    def _noted(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        found = _WRITES.match(statement)
        if found:
            connection.info.setdefault("written", set()).add(found[1])

    def _kept(self, connection: Connection) -> None:
        self.written |= connection.info.pop("written", set())

    def _dropped(self, connection: Connection) -> None:
        connection.info.pop("written", None)


def sentences(payload: object) -> list[str]:
    """Give all words of an answer, be it a message, a form, or what is wrong with one."""
    if isinstance(payload, str):
        return [payload]
    if isinstance(payload, dict):
        payload = list(payload.values())
    if not isinstance(payload, list | tuple):
        return []
    return [said for part in payload for said in sentences(part)]


def answer(body: str) -> object:
    """Read what Slack was answered: nothing, or a message or form in JSON."""
    return json.loads(body) if body else None
