"""Friday, the day's work: claim, ask, wait, get help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.cases import UNCLAIMED
from bot.demo.tour.filing import INVOICES, KEYBOARD, PROJECTOR, SHARE, VPN

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

_QUESTION = "Does it also drop when you sit in the office?"
_NOTE = "I suspect the old firmware of her router"
_ANSWER = "No, only at home. My router is from 2017."
_COMING = "I am on my way to the printer."
_LAMP = "The lamp is broken. I am asking whether we may order a new one."
_MONDAY = "You get a new keyboard on Monday."
_TRIED = "I replaced the tray and the driver, it still reports tray 2"
_HELP = "The lamp costs 400 euros, may we order it?"


def theo_claims(play: Play) -> None:
    """Make it one person's business."""
    theo, alice = play.person("Theo"), play.person("Alice")
    play.at("09:30", "Theo presses Claim on Alice's card.")
    theo.clicks(play.card(VPN), "Claim")
    play.settle()
    play.expect("The card names Theo.", that="@Theo" in play.read(play.card(VPN)))
    play.expect("Alice's receipt says who has it.", that="Theo has your" in play.inbox(alice))


def ana_comes_second(play: Play) -> None:
    """Tell the second one who was first."""
    ana, number = play.person("Ana"), play.number(VPN)
    play.at("09:31", f"Ana wants the same one and types “/desk claim {number}”.")
    outcome = ana.command("/desk", f"claim {number}", play.stage.company.team)
    play.settle()
    told = f"#{number} is already with Theo."
    play.expect("She is told that Theo has it.", that=told in play.told(outcome))


def theo_asks(play: Play) -> None:
    """Carry the owner's words to the requester."""
    theo, alice = play.person("Theo"), play.person("Alice")
    play.at("09:33", "Theo asks Alice, in the thread of the card.")
    theo.says(_QUESTION, play.stage.company.team, play.card(VPN))
    play.settle()
    play.expect("Alice reads it in her messages.", that=_QUESTION in play.inbox(alice))
    play.expect("Theo can take it back for a minute.", that="[Undo]" in play.whispered(theo))


def theo_notes_something(play: Play) -> None:
    """Keep a note among colleagues."""
    theo, alice = play.person("Theo"), play.person("Alice")
    play.at("09:34", "Theo writes a note for his colleagues; it begins with //.")
    theo.says(f"// {_NOTE}", play.stage.company.team, play.card(VPN))
    play.settle()
    play.expect("Alice does not read the note.", that=_NOTE not in play.inbox(alice))


def ana_takes_the_printer(play: Play) -> None:
    """Answer within the half hour that was promised."""
    ana, bob, number = play.person("Ana"), play.person("Bob"), play.number(INVOICES)
    play.at("09:36", f"Ana takes Bob's request with “/desk claim {number}” and tells him.")
    ana.command("/desk", f"claim {number}", play.stage.company.team)
    ana.says(_COMING, play.stage.company.team, play.card(INVOICES))
    play.settle()
    play.expect("Bob hears from Ana.", that=_COMING in play.inbox(bob))


def theo_waits_for_alice(play: Play) -> None:
    """Stop the clock while the requester has to act."""
    theo, alice = play.person("Theo"), play.person("Alice")
    play.at("09:40", "Theo puts the request on hold until Alice has answered.")
    theo.clicks(play.card(VPN), "Hold…")
    play.fill_in(theo, {"hold_reason": "requester", "reason": "Office or home, and which router?"})
    play.settle()
    card = play.read(play.card(VPN))
    play.expect("The promise to solve it is paused.", that="is paused" in card)
    play.expect("Alice is asked for an answer.", that="We need an answer" in play.inbox(alice))


def tara_takes_the_projector(play: Play) -> None:
    """Work from a thread, where commands do not work, with mentions."""
    tara, card = play.person("Tara"), play.card(PROJECTOR)
    play.at("09:45", "Tara claims Carla's request in its thread and answers there.")
    tara.says("@Firstline claim", play.stage.company.team, card)
    play.settle(answers=tara)
    tara.says(_LAMP, play.stage.company.team, card)
    play.settle()
    receipt = play.found(
        f"Tara has your request #{play.number(PROJECTOR)}", play.stage.company.general
    )
    thread = play.thread(receipt)
    play.expect("Carla reads the answer in #general.", that=_LAMP in thread)
    play.expect("Commands to the bot stay with the team.", that="claim" not in thread)


