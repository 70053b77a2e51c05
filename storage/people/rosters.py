"""The roster as a whole, as it is read; put into force by storage/people/roster_changes.py."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from domain.people.grids import Grid, GridKind, GridTree, tags_of
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster
from storage.settings import Settings
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.tables import appointments, grids, people

_MANY = 2000
"""From so many grids on it is quicker to read all."""
ROSTER_VERSION = "roster_version"
"""The setting that counts the changes of the roster."""
_CODES: ColumnElement[str] = bindparam("codes", expanding=True)
_THERE = select(grids).where(grids.c.removed_on.is_(None)).order_by(grids.c.code)
_PRESENT = PreparedStatement(_THERE)
_PRESENT_OF = PreparedStatement(_THERE.where(grids.c.code.in_(_CODES)))
_HANGING = PreparedStatement(_THERE.where(grids.c.parent_code.in_(_CODES)))
_SOUGHT = PreparedStatement(
    _THERE.where(
        grids.c.level.between(bindparam("from"), bindparam("to")),
        or_(grids.c.name.like(bindparam("pattern")), grids.c.code == bindparam("text")),
    ).limit(bindparam("most"))
)
_KNOWN = PreparedStatement(select(grids).where(grids.c.code.in_(_CODES)))
_TAGGED = PreparedStatement(_THERE.where(grids.c.tags != ""))
_UNITS = PreparedStatement(
    select(grids.c.code).where(grids.c.level == 1, grids.c.removed_on.is_(None)).order_by(grids.c.code)
)
_TURNED = PreparedStatement(
    select(appointments.c.id)
    .where(
        or_(
            and_(
                appointments.c.starts_on > bindparam("after"), appointments.c.starts_on <= bindparam("until")
            ),
            and_(appointments.c.ends_on >= bindparam("after"), appointments.c.ends_on < bindparam("until")),
        )
    )
    .limit(1)
)


class Rosters:
    """Grids, officials and appointments."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self._tree: tuple[str, GridTree] | None = None

    def tree(self) -> GridTree:
        """Return today's grids as a tree, read once in a unit of work and after a change of the roster in it."""
        version = self.version()
        if self._tree is None or self._tree[0] != version:
            self._tree = version, GridTree(self._grids(_PRESENT))
        return self._tree[1]

    def units(self) -> list[str]:
        """Return the codes of today's first-level grids."""
        return _UNITS.scalars(self._connection)

    def paths(self, codes: Collection[str]) -> GridTree:
        """Return these of today's grids with all above them; where they are many, the whole tree."""
        if len(codes) > _MANY:
            return self.tree()
        found: dict[str, Grid] = {}
        wanted = set(codes)
        while wanted:
            new = [grid for some in in_chunks(wanted) for grid in self._grids(_PRESENT_OF, codes=some)]
            found |= {grid.code: grid for grid in new}
            wanted = {grid.parent_code for grid in new if grid.parent_code is not None} - found.keys()
        return GridTree(found.values())

    def below(self, codes: Iterable[str]) -> set[str]:
        """Return `codes` and those of today's grids that hang below them."""
        found: set[str] = set()
        wanted = set(codes)
        while wanted:
            found |= wanted
            new = [grid for some in in_chunks(wanted) for grid in self._grids(_HANGING, codes=some)]
            wanted = {grid.code for grid in new} - found
        return found

    def version(self) -> str:
        """Return what is another after every change of the roster."""
        return Settings(self._connection).find(ROSTER_VERSION) or "0"

    def has_turned(self, after: date, until: date) -> bool:
        """Tell whether any appointment has begun or ended since the day `after`, with `until` being today."""
        return _TURNED.scalar(self._connection, {"after": after, "until": until}) is not None

    def known(self, codes: Collection[str]) -> dict[str, Grid]:
        """Return these grids by code, those that are gone as they last stood."""
        return {grid.code: grid for some in in_chunks(codes) for grid in self._grids(_KNOWN, codes=some)}

    def tagged(self, tags: Collection[str]) -> list[Grid]:
        """Return those of today's grids that have one of these tags."""
        return [grid for grid in self._grids(_TAGGED) if not grid.names.isdisjoint(tags)]

    def counts(self) -> tuple[int, int]:
        """Return how many grids and how many officials there are today."""
        there = ((grids, grids.c.removed_on), (people, people.c.left_on))
        counted = (select(func.count()).select_from(table).where(gone.is_(None)) for table, gone in there)
        found = [self._connection.execute(count).scalar_one() for count in counted]
        return found[0], found[1]

    def search(self, text: str, levels: range, limit: int) -> list[Grid]:
        """Return up to `limit` of today's grids at one of `levels` whose name holds `text`, or whose code it is."""
        pattern = f"%{text.replace('%', '').replace('_', '')}%"
        asked = {"text": text, "pattern": pattern, "from": levels.start, "to": levels.stop - 1, "most": limit}
        return self._grids(_SOUGHT, **asked)

    def load(self) -> Roster:
        """Return today's grids and officials and every appointment ever made, as domain.roster.compare takes them."""
        officials = self._connection.execute(
            select(people).where(people.c.left_on.is_(None)).order_by(people.c.id)
        )
        made = self._connection.execute(
            select(
                people.c.staff_number,
                appointments.c.grid_code,
                appointments.c.role,
                appointments.c.starts_on,
                appointments.c.ends_on,
            )
            .join(people, people.c.id == appointments.c.person_id)
            .order_by(appointments.c.id)
        )
        return Roster(
            grids=tuple(self._grids(_PRESENT)),
            officials=tuple(
                Official(
                    row.staff_number,
                    row.name,
                    row.post,
                    Rank(row.rank),
                    row.party_member,
                    row.grid_code,
                    row.in_post_since,
                )
                for row in officials
            ),
            appointments=tuple(Appointment(r[0], r[1], Role(r[2]), r[3], r[4]) for r in made),
        )

    def _grids(self, query: PreparedStatement, **values: object) -> list[Grid]:
        return [
            Grid(
                row.code,
                row.name,
                row.level,
                row.parent_code,
                GridKind(row.kind) if row.kind else None,
                tags_of(row.tags),
            )
            for row in query.rows(self._connection, values)
        ]
