"""A group of fewer than five is not broken down in what leaves level 1 (docs/domain.md section 6)."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP
from reports.digests.digest import Counts, protected

REST = "其他网格"


def counts_of(sizes: Sequence[int]) -> list[Counts]:
    nothing: Mapping[Light, int] = dict.fromkeys(Light, 0)
    return [Counts(f"{n}支部", size, 1, 0, size - 1, nothing) for n, size in enumerate(sizes)]


@given(st.lists(st.integers(1, 12), max_size=12))
def test_no_group_smaller_than_five_is_shown_unless_it_is_all_there_is(sizes: list[int]) -> None:
    groups = counts_of(sizes)
    shown = protected(groups, REST)
    assert sum(group.due for group in shown) == sum(sizes)
    assert sum(group.on_time for group in shown) == len(sizes)
    if len(shown) > 1:
        assert min(group.due for group in shown) >= SMALLEST_GROUP
    # What is shown beside the rest must not give the rest away as the one group that is missing from a list.
    together = [group for group in groups if group not in shown]
    assert len(together) != 1 or sum(sizes) < SMALLEST_GROUP


def test_a_rest_that_would_be_small_takes_the_smallest_of_the_others_along() -> None:
    shown = protected(counts_of([7, 4, 6, 9]), REST)
    assert [(group.name, group.due) for group in shown] == [("0支部", 7), ("3支部", 9), (REST, 10)]


def test_large_groups_are_shown_as_they_are() -> None:
    groups = counts_of([7, 5])
    assert protected(groups, REST) == groups
