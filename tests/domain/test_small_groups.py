from hypothesis import given
from hypothesis import strategies as st

from domain.small_groups import SMALLEST_GROUP, shown_groups
from tests.forms.made_up import STEADY


def test_small_groups_stand_together_and_take_the_smallest_large_one_with_them() -> None:
    assert shown_groups({"a": 9, "b": 2, "c": 6, "d": 7}) == (["a", "d"], ["b", "c"])
    assert shown_groups({"a": 9, "b": 2, "c": 4}) == (["a"], ["b", "c"])
    assert shown_groups({"a": 9, "b": 5}) == (["a", "b"], [])
    assert shown_groups({}) == ([], [])


@STEADY
@given(st.dictionaries(st.integers(0, 9), st.integers(0, 12)))
def test_no_group_shown_is_small_and_none_is_lost(sizes: dict[int, int]) -> None:
    alone, together = shown_groups(sizes)
    assert sorted([*alone, *together]) == sorted(sizes)
    assert all(sizes[group] >= SMALLEST_GROUP for group in alone)
    if together and sum(sizes.values()) >= SMALLEST_GROUP:
        assert sum(sizes[group] for group in together) >= SMALLEST_GROUP
