"""What a message says: text, blocks, attachments, metadata, checked the way Slack checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.blockkit import check_message
from sandbox.values import Refused

from .call import Call, invalid

if TYPE_CHECKING:
    from sandbox.values import Json

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000
MOST_ATTACHMENTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of a message; `metadata` is None where none was given."""

    text: str
    blocks: tuple[Json, ...]
    attachments: tuple[Json, ...]
    metadata: Json | None


def content_of(call: Call) -> Content:
    """Read and check the content of a call."""
    text, blocks = call.text("text"), _listed(call, "blocks", "invalid_blocks_format")
    if call.has("markdown_text"):
        if text or blocks:
            raise Refused(error="markdown_text_conflict")
        text = call.text("markdown_text")
        blocks = [{"type": "markdown", "text": text}]
    attachments = _listed(call, "attachments", "invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refused(error="too_many_attachments")
    _check_blocks({"blocks": blocks, "attachments": attachments})
    if not (text.strip() or blocks or attachments):
        raise Refused(error="no_text")
    return Content(
        text=text[:LONGEST_TEXT],
        blocks=tuple(blocks),
        attachments=tuple(attachments),
        metadata=_metadata(call),
    )


def _check_blocks(payload: Json) -> None:
    problems = check_message(payload)
    if problems:
        raise invalid([str(problem) for problem in problems], "invalid_blocks")


def _listed(call: Call, name: str, refusal: str) -> list[Any]:
    value = call.parsed(name, refusal)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Refused(error=refusal)
    return value


def _metadata(call: Call) -> Json | None:
    metadata: Json | None = call.parsed("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise Refused(error="invalid_metadata_format")
    event_type, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(event_type, str) or not isinstance(payload, dict):
        raise Refused(error="invalid_metadata_schema")
    return metadata
