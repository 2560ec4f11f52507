"""A browser as far as these tests need one."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sandbox import Sandbox

VOID = {"meta", "link", "input", "hr"}


class Outline(HTMLParser):
    """Check that what is opened is closed, and collect the words."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    @classmethod
    def of(cls, text: str) -> str:
        outline = cls()
        outline.feed(text)
        outline.close()
        assert outline._open == []
        return " ".join(outline.words)


class Browser:
    """Ask for pages and act on them as the script does."""

    def __init__(self, slack: Sandbox) -> None:
        self._address = urlsplit(slack.base_url).netloc

    def get(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def post(self, act: str, /, **body: Any) -> Any:  # noqa: ANN401 - JSON.
        headers = {"Content-Type": "application/json"}
        body["as"] = "U0ALICE"
        status, text = self.ask("POST", f"/page/{act}", json.dumps(body), headers)
        assert status == 200
        return json.loads(text)["error"]

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        connection = HTTPConnection(self._address, timeout=5)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text
