"""Friday after lunch: routed and given away by rule, warned, with a vendor, and out for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.company import BOOKKEEPERS, VENDOR

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

_LEDGER = "Ledger shows the balances of yesterday"
_NIGHT = "The import of the night has failed; I have started it again."
_DOCK = "My docking station smells burnt"
_OUT = "Nobody gets in from outside"
_CHILD = "I cannot connect from home, is the VPN gone?"
_UNPLUG = "It smells burnt and is unplugged; serial number 4711."
_TICKET = "NW-88"
_BACK = "The line of the provider is repaired."


def hugo_is_routed(play: Play) -> None:
    """Let the rules say where a request goes, and to whom."""
    hugo, theo, team = play.person("Hugo"), play.person("Theo"), play.stage.company.team
    play.at("13:40", f"Hugo, of Finance, types “/request {_LEDGER}”. The desk has a rule for it.")
    hugo.command("/request", _LEDGER)
    play.settle()
    card = play.card(_LEDGER)
    shown = play.read(card)
    play.expect("It is filed under Software by itself.", that="Software" in shown)
    play.expect("It is with somebody who knows it, at once.", that=bool(_owner(shown)))
    play.expect("Its owner is called.", that="was given away by itself" in play.thread(card))
    play.at("13:41", "Theo asks why.")
    why = play.told(theo.command("/desk", f"why {play.number(_LEDGER)}", team))
    play.settle()
    play.expect("The rule is told.", that="because rule 1 (words: ledger) gives" in why)
    top = "Ledger is among the top three systems of Finance" in why
    play.expect("So is what raises the priority.", that=top)


def its_owner_is_warned(play: Play) -> None:
    """Tell in time that time passes."""
    play.at("14:05", "Three quarters of the half hour that was promised for an answer are over.")
    play.settle()
    number, card = f"#{play.number(_LEDGER)}", play.read(play.card(_LEDGER))
    owner = play.person(_owner(card))
    play.expect("Its owner is warned.", that=_warned(play.inbox(owner), number))
    play.expect("The card shows how much has passed.", that="75 % of the time" in card)
    play.at("14:06", f"{owner.name} answers in time.")
    owner.says(_NIGHT, play.stage.company.team, play.card(_LEDGER))
    play.settle()
    play.expect("Hugo reads it.", that=_NIGHT in play.inbox(play.person("Hugo")))


def ben_asks_a_vendor(play: Play) -> None:
    """Engage a company by its contract, whose clock runs beside ours."""
    ben, ines, team = play.person("Ben"), play.person("Ines"), play.stage.company.team
    play.at("14:10", "Ines's docking station smells burnt. Ben takes it and asks those who repair.")
    ines.command("/request", _DOCK)
    play.settle()
    number = play.number(_DOCK)
    ben.clicks(play.card(_DOCK), "Claim")
    play.settle()
    ben.command("/desk", f"escalate {number} vendor {VENDOR} {_UNPLUG}", team)
    play.settle()
    told = "A company that we work with is helping us" in play.inbox(ines)
    play.expect("The card says with whom it is.", that=VENDOR in play.read(play.card(_DOCK)))
    play.expect("Ines reads that others help, and not who.", that=told)
    play.at("14:14", "They call back, with a number of their own.")
    ben.command("/desk", f"vendor {number} responded", team)
    ben.command("/desk", f"vendor {number} reference {_TICKET}", team)
    play.settle()
    play.expect("Their number stands on it.", that=_TICKET in play.read(play.card(_DOCK)))


def emil_opens_an_outage(play: Play) -> None:
    """Tell once what many would ask, and work on it once."""
    emil, carla, team = play.person("Emil"), play.person("Carla"), play.stage.company.team
    play.at("14:16", "Nobody reaches the VPN. Emil opens an outage.")
    emil.command("/desk", f"outage VPN {_OUT}", team)
    play.settle()
    number = play.number(_OUT)
    play.expect("Bob reads it for Finance.", that=_OUT in play.inbox(play.person("Bob")))
    play.at("14:20", "Carla misses it as well, and Emil makes hers a part of it.")
    outcome = carla.command("/request", _CHILD)
    play.settle()
    play.expect("She is told what is known.", that=f"#{number}" in play.told(outcome))
    emil.clicks(play.card(_CHILD), f"Part of #{number}")
    play.settle()
    part = f"is now part of #{number}" in play.inbox(carla)
    play.expect("Her receipt says that it is a part of it.", that=part)
    play.at("14:30", "It works again.")
    emil.command("/desk", f"outage {number} over {_BACK}", team)
    play.settle()
    play.expect("Carla hears of the end.", that="is solved together" in play.inbox(carla))
    over = "VPN works again" in play.inbox(play.person("Bob"))
    play.expect("So does Finance.", that=over)


def _owner(card: str) -> str:
    """Name whoever of those who know the books is the owner; "" if none of them is."""
    return next((name for name in BOOKKEEPERS if f"@{name}" in card), "")


def _warned(inbox: str, number: str) -> bool:
    return any(number in line and "75 %" in line for line in inbox.splitlines())


SCENES = (
    hugo_is_routed,
    its_owner_is_warned,
    ben_asks_a_vendor,
    emil_opens_an_outage,
)
