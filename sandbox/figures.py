"""Tables and charts as rows of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .values import Json


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines with their cells below one another."""
    width = max(map(len, rows))
    widths = [
        max(len(row[column]) if column < len(row) else 0 for row in rows) for column in range(width)
    ]
    for row in rows:
        cells = (cell.ljust(room) for cell, room in zip(row, widths, strict=False))
        yield " | ".join(cells).rstrip()


def chart_rows(chart: Json) -> list[list[str]]:
    """Return the figures of a chart as a table: a row for each category or segment."""
    if chart["type"] == "pie":
        return [[part["label"], _number(part["value"])] for part in chart["segments"]]
    series = chart["series"]
    values = [{point["label"]: point["value"] for point in one["data"]} for one in series]
    header = [chart["axis_config"].get("x_label", ""), *(one["name"] for one in series)]
    return [
        header,
        *(
            [category, *(_number(one[category]) for one in values)]
            for category in chart["axis_config"]["categories"]
        ),
    ]


def _number(value: float) -> str:
    return f"{value:g}"
