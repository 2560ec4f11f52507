"""Friday morning: five doors to the same desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.demo.tour.play import Play

VPN = "VPN drops every few minutes"
INVOICES = "Invoices cannot be printed"
PROJECTOR = "the projector in room 4 stays dark"
SHARE = "I need access to the folder of the new warehouse"
KEYBOARD = "Three keys of my keyboard are stuck"


def the_desk_opens(play: Play) -> None:
    """Show the digest that the team starts the day with."""
    play.at("09:00", "The desk opens, and the digest of the morning is posted.")
    play.settle()
    digest = play.read(play.posted("IT help desk, Friday"))
    play.expect("The digest names what is past due first.", that="Past due (2)" in digest)


def alice_files_by_command(play: Play) -> None:
    """File in one line."""
    alice = play.person("Alice")
    play.at("09:05", f"Alice types “/request {VPN}”.")
    outcome = alice.command("/request", VPN)
    play.settle()
    number = play.number(VPN)
    play.expect(
        "Alice is told the number and by when a person answers, on the spot.",
        that=f"#{number}. A person will answer by" in play.told(outcome),
    )
    play.expect("Her receipt stands in her messages.", that=f"#{number}" in play.inbox(alice))
    play.expect("One card stands in the team channel.", that=play.cards(VPN) == 1)


def bob_files_by_form(play: Play) -> None:
    """File with everything that the desk would like to know."""
    bob = play.person("Bob")
    play.at("09:15", "Bob types “/request”, fills the form in and sends it.")
    bob.command("/request")
    play.fill_in(
        bob,
        {
            "title": INVOICES,
            "details": "The printer on the second floor says “tray 2 empty”, but it is full.",
            "purpose": "Send the invoices of February out today",
            "category": "Hardware",
            "urgency": "P2",
        },
    )
    play.settle()
    card = play.read(play.card(INVOICES))
    play.expect("The form is closed.", that=bob.view is None)
    play.expect("Bob's receipt stands in his messages.", that="We have your" in play.inbox(bob))
    play.expect("Bob's words and his urgency stand on the card.", that=_has_words_of_bob(card))


def carla_files_by_mention(play: Play) -> None:
    """File from where people talk anyway."""
    carla = play.person("Carla")
    play.at("09:20", "Carla mentions the bot in #general.")
    asked = carla.says(f"@Firstline {PROJECTOR}", play.stage.company.general)
    play.settle()
    receipt = f"We have your request #{play.number(PROJECTOR)}."
    play.expect("She is answered in the thread of her message.", that=receipt in play.thread(asked))


def deniz_files_by_direct_message(play: Play) -> None:
    """File by writing to the bot."""
    deniz = play.person("Deniz")
    play.at("09:25", "Deniz writes to the bot directly.")
    asked = deniz.dms(SHARE)
    play.settle()
    receipt = f"We have your request #{play.number(SHARE)}."
    play.expect("Deniz is answered in the thread as well.", that=receipt in play.thread(asked))


def elif_files_in_the_intake_channel(play: Play) -> None:
    """File by writing where the desk reads along."""
    author = play.person("Elif")
    play.at("09:28", "Elif writes in #it-help, where every message is a request.")
    asked = author.says(KEYBOARD, play.stage.company.intake)
    play.settle()
    receipt = f"We have your request #{play.number(KEYBOARD)}."
    play.expect("Nobody has to know a command.", that=receipt in play.thread(asked))


def _has_words_of_bob(card: str) -> bool:
    return all(words in card for words in ("invoices of February", "tray 2", "P2"))


SCENES = (
    the_desk_opens,
    alice_files_by_command,
    bob_files_by_form,
    carla_files_by_mention,
    deniz_files_by_direct_message,
    elif_files_in_the_intake_channel,
)
