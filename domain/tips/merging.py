"""并案: which tip may be merged into which, and what then happens to both (docs/domain.md section 4, "Handling").

A merged tip keeps its row, number, thread, evidence and ledger line, and its own reporter is told of acceptance and
result [J art. 26, 27]; handling is done on the main tip alone, whose state the merged ones share. There are no chains:
a main tip is merged into nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RefusalError
from domain.tips.routing import Body
from domain.tips.tips import TipAct, TipState, to_go_through

MERGEABLE = (TipState.RECEIVED, TipState.ACCEPTED, TipState.HANDLED)
"""The states in which a tip can be merged, in the order in which it goes through them."""
CARRIED = frozenset(
    {
        TipAct.ACCEPTED,
        TipAct.DECLINED,
        TipAct.CLOSED,
        TipAct.REOPENED,
        TipAct.REVIEW,
        TipAct.REVIEWED,
        TipAct.ELSEWHERE,
        TipAct.PASSED_ON,
    }
)
"""The main tip's steps that are entered in the registers of the merged ones, too: what becomes of the whole matter.

Not how it was handled, nor with what result: that stands once, at the main tip.
"""


class Merging(StrEnum):
    """What a tip is among those merged with it."""

    ALONE = "alone"
    MAIN = "main"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Mergeable:
    """What the rules ask of a tip. `merged` are the numbers of those merged into it, `acts` its steps, oldest first."""

    number: str
    body: Body
    state: TipState
    erased: bool = False
    merged_into: str | None = None
    merged: Collection[str] = ()
    acts: Sequence[TipAct] = ()

    @property
    def merging(self) -> Merging:
        """What it is among those merged with it."""
        return merging_of(self.merged_into, self.merged)


def merging_of(merged_into: str | None, merged: Collection[str]) -> Merging:
    """Return what a tip is that was merged into that number, or into which those were."""
    if merged_into is not None:
        return Merging.MERGED
    return Merging.MAIN if merged else Merging.ALONE


def main_states(state: TipState) -> tuple[TipState, ...]:
    """Return the states of the main tips for one in `state`: as far or further, so that no reporter sees it go back."""
    return MERGEABLE[MERGEABLE.index(state) :] if state in MERGEABLE else ()


def check_mergeable(tip: Mergeable) -> None:
    """Raise RefusalError where `tip` can be merged into no other.

    That is where it is merged already (tip-merging-already), has others merged into it (tip-merging-has-merged),
    has ended (tip-merging-ended), is another body's to handle (tip-merging-elsewhere), or an old clue that is yet to be
    gone through (tip-merging-old).
    """
    if tip.merged_into is not None:
        raise RefusalError("tip-merging-already", number=tip.number, main=tip.merged_into)
    if tip.merged:
        raise RefusalError("tip-merging-has-merged", number=tip.number)
    _check_open(tip)


def check_merge(tip: Mergeable, main: Mergeable) -> None:
    """Raise RefusalError where `tip` can't be merged into `main`, for what `check_mergeable` refuses of either.

    Besides: it is the same (tip-merging-itself), another body's (tip-merging-unknown, as one that never was), merged
    into a third (tip-merging-chain), or not as far as `tip` (tip-merging-not-as-far).
    """
    if tip.number == main.number:
        raise RefusalError("tip-merging-itself", number=tip.number)
    check_mergeable(tip)
    if tip.body is not main.body:
        raise RefusalError("tip-merging-unknown")
    if main.merged_into is not None:
        raise RefusalError("tip-merging-chain", number=main.number, main=main.merged_into)
    _check_open(main)
    if main.state not in main_states(tip.state):
        raise RefusalError("tip-merging-not-as-far", number=tip.number, main=main.number)


def steps_when_merged(tip: Mergeable, main: Mergeable) -> list[TipAct]:
    """Return the steps that merging enters in the register of `tip`, whose state becomes that of `main`."""
    accepted = main.state is not TipState.RECEIVED and tip.state is TipState.RECEIVED
    return [TipAct.MERGED, *([TipAct.ACCEPTED] if accepted else [])]


def state_when_separated(tip: Mergeable) -> TipState:
    """Return the state of `tip` once it is on its own again: what was done on the main tip does not count for it.

    It stays received where the main tip is; where that is accepted or handled, it is accepted, or handled if it was
    handled itself before. Raises RefusalError where it is merged into none (tip-merging-alone) or has ended with
    the main tip (tip-merging-ended): that has to be reopened first.
    """
    if tip.merged_into is None:
        raise RefusalError("tip-merging-alone", number=tip.number)
    if tip.state not in MERGEABLE:
        raise RefusalError("tip-merging-ended", number=tip.number)
    if tip.state is TipState.RECEIVED or TipAct.PROPOSED not in tip.acts:
        return min(tip.state, TipState.ACCEPTED, key=MERGEABLE.index)
    return TipState.HANDLED


def _check_open(tip: Mergeable) -> None:
    if tip.state not in MERGEABLE or tip.erased:
        raise RefusalError("tip-merging-ended", number=tip.number)
    if to_go_through(tip.acts):
        raise RefusalError("tip-merging-old", number=tip.number)
    if TipAct.ELSEWHERE in tip.acts:
        raise RefusalError("tip-merging-elsewhere", number=tip.number)
