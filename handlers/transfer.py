"""What is in files: read from Slack and given back to it, and never anywhere else."""

from __future__ import annotations

import re
import ssl  # noqa: TC003 - the signature names it
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.domain.messages import SharedFile

_TIMEOUT: Final = 30
_SCHEMES: Final = frozenset({"http", "https"})
_REFUSED: Final = range(300, 500)
# The names before that of Slack, each with the dot behind it.
_HOSTS: Final = re.compile(r"([A-Za-z0-9-]+\.)*")


class NotToBeHad(Exception):
    """Slack does not hand the file out, or it is not Slack that has it."""


class _Nowhere(HTTPRedirectHandler):
    """Follows nobody: the bot's token is for Slack alone."""

    def redirect_request(self, *_: object) -> None:
        """Refuse to go on."""


def download(client: WebClient, file: SharedFile, *, most: int) -> bytes:
    """Read what is in a file, at most `most` bytes; raises `NotToBeHad`."""
    if not _is_slacks(file.url, client.base_url):
        raise NotToBeHad
    asked = Request(file.url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - the scheme is Slack's own
    try:
        with _opener(client.ssl).open(asked, timeout=_TIMEOUT) as answer:
            content: bytes = answer.read(most + 1)
            kind = answer.headers.get_content_type()
    except HTTPError as error:
        if error.code in _REFUSED and error.code != HTTPStatus.TOO_MANY_REQUESTS:
            raise NotToBeHad from None
        raise
    # Whoever may not see a file gets a page that asks to sign in, as if all were well.
    is_page = kind == "text/html" and len(content) != file.size
    if is_page or not content or len(content) > most:
        raise NotToBeHad
    return content


def upload(client: WebClient, name: str, content: bytes) -> str:
    """Give Slack what is in a file; return the file's id, which is shared with nobody yet."""
    announced = client.files_getUploadURLExternal(filename=name, length=len(content))
    asked = Request(announced["upload_url"], data=content, method="POST")  # noqa: S310 - Slack named it
    asked.add_header("Content-Type", "application/octet-stream")
    with _opener(client.ssl).open(asked, timeout=_TIMEOUT):
        file_id: str = announced["file_id"]
        return file_id


def _opener(context: ssl.SSLContext | None) -> OpenerDirector:
    return build_opener(_Nowhere, HTTPSHandler(context=context))


def _is_slacks(url: str, base_url: str) -> bool:
    """Say whether an address is one of the Slack that we talk to; files can live elsewhere."""
    try:
        ours, theirs = urlsplit(base_url), urlsplit(url)
    except ValueError:
        return False
    if theirs.scheme not in _SCHEMES or theirs.scheme != ours.scheme:
        return False
    # Nothing but a host: what else may stand there is read in more than one way.
    before = theirs.netloc.removesuffix(ours.netloc)
    return before != theirs.netloc and _HOSTS.fullmatch(before) is not None
