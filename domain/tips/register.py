"""Which steps of the register (逐件登记) a tip allows, and where they lead (docs/domain.md section 4, "Handling").

The states follow domain/tips/tips.py alone; what a step is called and how it is entered, others know.
"""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from domain.tips.merging import CARRIED, MERGEABLE, Merging
from domain.tips.tips import (
    DisciplineForm,
    GoneThrough,
    Reviewed,
    StepWay,
    TipAct,
    TipState,
    Traceable,
    Way,
    move,
    to_go_through,
)

_OF_STATE = {
    TipState.RECEIVED: (TipAct.ACCEPTED, TipAct.DECLINED),
    TipState.ACCEPTED: (TipAct.PROPOSED,),
    TipState.DECLINED: (),
    TipState.HANDLED: (TipAct.RESULT, TipAct.CLOSED, TipAct.PROPOSED),
    TipState.CLOSED: (TipAct.REOPENED,),
}
_LEADS_TO = {
    TipAct.ACCEPTED: TipState.ACCEPTED,
    TipAct.DECLINED: TipState.DECLINED,
    TipAct.PROPOSED: TipState.HANDLED,
    TipAct.CLOSED: TipState.CLOSED,
    TipAct.REOPENED: TipState.HANDLED,
    TipAct.REVIEW: TipState.HANDLED,
}
_ENDS_IN = {
    Reviewed.KEPT: TipState.CLOSED,
    Reviewed.REOPENED: TipState.HANDLED,
}
_OLD_ENDS_IN = {
    GoneThrough.KEPT: TipState.CLOSED,
    GoneThrough.REOPENED: TipState.ACCEPTED,
    GoneThrough.SETTLED: TipState.CLOSED,
}
_HANDLING = frozenset({TipAct.PROPOSED, TipAct.RESULT})
CHOICES: Mapping[TipAct, Mapping[str, StepWay]] = {
    act: {way.name: way for way in ways}
    for act, ways in (
        (TipAct.PROPOSED, list[StepWay](Way)),
        (TipAct.RESULT, list[StepWay](DisciplineForm)),
        (TipAct.TRACEABLE, list[StepWay](Traceable)),
        (TipAct.REVIEWED, list[StepWay](Reviewed)),
        (TipAct.GONE_THROUGH, list[StepWay](GoneThrough)),
    )
}
"""Of which steps a way has to be chosen, by its name."""
_HARD = (TipAct.ESCALATED, TipAct.CROSSED, TipAct.JOINT)


def counts_as_named(acts: Sequence[TipAct], *, named: bool) -> bool:
    """Tell whether a tip is to be handled as a named one: not once its name could not be verified [J art. 30]."""
    return named and TipAct.UNVERIFIED not in acts


def possible_acts(
    state: TipState,
    acts: Sequence[TipAct],
    *,
    named: bool,
    merging: Merging = Merging.ALONE,
    talked: bool = False,
) -> list[TipAct]:
    """Return the steps that a tip allows now, those that move it on first.

    `acts` are its steps so far, oldest first; `named` tells whether it came with a name, `talked` whether it was
    handled by 谈话函询 in the end. A merged one has still its reporter to be told, its ledger entry and its separation:
    handling is done on the main tip (domain/tips/merging.py). An old clue is first gone through again.
    """
    if to_go_through(acts):
        return [TipAct.GONE_THROUGH, TipAct.ENTRY]
    closed = state is TipState.CLOSED
    found = [*_moving(state, acts, talked=talked), TipAct.ENTRY]
    if counts_as_named(acts, named=named):
        if state is not TipState.RECEIVED and TipAct.TOLD_ACCEPTED not in acts:
            found.append(TipAct.TOLD_ACCEPTED)
        # After it was reopened and closed again, there is another result to tell.
        ended = max(_last(acts, act) for act in (TipAct.CLOSED, TipAct.REVIEWED, TipAct.GONE_THROUGH))
        if closed and _last(acts, TipAct.TOLD_RESULT) <= ended:
            found.append(TipAct.TOLD_RESULT)
        if not closed:
            found.append(TipAct.UNVERIFIED)
    if TipAct.ELSEWHERE not in acts:
        found += [] if closed else [TipAct.ELSEWHERE]
    elif TipAct.PASSED_ON not in acts:
        found.append(TipAct.PASSED_ON)
    if merging is Merging.MERGED:
        found = [act for act in found if act not in CARRIED and act not in _HANDLING]
        return [*found, TipAct.SEPARATED] if state in MERGEABLE else found
    if merging is Merging.ALONE and state in MERGEABLE and TipAct.ELSEWHERE not in acts:
        found.append(TipAct.MERGED)
    return found