def ben_waits_until_monday(play: Play) -> None:
    """Hold until a date that was agreed."""
    ben, number = play.person("Ben"), play.number(KEYBOARD)
    play.at("09:50", "Ben has no keyboard left and agrees with Elif on Monday.")
    ben.clicks(play.card(KEYBOARD), "Claim")
    ben.says(_MONDAY, play.stage.company.team, play.card(KEYBOARD))
    play.settle()
    words = f"hold {number} until 2026-03-16 keyboards are delivered"
    ben.command("/desk", words, play.stage.company.team)
    play.settle()
    receipt = play.found(f"Your request #{number} is on hold", play.stage.company.intake)
    play.expect("Elif reads until when.", that="until Mar 16, 2026 at 09:00" in play.read(receipt))


def alice_answers(play: Play) -> None:
    """Let the answer end the hold."""
    alice = play.person("Alice")
    play.at("09:55", "Alice answers.")
    alice.dms(_ANSWER, play.in_inbox(alice, "We are waiting for your answer"))
    play.settle()
    card = play.card(VPN)
    play.expect("Theo reads it in the thread of the card.", that=_ANSWER in play.thread(card))
    play.expect("The hold is over by itself.", that="In work" in play.read(card))


def ana_gets_help(play: Play) -> None:
    """Escalate with a reason, so that nobody asks twice."""
    ana = play.person("Ana")
    play.at("10:05", "Ana has tried what she can and escalates Bob's request to tier 2.")
    ana.clicks(play.card(INVOICES), "Escalate…")
    play.fill_in(ana, {"target": "tier2", "reason": _TRIED})
    play.settle()
    card = play.card(INVOICES)
    play.expect("The next tier reads what was tried.", that=_TRIED in play.thread(card))
    play.expect("Ana stays the contact.", that="@Ana" in play.read(card))


def tara_asks_the_lead(play: Play) -> None:
    """Ask the lead for a decision."""
    tara, mona = play.person("Tara"), play.person("Mona")
    play.at("10:20", "Tara needs a decision from Mona, the lead, and escalates in the thread.")
    words = f"@Firstline escalate lead {_HELP}"
    tara.says(words, play.stage.company.team, play.card(PROJECTOR))
    play.settle(answers=tara)
    inbox = play.inbox(mona)
    play.expect("Mona is asked directly.", that="Tara asks for your help" in inbox)
    play.expect("Mona reads why.", that=_HELP in inbox)


def chi_looks_at_the_board(play: Play) -> None:
    """Find what waits, and take it."""
    chi, team = play.person("Chi"), play.stage.company.team
    play.at("10:30", "Chi looks at the board with “/desk” and takes what came in late yesterday.")
    shown = chi.command("/desk", "", team)
    play.settle()
    board = play.told(shown)
    numbers = [play.number_in(board, case.title) for case in UNCLAIMED]
    play.expect("Both stand on the board.", that=len(numbers) == len(UNCLAIMED))
    for number in numbers:
        chi.clicks(shown.ephemerals[-1], f"Claim #{number}")
    play.settle()


def deniz_cancels(play: Play) -> None:
    """End what is no longer needed."""
    deniz, number = play.person("Deniz"), play.number(SHARE)
    play.at("10:40", f"Deniz found the folder, looks at “/request {number}” and cancels it.")
    shown = deniz.command("/request", str(number)).ephemerals[-1]
    play.settle()
    deniz.clicks(shown, "Cancel…")
    play.fill_in(deniz, {"reason": "I had access all along, sorry."})
    play.settle()
    card = play.card(SHARE)
    play.expect("The card says that it is cancelled.", that="Cancelled" in play.read(card))
    play.expect("The team is told.", that="cancelled request" in play.thread(card))


SCENES = (
    theo_claims,
    ana_comes_second,
    theo_asks,
    theo_notes_something,
    ana_takes_the_printer,
    theo_waits_for_alice,
    tara_takes_the_projector,
    ben_waits_until_monday,
    alice_answers,
    ana_gets_help,
    tara_asks_the_lead,
    chi_looks_at_the_board,
    deniz_cancels,
)
