import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from reports.tips.hand_over_bundle import (
    HandedOverRow,
    HandOver,
    HandOverRow,
    KeyOfHandler,
    read_hand_over,
    read_handed_over,
    write_hand_over,
    write_handed_over,
)

texts = st.text(max_size=10)
headers = st.dictionaries(texts, st.binary(max_size=20), max_size=2)
kinds = st.tuples(texts, st.one_of(st.integers(), texts))
recipients = st.lists(texts, max_size=3).map(tuple)


@given(st.lists(st.tuples(texts, texts)), st.lists(st.tuples(kinds, headers, recipients)))
def test_a_hand_over_is_read_as_it_was_written(
    handlers: list[tuple[str, str]],
    rows: list[tuple[tuple[str, str | int], dict[str, bytes], tuple[str, ...]]],
) -> None:
    whole = HandOver(
        [KeyOfHandler(*handler) for handler in handlers],
        [HandOverRow(*of, held, to) for of, held, to in rows],
    )
    assert read_hand_over(write_hand_over(whole)) == whole


@given(st.lists(st.tuples(kinds, st.dictionaries(texts, texts), headers, recipients)))
def test_what_was_handed_over_is_read_as_it_was_written(
    rows: list[tuple[tuple[str, str | int], dict[str, str], dict[str, bytes], tuple[str, ...]]],
) -> None:
    whole = [HandedOverRow(*of, was, held, to) for of, was, held, to in rows]
    assert read_handed_over(write_handed_over(whole)) == whole


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_anything_else_is_refused(content: bytes) -> None:
    for read in (read_hand_over, read_handed_over):
        with pytest.raises(RefusalError):
            read(content)
