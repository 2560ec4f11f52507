from __future__ import annotations

import pytest

from bot.domain.messages import Notice, NoticeKind
from bot.domain.request import State
from handlers.views.notices import notice
from tests.handlers.views.cast import ALICE, MONA, THEO, request, view
from tests.handlers.views.reading import labels, on_screen


@pytest.mark.parametrize(
    ("told", "said", "shown"),
    [
        (
            Notice(kind=NoticeKind.RESOLVED, view=view(note="New cable."), facts={}),
            "New cable.",
            ["It's solved", "Reopen…"],
        ),
        (
            Notice(kind=NoticeKind.WAITING_FOR_YOU, view=view(note="Which one?"), facts={}),
            "We need an answer from you on request #42.",
            ["Add details", "It's solved"],
        ),
        (
            Notice(kind=NoticeKind.WAS_CANCELLED, view=view(), by=ALICE, facts={"reason": "Gone"}),
            "Alice cancelled request #42.",
            [],
        ),
        (
            Notice(kind=NoticeKind.ASSIGNED, view=view(request(State.CLAIMED)), facts={}),
            "<@U0THEO> takes care of it now.",
            [],
        ),
        (
            Notice(
                kind=NoticeKind.ESCALATED,
                view=view(),
                by=THEO,
                facts={"from": "tier 1", "to": "tier 2", "reason": "Router"},
            ),
            "Theo escalated request #42 from tier 1 to tier 2.",
            [],
        ),
        (
            Notice(kind=NoticeKind.THANKS_OR_REOPEN, view=view(), facts={}),
            "Is something still not right?",
            ["It's solved", "Reopen…"],
        ),
        (
            Notice(kind=NoticeKind.ALREADY_OVER, view=view(request(State.CLOSED)), facts={}),
            "a new request goes on with it",
            [],
        ),
        (
            Notice(
                kind=NoticeKind.UNDELIVERED,
                view=None,
                facts={"channel": "C04TEAM", "error": "is_archived"},
            ),
            "I cannot write to <#C04TEAM>; Slack's reason is is_archived.",
            [],
        ),
        (
            Notice(
                kind=NoticeKind.GIVEN_UP,
                view=None,
                facts={"channel": "U0ALICE", "error": "http_500", "number": "42"},
            ),
            "over a message about #42 in direct messages (its reason: http_500)",
            [],
        ),
        (
            Notice(kind=NoticeKind.LOW_RATING, view=view(), facts={"score": "1"}),
            "with request #42: 1 of 5. They have not agreed to be contacted",
            [],
        ),
        (
            Notice(
                kind=NoticeKind.LOW_RATING,
                view=view(),
                facts={"score": "2", "may_contact": "yes"},
            ),
            "with request #42: 2 of 5. They agreed to be contacted",
            [],
        ),
    ],
)
def test_a_notice_says_what_happened_and_offers_what_follows(
    told: Notice, said: str, shown: list[str]
) -> None:
    message = notice(told)

    assert said in on_screen(message)
    assert labels(message["blocks"]) == shown


# That a technician has left is about no request in particular.
@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - {NoticeKind.TECHNICIAN_LEFT}))
def test_a_notice_about_a_private_request_carries_no_word_of_it(kind: NoticeKind) -> None:
    secret = view(request(State.CLAIMED, private=True), note="Paid twice.")
    facts = {"reason": "Pay", "comment": "Pay"}

    message = notice(Notice(kind=kind, view=secret, by=MONA, facts=facts))

    seen = on_screen(message) + message["text"]
    for part in ("VPN down", "Paid", "Pay", "Mona", "Theo", "U0THEO", "Alice"):
        assert part not in seen


def test_a_notice_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="resolved"):
        notice(Notice(kind=NoticeKind.RESOLVED, view=None, facts={}))
