"""The weekend and Monday morning: what the clock does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.tour.doors import PHONE
from bot.demo.tour.filing import KEYBOARD, VPN

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

_NAMED = 3
_ALIVE = "The line was only unplugged."
_LAPTOP = "My laptop does not charge any more"


def tara_works_late(play: Play) -> None:
    """Let people sleep."""
    tara, ines, number = play.person("Tara"), play.person("Ines"), play.number(PHONE)
    play.at("20:30", "Tara cancels what Ines has told her, since the phone works again.")
    tara.command("/desk", f"cancel {number} {_ALIVE}", play.stage.company.team)
    play.settle()
    play.expect("Nobody writes to Ines at night.", that=_ALIVE not in play.messages_below(ines))


def ines_wakes_up(play: Play) -> None:
    """Tell in the morning what could wait."""
    play.at("07:05", "Ines's quiet hours are over.")
    play.settle()
    told = play.messages_below(play.person("Ines"))
    play.expect("Now she reads it.", that=_ALIVE in told)


def greta_files_on_saturday(play: Play) -> None:
    """Promise in business hours."""
    greta = play.person("Greta")
    play.at("11:00", "Greta writes to the bot on Saturday.")
    asked = greta.dms(_LAPTOP)
    play.settle()
    play.expect(
        "The promise knows the weekend: an answer on Monday.",
        that="answer by Mar 16, 2026" in play.thread(asked),
    )


def a_request_closes(play: Play) -> None:
    """Close what nobody objected to."""
    alice, number = play.person("Alice"), play.number(VPN)
    play.at("12:30", "Two days without objection: Alice's request closes by itself.")
    play.settle()
    closed = f"Your request #{number} is closed."
    play.expect("Her receipt says so.", that=closed in play.inbox(alice))
    play.expect("The card says so.", that="Closed" in play.read(play.card(VPN)))


def monday_begins(play: Play) -> None:
    """Tell the team about Friday and the weekend, and thank whom to thank."""
    play.at("09:00", "The date that Ben agreed on has come, and the team reads how it stands.")
    play.settle()
    digest = play.read(play.posted("IT help desk, Monday"))
    board = play.read(play.posted("Our desk in the week of 9 March"))
    card = play.read(play.card(KEYBOARD))
    play.expect("The hold has ended by itself.", that="In work" in card)
    play.expect("The digest covers Friday to Sunday.", that="Friday to Sunday: in 17" in digest)
    play.expect("The digest says what is past due.", that="Past due" in digest)
    play.expect("The digest gives the figures of 28 days.", that="28 days: " in digest)
    play.expect("The leaderboard speaks of the team first.", that="First response: " in board)
    play.expect("Then it thanks three people who agreed.", that=_thanked(board) == _NAMED)


def _thanked(board: str) -> int:
    thanks = next((line for line in board.splitlines() if line.startswith("Thank you: ")), "")
    return len(thanks.split("; ")) if thanks else 0


FRIDAY = (tara_works_late,)
SATURDAY = (
    ines_wakes_up,
    greta_files_on_saturday,
)
SUNDAY = (a_request_closes,)
MONDAY = (monday_begins,)
