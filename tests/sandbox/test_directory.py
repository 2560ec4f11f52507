from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sandbox.heard import heard, kinds
from tests.sandbox.refusals import refusal

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from sandbox import Sandbox
    from tests.sandbox.conftest import Cast


def test_custom_fields_stand_in_the_profile_and_not_in_users_info(
    slack: Sandbox, client: WebClient
) -> None:
    nina = slack.add_person("Nina", title="Accountant", fields={"Xf0DEPT": "Finance"})

    info: Any = client.users_info(user=nina.id)
    profile: Any = client.users_profile_get(user=nina.id)

    assert info["user"]["profile"]["title"] == "Accountant"
    assert "fields" not in info["user"]["profile"]
    assert profile["profile"]["fields"] == {"Xf0DEPT": {"value": "Finance", "alt": ""}}
    assert profile["profile"]["real_name"] == "Nina"


def test_a_profile_shows_labels_on_demand_and_without_a_user_is_the_bots_own(
    slack: Sandbox, client: WebClient
) -> None:
    nina = slack.add_person("Nina", fields={"Xf0DEPT": "Finance"})

    labelled: Any = client.users_profile_get(user=nina.id, include_labels=True)
    own: Any = client.users_profile_get()

    assert labelled["profile"]["fields"]["Xf0DEPT"]["label"] == "Xf0DEPT"
    assert own["profile"]["real_name"] == "Firstline"


def test_whatever_changes_of_a_person_is_heard(slack: Sandbox, cast: Cast) -> None:
    renamed = slack.change_person(cast.alice, real_name="Alice Adams", tz="Asia/Tokyo")
    slack.change_person(cast.alice, fields={"Xf0DEPT": "Sales"}, is_ultra_restricted=True)
    slack.change_person(cast.alice, deleted=True)

    users = [event["user"] for event in heard(slack)]
    assert kinds(slack) == ["user_change"] * 3
    assert renamed.name == "Alice Adams"
    assert (users[0]["real_name"], users[0]["tz"]) == ("Alice Adams", "Asia/Tokyo")
    assert users[1]["profile"]["fields"]["Xf0DEPT"]["value"] == "Sales"
    assert users[1]["is_restricted"]
    assert users[1]["is_ultra_restricted"]
    assert users[2]["deleted"]


def test_an_outsider_writes_under_the_name_of_their_own_workspace(
    slack: Sandbox, client: WebClient
) -> None:
    vera = slack.add_person("Vera", team_id="T0VENDOR", is_stranger=True)
    shared = slack.add_channel("with-vendor", members=[vera], shared=True)

    vera.says("Hello", shared)

    assert (heard(slack)[0]["team"], heard(slack)[0]["user_team"]) == ("T0VENDOR", "T0VENDOR")
    user: Any = client.users_info(user=vera.id)
    assert (user["user"]["team_id"], user["user"]["is_stranger"]) == ("T0VENDOR", True)
    channel: Any = client.conversations_info(channel=shared.id)
    assert channel["channel"]["is_ext_shared"]


def test_user_groups_can_be_listed_with_and_without_their_people(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    group_id = slack.add_group("network", [cast.theo, cast.mona])

    bare: Any = client.usergroups_list()
    full: Any = client.usergroups_list(include_users=True)
    users: Any = client.usergroups_users_list(usergroup=group_id)

    assert [group["handle"] for group in bare["usergroups"]] == ["network"]
    assert "users" not in bare["usergroups"][0]
    assert full["usergroups"][0]["users"] == users["users"] == [cast.theo.id, cast.mona.id]
    assert kinds(slack) == []


def test_what_changes_of_a_user_group_is_heard(slack: Sandbox, cast: Cast) -> None:
    group_id = slack.add_group("network", [cast.theo], announce=True)

    slack.change_group(group_id, members=[cast.mona])
    slack.change_group(group_id, handle="networks")

    created, updated, members, renamed = heard(slack)
    assert (created["type"], created["subteam"]["users"]) == ("subteam_created", [cast.theo.id])
    assert (updated["type"], updated["subteam"]["users"]) == ("subteam_updated", [cast.mona.id])
    assert (members["type"], members["subteam_id"]) == ("subteam_members_changed", group_id)
    assert (members["added_users"], members["removed_users"]) == ([cast.mona.id], [cast.theo.id])
    assert renamed["subteam"]["handle"] == "networks"


def test_a_disabled_group_is_listed_only_on_demand(
    slack: Sandbox, cast: Cast, client: WebClient
) -> None:
    group_id = slack.add_group("network", [cast.theo])

    slack.change_group(group_id, disabled=True)

    usual: Any = client.usergroups_list()
    every: Any = client.usergroups_list(include_disabled=True)
    assert (len(usual["usergroups"]), len(every["usergroups"])) == (0, 1)
    error = refusal(client, "usergroups.users.list", {"usergroup": group_id})["error"]
    assert error == "no_such_subteam"
    assert heard(slack)[0]["subteam"]["date_delete"] > 0


def test_a_mentioned_group_reads_by_its_handle(slack: Sandbox, cast: Cast) -> None:
    group_id = slack.add_group("network", [cast.theo])

    message = cast.alice.says("@network please, or @nobody", cast.help)

    assert message.text == f"<!subteam^{group_id}> please, or @nobody"
    assert slack.read(message) == "@network please, or @nobody"
