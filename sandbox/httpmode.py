"""HTTP mode: signed requests to the address the app has given."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from .deliveries import Answer

if TYPE_CHECKING:
    from aiohttp import ClientResponse

    from .deliveries import Parcel
    from .values import Identity, Json

FORM = "application/x-www-form-urlencoded"
OK = 200
REDIRECTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpMode:
    """Deliver by POST to one URL."""

    url: str
    identity: Identity
    session: ClientSession
    ack_timeout: float

    async def deliver(self, parcel: Parcel) -> Answer:
        """Post a parcel; anything but 2xx within the time limit is a failure."""
        content_type, body = encode(parcel)
        headers = {"Content-Type": content_type, **self.signature(body)}
        if parcel.attempt:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt)
            headers["X-Slack-Retry-Reason"] = parcel.reason or "unknown_error"
        timeout = ClientTimeout(total=self.ack_timeout)
        try:
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=timeout, max_redirects=REDIRECTS
            ) as response:
                return await _answer(response)
        except TimeoutError:
            return Answer(acked=False, reason="http_timeout")
        except ClientError:
            return Answer(acked=False, reason="connection_failed")

    async def verify_url(self) -> bool:
        """Send the challenge that Slack sends before it accepts a request URL."""
        payload = {
            "type": "url_verification",
            "token": self.identity.verification,
            "challenge": "sandbox-challenge",
        }
        body = json.dumps(payload).encode()
        headers = {"Content-Type": "application/json", **self.signature(body)}
        timeout = ClientTimeout(total=self.ack_timeout)
        try:
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=timeout
            ) as response:
                return response.status == OK and payload["challenge"] in await response.text()
        except (TimeoutError, ClientError):
            return False

    def signature(self, body: bytes) -> dict[str, str]:
        """Sign a body as Slack does (v0)."""
        # The app compares with its own wall clock, so the workspace's clock is no use here.
        timestamp = str(int(time.time()))
        base = b"v0:" + timestamp.encode() + b":" + body
        digest = hmac.new(self.identity.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def encode(parcel: Parcel) -> tuple[str, bytes]:
    """Return content type and body: JSON for events, forms for all else."""
    if parcel.kind == "events_api":
        return "application/json", json.dumps(parcel.payload).encode()
    if parcel.kind == "slash_commands":
        return FORM, urlencode(parcel.payload).encode()
    return FORM, urlencode({"payload": json.dumps(parcel.payload)}).encode()


async def _answer(response: ClientResponse) -> Answer:
    text = await response.text()
    if not response.ok:
        final = response.headers.get("X-Slack-No-Retry") == "1"
        return Answer(acked=False, reason="http_error", final=final)
    return Answer(acked=True, body=_body(text, response.content_type))


def _body(text: str, content_type: str) -> Json | None:
    if not text:
        return None
    if content_type == "application/json":
        parsed: Json = json.loads(text)
        return parsed
    return {"text": text}
