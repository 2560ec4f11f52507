from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, make_url, text


@pytest.mark.parametrize("attempt", [1, 2])
def test_every_test_gets_a_migrated_database_of_its_own(database_url: str, attempt: int) -> None:
    engine = create_engine(database_url)

    with engine.begin() as connection:
        tables = set(inspect(connection).get_table_names())
        # The second attempt would fail here if it met what the first has left.
        connection.execute(text(f"CREATE TABLE left_by_a_test AS SELECT {attempt} AS attempt"))

    engine.dispose()
    assert "alembic_version" in tables


def test_both_databases_are_tested(database_url: str, request: pytest.FixtureRequest) -> None:
    assert make_url(database_url).get_backend_name() in request.node.callspec.id
