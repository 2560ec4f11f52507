"""Friday, around other ways: in private, by emoji, with files, as one, and looking things up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.tour.doors import COFFEE, LICENCE, MAILBOX, SLOW
from bot.demo.tour.filing import SHARE, VPN

if TYPE_CHECKING:
    from bot.demo.tour.play import Play
    from sandbox import Person

_LOCKED = "I have locked the mailbox. Please choose a new password."
_QUIET = "Thank you, that is done."
_SPINS = "The disk spins all the time"
_SPINS_NOT = "The disk is silent, I meant the fan"
_SAME = "My laptop takes ages to start as well"
_HELP = "The update server does not answer, is it the switch?"
_UPDATE = "The update waits for a server that is gone; a new one is on its way."
_GONE = "The update is withdrawn, please restart once."
_ANEW = "I need that folder after all, for the inventory."


def theo_works_in_private(play: Play) -> None:
    """Work where nobody else reads along."""
    theo, asker = play.person("Theo"), play.person("Elif")
    play.at("11:35", "Theo claims the private request and finds it in his messages.")
    theo.clicks(play.posted("Private request"), "Claim")
    play.settle()
    theo.dms(_LOCKED, play.in_inbox(theo, MAILBOX))
    play.settle()
    asker.dms(_QUIET, play.in_inbox(asker, MAILBOX))
    play.settle()
    own = play.thread(play.in_inbox(theo, MAILBOX))
    play.expect("He sees the department that she chose.", that="Legal" in own)
    play.expect("Elif reads his answer.", that=_LOCKED in play.inbox(asker))
    play.expect("Her words come back to him.", that=_QUIET in own)
    team = play.said_in_team()
    said = any(words in team for words in (MAILBOX, _LOCKED, _QUIET))
    play.expect("Nothing of it was said in #it-desk.", that=not said)


def tara_works_by_emoji(play: Play) -> None:
    """Claim and resolve with a reaction."""
    tara, farid = play.person("Tara"), play.person("Farid")
    play.at("11:40", "Tara puts :eyes: on Farid's card, and later :white_check_mark:.")
    tara.reacts("eyes", play.card(COFFEE))
    play.settle()
    play.expect("The card is hers.", that="@Tara" in play.read(play.card(COFFEE)))
    tara.reacts("white_check_mark", play.card(COFFEE))
    play.settle(answers=tara)
    tara.clicks(tara.ephemerals[-1], "Resolve…")
    play.fill_in(tara, {"resolution": "It needed a new filter."})
    play.settle()
    receipt = play.found(f"#{play.number(COFFEE)} is solved", play.stage.company.general)
    play.expect("Farid reads the solution.", that="a new filter" in play.thread(receipt))
    thanks = farid.says("Thanks!", play.stage.company.general, receipt)
    play.settle()
    asked = "is already solved" in play.thread(thanks)
    play.expect("His thanks reopen nothing; he is asked whether it is solved.", that=asked)


def jonas_shows_it(play: Play) -> None:
    """Carry files, edits and deletions to the other thread."""
    jonas, intake = play.person("Jonas"), play.stage.company.intake
    play.at("11:45", "Dario takes Jonas's request. Jonas sends a picture and corrects himself.")
    play.person("Dario").clicks(play.card(SLOW), "Claim")
    play.settle()
    receipt = play.found(f"Dario has your request #{play.number(SLOW)}", intake)
    jonas.shares("start.png", intake, text="It looks like this.", thread=receipt.thread_ts)
    said = jonas.says(_SPINS, intake, receipt)
    play.settle()
    jonas.edits(said, _SPINS_NOT)
    play.settle()
    card = play.card(SLOW)
    told = play.thread(card)
    play.expect("The picture stands in both threads.", that="start.png" in play.files_at(card))
    play.expect("The correction as well.", that=_SPINS_NOT in told and _SPINS not in told)
    jonas.deletes(said)
    play.settle()
    play.expect("What he deletes is gone.", that=_SPINS_NOT not in play.thread(card))


def dario_calls_specialists(play: Play) -> None:
    """Ask a user group for help."""
    dario, number = play.person("Dario"), play.number(SLOW)
    play.at("11:50", "Dario asks those who know the network for help.")
    dario.command("/desk", f"escalate {number} network {_HELP}", play.stage.company.team)
    play.settle()
    told = play.thread(play.card(SLOW))
    play.expect("The group is called, with the reason.", that="@network" in told and _HELP in told)


def dario_merges(play: Play) -> None:
    """Work once on what two people wait for."""
    dario, ines = play.person("Dario"), play.person("Ines")
    play.at("11:52", "Ines has the same trouble, and Dario merges her request into Jonas's.")
    asked = ines.says(_SAME, play.stage.company.intake)
    play.settle()
    part, whole = play.number(_SAME), play.number(SLOW)
    merge = f"merge {part} into {whole}"
    dario.command("/desk", merge, play.stage.company.team)
    play.settle()
    play.expect("Ines is told.", that=f"is about the same as #{whole}" in play.thread(asked))
    dario.command("/desk", f"unmerge {part}", play.stage.company.team)
    play.settle()
    alone = "is a request of its own again" in play.thread(asked)
    play.expect("Taken out again, it stands alone.", that=alone)
    dario.command("/desk", merge, play.stage.company.team)
    dario.says(_UPDATE, play.stage.company.team, play.card(SLOW))
    play.settle()
    play.expect("Dario answers once, and Ines reads it, too.", that=_UPDATE in play.thread(asked))
    dario.command("/desk", f"resolve {whole} {_GONE}", play.stage.company.team)
    play.settle()
    play.expect("Both hear of the solution.", that="is solved together" in play.thread(asked))


def deniz_comes_back(play: Play) -> None:
    """Go on with what is over."""
    deniz, number = play.person("Deniz"), play.number(SHARE)
    play.at("16:45", "Deniz writes in the thread of the request that was cancelled this morning.")
    deniz.dms(_ANEW, play.in_inbox(deniz, f"#{number} is cancelled"))
    play.settle()
    card = play.read(play.card(_ANEW))
    play.expect("It is a new request that goes on with it.", that=f"Goes on with #{number}" in card)


def hugo_is_asked_first(play: Play) -> None:
    """Show what may be the same before it is filed."""
    hugo = play.person("Hugo")
    play.at("16:48", "Hugo fills the form in for what Bob has filed for him already.")
    hugo.shortcut("new_request")
    play.fill_in(hugo, {"title": "Tax software wants a licence", "details": "It is urgent now."})
    number = play.number(LICENCE)
    asked = hugo.view is not None and f"#{number}" in play.read(hugo.view)
    play.expect("The form asks whether it is the same.", that=asked)
    if hugo.view is not None:
        hugo.clicks(hugo.view, f"Add to #{number} instead")
    play.settle()
    play.expect("One press adds it.", that="It is urgent now." in play.read(play.card(LICENCE)))


def everybody_looks_things_up(play: Play) -> None:
    """Open the Home, and ask the desk."""
    play.at("16:50", "Alice, Theo and Mona open the Home of the app.")
    homes = {name: _home(play, play.person(name)) for name in ("Alice", "Theo", "Mona")}
    play.expect("Alice finds how the desk works.", that="How it works" in homes["Alice"])
    play.expect("Her contact is named.", that="looks after your department" in homes["Alice"])
    play.expect("Theo finds the board and his figures.", that="Only you see" in homes["Theo"])
    play.expect("Mona finds how the desk stands.", that="Solved today" in homes["Mona"])
    play.at("16:55", "They ask with /desk find, why and how-it-works.")
    team, number = play.stage.company.team, play.number(VPN)
    theo, alice = play.person("Theo"), play.person("Alice")
    found = play.told(theo.command("/desk", "find vpn minutes", team))
    why = play.told(theo.command("/desk", f"why {number}", team))
    how = play.told(alice.command("/desk", "how-it-works"))
    play.settle()
    play.expect("Old requests are found by their words.", that=f"#{number} {VPN}" in found)
    play.expect("The due times explain themselves.", that="not counted" in why)
    play.expect("Everybody can read what is promised.", that="What we promise" in how)


def _home(play: Play, person: Person) -> str:
    person.opens_home()
    play.settle()
    return play.read(play.home(person))


NOON = (
    theo_works_in_private,
    tara_works_by_emoji,
    jonas_shows_it,
    dario_calls_specialists,
    dario_merges,
)
EVENING = (
    deniz_comes_back,
    hugo_is_asked_first,
    everybody_looks_things_up,
)
