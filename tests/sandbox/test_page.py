from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.sandbox.blocks import plain
from tests.sandbox.browser import Browser, Outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


@pytest.fixture
def browser(slack: Sandbox, cast: Cast) -> Browser:
    assert cast.alice in slack.people()
    return Browser(slack)


@pytest.fixture
def read(browser: Browser) -> Callable[[str], str]:
    """Read a page as text, and see that it is well formed."""

    def words(query: str) -> str:
        status, text = browser.get(f"/?{query}")
        assert status == 200
        return Outline.of(text)

    return words


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("New request"),
    "submit": plain("File"),
    "blocks": [
        {
            "type": "input",
            "block_id": "title",
            "label": plain("What is wrong?"),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "priority",
            "label": plain("Priority"),
            "optional": True,
            "element": {
                "type": "radio_buttons",
                "action_id": "choice",
                "options": [{"text": plain("High"), "value": "1"}],
            },
        },
    ],
}


@pytest.fixture
def filed(bolt: BoltApp) -> list[Json]:
    """Run an app with a command, a form, a button and a home tab; collect the form's values."""
    found: list[Json] = []

    @bolt.app.command("/request")
    def command(ack: Ack, body: Json, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @bolt.app.view("form")
    def form(ack: Ack, view: Json) -> None:
        found.append(view["state"]["values"])
        ack()

    @bolt.app.action("claim")
    def claim(ack: Ack, body: Json, client: WebClient) -> None:
        place, ts = body["channel"]["id"], body["message"]["ts"]
        client.chat_update(channel=place, ts=ts, text=f"claimed by <@{body['user']['id']}>")
        ack()

    @bolt.app.shortcut("about")
    def about(ack: Ack, body: Json, client: WebClient) -> None:
        place, user = body["channel"]["id"], body["user"]["id"]
        client.chat_postEphemeral(channel=place, user=user, text="About this")
        ack()

    @bolt.app.event("message")
    def message() -> None:
        """Take every message, so that none is delivered again."""

    @bolt.app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        blocks = [{"type": "header", "text": plain("Your requests")}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    bolt.connect()
    return found


def test_a_person_writes_replies_and_reacts(
    slack: Sandbox, cast: Cast, browser: Browser, read: Callable[[str], str]
) -> None:
    browser.post("write", channel=cast.help.id, thread="", text="VPN is down")
    (message,) = slack.messages(cast.help)
    browser.post("write", channel=cast.help.id, thread=message.ts, text="Still down")
    browser.post("react", channel=cast.help.id, ts=message.ts, name="eyes")

    page = read(f"as=U0BOB&channel={cast.help.id}")
    thread = read(f"as=U0BOB&channel={cast.help.id}&thread={message.ts}")

    assert "Alice 09:00 VPN is down :eyes: 1" in page
    assert "1 reply" in page
    assert "Still down" not in page
    assert "Still down" in thread


def test_two_slashes_begin_a_message_and_no_command(
    slack: Sandbox, cast: Cast, browser: Browser
) -> None:
    error = browser.post("write", channel=cast.help.id, thread="", text="// for us alone")

    assert error is None
    assert [message.text for message in slack.messages(cast.help)] == ["// for us alone"]


def test_a_second_click_takes_a_reaction_back(slack: Sandbox, cast: Cast, browser: Browser) -> None:
    message = cast.bob.says("Look", cast.help)

    for _ in range(2):
        browser.post("react", channel=cast.help.id, ts=message.ts, name="eyes")

    assert slack.messages(cast.help)[0].reactions == {}


def test_a_form_is_opened_filled_in_and_filed(
    cast: Cast, browser: Browser, read: Callable[[str], str], filed: list[Json]
) -> None:
    browser.post("write", channel=cast.help.id, text="/request")
    form = read("as=U0ALICE")
    browser.post("submit", values={"title": None, "priority": None})
    refused = read("as=U0ALICE")
    error = browser.post("submit", values={"title": "VPN", "priority": "1"})

    (values,) = filed
    assert "New request Close What is wrong? Priority (optional) High File" in form
    assert "Please complete this required field." in refused
    assert error is None
    assert values["title"]["text"]["value"] == "VPN"
    assert values["priority"]["choice"]["selected_option"]["value"] == "1"
    assert "New request" not in read("as=U0ALICE")


@pytest.mark.usefixtures("filed")
def test_a_button_is_clicked(
    slack: Sandbox,
    cast: Cast,
    browser: Browser,
    client: WebClient,
) -> None:
    button = {"type": "button", "action_id": "claim", "text": plain("Claim")}
    blocks = [{"type": "actions", "block_id": "do", "elements": [button]}]
    client.chat_postMessage(channel=cast.help.id, text="VPN", blocks=blocks)
    (card,) = slack.messages(cast.help)

    error = browser.post("click", channel=cast.help.id, ts=card.ts, element="do/claim", value=None)

    assert error is None
    assert slack.messages(cast.help)[0].text == "claimed by <@U0ALICE>"


@pytest.mark.usefixtures("filed")
def test_home_tab_and_shortcuts_are_offered(
    slack: Sandbox,
    cast: Cast,
    browser: Browser,
    read: Callable[[str], str],
) -> None:
    slack.offer(commands={"/request": "what is wrong"}, message_shortcuts={"about": "About this"})
    message = cast.bob.says("Look", cast.help)

    browser.post("home")
    slack.settle()
    browser.post("shortcut", channel=cast.help.id, ts=message.ts, callback_id="about")

    assert "Your requests" in read("as=U0ALICE&channel=home")
    assert "not published a home tab yet" in read("as=U0BOB&channel=home")
    assert "/request" in read(f"as=U0ALICE&channel={cast.help.id}")
    assert "Only visible to you About this" in read(f"as=U0ALICE&channel={cast.help.id}")


def test_what_people_and_apps_write_never_becomes_html(
    cast: Cast, browser: Browser, client: WebClient
) -> None:
    attack = "<script>alert(1)</script> *b* &amp; <img src=x onerror=alert(1)>"
    cast.alice.says(attack, cast.help)
    text = {"type": "mrkdwn", "text": attack.replace("<", "&lt;")}
    button = {"type": "button", "text": plain('"><script>'), "value": '"><script>'}
    blocks = [{"type": "section", "text": text, "accessory": button}]
    client.chat_postMessage(channel=cast.help.id, text=attack, blocks=blocks)

    _, page = browser.get(f"/?as=U0ALICE&channel={cast.help.id}")

    assert Outline.of(page)
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "<strong>b</strong>" in page


def test_rich_text_looks_like_what_it_is(cast: Cast, browser: Browser, client: WebClient) -> None:
    link = {"type": "link", "url": "https://x.example/?a&b", "text": "<the card>"}
    bold = {"type": "text", "text": "<b>", "style": {"bold": True}}
    line = {"type": "rich_text_section", "elements": [link, bold]}
    listed = {"type": "rich_text_list", "style": "bullet", "elements": [line]}
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "so"}]}
    blocks = [{"type": "rich_text", "elements": [listed, quote]}]
    client.chat_postMessage(channel=cast.help.id, text="All", blocks=blocks)

    _, page = browser.get(f"/?as=U0ALICE&channel={cast.help.id}")

    assert Outline.of(page)
    assert (
        '<ul><li><div><a href="https://x.example/?a&amp;b" rel="noopener noreferrer">'
        "&lt;the card&gt;</a><strong>&lt;b&gt;</strong></div></li></ul>"
        "<blockquote>so</blockquote>"
    ) in page


