from __future__ import annotations

from bot.domain.messages import RelayedMessage, Speaker
from handlers import ids
from handlers.views.relay import MOST_PIECES, relayed, send_offer, sent_offer, tombstone
from tests.handlers.views.cast import ALICE, THEO
from tests.handlers.views.reading import labels, objects, on_screen, texts


def said(text: str, *, by_requester: bool = False) -> RelayedMessage:
    author, speaker = (ALICE, Speaker.REQUESTER) if by_requester else (THEO, Speaker.DESK)
    return RelayedMessage(author=author, text=text, speaker=speaker, number=42)


def test_a_relayed_message_stands_under_the_name_of_its_author() -> None:
    seen = on_screen(relayed(said("Please restart it.")))

    assert seen == "Theo\n (help desk)\nPlease restart it."


def test_the_requester_is_told_apart_from_the_technicians() -> None:
    assert "Alice\n (requester)" in on_screen(relayed(said("Done.", by_requester=True)))


def test_a_long_message_arrives_whole() -> None:
    words = [f"word{place}" for place in range(1_200)]

    message = relayed(said(" ".join(words)))

    body = " ".join(texts(message["blocks"][1:], "text"))
    assert body.split() == words


def test_what_is_too_long_for_one_message_says_so() -> None:
    message = relayed(said("word " * 40_000))

    assert len(message["blocks"]) == MOST_PIECES + 2
    assert "The rest is too long" in on_screen(message)


def test_addresses_in_a_relayed_message_can_be_clicked() -> None:
    message = relayed(said("Try https://wiki.example/a?b=1&c=2."))

    links = [found["url"] for found in objects(message["blocks"]) if found.get("type") == "link"]
    assert links == ["https://wiki.example/a?b=1&c=2"]


def test_a_deleted_message_leaves_a_sentence() -> None:
    assert "was deleted" in tombstone()["text"]


def test_offers_carry_the_request_and_the_message() -> None:
    for offer, label in (
        (sent_offer(42, "C1:17.1"), "Undo"),
        (send_offer(42, "C1:17.1"), "Send to requester"),
    ):
        button = next(found for found in objects(offer["blocks"]) if found.get("type") == "button")

        assert labels(offer["blocks"]) == [label]
        assert ids.unpack(button["value"]) == {"number": "42", "message": "C1:17.1"}
