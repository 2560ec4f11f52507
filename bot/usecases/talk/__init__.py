"""What people say in the threads of a request, and who gets to read it."""

from __future__ import annotations

from bot.usecases.talk.beginning import keep_source
from bot.usecases.talk.catching_up import (
    Reading,
    begin_catching_up,
    catch_up,
    catch_up_at,
    join,
    keep_found,
    pass_on_found,
)
from bot.usecases.talk.hearing import AfterTheEnd, hear
from bot.usecases.talk.missed import Missed, missed
from bot.usecases.talk.quoting import take_in_quoted
from bot.usecases.talk.rewording import reword
from bot.usecases.talk.said import NoSuchMessage, Said, opens_a_new_one
from bot.usecases.talk.sending import AlreadySent, TooLateToUndo, send_after_all, undo

__all__ = [
    "AfterTheEnd",
    "AlreadySent",
    "Missed",
    "NoSuchMessage",
    "Reading",
    "Said",
    "TooLateToUndo",
    "begin_catching_up",
    "catch_up",
    "catch_up_at",
    "hear",
    "join",
    "keep_found",
    "keep_source",
    "missed",
    "opens_a_new_one",
    "pass_on_found",
    "reword",
    "send_after_all",
    "take_in_quoted",
    "undo",
]
