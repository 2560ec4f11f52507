"""Calls that Slack refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk import WebClient


def refusal(client: WebClient, method: str, args: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON.
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=dict(args))
    return caught.value.response
