"""Friday, how requests end: solved, open again, solved for good, and rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.cases import UNCLAIMED
from bot.demo.tour.filing import INVOICES, PROJECTOR, VPN

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

_FIRST_TRY = "Please restart your router; that clears the old session."
_STILL = "It held for ten minutes and dropped again."
_SOLUTION = "Your router has new firmware now, and the connection has been up for half an hour"
_ASKS = "how satisfied are you"
_THANKS = "You answered: Very satisfied"
_PRAISE = "Theo stayed with it until it really worked."
_COMPLAINT = "The invoices went out a day late."


def theo_resolves(play: Play) -> None:
    """Tell the requester in words how it was solved."""
    theo, alice = play.person("Theo"), play.person("Alice")
    play.at("10:50", "Theo presses Resolve… on Alice's card and fills the form in.")
    theo.clicks(play.card(VPN), "Resolve…")
    play.fill_in(theo, {"resolution": _FIRST_TRY, "cause": "A stale session", "minutes": "15"})
    play.settle()
    play.expect("Alice reads the solution.", that=_FIRST_TRY in play.inbox(alice))
    play.expect("The card shows it, too.", that=_FIRST_TRY in play.read(play.card(VPN)))


def alice_reopens(play: Play) -> None:
    """Take a request up again that was not solved after all."""
    alice = play.person("Alice")
    play.at("11:10", "The VPN drops again. Alice presses Reopen….")
    alice.clicks(play.in_inbox(alice, "is solved. If it is not"), "Reopen…")
    play.fill_in(alice, {"reason": _STILL})
    play.settle()
    card = play.card(VPN)
    play.expect("Theo reads why, in the thread of the card.", that=_STILL in play.thread(card))
    play.expect("It is still his.", that="@Theo" in play.read(card))


def chi_resolves_both(play: Play) -> None:
    """Finish what came in late yesterday."""
    chi, team = play.person("Chi"), play.stage.company.team
    play.at(
        "11:30", "Chi is done with both from yesterday, and looks at the board for their numbers."
    )
    board = play.told(chi.command("/desk", "", team))
    play.settle()
    yours = board.partition("Yours")[2].partition("Unclaimed")[0]
    numbers = [play.number_in(yours, case.title) for case in UNCLAIMED]
    said = [chi.command("/desk", f"resolve {n} It works again.", team) for n in numbers]
    play.settle()
    resolved = all("is resolved" in play.told(outcome) for outcome in said)
    play.expect("Both were Chi's, and both are solved.", that=resolved)


def theo_resolves_again(play: Play) -> None:
    """Solve it for good; the question about the first try never came."""
    theo, alice, number = play.person("Theo"), play.person("Alice"), play.number(VPN)
    play.at("12:00", "Theo has found the cause and types the solution behind “/desk resolve”.")
    theo.command("/desk", f"resolve {number} {_SOLUTION}", play.stage.company.team)
    play.settle()
    play.expect("Alice reads the new solution.", that=_SOLUTION in play.inbox(alice))
    play.expect(
        "Nobody asked how she liked the first one, since she reopened it.",
        that=_ASKS not in play.inbox(alice),
    )


def alice_rates(play: Play) -> None:
    """Ask one business hour after the resolution."""
    alice = play.person("Alice")
    play.at("13:00", "One hour of business later, Alice is asked how it was.")
    play.settle()
    question = play.in_inbox(alice, _ASKS)
    play.at("13:05", "Alice taps “Very satisfied” and adds a comment.")
    alice.clicks(question, "Very satisfied")
    play.settle()
    alice.clicks(play.in_inbox(alice, _THANKS), "Add a comment")
    play.fill_in(alice, {"mattered": ["solution"], "comment": _PRAISE, "may_share": ["may_share"]})
    play.settle()
    inbox = play.inbox(alice)
    play.expect("One tap was enough.", that=_THANKS in inbox)
    play.expect("Her comment is kept.", that=_PRAISE in inbox)


def ana_resolves(play: Play) -> None:
    """Resolve from the thread."""
    ana, bob = play.person("Ana"), play.person("Bob")
    play.at("13:30", "Ana resolves Bob's request with a mention in the thread of its card.")
    words = "@Firstline resolve A sensor was dirty; the printer takes paper from tray 2 again."
    ana.says(words, play.stage.company.team, play.card(INVOICES))
    play.settle(answers=ana)
    play.expect("Bob reads what it was.", that="A sensor was dirty" in play.inbox(bob))


def bob_rates_low(play: Play) -> None:
    """Hear from somebody who is not happy."""
    bob, mona = play.person("Bob"), play.person("Mona")
    play.at("14:35", "Bob is asked as well, and he is not happy.")
    play.settle()
    bob.clicks(play.in_inbox(bob, _ASKS), "Dissatisfied")
    play.settle()
    bob.clicks(play.in_inbox(bob, "You answered: Dissatisfied"), "Add a comment")
    play.fill_in(bob, {"comment": _COMPLAINT, "may_contact": ["may_contact"]})
    play.settle()
    play.expect("His answer is kept.", that="You answered: Dissatisfied" in play.inbox(bob))
    inbox = play.inbox(mona)
    play.expect("Mona, the lead, hears of it.", that="was not happy" in inbox)
    play.expect("She reads why, and that she may ask him.", that=_asks_for_a_word(inbox))


def mona_helps(play: Play) -> None:
    """Give a request to whoever can help best."""
    mona, carla, number = play.person("Mona"), play.person("Carla"), play.number(PROJECTOR)
    play.at("15:00", "Mona says yes and gives Carla's request to Emil, who has a lamp in stock.")
    mona.command("/desk", f"assign {number} @Emil", play.stage.company.team)
    play.settle()
    play.expect("The card names Emil.", that="@Emil" in play.read(play.card(PROJECTOR)))
    play.at("16:20", "Emil has changed the lamp. Carla sees it and presses “It's solved”.")
    receipt = play.found(f"Emil has your request #{number}.", play.stage.company.general)
    carla.clicks(receipt, "It's solved")
    play.settle(answers=carla)
    solved = "Solved" in play.read(play.card(PROJECTOR))
    play.expect("The requester has the last word.", that=solved)
    play.expect("What the team discussed stays there.", that="400" not in play.thread(receipt))


def _asks_for_a_word(inbox: str) -> bool:
    return _COMPLAINT in inbox and "They agreed to be contacted" in inbox


MORNING = (
    theo_resolves,
    alice_reopens,
    chi_resolves_both,
)
NOON = (
    theo_resolves_again,
    alice_rates,
    ana_resolves,
)
AFTERNOON = (
    bob_rates_low,
    mona_helps,
)
