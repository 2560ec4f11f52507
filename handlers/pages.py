"""Slack's long lists, one page after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slack_sdk.web import SlackResponse

#: As many entries as Slack advises to ask for at once.
_PAGE: Final = 200


def pages(method: Callable[..., SlackResponse], **asked: Any) -> Iterator[SlackResponse]:  # noqa: ANN401 - whatever the method takes
    """Call `method` until there is no further page."""
    cursor = None
    while True:
        answer = method(**asked, limit=_PAGE, cursor=cursor)
        yield answer
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
