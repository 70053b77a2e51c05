"""Small counts hidden so that nobody can work them out from the others (docs/domain.md section 6: fewer than five).

Counts that add up are pipes of a network: what flows into a joint flows out of it again. A row of a table is
a joint whose cells flow out and whose total flows in. A hidden count can't be worked out where there is a ring
of hidden pipes through it along which more or less may flow, nothing falling below zero and nothing shown
changing. Where there is none, the shown counts of the cheapest ring are hidden, too: at least one more cell
in its row and in its column (complementary suppression; J. P. Kelly, B. L. Golden, A. A. Assad, Cell suppression:
disclosure protection for sensitive tabular data, Networks 22, 1992).
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.small_groups import SMALLEST_GROUP

_TOTAL_COST = 1_000_000

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pipe(Generic[Cell]):
    """The count `cell`, flowing from the joint `start` to the joint `end`.

    `rank` says how dear it is to hide: 0 for a cell, 1 for a total, 2 for a total of totals.
    """

    cell: Cell
    start: str
    end: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class _Step(Generic[Cell]):
    """From one joint to the next: along a pipe, where one more would flow, or against it, where one less would."""

    pipe: Pipe[Cell]
    to: str
    change: int


def hide_small(pipes: Sequence[Pipe[Cell]], counts: Mapping[Cell, int]) -> dict[Cell, int | None]:
    """Return `counts` with None for each under SMALLEST_GROUP and for what would give one away.

    For all that is shown, a count that was small might be SMALLEST_GROUP, and every other hidden one might be
    another. Through each pipe there must be a ring (ValueError).
    """
    network = _Network(pipes, counts)
    waiting = [pipe for pipe in pipes if counts[pipe.cell] < SMALLEST_GROUP]
    hidden = {pipe.cell for pipe in waiting}
    while waiting:
        for pipe in network.to_hide(waiting.pop(), hidden):
            hidden.add(pipe.cell)
            waiting.append(pipe)
    return {pipe.cell: None if pipe.cell in hidden else counts[pipe.cell] for pipe in pipes}


class _Network(Generic[Cell]):
    """Joints, and how one gets from each to the next."""

    def __init__(self, pipes: Sequence[Pipe[Cell]], counts: Mapping[Cell, int]) -> None:
        self._counts = counts
        self._steps: defaultdict[str, list[_Step[Cell]]] = defaultdict(list)
        for pipe in pipes:
            self._steps[pipe.start].append(_Step(pipe, pipe.end, 1))
            self._steps[pipe.end].append(_Step(pipe, pipe.start, -1))

    def to_hide(self, pipe: Pipe[Cell], hidden: AbstractSet[Cell]) -> list[Pipe[Cell]]:
        """Return the pipes to hide so that another count than its own might flow through `pipe`."""
        count = self._counts[pipe.cell]
        if count < SMALLEST_GROUP:
            # It must be able to grow out of being small, else its row tells that it is.
            return self._along_rings(_Step(pipe, pipe.end, 1), SMALLEST_GROUP - count, hidden)
        more = self._along_rings(_Step(pipe, pipe.end, 1), 1, hidden)
        less = self._along_rings(_Step(pipe, pipe.start, -1), 1, hidden)
        return min(more, less, key=lambda found: sum(map(self._cost, found)))

    def _along_rings(self, first: _Step[Cell], times: int, hidden: AbstractSet[Cell]) -> list[Pipe[Cell]]:
        """Return what to hide so that `times` rings may begin with the step `first`, one after the other."""
        changes: Counter[Cell] = Counter()
        found: dict[Cell, Pipe[Cell]] = {}
        for _ in range(times):
            for step in self._cheapest_way(first, changes, hidden | found.keys()):
                cell = step.pipe.cell
                changes[cell] += step.change
                if cell not in hidden:
                    found[cell] = step.pipe
        return list(found.values())

    def _cheapest_way(
        self, first: _Step[Cell], changes: Mapping[Cell, int], hidden: AbstractSet[Cell]
    ) -> list[_Step[Cell]]:
        """Return the steps that lead back to where `first` begins, the cheapest to hide (Dijkstra's algorithm)."""
        goal = first.pipe.start if first.change > 0 else first.pipe.end
        best = {first.to: 0}
        came_by: dict[str, tuple[str, _Step[Cell]]] = {}
        waiting = [(0, first.to)]
        while waiting:
            cost, joint = heapq.heappop(waiting)
            if joint == goal:
                return list(_back(came_by, first.to, goal))
            for step in self._steps[joint]:
                cell = step.pipe.cell
                if step.pipe is first.pipe or self._counts[cell] + changes[cell] + step.change < 0:
                    continue
                reached = cost + (0 if cell in hidden else self._cost(step.pipe))
                if step.to not in best or reached < best[step.to]:
                    best[step.to] = reached
                    came_by[step.to] = (joint, step)
                    heapq.heappush(waiting, (reached, step.to))
        raise ValueError(f"no ring through {first.pipe.cell!r}")

    def _cost(self, pipe: Pipe[Cell]) -> int:
        return pipe.rank * _TOTAL_COST + self._counts[pipe.cell]


def _back(came_by: Mapping[str, tuple[str, _Step[Cell]]], start: str, goal: str) -> Iterator[_Step[Cell]]:
    joint = goal
    while joint != start:
        joint, step = came_by[joint]
        yield step
