from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox import Impossible
from tests.sandbox.heard import heard, kinds

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast


def test_a_message_reaches_the_app_with_its_place_and_thread(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.says("VPN down", cast.help)
    cast.bob.says("Mine too", cast.help, thread=root)

    first, reply = heard(slack)
    assert first["text"] == "VPN down"
    assert (first["channel"], first["channel_type"]) == (cast.help.id, "channel")
    assert first["event_ts"] == first["ts"] == root.ts
    assert "client_msg_id" in first
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root.ts, cast.alice.id)


def test_the_envelope_names_workspace_app_and_bot(slack: Sandbox, cast: Cast) -> None:
    cast.alice.dms("Hello")

    payload = slack.deliveries[0].payload
    assert payload["type"] == "event_callback"
    assert (payload["team_id"], payload["api_app_id"]) == (slack.team_id, slack.app_id)
    assert payload["authorizations"][0]["user_id"] == slack.bot_user_id
    assert heard(slack)[0]["channel_type"] == "im"


def test_a_mention_is_a_message_and_a_mention_of_its_own(slack: Sandbox, cast: Cast) -> None:
    cast.alice.says("@Firstline VPN is down", cast.help)

    assert kinds(slack) == ["message", "app_mention"]
    assert heard(slack)[1]["text"] == "<@U0BOT> VPN is down"
    assert len({delivery.key for delivery in slack.deliveries}) == 2


def test_a_mention_in_direct_messages_is_just_a_message(slack: Sandbox, cast: Cast) -> None:
    cast.alice.dms("@Firstline VPN is down")

    assert kinds(slack) == ["message"]


def test_the_bot_hears_nothing_where_it_is_no_member(slack: Sandbox, cast: Cast) -> None:
    elsewhere = slack.add_channel("elsewhere", members=[cast.alice], bot=False)

    message = cast.alice.says("@Firstline hello?", elsewhere)
    cast.alice.reacts("eyes", message)

    assert kinds(slack) == []


def test_edits_deletions_and_reactions_are_heard(slack: Sandbox, cast: Cast) -> None:
    message = cast.alice.says("VPN donw", cast.help)
    edited = cast.alice.edits(message, "VPN down")
    cast.theo.reacts("eyes", edited)
    cast.theo.unreacts("eyes", edited)
    cast.alice.deletes(edited)

    expected = ["message", "message_changed", "reaction_added", "reaction_removed"]
    assert kinds(slack) == [*expected, "message_deleted"]
    assert heard(slack)[1]["message"]["text"] == "VPN down"
    assert heard(slack)[1]["previous_message"]["text"] == "VPN donw"
    assert heard(slack)[2]["item"] == {"type": "message", "channel": cast.help.id, "ts": message.ts}
    assert heard(slack)[4]["deleted_ts"] == message.ts


def test_files_and_broadcast_replies_have_a_subtype(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.shares("screenshot.png", cast.help, text="Look")
    cast.bob.broadcasts("Same here", root)

    assert kinds(slack) == ["file_share", "thread_broadcast", "message_changed"]
    assert heard(slack)[0]["files"][0]["name"] == "screenshot.png"


def test_the_bots_own_posts_come_back_to_it(slack: Sandbox, cast: Cast, client: WebClient) -> None:
    client.chat_postMessage(channel=cast.help.id, text="Hi")

    assert heard(slack)[0]["bot_id"] == slack.bot_id
    assert heard(slack)[0]["user"] == slack.bot_user_id


def test_comings_and_goings_are_heard(slack: Sandbox, cast: Cast) -> None:
    slack.add_member(cast.team, cast.bob)
    slack.remove_member(cast.team, cast.bob)
    slack.add_person("Nina", announce=True)
    slack.deactivate(cast.bob)
    slack.archive(cast.team)
    slack.remove_bot(cast.help)

    assert kinds(slack) == [
        "channel_join",
        "member_joined_channel",
        "member_left_channel",
        "team_join",
        "user_change",
        "channel_archive",
        "channel_left",
    ]
    assert heard(slack)[4]["user"]["deleted"]


def test_what_people_type_is_escaped_but_for_mentions(cast: Cast) -> None:
    message = cast.alice.says("<!channel> & @Bob in #help, mail bob@firm.example", cast.help)

    assert message.text == ("&lt;!channel&gt; &amp; <@U0BOB> in <#C0HELP|>, mail bob@firm.example")


def test_people_act_only_as_slack_lets_them(slack: Sandbox, cast: Cast) -> None:
    message = cast.alice.says("Mine", cast.help)

    with pytest.raises(Impossible):
        cast.alice.says("Hello", cast.team)
    with pytest.raises(Impossible):
        cast.bob.edits(message, "Not mine")
    with pytest.raises(Impossible):
        cast.bob.clicks(message, "No such button")
    cast.alice.deletes(message)
    with pytest.raises(Impossible):
        cast.bob.reacts("eyes", message)
    secret = slack.add_channel("secret", members=[cast.alice], private=True)
    with pytest.raises(Impossible):
        cast.bob.sees(secret)
