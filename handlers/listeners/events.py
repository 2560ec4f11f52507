"""What happens in channels: messages, mentions, and people coming and going."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.messages import Source
from bot.domain.pleasantries import is_pleasantry
from bot.usecases import following, talk
from bot.usecases.care import upkeep
from bot.usecases.company import directory
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from bot.usecases.looking import home, reading
from handlers import grammar, payloads, speech
from handlers.listeners import people, reactions, verbs
from handlers.replies import Reply, Say
from handlers.views.help import request_help
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handlers.context import Context
    from handlers.payloads import Said

_CHANGED = frozenset({"message_changed", "message_deleted"})
_ASIDE = ":megaphone:"
_UNKNOWN_THREAD = (
    "This thread belongs to no request. To file one, mention me in a message of its own, "
    "or type /request."
)


def message(context: Context, body: Mapping[str, Any]) -> Reply:
    """Pass on what was said in a request's thread; file what was said to the bot."""
    event = body["event"]
    if event.get("subtype") in _CHANGED:
        return _changed(context, body)
    if speech.is_an_apps(event, context.bot_user):
        return _of_app(context, payloads.said(body))
    if not speech.is_spoken(event, context.bot_user):
        return None
    said = payloads.said(body)
    if said.thread is not None:
        return _in_thread(context, said)
    if said.is_direct:
        return _help_or_file(context, said, said.raw, channel="dm")
    files = _is_intake(context, said) and not _is_aside(context, said)
    return _file(context, said, said.text, channel="intake") if files else None


def mention(context: Context, body: Mapping[str, Any]) -> Reply:
    """Carry out a verb in a request's thread; file a mention anywhere else."""
    event = body["event"]
    if event.get("edited") or not speech.is_spoken(event, context.bot_user):
        return None
    said = payloads.said(body)
    text = payloads.without_mention(said.raw, context.bot_user)
    if said.thread is not None:
        return _verb(context, said, text)
    return _help_or_file(context, said, text, channel="mention")


def home_opened(context: Context, body: Mapping[str, Any]) -> Reply:
    """Show somebody the app's Home."""
    person = payloads.visitor(body)
    if person is not None:
        home.opened(context.office, context.act(person, None, body["event_id"]))
    return None


def joined(context: Context, body: Mapping[str, Any]) -> Reply:
    """Note that somebody came into a team channel."""
    user, channel = payloads.moved(body)
    act = context.act(user, None, body["event_id"])
    directory.member_joined(context.office, act, channel=channel)
    return None


def left(context: Context, body: Mapping[str, Any]) -> Reply:
    """Note that somebody left a team channel."""
    user, channel = payloads.moved(body)
    act = context.act(user, None, body["event_id"])
    directory.member_left(context.office, act, channel=channel)
    return None


def _changed(context: Context, body: Mapping[str, Any]) -> Reply:
    changed = payloads.changed(body)
    act = context.act(changed.user, None, changed.event_id)
    if changed.user == context.bot_user and changed.raw is None:
        channel, ts = changed.channel, changed.ts
        upkeep.lost(context.office, act, channel=channel, ts=ts, root_ts=changed.thread or ts)
    if changed.user and changed.user != context.bot_user:
        talk.reword(
            context.office,
            act,
            channel=changed.channel,
            ts=changed.ts,
            text=_text(context, changed.raw),
        )
    return None


def _text(context: Context, raw: str | None) -> str | None:
    if raw is None:
        return None
    return payloads.plain(payloads.without_mention(raw, context.bot_user))


def _in_thread(context: Context, said: Said) -> Reply:
    if payloads.starts_with_mention(said.raw, context.bot_user):
        # A command to the bot is never passed on. In a channel it comes again as a mention.
        text = payloads.without_mention(said.raw, context.bot_user)
        return _verb(context, said, text) if said.is_direct else None
    act, words = context.act_of(said), speech.in_thread(said)
    try:
        talk.hear(context.office, act, words)
    except talk.AfterTheEnd:
        if not following.go_on(context.office, act, words):
            talk.hear(context.office, act, words)
    return None


def _of_app(context: Context, said: Said) -> Reply:
    """Hear an app in a thread of ours; nothing that an app says becomes a request."""
    if said.thread is not None:
        talk.hear(context.office, context.act_of(said), speech.in_thread(said))
    return None


def _verb(context: Context, said: Said, text: str) -> Reply:
    act = context.act(said.user, said.team, said.event_id)
    thread = said.thread or said.ts
    number = reading.number_of_thread(context.office, channel=said.channel, thread_ts=thread)
    if number is None:
        return Say(message=refusal(_UNKNOWN_THREAD))
    words = grammar.parse(text, about=number)
    return verbs.run(context, act, verbs.Typed(words=words, channel=said.channel, by_command=False))


def _is_intake(context: Context, said: Said) -> bool:
    return context.office.desk_of_intake_channel(said.channel) is not None


def _is_aside(context: Context, said: Said) -> bool:
    """Say whether a message in an intake channel is meant for people, or comes by another door."""
    # A mention comes a second time, as an event of its own, and is filed by that.
    is_mention = payloads.starts_with_mention(said.raw, context.bot_user)
    return is_mention or said.raw.lstrip().startswith(_ASIDE) or is_pleasantry(said.text)


def _help_or_file(context: Context, said: Said, raw: str, *, channel: str) -> Reply:
    """Take somebody who writes to the bot that they need help, or just hello, by the hand."""
    text = payloads.plain(raw)
    if text.strip().lower() == "help" or is_pleasantry(text):
        is_news = not reading.was_seen(context.office, context.act_of(said))
        return Say(message=request_help()) if is_news else None
    return _file(context, said, text, channel=channel)


def _file(context: Context, said: Said, text: str, *, channel: str) -> Reply:
    act = context.act_of(said)
    desk = context.office.desk_of_channel(said.channel)
    filing = Filing(
        channel=channel,
        text=text,
        desk_key=desk.key if desk else None,
        source=Source(channel=said.channel, ts=said.ts, said_at=said.at),
        gathers=said.is_direct or _is_intake(context, said),
        files=said.files,
    )
    # The receipt in the message's own thread is the answer.
    intake.file_request(context.office, act, filing)
    return None


EVENTS: dict[str, Callable[[Context, Mapping[str, Any]], Reply]] = {
    "message": message,
    "app_home_opened": home_opened,
    "app_mention": mention,
    "member_joined_channel": joined,
    "member_left_channel": left,
    "user_change": people.profile,
    "team_join": people.profile,
    "subteam_updated": people.group,
    "subteam_members_changed": people.group,
    "reaction_added": reactions.added,
    "reaction_removed": reactions.removed,
}
