"""Modals to build examples from."""

from __future__ import annotations

from typing import Any

from tests.sandbox.blocks import plain


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON.
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON.
    title, submit = plain("A form"), plain("Send")
    return {"type": "modal", "title": title, "submit": submit, "blocks": list(blocks), **more}


TEXT = {"type": "plain_text_input", "action_id": "text"}
PRIORITY = {
    "type": "static_select",
    "action_id": "choice",
    "options": [{"text": plain(name), "value": name.lower()} for name in ("High", "Low")],
}
