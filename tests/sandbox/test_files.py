from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.sandbox.heard import heard, kinds
from tests.sandbox.modals import field, modal
from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from slack_bolt import Ack
    from slack_sdk import WebClient

    from sandbox import Json, Sandbox
    from tests.sandbox.bolt import BoltApp
    from tests.sandbox.conftest import Cast


def asked(
    method: str, url: str, body: bytes = b"", token: str | None = None
) -> tuple[int, str, bytes]:
    """Send a request; give the status, the media type and the body of the answer."""
    parts = urlsplit(url)
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    connection = HTTPConnection(parts.netloc, timeout=5)
    connection.request(method, parts.path, body, headers)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, response.headers.get_content_type(), content


def announced(client: WebClient, name: str, content: bytes) -> Json:
    answer: Any = client.files_getUploadURLExternal(filename=name, length=len(content))
    return dict(answer.data)


def uploaded(client: WebClient, name: str, content: bytes) -> str:
    answer = announced(client, name, content)
    status, _, _ = asked("POST", answer["upload_url"], content)
    assert status == 200
    return str(answer["file_id"])


def test_a_shared_file_says_what_it_is_and_where_it_stands(slack: Sandbox, cast: Cast) -> None:
    message = cast.alice.shares("Error log.PNG", cast.help, text="Look", content=b"12345")

    (file,) = heard(slack)[0]["files"]
    assert (heard(slack)[0]["subtype"], message.text) == ("file_share", "Look")
    assert (file["name"], file["size"], file["user"]) == ("Error log.PNG", 5, cast.alice.id)
    assert (file["mimetype"], file["filetype"]) == ("image/png", "png")
    assert file["url_private"].startswith(slack.base_url)
    assert file["is_public"]


def test_forty_files_go_into_one_reply(slack: Sandbox, cast: Cast) -> None:
    root = cast.alice.says("Logs follow", cast.help)

    cast.alice.shares([f"{number}.log" for number in range(40)], cast.help, thread=root)

    files = heard(slack)[1]["files"]
    assert len({file["id"] for file in files}) == 40
    assert heard(slack)[1]["thread_ts"] == root.ts


def test_the_bot_downloads_what_was_shared_where_it_is_a_member(slack: Sandbox, cast: Cast) -> None:
    (file,) = cast.alice.shares("a.pdf", cast.help, content=b"%PDF").files

    for url in (file["url_private"], file["url_private_download"]):
        assert asked("GET", url, token=slack.bot_token) == (200, "application/pdf", b"%PDF")


def test_without_the_token_or_outside_its_channels_the_bot_gets_a_login_page(
    slack: Sandbox, cast: Cast
) -> None:
    elsewhere = slack.add_channel("elsewhere", members=[cast.alice], bot=False)
    (near,) = cast.alice.shares("a.pdf", cast.help).files
    (far,) = cast.alice.shares("b.pdf", elsewhere).files

    for url, token in [
        (near["url_private"], None),
        (near["url_private"], "xoxb-other"),
        (far["url_private_download"], slack.bot_token),
    ]:
        status, kind, body = asked("GET", url, token=token)
        assert (status, kind) == (200, "text/html")
        assert b"Sign in" in body


def test_a_file_can_pretend_to_be_large(cast: Cast) -> None:
    (file,) = cast.alice.shares("film.mp4", cast.help, size=2_000_000_000).files

    assert file["size"] == 2_000_000_000


