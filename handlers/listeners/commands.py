"""The two slash commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.filing import intake, similar
from bot.usecases.filing.intake import Filing
from bot.usecases.looking import reading
from handlers import grammar, payloads
from handlers.listeners import filing, verbs
from handlers.replies import Reply, Say
from handlers.views.help import request_help
from handlers.views.lists import one_request, own_requests
from handlers.views.outages import line
from handlers.views.receipt import answer_on_the_spot
from handlers.views.similar import mentioned

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.payloads import Command


def request(context: Context, act: Act, command: Command) -> Reply:
    """Answer `/request`: the form, a list, one request, help, or a new request at once."""
    text = command.text.strip()
    number = grammar.number(text)
    if not text:
        return filing.open_new(context, act)
    if number is not None:
        view = reading.one_request(context.office, act, number=number)
        return Say(message=one_request(view, act.now))
    if text.lower() == "list":
        views, total = reading.own_requests(context.office, act)
        return Say(message=own_requests(views, total, act.now))
    if text.lower() == "help":
        return Say(message=request_help())
    typed = Filing(channel="command", text=payloads.plain(text))
    # Looked up before: once it is filed, nothing may fail and say that nothing was kept.
    like = similar.own_like(context.office, act, typed)
    filed = intake.file_request(context.office, act, typed)
    if filed is None:
        return None
    out = (line(outage) for outage in similar.known_outages(context.office, typed))
    remarks = (*out, mentioned(filed.request.number, like))
    return Say(message=answer_on_the_spot(filed, " ".join(filter(None, remarks))))


def desk(context: Context, act: Act, command: Command) -> Reply:
    """Answer `/desk` and its verbs."""
    words = grammar.parse(command.text)
    typed = verbs.Typed(words=words, channel=command.channel, by_command=True)
    return verbs.run(context, act, typed)


COMMANDS: dict[str, Callable[[Context, Act, Command], Reply]] = {
    "/request": request,
    "/desk": desk,
}
