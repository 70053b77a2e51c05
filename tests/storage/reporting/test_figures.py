"""Figures beside a recount of made-up units that live through a quarter."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from reports.totals import figure_specs
from storage.database import Database
from storage.reporting.figure_columns import FigureSpec
from storage.reporting.figures import ReportFigures
from storage.schema import upgrade
from storage.tips.known_figures import KnownFigures
from storage.unit_of_work import UnitOfWork
from tests.storage.reporting.made_up_units import ENDS_ON
from tests.storage.reporting.recounted_units import EVERY, FORM, SPECS, agree, lived, owed


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('figures') / 'grid.db'}")
    upgrade(database)
    yield database.engine
    database.close()


# A seed has no smaller brother.
@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_all_figures_are_what_a_recount_of_the_rows_gives_wherever_grids_moved(
    engine: Engine, seed: int
) -> None:
    with lived(engine, random.Random(seed)) as (uow, units, rows):  # noqa: S311 - an example, not a secret
        # The last period is open on the first of these days, and closed on the other.
        for today in (max(row["closes_on"] for row in rows), ENDS_ON):
            agree(uow, units, rows, today)


def test_nothing_owed_gives_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        figures = UnitOfWork(connection).figures
        assert figures.by_branch(owed("A"), SPECS) == []
        assert figures.by_grid(owed("A"), None) == []
        assert figures.texts(owed("A"), ["note"], EVERY) == []
        assert figures.by_branch(owed("A", ENDS_ON, []), [FigureSpec("seen", "number")]) == []


def test_one_statement_gives_a_year_of_all_branches(engine: Engine) -> None:
    asked: list[Any] = []

    class Listening:
        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def execute(self, statement: Any, *more: Any) -> Any:
            asked.append(statement)
            return self._connection.execute(statement, *more)

    with engine.connect() as connection:
        heard: Any = Listening(connection)
        figures = ReportFigures(heard, lambda _name, *of: KnownFigures(heard).tips_forwarded(*of))
        months = [f"2026-{month:02}" for month in range(1, 13)]
        figures.by_branch(owed("A", ENDS_ON, months), figure_specs(FORM, inside_groups=False))
    assert len(asked) == 1
