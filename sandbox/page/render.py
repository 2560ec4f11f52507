"""The templates and what they use to show messages."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, pass_context

from sandbox.blocks import options_of
from sandbox.figures import chart_rows
from sandbox.forms import KINDS, initial_entry
from sandbox.mrkdwn import as_html

from .rich import as_html as rich_html

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from sandbox.reader import Reader
    from sandbox.values import Json, View

FOLDER = Path(__file__).parent


def environment() -> Environment:
    """Build the templates' environment; everything is escaped unless it is made safe here."""
    templates = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        mrkdwn=_mrkdwn, words=_words, rich=_rich, chart_rows=chart_rows, options=options_of
    )
    templates.globals.update(chosen=chosen)
    return templates


def chosen(element: Json, block: Json, view: View | None) -> object:
    """Return what a field holds now: text, or the values of its chosen options."""
    if element["type"] not in KINDS:
        return ""
    entry = initial_entry(element)
    if view is not None:
        fields = view.entries.get(block["block_id"], {})
        entry = fields.get(element["action_id"], entry)
    value = entry[KINDS[element["type"]].key]
    many = value if isinstance(value, list) else [value]
    plain = [item.get("value", "") if isinstance(item, dict) else item for item in many]
    return plain if KINDS[element["type"]].many else plain[0]


@pass_context
def _mrkdwn(context: Context, text: str) -> str:
    """Return safe HTML; the templates mark it so."""
    return as_html(text, _reader(context))


@pass_context
def _words(context: Context, text: Json) -> str:
    """Return safe HTML; the templates mark it so."""
    words = str(text["text"])
    return as_html(words, _reader(context)) if text["type"] == "mrkdwn" else html.escape(words)


@pass_context
def _rich(context: Context, block: Json) -> str:
    """Return safe HTML; the templates mark it so."""
    return rich_html(block, _reader(context))


def _reader(context: Context) -> Reader:
    reader: Reader = context["screen"].reader
    return reader
