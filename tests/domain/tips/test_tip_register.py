import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.register import (
    CloseBar,
    arranging_acts,
    close_bars,
    counts_as_named,
    possible_acts,
    state_after,
)
from domain.tips.tips import GoneThrough, Reviewed, TipAct, TipState, next_states


@given(named=st.booleans(), choices=st.lists(st.integers(0, 11), max_size=14))
def test_every_possible_step_leads_where_the_states_allow(*, named: bool, choices: list[int]) -> None:
    state, acts = TipState.RECEIVED, list[TipAct]()
    for choice in choices:
        possible = possible_acts(state, acts, named=named)
        assert len(set(possible)) == len(possible) <= 8
        act = possible[choice % len(possible)]
        after = state_after(state, act)
        assert after is state or after in next_states(state)
        state, acts = after, [*acts, act]
    for told in (TipAct.TOLD_ACCEPTED, TipAct.UNVERIFIED, TipAct.ELSEWHERE, TipAct.PASSED_ON):
        assert acts.count(told) <= 1
    assert acts.count(TipAct.TOLD_RESULT) <= acts.count(TipAct.CLOSED)


@given(choices=st.lists(st.integers(0, 11), max_size=14))
def test_nobody_is_told_of_an_anonymous_tip(choices: list[int]) -> None:
    state, acts = TipState.RECEIVED, list[TipAct]()
    for choice in choices:
        possible = possible_acts(state, acts, named=False)
        assert not {TipAct.TOLD_ACCEPTED, TipAct.TOLD_RESULT, TipAct.UNVERIFIED} & set(possible)
        act = possible[choice % len(possible)]
        state, acts = state_after(state, act), [*acts, act]


def test_a_name_that_cannot_be_verified_counts_for_none() -> None:
    assert counts_as_named([TipAct.ACCEPTED], named=True)
    assert not counts_as_named([TipAct.UNVERIFIED], named=True)
    assert TipAct.TOLD_ACCEPTED not in possible_acts(TipState.ACCEPTED, [TipAct.UNVERIFIED], named=True)


def test_the_result_is_told_anew_after_it_was_reopened_and_closed_again() -> None:
    acts = [TipAct.ACCEPTED, TipAct.PROPOSED, TipAct.CLOSED]
    assert TipAct.TOLD_RESULT in possible_acts(TipState.CLOSED, acts, named=True)
    acts += [TipAct.TOLD_RESULT]
    assert TipAct.TOLD_RESULT not in possible_acts(TipState.CLOSED, acts, named=True)
    acts += [TipAct.REOPENED]
    assert TipAct.TOLD_RESULT not in possible_acts(TipState.HANDLED, acts, named=True)
    acts += [TipAct.CLOSED]
    assert TipAct.TOLD_RESULT in possible_acts(TipState.CLOSED, acts, named=True)


def test_the_result_is_told_anew_after_a_review_that_left_it_closed() -> None:
    acts = [TipAct.ACCEPTED, TipAct.PROPOSED, TipAct.CLOSED, TipAct.TOLD_RESULT]
    talked = possible_acts(TipState.CLOSED, acts, named=True, talked=True)
    assert TipAct.REVIEW in talked
    assert TipAct.REVIEW not in possible_acts(TipState.CLOSED, acts, named=True)
    acts.append(TipAct.REVIEW)
    assert state_after(TipState.CLOSED, TipAct.REVIEW) is TipState.HANDLED
    under = possible_acts(TipState.HANDLED, acts, named=True, talked=True)
    assert TipAct.REVIEWED in under
    assert not {TipAct.CLOSED, TipAct.RESULT, TipAct.PROPOSED} & set(under)
    acts.append(TipAct.REVIEWED)
    assert state_after(TipState.HANDLED, TipAct.REVIEWED, Reviewed.KEPT) is TipState.CLOSED
    assert TipAct.TOLD_RESULT in possible_acts(TipState.CLOSED, acts, named=True, talked=True)
    assert state_after(TipState.HANDLED, TipAct.REVIEWED, Reviewed.REOPENED) is TipState.HANDLED
    assert TipAct.CLOSED in possible_acts(TipState.HANDLED, acts, named=True, talked=True)
    assert CloseBar.UNDECIDED in close_bars(acts, [1], unread=False)


