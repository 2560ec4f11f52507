"""Friday, further doors: two messages at once, shortcuts, reactions, the phone, and in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

SLOW = "My laptop takes ten minutes to start"
LICENCE = "The tax software asks for a licence"
COFFEE = "The display of the coffee machine shows an error"
MAILBOX = "Somebody reads my mail"
PHONE = "The phone in the lobby is dead"
_SINCE = "It began after the update on Wednesday"
_ERROR = "The display says E-17, by the way."
_SUSPICION = "I believe that a colleague opens my mailbox."


def jonas_writes_two_messages(play: Play) -> None:
    """Take what comes within a minute for one request, and a greeting for none."""
    jonas, intake = play.person("Jonas"), play.stage.company.intake
    play.at("10:41", "Jonas needs two messages in #it-help, and Greta says good morning there.")
    first = jonas.says(SLOW, intake)
    play.settle()
    jonas.says(_SINCE, intake)
    hello = play.person("Greta").says("Good morning all!", intake)
    play.settle()
    play.expect("Both messages are on one card.", that=_SINCE in play.read(play.card(SLOW)))
    play.expect("One receipt answers both.", that="We have your request" in play.thread(first))
    play.expect("A greeting is no request.", that="request" not in play.thread(hello))


def bob_files_for_hugo(play: Play) -> None:
    """File what somebody wrote in passing, from the menu of the message."""
    play.at("10:43", "Hugo sighs in #general. Bob chooses “File as request” on his message.")
    bob, message = play.person("Bob"), play.person("Hugo").says(LICENCE, play.stage.company.general)
    bob.shortcut("file_as_request", message)
    play.fill_in(bob, {"category": "Software"})
    play.settle()
    play.expect("Hugo is the requester.", that="Hugo" in play.read(play.card(LICENCE)))
    play.expect("Hugo is answered under his words.", that="your request" in play.thread(message))


def farid_uses_an_emoji(play: Play) -> None:
    """File with :ticket:, and have a later message added."""
    farid, general = play.person("Farid"), play.stage.company.general
    play.at("10:44", "Farid puts :ticket: on his own message.")
    message = farid.says(COFFEE, general)
    farid.reacts("ticket", message)
    play.settle()
    contact = "Your contact at the desk is Theo."
    play.expect("An emoji is enough.", that="We have your request" in play.thread(message))
    play.expect("His department knows a technician by name.", that=contact in play.thread(message))
    play.at("10:46", "He chooses “Add to request…” on what he writes next.")
    farid.shortcut("add_to_request", farid.says(_ERROR, general))
    play.fill_in(farid, {"known": str(play.number(COFFEE))})
    play.settle()
    told = play.thread(play.card(COFFEE))
    play.expect("The technicians read it, in the thread of the card.", that=_ERROR in told)


def elif_files_in_private(play: Play) -> None:
    """Leave nothing in the channel but that there is something."""
    asker = play.person("Elif")
    play.at("10:47", "Elif presses New request in the app's Home, and ticks “Private”.")
    asker.opens_home()
    play.settle()
    asker.clicks(play.home(asker), "New request")
    given = {"title": MAILBOX, "details": _SUSPICION, "department": "Legal", "private": ["private"]}
    play.fill_in(asker, given)
    play.settle()
    receipt = play.read(play.in_inbox(asker, MAILBOX))
    play.expect("Her receipt says who can read it.", that="Private: only you" in receipt)
    play.expect("No word of it stands in #it-desk.", that=MAILBOX not in play.said_in_team())


def tara_logs_a_call(play: Play) -> None:
    """Keep what reached a technician by phone."""
    tara, ines = play.person("Tara"), play.person("Ines")
    play.at("10:48", "Ines calls. Tara takes the shortcut “New request” and logs it for her.")
    tara.shortcut("new_request")
    play.fill_in(tara, {"title": PHONE, "requester": ines.id, "way": "phone"})
    play.settle()
    play.expect("Ines has a receipt.", that="Tara has your request" in play.inbox(ines))
    play.expect("It is Tara's at once.", that="@Tara" in play.read(play.card(PHONE)))


SCENES = (
    jonas_writes_two_messages,
    bob_files_for_hugo,
    farid_uses_an_emoji,
    elif_files_in_private,
    tara_logs_a_call,
)
