"""并案 in the register: which tips are merged into which (domain/tips/merging.py says which may be)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from domain.tips.merging import main_states
from domain.tips.tips import TipAct, TipState
from storage.statements.prepared import PreparedStatement
from storage.tips.tables import tip_recusals, tip_steps, tips
from storage.tips.tips import LISTED, NEWEST_FIRST, READABLE, ListedTip, TipReader, listed_tips, values_of

_OTHERS_OF = select(tips.c.number).where(tips.c.merged_into == bindparam("main"))
_OTHERS = PreparedStatement(_OTHERS_OF)
_MERGED_INTO = PreparedStatement(_OTHERS_OF.order_by(tips.c.year, tips.c.sequence))
_MAIN_OF = PreparedStatement(select(tips.c.merged_into).where(tips.c.number == bindparam("number")))
_CONCERNING = PreparedStatement(
    select(func.count()).where(
        tips.c.number.in_(bindparam("numbers", expanding=True)), tips.c.concerns_inspector
    )
)


class TipMerges:
    """Tips merged with each other. Who has recused from one has from all of them, so their readers are the same."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def merged_into(self, main: str) -> list[str]:
        """Return the numbers of those merged into `main`, oldest first."""
        return _MERGED_INTO.scalars(self._connection, {"main": main})

    def together(self, number: str) -> list[str]:
        """Return the numbers of all that are merged with each other, `number` among them; it alone where none is."""
        return merged_with(self._connection, number)

    def concerns_inspector(self, number: str) -> bool:
        """Tell whether the tip, or one that it is merged with, concerns a grid's inspector."""
        together = merged_with(self._connection, number)
        return bool(_CONCERNING.scalar(self._connection, {"numbers": together}))

    def candidates(self, reader: TipReader, other: ListedTip, limit: int, offset: int = 0) -> list[ListedTip]:
        """Return what `other` might be merged into: of those that `reader` may see, newest first.

        Open, not erased, not merged themselves, as far as `other` or further, and not another body's to handle.
        At most `limit`, without the first `offset`.
        """
        query = LISTED.where(_might_take(other)).order_by(*NEWEST_FIRST).limit(limit).offset(offset)
        return listed_tips(self._connection.execute(query, values_of(reader)))

    def count_candidates(self, reader: TipReader, other: ListedTip) -> int:
        """Return how many candidates there are."""
        query = select(func.count()).select_from(tips).where(_might_take(other))
        return self._connection.execute(query, values_of(reader)).scalar_one()

    def merge(self, number: str, main: str, state: TipState) -> None:
        """Merge a tip into `main`, which is in `state`: whoever has recused from either, has from all of them."""
        self._connection.execute(
            update(tips).where(tips.c.number == number).values(merged_into=main, state=state.value)
        )
        self._share_recusals(merged_with(self._connection, main))

    def separate(self, number: str, state: TipState) -> None:
        """Undo the merging of a tip, which is then in `state`; recusals stay."""
        self._connection.execute(
            update(tips).where(tips.c.number == number).values(merged_into=None, state=state.value)
        )

    def _share_recusals(self, numbers: Sequence[str]) -> None:
        rows = self._connection.execute(
            select(tip_recusals.c.tip_number, tip_recusals.c.person_id).where(
                tip_recusals.c.tip_number.in_(numbers)
            )
        )
        noted = {(row.tip_number, row.person_id) for row in rows}
        people = {person_id for _number, person_id in noted}
        missing = [
            (tip_number, person_id)
            for tip_number in numbers
            for person_id in people
            if (tip_number, person_id) not in noted
        ]
        if missing:
            self._connection.execute(
                insert(tip_recusals),
                [{"tip_number": tip_number, "person_id": person_id} for tip_number, person_id in missing],
            )


def merged_with(connection: Connection, number: str) -> list[str]:
    """Return what `together` does, for whoever has but a connection."""
    main = _MAIN_OF.scalar(connection, {"number": number}) or number
    return [main, *_OTHERS.scalars(connection, {"main": main})]


def _might_take(other: ListedTip) -> ColumnElement[bool]:
    elsewhere = select(tip_steps.c.tip_number).where(tip_steps.c.act == TipAct.ELSEWHERE.value)
    old = select(tip_steps.c.tip_number).where(tip_steps.c.act == TipAct.IMPORTED.value)
    gone_through = select(tip_steps.c.tip_number).where(tip_steps.c.act == TipAct.GONE_THROUGH.value)
    return (
        READABLE
        & (tips.c.number != other.number)
        & tips.c.state.in_([state.value for state in main_states(other.state)])
        & tips.c.erased_on.is_(None)
        & tips.c.merged_into.is_(None)
        & tips.c.number.not_in(elsewhere)
        & (tips.c.number.not_in(old) | tips.c.number.in_(gone_through))
    )