def test_every_kind_of_block_has_a_look(
    cast: Cast, client: WebClient, read: Callable[[str], str]
) -> None:
    row = [[{"type": "raw_text", "text": "Name"}], [{"type": "raw_text", "text": "Theo"}]]
    chart = {"type": "pie", "segments": [{"label": "P1", "value": 2}]}
    section = {"type": "section", "text": plain("inside"), "fields": [plain("a field")]}
    inline = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
    elements = [
        {"type": "users_select", "placeholder": plain("Who?")},
        {"type": "overflow", "options": [{"text": plain("Hold"), "value": "hold"}]},
        {"type": "datepicker", "initial_date": "2026-03-02"},
        {"type": "checkboxes", "options": [{"text": plain("Tick"), "value": "1"}]},
    ]
    blocks: list[Json] = [
        {"type": "table", "rows": row},
        {"type": "data_visualization", "title": "Week", "chart": chart},
        {"type": "container", "title": plain("More"), "child_blocks": [section]},
        {"type": "rich_text", "elements": [inline]},
        {"type": "markdown", "text": "# mark"},
        {"type": "card", "title": plain("a card")},
        {"type": "context", "elements": [plain("context")]},
        {"type": "divider"},
        {"type": "actions", "elements": elements},
    ]
    client.chat_postMessage(channel=cast.help.id, text="All", blocks=blocks)

    page = read(f"as=U0ALICE&channel={cast.help.id}")

    assert "Name Theo Week P1 2 More inside a field rich # mark a card context Who?" in page
    assert "Hold" in page
    assert "Tick" in page


