from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, literal, select

from storage.statements.rows import rows_as


@dataclass(frozen=True, slots=True)
class Named:
    """Two names, and what need not be asked for."""

    first: str
    second: str
    third: str = ""


def test_rows_whose_columns_are_called_otherwise_than_the_fields_become_no_values() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        first, second = literal("a").label("first"), literal("b").label("second")
        assert rows_as(Named, connection.execute(select(first, second))) == [Named("a", "b")]
        with pytest.raises(TypeError, match="second"):
            rows_as(Named, connection.execute(select(second, first)))
    engine.dispose()
