"""Words on their way between the conversation and the card's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording
from handlers.views.passage import passage

if TYPE_CHECKING:
    from bot.domain.messages import RelayedMessage
    from handlers.views.blocks import Block, Message

MOST_PIECES: Final = 40
_SUMMARY = 500


def relayed(m: RelayedMessage) -> Message:
    """Show what somebody wrote in the other thread, under their name."""
    role = f"{m.speaker} of #{m.number}" if m.is_from_a_part else m.speaker
    author = wording.plain_name(m.author, otherwise="Somebody")
    name = rich.paragraph(rich.bold(author), rich.words(f" ({role})"))
    body = passage(m.text) or [rich.paragraph(rich.words("(an empty message)"))]
    tail = []
    if len(body) > MOST_PIECES:
        tail = [
            blocks.context("The rest is too long for one message; it stands in the other thread.")
        ]
    said = limits.inert(m.text, _SUMMARY) or "(an empty message)"
    text = f"{limits.escape(author)} wrote about request #{m.number}: {said}"
    return blocks.message(text, [name, *body[:MOST_PIECES], *tail])


def tombstone() -> Message:
    """Stand where a relayed message was until its author deleted it."""
    sentence = "This message was deleted by whoever wrote it."
    return blocks.message(sentence, [blocks.context(f"_{sentence}_")])


def sent_offer(number: int, message_ref: str) -> Message:
    """Tell an owner that the requester got the message, and let them take it back."""
    return _offer("Sent to the requester.", Action.UNDO, number, message_ref)


def send_offer(number: int, message_ref: str) -> Message:
    """Tell a technician that only colleagues see the message, and let them send it on."""
    return _offer("Only your colleagues see this.", Action.SEND, number, message_ref)


def only_with_its_owner(number: int) -> Message:
    """Tell a technician that a private request is not discussed here."""
    sentence = (
        f"Only your colleagues see this. #{number} is private, so its owner works on it in direct "
        "messages with me. Please do not write here what it is about."
    )
    return blocks.message(sentence, [blocks.section(sentence)])


def goes_on_elsewhere(number: int) -> Message:
    """Tell a technician where to write instead."""
    sentence = f"Only your colleagues see this. The work goes on at #{number}."
    return blocks.message(sentence, [blocks.section(sentence)])


_LABELS = {Action.UNDO: "Undo", Action.SEND: "Send to requester"}


def _offer(sentence: str, action: Action, number: int, message_ref: str) -> Message:
    label = _LABELS[action]
    value = ids.pack(number=number, message=message_ref)
    shown: Block = blocks.button(label, action, value, spoken=f"{label}, request {number}")
    return blocks.message(sentence, [blocks.section(sentence), *blocks.actions(shown)])


def file_instead(name: str, url: str, reason: str) -> Message:
    """Stand for a file that could not be copied into this thread, with the way to it.

    `reason` is ours.
    """
    # A link without words cannot be pressed, and a bar would end the address a second time.
    shown = limits.inert(name, _SUMMARY).replace("|", "/").strip() or "A file"
    sentence = f"{wording.link(shown, url or None)} stands in the other thread. {reason}"
    spoken = f"{shown} stands in the other thread. {reason}"
    return blocks.message(spoken, [blocks.section(f"📎 {sentence}")])
