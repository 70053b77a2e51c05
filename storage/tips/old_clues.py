"""Old clues that were brought in (导入旧线索), and which of them have not been gone through again (起底)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Select, bindparam, func, select

from domain.tips.tips import TipAct
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.tips.tables import tip_steps, tips
from storage.tips.tips import LISTED, READABLE, ListedTip, TipReader, listed_tips, values_of


class GoneThroughCount(NamedTuple):
    """How many old clues have been gone through, of how many."""

    done: int
    of: int


def _with(act: TipAct) -> Select[tuple[str]]:
    return select(tip_steps.c.tip_number).where(tip_steps.c.act == act.value)


_OLD = tips.c.number.in_(_with(TipAct.IMPORTED))
_DONE = tips.c.number.in_(_with(TipAct.GONE_THROUGH))
_COUNT = PreparedStatement(select(func.count()).select_from(tips).where(READABLE, _OLD))
_COUNT_DONE = PreparedStatement(select(func.count()).select_from(tips).where(READABLE, _OLD, _DONE))
_WAITING = PreparedStatement(
    LISTED.where(READABLE, _OLD, ~_DONE)
    .order_by(tips.c.year, tips.c.sequence)
    .limit(bindparam("most"))
    .offset(bindparam("without"))
)


class ClueOutcomes(NamedTuple):
    """What became of old clues that were gone through: how many stayed closed, were taken up again, were closed now.

    `waiting` have not been gone through, `of` are all of them; `in_charge` have a person in charge (承办人).
    """

    of: int
    waiting: int
    in_charge: int
    outcomes: Mapping[str, int]


class OldClues:
    """Of those that a reader may see."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def count(self, reader: TipReader) -> GoneThroughCount:
        """Return how many have been gone through, of how many."""
        values = values_of(reader)
        done = int(_COUNT_DONE.scalar(self._connection, values))
        return GoneThroughCount(done, int(_COUNT.scalar(self._connection, values)))

    def outcomes(self, reader: TipReader, since: date) -> ClueOutcomes:
        """Return what became of those that had not been gone through before `since`, by what was decided."""
        values = values_of(reader)
        before = select(tip_steps.c.tip_number).where(
            tip_steps.c.act == TipAct.GONE_THROUGH.value, tip_steps.c.done_on < since
        )
        there = select(tips.c.number).where(READABLE, _OLD, tips.c.number.not_in(before))
        numbers = list(self._connection.execute(there, values).scalars())
        last: dict[str, str] = {}
        charged: set[str] = set()
        for some in in_chunks(numbers):
            steps = select(tip_steps.c.tip_number, tip_steps.c.act, tip_steps.c.way).where(
                tip_steps.c.tip_number.in_(some),
                tip_steps.c.act.in_([TipAct.GONE_THROUGH.value, TipAct.IN_CHARGE.value]),
            )
            for number, act, way in self._connection.execute(steps.order_by(tip_steps.c.id)):
                if act == TipAct.IN_CHARGE.value:
                    charged.add(number)
                else:
                    last[number] = way or ""
        waiting = len(numbers) - len(last)
        return ClueOutcomes(len(numbers), waiting, len(charged), Counter(last.values()))

    def waiting(self, reader: TipReader, limit: int, offset: int = 0) -> list[ListedTip]:
        """Return those that have not been gone through, in the order in which they were brought in."""
        values = {**values_of(reader), "most": limit, "without": offset}
        return listed_tips(_WAITING.rows(self._connection, values))
