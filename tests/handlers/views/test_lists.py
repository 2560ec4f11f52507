from __future__ import annotations

from bot.domain.messages import Board, Promised, Texts
from bot.domain.request import State
from handlers.views.board import board
from handlers.views.digest import digest_message
from handlers.views.help import desk_help, request_help
from handlers.views.leaderboard import leaderboard_message
from handlers.views.lists import one_request, own_requests, queue
from handlers.views.refusal import refusal
from handlers.views.rows import MOST
from tests.handlers.views.cast import HOUR, NOW, desk, request, view
from tests.handlers.views.reading import labels, objects, on_screen


def test_a_long_list_shows_the_first_and_counts_the_rest() -> None:
    views = [view(request(number=number)) for number in range(1, 201)]

    seen = on_screen(own_requests(views, 200, NOW))

    assert "#1\n" in seen
    assert f"and {200 - MOST} more" in seen


def test_requesters_read_in_a_list_what_they_get_by_when() -> None:
    solving = Promised(respond_by=None, resolve_by=NOW + HOUR)
    views = [view(), view(request(State.CLAIMED), promised=solving)]

    seen = on_screen(own_requests(views, 2, NOW))

    assert "New, answer by " in seen.replace("\n", "")
    assert "In work, solution by " in seen.replace("\n", "")


def test_one_request_says_where_it_stands_before_it_says_what_follows() -> None:
    seen = on_screen(one_request(view(request(State.RESOLVED)), NOW))

    assert "Your request #42 is solved.\nIf it is not, press Reopen" in seen


def test_a_list_is_a_sentence_for_whoever_sees_no_blocks() -> None:
    assert own_requests([view()], 1, NOW)["text"] == "You have 1 request: #42 VPN down."


def test_nobody_without_requests_is_left_without_a_next_step() -> None:
    assert "type /request" in own_requests([], 0, NOW)["text"]


def test_the_requester_sees_a_private_request_in_full_on_demand() -> None:
    secret = view(
        request(private=True), texts=Texts(title="My pay", details="It is wrong since May.")
    )

    message = one_request(secret, NOW)

    assert "My pay" in on_screen(message)
    assert "It is wrong since May." in on_screen(message)
    assert "Cancel…" in labels(message["blocks"])


def test_the_queue_hides_title_and_owner_of_a_private_request() -> None:
    secret = view(request(State.CLAIMED, private=True))

    message = queue([secret], "Late", 1, NOW)

    seen = on_screen(message) + message["text"]
    assert "VPN down" not in seen
    assert "Theo" not in seen


def test_the_queue_says_in_words_what_is_overdue() -> None:
    message = queue([view()], "Late", 1, NOW + 2 * HOUR)

    assert "overdue by 1 h 0 min" in on_screen(message)


def test_the_board_counts_its_parts_and_lets_unclaimed_requests_be_claimed() -> None:
    unclaimed = tuple(view(request(number=number)) for number in (1, 2))
    shown = Board(
        desk=desk(),
        mine=(view(request(State.CLAIMED)),),
        unclaimed=unclaimed,
        due_soon=(),
        mine_total=1,
        unclaimed_total=12,
        due_soon_total=0,
    )

    message = board(shown, NOW)

    assert message["text"] == "IT desk: 1 yours, 12 unclaimed, 0 late or due soon."
    assert labels(message["blocks"]) == ["Claim #1", "Claim #2"]
    assert "and 10 more" in on_screen(message)
    actions = [found["action_id"] for found in objects(message["blocks"]) if "action_id" in found]
    assert actions == ["claim.1", "claim.2"]


def test_an_empty_board_says_so() -> None:
    shown = Board(
        desk=desk(),
        mine=(),
        unclaimed=(),
        due_soon=(),
        mine_total=0,
        unclaimed_total=0,
        due_soon_total=0,
    )

    assert "Nothing waits for you." in on_screen(board(shown, NOW))


def test_help_lists_every_verb() -> None:
    verbs = [(f"/desk verb{place}", "does something") for place in range(40)]

    message = desk_help(verbs)

    assert all(usage in on_screen(message) for usage, _sentence in verbs)
    assert "/request list" in on_screen(request_help())


def test_reports_show_their_lines_as_they_are() -> None:
    for build in (digest_message, leaderboard_message):
        message = build(["Past due 2: #42 *VPN*", "Nothing else."], "IT desk, 13 March")

        seen = on_screen(message)
        assert "IT desk, 13 March\nPast due 2: #42 *VPN*\nNothing else.\n" in seen


def test_a_refusal_is_one_sentence() -> None:
    assert refusal("Theo already has it.")["text"] == "Theo already has it."
    assert refusal("")["text"] == "That does not work right now."
