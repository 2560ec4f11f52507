from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers import limits
from handlers.views.passage import passage
from tests.handlers.views.reading import objects, texts


def kinds(text: str) -> list[str]:
    return [element["type"] for block in passage(text) for element in block["elements"]]


def test_code_between_fences_is_shown_as_code_with_its_indentation() -> None:
    blocks = passage("Try this:\n```\n  ports:\n    - 80\n```\nand tell me")

    assert [element["type"] for element in blocks[0]["elements"]] == [
        "rich_text_section",
        "rich_text_preformatted",
        "rich_text_section",
    ]
    assert blocks[0]["elements"][1]["elements"] == [{"type": "text", "text": "  ports:\n    - 80"}]


def test_code_in_a_line_is_shown_as_code() -> None:
    (found,) = [e for e in objects(passage("Run `ls -l` there")) if e.get("style")]

    assert found == {"type": "text", "text": "ls -l", "style": {"code": True}}


def test_quoted_lines_are_shown_as_a_quote() -> None:
    assert kinds("> Which office?\n> Berlin?\nParis") == ["rich_text_quote", "rich_text_section"]
    assert texts(passage("> Which office?\n> Berlin?"), "text") == ["Which office?\nBerlin?"]


def test_the_items_of_a_list_stay_on_their_lines() -> None:
    assert texts(passage("• one\n• two"), "text") == ["• one\n• two"]


def test_many_small_parts_take_few_blocks() -> None:
    text = "\n".join(f"step {n}\n```\ncommand {n}\n```" for n in range(60))

    assert len(passage(text)) == 1


def test_a_lonely_fence_is_only_words() -> None:
    assert kinds("``` is a fence") == ["rich_text_section"]


def test_nothing_is_shown_of_nothing() -> None:
    assert passage("``````\n \n>\n") == []


@given(st.text(alphabet=st.sampled_from("`> ab\n•"), max_size=200))
def test_no_part_is_empty_or_too_long(text: str) -> None:
    for element in objects(passage(text)):
        if element.get("type") == "text":
            assert 0 < len(element["text"]) <= limits.SECTION_TEXT
