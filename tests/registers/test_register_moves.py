"""Who may move an entry on: random registers, and random walks through them and through the shipped ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.checking.ways import reached, reviewing, usable, way_faults
from registers.language import ApprovalChain, Register, RegisterMove, RegisterState
from registers.moves import EntryNow, MoverStanding, possible_moves
from registers.reader import shipped_registers
from registers.relations import OF_THE_CHAIN, Relation
from tests.forms.made_up import FEW, STEADY

WORDS = {"zh": "字", "en": "word"}
CHAIN_NAMES = ("president", "committee", "leader", "head")
NAMED = (*Relation, "特邀监察员")
EVERYBODY = frozenset(set(NAMED) - OF_THE_CHAIN)


@dataclass(frozen=True)
class Step:
    """One try: what somebody is to the entry, whether it is theirs, and which of the moves they choose."""

    who: frozenset[str]
    is_own: bool
    choice: int


STEPS = st.lists(
    st.builds(Step, st.frozensets(st.sampled_from(NAMED)), st.booleans(), st.integers(0, 20)), max_size=12
)
CHAINS = st.builds(
    ApprovalChain, st.sampled_from(CHAIN_NAMES), st.none() | st.sampled_from(CHAIN_NAMES)
) | st.none()  # fmt: skip


@st.composite
def made_up_registers(draw: st.DrawFn) -> Register:
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    states = tuple(RegisterState(name, WORDS, draw(st.booleans())) for name in names)
    moves = tuple(
        RegisterMove(
            f"m{number}",
            WORDS,
            tuple(draw(st.sets(st.sampled_from(names), min_size=1))),
            tuple(draw(st.sets(st.sampled_from(NAMED), min_size=1, max_size=3))),
            draw(st.none() | st.sampled_from(names)),
            others_only=draw(st.booleans()),
            reviewed=draw(st.sampled_from([None, None, True, False])),
        )
        for number in range(draw(st.integers(0, 7)))
    )
    chain = draw(CHAINS)
    chains = () if chain is None else (chain,)
    return Register("made_up", 1, WORDS, "grid", ("everyone",), (), states, moves, chains=chains)


def walk(
    register: Register, chain: ApprovalChain | None, steps: list[Step]
) -> Iterator[tuple[str, RegisterMove, Step]]:
    """Yield each move that is made, with the state it is made in."""
    state = register.states[0].id
    for step in steps:
        moves = possible_moves(register, EntryNow(state, {}, chain), MoverStanding(step.who, step.is_own))
        if moves:
            move = moves[step.choice % len(moves)]
            yield state, move, step
            state = move.leads_to(state)


def keeps_the_rules(register: Register, chain: ApprovalChain | None, steps: list[Step]) -> None:
    declared = {state.id for state in register.states}
    for state, move, step in walk(register, chain, steps):
        assert state in declared
        assert move.leads_to(state) in declared
        assert state in move.sources
        as_themselves = set(move.by) & (step.who - OF_THE_CHAIN)
        as_reviewer = chain is not None and "reviewer" in move.by and chain.review in step.who
        as_approver = chain is not None and "approver" in move.by and chain.approve in step.who
        assert as_themselves or as_reviewer or as_approver, "nobody moves what they may not"
        if step.is_own:
            assert not move.others_only
            assert not OF_THE_CHAIN & set(move.by), "nobody approves their own"
        if move.reviewed is not None:
            assert chain is not None
            assert (chain.review is not None) == move.reviewed


@STEADY
@given(made_up_registers(), CHAINS, STEPS)
def test_a_walk_through_any_register_keeps_its_rules(
    register: Register, chain: ApprovalChain | None, steps: list[Step]
) -> None:
    keeps_the_rules(register, chain, steps)


@STEADY
@given(st.sampled_from(sorted(shipped_registers())), st.data(), STEPS)
def test_a_walk_through_a_shipped_register_keeps_its_rules(
    name: str, data: st.DataObject, steps: list[Step]
) -> None:
    register = shipped_registers()[name]
    chain = data.draw(st.sampled_from(register.chains)) if register.chains else None
    keeps_the_rules(register, chain, steps)


@FEW
@given(made_up_registers())
def test_what_is_said_to_be_unreached_is_what_all_together_cannot_reach(register: Register) -> None:
    met: set[str] = set()
    for reviewed in reviewing(register):
        chain = replace(register.chains[0], review="head" if reviewed else None) if register.chains else None
        ahead = [register.states[0].id]
        here: set[str] = set()
        while ahead:
            state = ahead.pop()
            if state not in here:
                here.add(state)
                moves = possible_moves(register, EntryNow(state, {}, chain), MoverStanding(EVERYBODY))
                ahead += [move.leads_to(state) for move in moves]
        met |= here
    found = {
        str(fault.details["state"])
        for _, fault in way_faults(register)
        if fault.key == "register-fault-unreached"
    }
    # A move by somebody of the chain alone is nobody's where there is no chain: it is told as a fault of its own.
    if register.chains:
        assert found == {state.id for state in register.states} - met


@FEW
@given(made_up_registers())
def test_where_no_state_is_stuck_every_state_leads_to_an_end(register: Register) -> None:
    stuck = {str(f.details["state"]) for _, f in way_faults(register) if "-stuck" in f.key}
    ends = {state.id for state in register.states if state.end}
    for reviewed in reviewing(register):
        moves = usable(register, reviewed)
        here = reached(register, moves)
        for state in register.states:
            first = (state, *(other for other in register.states if other is not state))
            ahead = reached(replace(register, states=first), moves)
            if not stuck and state.id in here:
                assert ahead & ends
            if state.id in stuck and len(reviewing(register)) == 1:
                assert not ahead & ends


@pytest.mark.parametrize("is_own", [True, False])
def test_the_person_asks_for_closing_and_another_agrees(is_own: bool) -> None:  # noqa: FBT001 - a table
    measure = shipped_registers()["measure"]
    both = MoverStanding(frozenset({"owner", "level_one"}), is_own)
    may = {move.id for move in possible_moves(measure, EntryNow("open"), both)}
    assert "ask_to_close" in may
    agreeing = {move.id for move in possible_moves(measure, EntryNow("closing"), both)}
    assert agreeing == (set() if is_own else {"close", "return"})


def test_being_called_reviewer_makes_nobody_one() -> None:
    risk = shipped_registers()["risk"]
    chain = risk.chains[0]
    assert not possible_moves(risk, EntryNow("review", {}, chain), MoverStanding(frozenset({"reviewer"})))
    assert possible_moves(risk, EntryNow("review", {}, chain), MoverStanding(frozenset({"president"})))


def test_who_opened_an_entry_neither_reviews_nor_approves_it() -> None:
    risk = shipped_registers()["risk"]
    chain = risk.chains[0]
    for state, role in (("review", "president"), ("approval", "committee")):
        of_them = frozenset({role})
        assert possible_moves(risk, EntryNow(state, {}, chain), MoverStanding(of_them))
        assert not possible_moves(risk, EntryNow(state, {}, chain), MoverStanding(of_them, is_opener=True))