def arranging_acts(state: TipState, acts: Sequence[TipAct], merging: Merging = Merging.ALONE) -> list[TipAct]:
    """Return the steps that arrange by whom and how a tip is handled, and move it nowhere; arguments as above.

    Of a merged one that is the main tip's, but what handlers note between them.
    """
    if merging is Merging.MERGED:
        return [TipAct.NOTE]
    found = [TipAct.IN_CHARGE]
    if state in {TipState.ACCEPTED, TipState.HANDLED}:
        found += _HARD
    if state in MERGEABLE and not to_go_through(acts):
        found.append(TipAct.TRACEABLE)
    return [*found, TipAct.NOTE]


def under_review(acts: Sequence[TipAct]) -> bool:
    """Tell whether its review (复核复查) has been decided and has no result yet."""
    return _last(acts, TipAct.REVIEW) > _last(acts, TipAct.REVIEWED)


def _moving(state: TipState, acts: Sequence[TipAct], *, talked: bool) -> tuple[TipAct, ...]:
    if under_review(acts):
        return (TipAct.REVIEWED,)
    return (TipAct.REVIEW, *_OF_STATE[state]) if state is TipState.CLOSED and talked else _OF_STATE[state]


class CloseBar(StrEnum):
    """Why a tip can't be closed yet; Fluent keys are `tip-register-bar-<name>`."""

    NEWS = "news"
    """The reporter has written something that whoever closes it has not seen."""
    UNREAD = "unread"
    UNDECIDED = "undecided"
    NO_SUMMARY = "no_summary"


def close_bars(
    acts: Sequence[TipAct], decided: Collection[int], *, unread: bool, news: bool = False
) -> list[CloseBar]:
    """Return what keeps a tip from being closed (销号), all at once.

    `acts` are its steps, oldest first, `decided` the places of those that say who decided; `unread` tells whether
    something of it may never have been read, `news` whether the reporter wrote what its handler has not seen. A
    decision from before it was reopened is none about what came then.
    """
    reopened = max(_last(acts, TipAct.REOPENED), _last(acts, TipAct.REVIEWED))
    bars = {
        CloseBar.NEWS: news,
        CloseBar.UNREAD: unread,
        CloseBar.UNDECIDED: not any(acts[place] in _HANDLING and place > reopened for place in decided),
        CloseBar.NO_SUMMARY: TipAct.ENTRY not in acts,
    }
    return [bar for bar, bars_it in bars.items() if bars_it]


def ends(act: TipAct, way: StepWay | None) -> bool:
    """Tell whether the step closes the tip, and its reporter must have been heard before."""
    return act is TipAct.CLOSED or (act is TipAct.REVIEWED and way == Reviewed.KEPT)


def state_after(state: TipState, act: TipAct, way: StepWay | None = None) -> TipState:
    """Return the state of a tip in `state` after `act`, which ended in `way` where one is chosen.

    Raises RefusalError (tips-state-not-next) as `move`.
    """
    if isinstance(way, GoneThrough) and state is TipState.RECEIVED:
        # It was dealt with before it came here: none of the steps between is missing.
        return _OLD_ENDS_IN[way]
    to = _ENDS_IN[way] if isinstance(way, Reviewed) else _LEADS_TO.get(act, state)
    return state if to is state else move(state, to)


def _last(acts: Sequence[TipAct], act: TipAct) -> int:
    return max((place for place, other in enumerate(acts) if other is act), default=-1)
