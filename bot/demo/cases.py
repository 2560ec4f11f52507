"""What the people of the company ask for, day in, day out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.request import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request as it comes again and again, more often with more `weight`."""

    title: str
    category: str
    priority: Priority = Priority.P3
    weight: int = 2


CASES = (
    Case(title="Password has expired", category="Access", weight=6),
    Case(title="Access to the folder of my new team", category="Access", weight=4),
    Case(title="Account locked after three tries", category="Access", priority=Priority.P2),
    Case(title="Two-factor app is on my old phone", category="Access"),
    Case(title="Rights for the travel expense tool", category="Access"),
    Case(title="Account for our new colleague", category="Access", priority=Priority.P4),
    Case(title="Shared mailbox does not show up", category="Access"),
    Case(title="Laptop does not charge", category="Hardware", priority=Priority.P2, weight=3),
    Case(title="Screen flickers", category="Hardware"),
    Case(title="Docking station loses the screen", category="Hardware", weight=3),
    Case(title="Printer on floor 2 jams", category="Hardware", weight=4),
    Case(title="Headset has no sound", category="Hardware", weight=3),
    Case(title="A second screen for my desk", category="Hardware", priority=Priority.P4),
    Case(title="Mouse double-clicks by itself", category="Hardware", priority=Priority.P4),
    Case(title="Spreadsheet crashes when it opens", category="Software", weight=3),
    Case(title="Calendar does not sync to my phone", category="Software", weight=4),
    Case(title="Updates restart my laptop at noon", category="Software"),
    Case(title="License for the drawing program", category="Software", priority=Priority.P4),
    Case(title="Video calls freeze", category="Software", priority=Priority.P2, weight=3),
    Case(title="Mail signature shows the old address", category="Software", priority=Priority.P4),
    Case(title="Macro of the sales report fails", category="Software"),
    Case(title="VPN does not connect", category="Network", priority=Priority.P2, weight=5),
    Case(title="Wi-Fi drops in meeting room 3", category="Network", weight=4),
    Case(title="File server is slow", category="Network", weight=3),
    Case(title="No network at desk 214", category="Network", priority=Priority.P2),
    Case(title="Guest Wi-Fi for a visitor", category="Network", priority=Priority.P4),
    Case(title="Whole floor is offline", category="Network", priority=Priority.P1, weight=1),
    Case(title="Phone number for a new desk", category="Other", priority=Priority.P4),
    Case(title="How do I book the large room?", category="Other", weight=3),
    Case(title="Badge does not open the garage", category="Other"),
)

#: Two requests that went wrong: they wait for others and are past what was promised.
OVERDUE = (
    Case(title="Laptop for the new accountant", category="Hardware"),
    Case(title="Scanner sends empty pages", category="Hardware"),
)
#: Two that came in late yesterday, so that nobody has claimed them yet.
UNCLAIMED = (
    Case(title="Calendar shows meetings one hour off", category="Software"),
    Case(title="Please install the tax program", category="Software"),
)
