from __future__ import annotations

import pytest

from bot.domain.messages import Promised, RequestView
from bot.domain.request import HoldReason, State
from handlers.views.receipt import answer_on_the_spot, receipt
from tests.handlers.views.cast import HOUR, LINK, NOW, request, view
from tests.handlers.views.reading import labels, on_screen

OPEN = ["Add details", "It's solved"]
ANSWERED = Promised(respond_by=None, resolve_by=NOW + HOUR)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (view(), "We have your request #42. A person will answer by <!date^"),
        (view(promised=Promised(respond_by=None, resolve_by=None)), "A person will take it"),
        (view(promised=Promised(respond_by=NOW - HOUR, resolve_by=None)), "are late. We are sorry"),
        (
            view(request(State.CLAIMED), promised=ANSWERED),
            "Theo has your request #42. We plan to have it solved by",
        ),
        (
            view(request(State.ON_HOLD, hold_reason=HoldReason.REQUESTER)),
            "We are waiting for your answer on request #42. As soon as you answer",
        ),
        (view(request(State.ON_HOLD)), "It is waiting for a vendor. We still plan"),
        (view(request(State.RESOLVED)), "is solved. If it is not, press Reopen before"),
        (view(request(State.CLOSED)), "is closed. If it comes back, write here"),
        (view(request(State.CANCELLED)), "is cancelled. If you still need it"),
        (view(request(State.MERGED)), "is now part of another one."),
    ],
)
def test_a_receipt_says_where_the_request_stands_and_what_happens_next(
    shown: RequestView, said: str
) -> None:
    assert said in receipt(shown, NOW)["text"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State.NEW, OPEN),
        (State.CLAIMED, OPEN),
        (State.ON_HOLD, OPEN),
        (State.RESOLVED, ["It's solved", "Reopen…"]),
        (State.CLOSED, []),
    ],
)
def test_a_receipt_offers_what_the_requester_can_do(state: State, shown: list[str]) -> None:
    assert labels(receipt(view(request(state)), NOW)["blocks"]) == shown


@pytest.mark.parametrize("state", State)
def test_an_open_request_says_where_to_answer(state: State) -> None:
    shown = view(request(state))

    said = "reply in this thread" in on_screen(receipt(shown, NOW))

    assert said is shown.request.is_open


def test_the_solution_stands_on_the_receipt() -> None:
    solved = view(request(State.RESOLVED), note="We renewed the certificate.")

    assert "We renewed the certificate." in on_screen(receipt(solved, NOW))


def test_a_note_between_technicians_does_not_reach_the_requester() -> None:
    held = view(request(State.ON_HOLD), note="The vendor is slow again.")

    assert "slow again" not in on_screen(receipt(held, NOW))


def test_the_receipt_of_a_private_request_repeats_no_word_of_it() -> None:
    secret = view(request(State.RESOLVED, private=True), note="Paid twice.")

    seen = on_screen(receipt(secret, NOW))

    assert "VPN down" not in seen
    assert "Paid twice." not in seen


def test_the_answer_on_the_spot_gives_number_time_and_link() -> None:
    answer = answer_on_the_spot(view())

    seen = on_screen(answer)
    for part in ("#42", "A person will answer by <!date^", f"<{LINK}|Open the conversation>"):
        assert part in seen
    assert labels(answer["blocks"]) == ["Add details"]


def test_the_answer_on_the_spot_does_without_a_link_until_there_is_one() -> None:
    assert "Open the conversation" not in on_screen(answer_on_the_spot(view(conversation_url=None)))
