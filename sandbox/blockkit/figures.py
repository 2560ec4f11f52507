"""Blocks that hold figures: tables, data tables, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .objects import FLAG, ID
from .rich import RICH_TEXT, plain_length
from .rules import (
    ByType,
    Items,
    Number,
    Object,
    OrNull,
    Problem,
    Rule,
    Text,
    among,
    only,
    problem,
    typed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.values import Json

TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 20_000

_CELLS: dict[str, Rule] = {
    "raw_text": typed("raw_text", {"text": Text(least=1)}),
    "raw_number": typed("raw_number", {"value": Number(whole=False), "text": Text(least=1)}),
    "rich_text": RICH_TEXT,
}
_ROW = Items(of=ByType(table=_CELLS), most=20)
_HEADER = Items(of=only(_CELLS, "raw_text", "raw_number"), most=20)


def characters(rows: list[list[Json]]) -> int:
    """Count the characters in all cells."""
    return sum(
        plain_length(cell) if cell["type"] == "rich_text" else len(cell["text"])
        for row in rows
        for cell in row
    )


def _table_not_too_long(block: Json, at: str) -> Iterator[Problem]:
    if characters(block["rows"]) > TABLE_CHARACTERS:
        yield problem(f"{at}/rows", f"no more than {TABLE_CHARACTERS} characters in all cells")


def _even_rows(block: Json, at: str) -> Iterator[Problem]:
    yield from _HEADER.check(block["rows"][0], f"{at}/rows/0")
    width = len(block["rows"][0])
    for number, row in enumerate(block["rows"]):
        if len(row) != width:
            yield problem(f"{at}/rows/{number}", f"must have {width} cells like the header")


_COLUMN = Object(optional={"align": among("left", "center", "right"), "is_wrapped": FLAG})
TABLE = typed(
    "table",
    {"rows": Items(of=_ROW, most=100)},
    {
        "block_id": ID,
        # Null leaves a column as it is.
        "column_settings": Items(of=OrNull(rule=_COLUMN), most=20),
    },
    _table_not_too_long,
)
DATA_TABLE = typed(
    "data_table",
    {"caption": Text(least=1), "rows": Items(of=_ROW, least=2, most=101)},
    {
        "block_id": ID,
        "page_size": Number(least=1, most=100),
        "row_header_column_index": Number(least=0, most=19),
    },
    _even_rows,
)

_LABEL = Text(least=1, most=20)
_VALUE = Number(whole=False)
_SERIES = Object(
    required={
        "name": _LABEL,
        "data": Items(of=Object(required={"label": _LABEL, "value": _VALUE}), most=20),
    }
)
_AXES = Object(
    required={"categories": Items(of=_LABEL, most=20)},
    optional={"x_label": Text(most=50), "y_label": Text(most=50)},
)


def _series_fit(chart: Json, at: str) -> Iterator[Problem]:
    names = [series["name"] for series in chart["series"]]
    if len(set(names)) < len(names):
        yield problem(f"{at}/series", "series names must be unique")
    categories = chart["axis_config"]["categories"]
    for number, series in enumerate(chart["series"]):
        labels = [point["label"] for point in series["data"]]
        if sorted(labels) != sorted(categories):
            where = f"{at}/series/{number}/data"
            yield problem(where, "must have exactly one value for every category")


def _chart(kind: str) -> Object:
    required: dict[str, Rule] = {"series": Items(of=_SERIES, most=6), "axis_config": _AXES}
    return typed(kind, required, {}, _series_fit)


def _segments_positive(chart: Json, at: str) -> Iterator[Problem]:
    for number, segment in enumerate(chart["segments"]):
        if segment["value"] <= 0:
            yield problem(f"{at}/segments/{number}/value", "must be greater than 0")


_PIE = typed(
    "pie",
    {"segments": Items(of=Object(required={"label": _LABEL, "value": _VALUE}), most=12)},
    {},
    _segments_positive,
)
CHART = typed(
    "data_visualization",
    {
        "title": Text(least=1, most=50),
        "chart": ByType(
            table={kind: _chart(kind) for kind in ("bar", "line", "area")} | {"pie": _PIE}
        ),
    },
    {"block_id": ID},
)
