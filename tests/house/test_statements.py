"""What people write reaches the database as a value, and nowhere as a part of a statement."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from tests.docs.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Functions of the library that take a statement or a part of one as a text.
TAKES_WORDS: Final = {"text", "exec_driver_sql", "literal_column", "column", "table", "execute"}
#: Their texts are put together from names in the code: pragmas of SQLite, and the migrations.
OUR_OWN: Final = {"storage/engine.py", "storage/migrations/auditing.py"}


def test_no_statement_is_put_together_from_text() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in (ROOT / "storage").rglob("*.py")
        for line in _put_together(path)
    }

    assert {place for place in found if place.partition(":")[0] not in OUR_OWN} == set()


def _put_together(path: Path) -> Iterator[int]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        if _name(call.func) in TAKES_WORDS and any(map(_is_made, call.args)):
            yield call.lineno


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_made(argument: ast.expr) -> bool:
    """Say whether a text is a template that something is put into."""
    if isinstance(argument, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in argument.values)
    if isinstance(argument, ast.BinOp) and isinstance(argument.op, ast.Mod | ast.Add):
        return any(
            isinstance(side, ast.Constant | ast.JoinedStr)
            for side in (argument.left, argument.right)
        )
    return isinstance(argument, ast.Call) and _name(argument.func) == "format"
