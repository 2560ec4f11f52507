"""The values the pretend workspace is made of; every change replaces one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = dict[str, Any]

TOMBSTONE = "tombstone"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody with an account, the bot included."""

    id: str
    name: str
    real_name: str
    team_id: str
    tz: str = "UTC"
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False


class About(TypedDict, total=False):
    """What is known of a person and may change; `fields` holds custom ones by their id."""

    real_name: str
    tz: str
    title: str
    fields: Mapping[str, str]
    is_restricted: bool
    is_ultra_restricted: bool
    is_stranger: bool
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UserGroup:
    """People who are mentioned together; `updated` and `disabled` are whole seconds."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...] = ()
    updated: int = 0
    disabled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel, or the direct messages between one person and the bot (`partner`)."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    partner: str | None = None
    archived: bool = False
    is_ext_shared: bool = False

    @property
    def is_im(self) -> bool:
        """Say whether these are direct messages."""
        return self.partner is not None

    @property
    def kind(self) -> str:
        """Name the channel as events do: im, group or channel."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it stands; `ephemeral_to` names the one person who sees it.

    `user` is empty where a bot has posted without an account; `app_id` and `username` are those of
    another app's bot, `team` the workspace of an outsider.
    """

    channel: str
    text: str
    user: str
    ts: str = ""
    team: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    subtype: str | None = None
    thread_ts: str | None = None
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    files: tuple[Json, ...] = ()
    metadata: Json | None = None
    client_msg_id: str | None = None
    edited: str | None = None
    deleted: bool = False
    reactions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ephemeral_to: str | None = None

    @property
    def is_tombstone(self) -> bool:
        """Say whether the message only marks where a thread's first message was."""
        return self.subtype == TOMBSTONE

    @property
    def is_reply(self) -> bool:
        """Say whether the message stands below another one in a thread."""
        return self.thread_ts not in {None, self.ts}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or a home tab; `entries` is what its person has filled in so far."""

    id: str
    user: str
    hash: str
    payload: Json
    root_id: str
    previous_id: str | None = None
    entries: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Name the surface: modal or home."""
        return str(self.payload["type"])

    @property
    def callback_id(self) -> str:
        """Give the id by which the app knows the view."""
        return str(self.payload.get("callback_id", ""))

    @property
    def title(self) -> str:
        """Give the title a person reads, empty for a home tab."""
        return str(self.payload.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> tuple[Json, ...]:
        """Give the blocks as the app sent them, ids filled in."""
        return tuple(self.payload["blocks"])

    @property
    def private_metadata(self) -> str:
        """Give the app's own note in the view."""
        return str(self.payload.get("private_metadata", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the workspace and the installed app are, and the secrets they share."""

    bot_name: str
    bot_token: str
    app_token: str
    signing_secret: str
    verification: str
    team_id: str = "T0SANDBOX"
    team_domain: str = "sandbox"
    app_id: str = "A0SANDBOX"
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    # What the bot's token may do; Slack tells it with every answer.
    scopes: tuple[str, ...] = ()


class Refused(Exception):
    """Slack will not do this; `error` is its word for why."""

    def __init__(self, *, error: str, **details: object) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


class Impossible(Exception):
    """Slack's client would not let a person do this."""
