"""Copies a file into the other thread of its request, or takes the copy back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from bot.usecases.sending import copies
from handlers import payloads, transfer
from handlers.failures import code_of
from handlers.lookup import messages_since
from handlers.views.relay import file_instead

if TYPE_CHECKING:
    from bot.domain.messages import SharedFile
    from bot.usecases.sending.copies import Copying
    from handlers.carriers.kit import Kit
    from storage.outbox import Due

#: After so many attempts a sentence stands for the file: whatever comes after it must not wait.
MOST_ATTEMPTS: Final = 3
_LARGE: Final = "It is too large to be copied."
_REFUSED: Final = "Slack did not let me copy it."
# What Slack says of files that it will never take or give.
_FOR_GOOD: Final = frozenset(
    {
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "storage_limit_reached",
        "file_type_not_allowed",
        "file_not_found",
        "file_deleted",
        "access_denied",
        "missing_scope",
        "invalid_arguments",
        "posting_to_channel_denied",
    }
)
_GONE: Final = frozenset({"file_not_found", "file_deleted", "message_not_found"})


def copy_file(kit: Kit, due: Due) -> None:
    """Make what stands for a file in a thread (`to`) what it should be."""
    copying = copies.pack(kit.office, due)
    if copying is None:
        return
    if copying.stands is None and due.maybe_sent:
        copying = replace(copying, stands=_found(kit, due, copying))
    if not copying.wanted:
        _take_back(kit, copying)
        copies.note(kit.office, copying, stands=None)
    elif copying.stands is None:
        copies.note(kit.office, copying, stands=_bring(kit, due, copying))
    else:
        copies.note(kit.office, copying, stands=copying.stands)


def _bring(kit: Kit, due: Due, copying: Copying) -> str:
    """Copy a file into a thread, or say there why not; return what stands there then."""
    try:
        file = copying.file if copying.file.url else _asked_for(kit, copying)
        if file.size > kit.largest_file:
            return _say_instead(kit, due, copying, _LARGE)
        if due.attempts > MOST_ATTEMPTS:
            return _say_instead(kit, due, copying, _REFUSED)
        content = transfer.download(kit.client, file, most=kit.largest_file)
        file_id = transfer.upload(kit.client, file.name, content)
        _share(kit, copying, file_id)
    except transfer.NotToBeHad:
        return _say_instead(kit, due, copying, _REFUSED)
    except SlackApiError as error:
        if code_of(error) not in _FOR_GOOD:
            raise
        return _say_instead(kit, due, copying, _REFUSED)
    return file_id


def _share(kit: Kit, copying: Copying, file_id: str) -> None:
    kit.client.files_completeUploadExternal(
        files=[{"id": file_id, "title": copying.file.name}],
        channel_id=copying.channel,
        thread_ts=copying.root_ts,
    )


def _asked_for(kit: Kit, copying: Copying) -> SharedFile:
    """Ask about a file of a channel that is shared with another company."""
    return payloads.shared(kit.client.files_info(file=copying.file.file_id)["file"])


def _say_instead(kit: Kit, due: Due, copying: Copying, reason: str) -> str:
    answer = kit.client.chat_postMessage(
        channel=copying.channel,
        thread_ts=copying.root_ts,
        metadata={"event_type": "firstline", "event_payload": {"key": due.key}},
        unfurl_links=False,
        unfurl_media=False,
        **file_instead(copying.file.name, copying.file.url, reason),
    )
    ts: str = answer["ts"]
    return ts


def _take_back(kit: Kit, copying: Copying) -> None:
    if copying.stands is None:
        return
    try:
        if "." in copying.stands:
            kit.client.chat_delete(channel=copying.channel, ts=copying.stands)
        else:
            kit.client.files_delete(file=copying.stands)
    except SlackApiError as error:
        if code_of(error) not in _GONE:
            raise


def _found(kit: Kit, due: Due, copying: Copying) -> str | None:
    """Look whether an earlier attempt got through: a copy carries no key, but name and size."""
    file = copying.file
    for message in messages_since(kit.client, due, copying.channel, copying.root_ts):
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("key") == due.key:
            return str(message["ts"])
        for shown in message.get("files") or () if message.get("user") == kit.bot_user else ():
            is_alike = (shown.get("name"), shown.get("size")) == (file.name, file.size)
            if is_alike and shown["id"] not in copying.others:
                return str(shown["id"])
    return None
