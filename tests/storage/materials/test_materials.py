"""What was sent to read, who reads it, and what was suggested: in tables."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from domain.materials.materials import Content, FileKind, MaterialKind, SentFile
from reminders.desk import Desk
from storage.materials.materials import NewMaterial
from storage.materials.suggestions import NewSuggestion
from storage.materials.tables import material_readers, materials
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk

NOW = datetime(2026, 5, 12, 2, tzinfo=UTC)
PICTURE = Content("文字", "https://www.ccdi.gov.cn", SentFile("photo-1", FileKind.PHOTO))
WARD, KIDNEY, BRANCH = "30401", "30406", "204"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("materials")
    with open_desk(f"sqlite:///{folder}/grid.db") as opened:
        yield opened


@pytest.fixture
def uow(desk: Desk) -> Iterator[UnitOfWork]:
    """A unit of work that leaves nothing behind."""
    with desk.database.engine.connect() as connection:
        yield UnitOfWork(connection)


def add(uow: UnitOfWork, readers: dict[int, str], content: Content = PICTURE, minutes: int = 0) -> int:
    sent_at = NOW + timedelta(minutes=minutes)
    new = NewMaterial("1", MaterialKind.STUDY, content, None, 1, sent_at)
    return uow.materials.add(new, readers)


def test_what_was_sent_comes_back_as_it_was(uow: UnitOfWork) -> None:
    found = uow.materials.find(add(uow, {}))
    assert found is not None
    assert (found.content, found.kind, found.sent_at, found.withdrawn) == (
        PICTURE,
        MaterialKind.STUDY,
        NOW,
        False,
    )
    assert uow.materials.find(999) is None


def test_readers_are_counted_in_all_and_among_grids(uow: UnitOfWork) -> None:
    first, second = add(uow, {1: WARD, 2: KIDNEY, 3: BRANCH}), add(uow, {2: KIDNEY}, minutes=1)
    assert uow.material_readers.read(first, 2, NOW)
    assert not uow.material_readers.read(second, 1, NOW)
    counted = uow.materials.sent("1", 9, 0)
    assert [(material.material.id, material.read, material.readers) for material in counted] == [
        (second, 0, 1),
        (first, 1, 3),
    ]
    among = uow.materials.sent("1", 9, 0, {WARD, BRANCH})
    assert [(material.material.id, material.read, material.readers) for material in among] == [(first, 0, 2)]
    assert (uow.materials.count_sent("1"), uow.materials.count_sent("1", {WARD})) == (2, 1)
    assert uow.materials.count_sent("2") == 0
    assert [reader.person_id for reader in uow.materials.unread_by(first)] == [3, 1]
    assert [material.material.id for material in uow.materials.sent("1", 1, 1)] == [first]


def test_the_first_reading_counts(uow: UnitOfWork) -> None:
    material = add(uow, {1: WARD})
    for minutes in (0, 5):
        uow.material_readers.read(material, 1, NOW + timedelta(minutes=minutes))
    (given,) = uow.material_readers.given(1, {})
    assert given.read_at == NOW


def test_what_was_left_unread_passes_to_who_came_and_only_once(uow: UnitOfWork) -> None:
    left, own, done = add(uow, {1: WARD}), add(uow, {1: WARD, 5: WARD}), add(uow, {1: WARD})
    uow.material_readers.read(done, 1, NOW)
    posts = {WARD: {5}, KIDNEY: {5}}
    assert [material.id for material in uow.material_readers.left_behind(5, posts)] == [left]
    assert uow.material_readers.count_unread(5, posts) == 2
    assert not uow.material_readers.left_behind(5, {WARD: {1, 5}})
    assert not uow.material_readers.left_behind(5, {})
    assert uow.material_readers.take_over(left, 5, posts, NOW) == 1
    assert uow.material_readers.take_over(left, 5, posts, NOW) is None
    assert uow.materials.count_read(left) == (1, 1)
    assert {material.material.id for material in uow.material_readers.given(5, posts)} == {left, own}


def test_what_was_withdrawn_is_kept_for_those_who_read_it_alone(uow: UnitOfWork) -> None:
    material = add(uow, {1: WARD, 2: WARD})
    uow.material_readers.read(material, 1, NOW)
    assert uow.materials.withdraw(material, NOW)
    assert not uow.materials.withdraw(material, NOW)
    assert [given.material.withdrawn for given in uow.material_readers.given(1, {})] == [True]
    assert not uow.material_readers.given(2, {WARD: {2}})
    assert not uow.material_readers.unread_of(2, [WARD])


SENT = st.lists(st.dictionaries(st.integers(1, 6), st.sampled_from([WARD, KIDNEY, BRANCH])), max_size=6)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=SENT, read=st.sets(st.tuples(st.integers(0, 5), st.integers(1, 6))))
def test_counts_are_what_a_recount_finds(
    desk: Desk, sent: list[dict[int, str]], read: set[tuple[int, int]]
) -> None:
    with desk.database.engine.connect() as connection:
        uow = UnitOfWork(connection)
        connection.execute(delete(material_readers))
        connection.execute(delete(materials))
        ids = [add(uow, readers, minutes=n) for n, readers in enumerate(sent)]
        for n, person in read:
            if n < len(ids):
                uow.material_readers.read(ids[n], person, NOW)
        for grids in (None, {WARD, BRANCH}, {KIDNEY}):
            expected = []
            for n, readers in enumerate(sent):
                theirs = [reader for reader, code in readers.items() if grids is None or code in grids]
                if theirs or grids is None:
                    expected.append((ids[n], sum((n, reader) in read for reader in theirs), len(theirs)))
            found = [
                (material.material.id, material.read, material.readers)
                for material in uow.materials.sent("1", 99, 0, grids)
            ]
            assert found == expected[::-1]


def test_suggestions_of_a_grid_and_of_a_person_are_found_for_their_files(uow: UnitOfWork) -> None:
    for grid, person, minutes in ((WARD, 1, 0), (WARD, 2, 1), (KIDNEY, 1, 2)):
        made_at = NOW + timedelta(minutes=minutes)
        uow.suggestions.add(NewSuggestion(grid, person, f"{grid}{person}", made_at))
    end = NOW + timedelta(minutes=2)
    found = uow.suggestions.made_between(NOW, end, grid_code=WARD)
    assert [suggestion.text for suggestion in found] == [f"{WARD}1", f"{WARD}2"]
    found = uow.suggestions.made_between(NOW, end + timedelta(minutes=1), person_id=1)
    assert [suggestion.text for suggestion in found] == [f"{WARD}1", f"{KIDNEY}1"]
    assert uow.suggestions.count_waiting("1") == 3
    uow.suggestions.answer(found[0].id, "好", 3, NOW)
    assert (uow.suggestions.count_waiting("1"), uow.suggestions.count_answered("1")) == (2, 1)
    assert [suggestion.answer for suggestion in uow.suggestions.answered("1", 9, 0)] == ["好"]