def test_the_bot_uploads_in_three_steps_and_hears_of_its_own_message(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    root = cast.alice.says("Send me the report", cast.help)
    file_id = uploaded(client, "report.csv", b"a,b")

    client.files_completeUploadExternal(
        files=[{"id": file_id, "title": "Report"}],
        channel_id=cast.help.id,
        thread_ts=root.ts,
        initial_comment="Here it is",
    )

    event = heard(slack)[-1]
    assert (event["subtype"], event["text"]) == ("file_share", "Here it is")
    assert (event["user"], event["bot_id"]) == (slack.bot_user_id, slack.bot_id)
    assert event["thread_ts"] == root.ts
    assert (event["files"][0]["id"], event["files"][0]["title"]) == (file_id, "Report")
    assert slack.read(slack.messages(cast.help)[-1]) == "Here it is\n(report.csv)"


def test_slacks_own_client_uploads_several_files_at_once(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    files = [{"filename": f"{name}.txt", "content": name} for name in ("one", "two")]

    client.files_upload_v2(file_uploads=files, channel=cast.help.id, initial_comment="Both")

    names = [file["name"] for file in slack.messages(cast.help)[-1].files]
    assert names == ["one.txt", "two.txt"]


def test_a_file_without_a_channel_stays_with_the_bot(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    file_id = uploaded(client, "chart.png", b"png")

    client.files_completeUploadExternal(files=[{"id": file_id}])

    info: Any = client.files_info(file=file_id)
    assert info["file"]["channels"] == []
    assert slack.messages(cast.help) == []


def test_files_info_tells_where_a_file_is_shared(cast: Cast, client: WebClient) -> None:
    message = cast.alice.shares("a.png", cast.help)

    info: Any = client.files_info(file=message.files[0]["id"])

    assert info["file"]["name"] == "a.png"
    assert info["file"]["channels"] == [cast.help.id]
    assert info["file"]["shares"] == {"public": {cast.help.id: [{"ts": message.ts}]}}


def test_in_a_channel_shared_with_others_a_file_has_to_be_asked_for(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    shared = slack.add_channel("with-vendor", members=[cast.alice], shared=True)

    cast.alice.shares("a.png", shared)

    (shown,) = heard(slack)[0]["files"]
    assert shown["file_access"] == "check_file_info"
    assert "name" not in shown
    info: Any = client.files_info(file=shown["id"])
    assert info["file"]["name"] == "a.png"
    assert slack.deliveries[0].payload["is_ext_shared_channel"]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"files": [{"id": "F0NOTHING"}]}, "file_not_found"),
        ({"files": "[]"}, "invalid_arguments"),
        ({"files": [{"id": "<file>"}], "channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"files": [{"id": "<file>"}], "channel_id": "C0ELSEWHERE"}, "not_in_channel"),
        ({"files": [{"id": "<file>"}], "channel_id": "C0ARCHIVED"}, "posting_to_channel_denied"),
        (
            {"files": [{"id": "<file>"}], "channel_id": "C0HELP", "blocks": [{"type": "divider"}]},
            "invalid_blocks",
        ),
    ],
)
@pytest.mark.usefixtures("cast")
def test_an_upload_is_completed_only_where_slack_would(
    slack: Sandbox, client: WebClient, args: dict[str, Any], error: str
) -> None:
    slack.add_channel("elsewhere", bot=False)
    slack.archive(slack.add_channel("archived"))
    file_id = uploaded(client, "a.txt", b"a")
    if args["files"] == [{"id": "<file>"}]:
        args = args | {"files": [{"id": file_id}]}

    assert refusal(client, "files.completeUploadExternal", args)["error"] == error


def test_a_file_that_never_came_or_came_short_cannot_be_completed(client: WebClient) -> None:
    missing, short = announced(client, "a.txt", b"a"), announced(client, "b.txt", b"long")

    status, _, _ = asked("POST", short["upload_url"], b"lo")

    assert status == 400
    for answer in (missing, short):
        args = {"files": [{"id": answer["file_id"]}]}
        assert refusal(client, "files.completeUploadExternal", args)["error"] == "file_not_found"


def test_a_file_elsewhere_is_not_found(slack: Sandbox, cast: Cast, client: WebClient) -> None:
    secret = slack.add_channel("secret", members=[cast.alice], bot=False, private=True)
    (file,) = cast.alice.shares("a.png", secret).files

    assert refusal(client, "files.info", {"file": file["id"]})["error"] == "file_not_found"
    assert refusal(client, "files.info", {"file": "F0NOTHING"})["error"] == "file_not_found"


def test_uploads_and_downloads_fail_on_demand(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    slack.faults.fail("upload_url", status=500)
    slack.faults.fail("url_private", status=503)
    answer = announced(client, "a.txt", b"a")
    (file,) = cast.alice.shares("a.pdf", cast.help).files

    assert asked("POST", answer["upload_url"], b"a")[0] == 500
    assert asked("GET", file["url_private"], token=slack.bot_token)[0] == 503
    assert kinds(slack) == ["file_share"]


def test_people_open_a_file_by_its_permalink(cast: Cast) -> None:
    (file,) = cast.alice.shares("page.html", cast.help, content=b"<script>").files

    status, kind, content = asked("GET", file["permalink"])

    assert (status, kind, content) == (200, "text/html", b"<script>")
    assert asked("GET", file["permalink"].replace(file["id"], "F0NOTHING"))[0] == 404


def test_a_form_hands_a_file_to_the_app(
    slack: Sandbox, cast: Cast, bolt: BoltApp, client: WebClient, trigger: str
) -> None:
    got: list[Json] = []

    @bolt.app.view("form")
    def submission(ack: Ack, view: Json) -> None:
        got.append(view["state"]["values"])
        ack()

    files = {"type": "file_input", "action_id": "files", "max_files": 3}
    client.views_open(trigger_id=trigger, view=modal(field("Files", files), callback_id="form"))

    cast.alice.submits({"Files": [cast.alice.uploads("a.png", b"png")]})

    (file,) = got[0]["Files"]["files"]["files"]
    assert file["name"] == "a.png"
    assert asked("GET", file["url_private"], token=slack.bot_token)[2] == b"png"