def test_what_cannot_be_done_is_said_so(slack: Sandbox, cast: Cast, browser: Browser) -> None:
    error = browser.post("write", channel=cast.team.id, text="Let me in")
    nothing = browser.post("click", channel=cast.help.id, ts="1.000001", element="x")
    command = browser.post("write", channel=cast.help.id, text="/request")

    assert error == "U0ALICE cannot write in help-desk-team."
    assert nothing == "The message is gone."
    assert command == "dispatch_failed"
    assert slack.messages(cast.team) == []


def test_only_the_pages_own_script_can_act(browser: Browser, cast: Cast, slack: Sandbox) -> None:
    form = "as=U0ALICE&text=hello"
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    status, _ = browser.ask("POST", "/page/write", form, headers)

    assert status == 415
    assert slack.messages(cast.help) == []


def test_private_channels_show_to_their_members_only(
    slack: Sandbox, cast: Cast, browser: Browser
) -> None:
    secret = slack.add_channel("secret", members=[cast.alice], private=True)

    assert browser.get(f"/?as=U0ALICE&channel={secret.id}")[0] == 200
    assert browser.get(f"/?as=U0BOB&channel={secret.id}")[0] == 404


def test_word_of_each_change_reaches_the_page(slack: Sandbox, cast: Cast) -> None:
    connection = HTTPConnection(urlsplit(slack.base_url).netloc, timeout=5)
    connection.request("GET", "/page/changes")
    stream = connection.getresponse()
    first = stream.readline()
    stream.readline()

    cast.alice.says("Hello", cast.help)
    second = stream.readline()

    connection.close()
    assert first.startswith(b"data: ")
    assert int(second.split()[1]) > int(first.split()[1])


def test_links_lead_somewhere_and_permalinks_to_their_message(
    cast: Cast, browser: Browser, client: WebClient
) -> None:
    message = cast.bob.says("Look", cast.help)
    link: Any = client.chat_getPermalink(channel=cast.help.id, message_ts=message.ts)
    client.chat_postMessage(channel=cast.help.id, text=f"*<{link['permalink']}|here>*, _x_y_z_")

    _, page = browser.get(f"/?channel={cast.help.id}")
    status, _ = browser.get(urlsplit(link["permalink"]).path)

    anchor = f'<a href="{link["permalink"]}" rel="noopener noreferrer">here</a>'
    assert f"<strong>{anchor}</strong>, <em>x_y_z</em>" in page
    assert status == 302