def test_an_old_clue_is_gone_through_before_anything_else() -> None:
    acts = [TipAct.IMPORTED, TipAct.ENTRY]
    assert possible_acts(TipState.RECEIVED, acts, named=False) == [TipAct.GONE_THROUGH, TipAct.ENTRY]
    assert arranging_acts(TipState.RECEIVED, acts) == [TipAct.IN_CHARGE, TipAct.NOTE]
    ends = {way: state_after(TipState.RECEIVED, TipAct.GONE_THROUGH, way) for way in GoneThrough}
    assert ends == {
        GoneThrough.KEPT: TipState.CLOSED,
        GoneThrough.REOPENED: TipState.ACCEPTED,
        GoneThrough.SETTLED: TipState.CLOSED,
    }
    acts.append(TipAct.GONE_THROUGH)
    assert TipAct.PROPOSED in possible_acts(TipState.ACCEPTED, acts, named=False)


def test_of_a_declined_tip_the_reporter_is_told_too() -> None:
    assert TipAct.TOLD_ACCEPTED in possible_acts(TipState.DECLINED, [TipAct.DECLINED], named=True)
    assert TipAct.TOLD_ACCEPTED not in possible_acts(TipState.RECEIVED, [], named=True)


def test_only_what_is_marked_as_anothers_is_passed_on() -> None:
    assert TipAct.PASSED_ON not in possible_acts(TipState.RECEIVED, [], named=False)
    marked = [TipAct.ELSEWHERE]
    assert TipAct.PASSED_ON in possible_acts(TipState.RECEIVED, marked, named=False)
    assert TipAct.ELSEWHERE not in possible_acts(TipState.RECEIVED, marked, named=False)


def test_a_step_out_of_turn_is_refused() -> None:
    with pytest.raises(RefusalError, match="tips-state-not-next"):
        state_after(TipState.DECLINED, TipAct.ACCEPTED)
    with pytest.raises(RefusalError, match="tips-state-not-next"):
        state_after(TipState.RECEIVED, TipAct.CLOSED)


def test_another_way_may_be_proposed_while_a_tip_is_handled() -> None:
    assert state_after(TipState.HANDLED, TipAct.PROPOSED) is TipState.HANDLED


READ, UNREAD = False, True


@pytest.mark.parametrize(
    ("acts", "decided", "unread", "bars"),
    [
        ([TipAct.ACCEPTED], [], UNREAD, [CloseBar.UNREAD, CloseBar.UNDECIDED, CloseBar.NO_SUMMARY]),
        ([TipAct.PROPOSED, TipAct.ENTRY], [], READ, [CloseBar.UNDECIDED]),
        ([TipAct.PROPOSED, TipAct.ENTRY], [0], READ, []),
        ([TipAct.PROPOSED, TipAct.ENTRY], [0], UNREAD, [CloseBar.UNREAD]),
        ([TipAct.ACCEPTED, TipAct.PROPOSED], [0, 1], READ, [CloseBar.NO_SUMMARY]),
        ([TipAct.RESULT, TipAct.ENTRY, TipAct.CLOSED, TipAct.REOPENED], [0], READ, [CloseBar.UNDECIDED]),
        ([TipAct.RESULT, TipAct.ENTRY, TipAct.REOPENED, TipAct.RESULT], [0, 3], READ, []),
    ],
)
def test_a_tip_is_closed_read_decided_and_summed_up(
    acts: list[TipAct], decided: list[int], *, unread: bool, bars: list[CloseBar]
) -> None:
    assert close_bars(acts, decided, unread=unread) == bars
