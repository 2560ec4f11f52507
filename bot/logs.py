"""Logs: one JSON object a line, and never a secret in it."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

# Slack's tokens (xoxb-, xoxp-, xoxe., xapp-), the ticket of a socket, the password of an address.
SECRET: Final = re.compile(
    r"(?:xox[a-z]|xapp)[-.][\w.-]+|(?<=ticket=)[^&\s\"\\]+|(?<=://)[^\s:/@\"]*:[^\s@\"]+(?=@)"
)
HIDDEN: Final = "[secret]"


class JsonLines(logging.Formatter):
    """Writes a record with all the fields that were given as `extra`."""

    def __init__(self) -> None:
        super().__init__()
        self._usual = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}

    def format(self, record: logging.LogRecord) -> str:
        """Spell one record; secrets are hidden last, wherever they came in."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in self._usual},
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        if record.stack_info:
            fields["stack"] = record.stack_info
        line = redacted(json.dumps(fields, default=str, ensure_ascii=False))
        # Half a character cannot be written, and the line would be lost with it.
        return line.encode("utf-8", "replace").decode()


def redacted(text: str) -> str:
    """Hide every secret in a text."""
    return SECRET.sub(HIDDEN, text)


def write_logs(stream: TextIO, level: str) -> None:
    """Send all logs of this process to `stream`, from `level` on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("slack_sdk", "slack_bolt"):
        # At DEBUG they write down whole messages, which belong to people and in no log.
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLevelName(level)))
    # A line for every delivery that waits for its turn tells nobody anything.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
