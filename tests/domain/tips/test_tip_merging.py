"""并案 as a whole: whatever is merged, separated, recused from and entered, in any order."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.tips.figures import TipFacts, TipFigure, compile_figures
from domain.tips.merging import (
    CARRIED,
    MERGEABLE,
    Mergeable,
    Merging,
    check_merge,
    check_mergeable,
    main_states,
    merging_of,
    state_when_separated,
    steps_when_merged,
)
from domain.tips.register import possible_acts, state_after
from domain.tips.routing import Body
from domain.tips.tips import Area, Source, TipAct, TipState, Way

BODIES = (Body.OFFICE, Body.OFFICE, Body.OFFICE, Body.OFFICE, Body.SUPERVISOR)
FAR = {state: place for place, state in enumerate(MERGEABLE)}
HANDLING = {TipAct.PROPOSED, TipAct.RESULT}


@dataclass
class Row:
    """A tip in a register that a test keeps by hand."""

    body: Body
    state: TipState = TipState.RECEIVED
    merged_into: int | None = None
    acts: list[TipAct] = field(default_factory=list)
    recused: set[int] = field(default_factory=set)


class Register:
    """Five tips, of two bodies, with the rules applied as the product does."""

    def __init__(self) -> None:
        self.rows = [Row(body) for body in BODIES]

    def merged(self, main: int) -> list[int]:
        return [place for place, row in enumerate(self.rows) if row.merged_into == main]

    def together(self, place: int) -> list[int]:
        main = self.rows[place].merged_into
        main = place if main is None else main
        return [main, *self.merged(main)]

    def mergeable(self, place: int) -> Mergeable:
        row = self.rows[place]
        into = None if row.merged_into is None else str(row.merged_into)
        merged = [str(other) for other in self.merged(place)]
        return Mergeable(str(place), row.body, row.state, merged_into=into, merged=merged, acts=row.acts)

    def possible(self, place: int) -> list[TipAct]:
        row, mergeable = self.rows[place], self.mergeable(place)
        return possible_acts(row.state, row.acts, named=True, merging=mergeable.merging)

    def merge(self, place: int, main: int) -> None:
        one, other = self.mergeable(place), self.mergeable(main)
        check_merge(one, other)
        row = self.rows[place]
        row.acts += steps_when_merged(one, other)
        row.merged_into, row.state = main, other.state
        shared = set().union(*(self.rows[each].recused for each in self.together(main)))
        for each in self.together(main):
            self.rows[each].recused |= shared

    def separate(self, place: int, _other: int) -> None:
        state = state_when_separated(self.mergeable(place))
        row = self.rows[place]
        row.acts.append(TipAct.SEPARATED)
        row.merged_into, row.state = None, state

    def recuse(self, place: int, person: int) -> None:
        for each in self.together(place):
            self.rows[each].recused.add(person)

    def enter(self, place: int, choice: int) -> None:
        possible = [act for act in self.possible(place) if act not in (TipAct.MERGED, TipAct.SEPARATED)]
        act = possible[choice % len(possible)]
        row = self.rows[place]
        state = state_after(row.state, act)
        row.acts.append(act)
        for each in [place, *self.merged(place)]:
            self.rows[each].state = state
        for each in self.merged(place) if act in CARRIED else ():
            self.rows[each].acts.append(act)


OPERATIONS: tuple[Callable[[Register, int, int], None], ...] = (
    Register.merge,
    Register.merge,
    Register.separate,
    Register.recuse,
    Register.enter,
    Register.enter,
)
doings = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40
)


@settings(max_examples=200, deadline=None)
@given(doings)
def test_whatever_is_done_there_are_no_chains_and_all_that_are_merged_share_state_and_readers(
    done: list[tuple[Callable[[Register, int, int], None], int, int]],
) -> None:
    register = Register()
    for do, place, other in done:
        before = [row.state for row in register.rows]
        acts = [len(row.acts) for row in register.rows]
        try:
            do(register, place, other)
        except RefusalError:
            assert [row.state for row in register.rows] == before
            assert [len(row.acts) for row in register.rows] == acts
        check(register)
        if do is Register.merge:
            # No reporter sees it go back.
            rows = zip(before, register.rows, strict=True)
            assert all(FAR.get(row.state, 9) >= FAR.get(state, 9) for state, row in rows)


def check(register: Register) -> None:
    for place, row in enumerate(register.rows):
        possible = register.possible(place)
        if row.merged_into is None:
            assert TipAct.SEPARATED not in possible
            continue
        main = register.rows[row.merged_into]
        assert row.merged_into != place
        assert main.merged_into is None
        assert register.merged(place) == []
        assert main.body is row.body
        assert row.state is main.state
        assert row.recused == main.recused
        assert not (CARRIED | HANDLING | {TipAct.MERGED}) & set(possible)
        assert TipAct.MERGED not in register.possible(row.merged_into)
        assert TipAct.ENTRY in possible


@settings(max_examples=100, deadline=None)
@given(doings)
def test_what_the_register_offers_is_what_the_rules_allow(
    done: list[tuple[Callable[[Register, int, int], None], int, int]],
) -> None:
    register = Register()
    for do, place, other in done:
        try:
            do(register, place, other)
        except RefusalError:
            continue
    tips = [register.mergeable(place) for place in range(len(BODIES))]
    for place, tip in enumerate(tips):
        assert (TipAct.MERGED in register.possible(place)) is allowed(check_mergeable, tip)
        assert (TipAct.SEPARATED in register.possible(place)) is allowed(state_when_separated, tip)
        for main in tips:
            if allowed(check_merge, tip, main):
                assert allowed(check_mergeable, tip)
                assert main.state in main_states(tip.state)


def allowed(rule: Callable[..., object], *tips: Mergeable) -> bool:
    try:
        rule(*tips)
    except RefusalError:
        return False
    return True


@st.composite
def registers(draw: st.DrawFn) -> list[tuple[TipFacts, int | None]]:
    """Return tips with the place of the main tip of each that is merged."""
    count = draw(st.integers(1, 12))
    mains = [draw(st.none() | st.integers(0, count - 1)) for _one in range(count)]
    # A main tip is merged into nothing.
    mains = [
        None if main is None or main == place or mains[main] is not None else main
        for place, main in enumerate(mains)
    ]
    found = []
    for main in mains:
        received_on = date(2026, 5, 1) + timedelta(days=draw(st.integers(0, 60)))
        way, upheld = draw(st.none() | st.sampled_from(Way)), draw(st.none() | st.booleans())
        merged_on = received_on + timedelta(days=3) if main is not None else None
        found.append(
            (
                TipFacts(
                    received_on,
                    draw(st.sampled_from(Source)),
                    draw(st.sampled_from(Area)),
                    accepted_on=received_on + timedelta(days=1) if draw(st.booleans()) else None,
                    way=way,
                    upheld=upheld,
                    merged_on=merged_on,
                ),
                main,
            )
        )
    return found


@given(registers())
def test_what_is_merged_is_received_for_itself_and_handled_once(
    register: list[tuple[TipFacts, int | None]],
) -> None:
    figures = compile_figures([tip for tip, _main in register], "2026-05", "2026-07")
    alone = [tip for tip, main in register if main is None]
    assert figures.count(TipFigure.RECEIVED) == len(register)
    assert figures.count(TipFigure.MERGED) == len(register) - len(alone)
    by_way = Counter(tip.way for tip in alone if tip.way is not None)
    assert {way: figures.count(TipFigure.HANDLED, way) for way in Way} == {way: by_way[way] for way in Way}
    assert figures.count(TipFigure.UPHELD) == sum(tip.upheld is True for tip in alone)
    opened, accepted = figures.count(TipFigure.OPENED), figures.count(TipFigure.ACCEPTED)
    assert opened == (accepted or 0) + (figures.count(TipFigure.DECLINED) or 0) + (
        figures.count(TipFigure.MERGED) or 0
    )


def test_a_tip_handled_before_it_was_merged_is_handled_still_when_on_its_own_again() -> None:
    acts = [TipAct.ACCEPTED, TipAct.PROPOSED, TipAct.MERGED]
    handled = Mergeable("2", Body.OFFICE, TipState.HANDLED, merged_into="1", acts=acts)
    assert state_when_separated(handled) is TipState.HANDLED
    accepted = Mergeable(
        "2", Body.OFFICE, TipState.HANDLED, merged_into="1", acts=[TipAct.MERGED, TipAct.ACCEPTED]
    )
    assert state_when_separated(accepted) is TipState.ACCEPTED
    received = Mergeable("2", Body.OFFICE, TipState.RECEIVED, merged_into="1", acts=[TipAct.MERGED])
    assert state_when_separated(received) is TipState.RECEIVED


@pytest.mark.parametrize("state", [TipState.CLOSED, TipState.DECLINED])
def test_what_has_ended_is_neither_merged_nor_separated(state: TipState) -> None:
    ended, other = Mergeable("1", Body.OFFICE, state), Mergeable("2", Body.OFFICE, TipState.HANDLED)
    for merged, main in ((ended, other), (other, ended)):
        with pytest.raises(RefusalError, match="tip-merging-ended"):
            check_merge(merged, main)
    with pytest.raises(RefusalError, match="tip-merging-ended"):
        state_when_separated(Mergeable("1", Body.OFFICE, state, merged_into="2"))


def test_what_was_erased_or_is_anothers_is_merged_neither_way() -> None:
    plain = Mergeable("1", Body.OFFICE, TipState.HANDLED)
    erased = Mergeable("2", Body.OFFICE, TipState.HANDLED, erased=True)
    elsewhere = Mergeable("3", Body.OFFICE, TipState.HANDLED, acts=[TipAct.ELSEWHERE])
    for other, key in ((erased, "tip-merging-ended"), (elsewhere, "tip-merging-elsewhere")):
        for merged, main in ((plain, other), (other, plain)):
            with pytest.raises(RefusalError, match=key):
                check_merge(merged, main)


def test_another_bodys_tip_is_refused_as_one_that_never_was() -> None:
    ours, theirs = (
        Mergeable("1", Body.OFFICE, TipState.RECEIVED),
        Mergeable("Z1", Body.SUPERVISOR, TipState.RECEIVED),
    )
    with pytest.raises(RefusalError, match="tip-merging-unknown"):
        check_merge(ours, theirs)


def test_what_a_tip_is_among_those_merged_with_it() -> None:
    assert merging_of(None, ()) is Merging.ALONE
    assert merging_of(None, ["2"]) is Merging.MAIN
    assert merging_of("1", ()) is Merging.MERGED
