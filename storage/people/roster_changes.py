"""A roster put into force: everything is made ready beside what people do, then switched in one short transaction.

Ready rows lie in temporary tables of the connection, which nobody else sees and which are gone with it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.schema import CreateTable, DropTable

from domain.people.grids import TAGS_BETWEEN, Grid, GridTree
from domain.people.people import Appointment, Official
from domain.people.roster import RosterDiff
from domain.people.sought_names import Readings, name_keys
from storage.duty_items import DutyItems
from storage.people.rosters import ROSTER_VERSION, Rosters
from storage.people.tables import invites
from storage.settings import Settings
from storage.statements.chunks import in_chunks
from storage.tables import appointments, bindings, grids, people

Places = Mapping[str, tuple[str, str]]
"""Where grids hang, by code: unit code, branch code."""
_READY = MetaData()
_NOT_STAGED = {"id", "person_id", "removed_on", "left_on"}


def _staged(name: str, table: Table, key: str) -> Table:
    """Return the temporary table of rows for `table`, in the order of the roster, each new or known by its `key`."""
    columns: list[Column[Any]] = [
        Column("place", Integer, primary_key=True, autoincrement=False),
        Column("is_new", Boolean),
        Column(key, String(64)),
    ]
    columns += [
        Column(column.name, column.type) for column in table.c if column.name not in {*_NOT_STAGED, key}
    ]
    return Table(name, _READY, *columns, prefixes=["TEMPORARY"])


_GRIDS = _staged("staged_grid", grids, "code")
_PEOPLE = _staged("staged_person", people, "staff_number")
_POSTS = _staged("staged_appointment", appointments, "staff_number")


class RosterChangedError(Exception):
    """The roster is another than the one from which the change was made ready."""


@dataclass(frozen=True, slots=True)
class StagedRoster:
    """A change that is ready: what of it is not in the temporary tables, and of which roster it is one."""

    diff: RosterDiff
    on: date
    version: str
    again: Collection[str]
    moved: Places
    left: Sequence[int]
    ended: Sequence[Mapping[str, object]]
    withdrawn: Sequence[Mapping[str, object]]


class RosterChanges:
    """What an import changes."""

    def __init__(self, connection: Connection, follow: Callable[[Places], None]) -> None:
        """Work in the transaction of `connection`; `follow` is told where grids hang that have moved."""
        self._connection = connection
        self._follow = follow

    def apply(self, diff: RosterDiff, on: date) -> None:
        """Put `diff`, made from Rosters.load(), into force on `on`, all in this transaction."""
        self.switch(self.stage(diff, on))

    def stage(self, diff: RosterDiff, on: date) -> StagedRoster:
        """Make `diff` ready to be in force on `on`: changes nothing that anybody sees, and holds nobody up."""
        rosters = Rosters(self._connection)
        ids = self._person_ids()
        again = rosters.known([grid.code for grid in diff.grids_added]).keys()
        hung, hangs = _places(rosters.tree()), _places(_changed(rosters.tree(), diff))
        moved = {
            code: place for code, place in hangs.items() if hung.get(code, place) != place or code in again
        }
        for table in (_GRIDS, _PEOPLE, _POSTS):
            self._connection.execute(DropTable(table, if_exists=True))
            self._connection.execute(CreateTable(table))
        added = [_grid_row(grid, is_new=grid.code not in again) for grid in diff.grids_added]
        self._fill(
            _GRIDS, [*added, *(_grid_row(change.after, is_new=False) for change in diff.grids_changed)]
        )
        read = Readings()
        officials = [*diff.joined, *(change.after for change in (*diff.moved, *diff.changed))]
        self._fill(_PEOPLE, (_person_row(o, read, is_new=o.staff_number not in ids) for o in officials))
        self._fill(_POSTS, map(_post_row, diff.appointed))
        return StagedRoster(
            diff,
            on,
            rosters.version(),
            again,
            moved,
            [ids[official.staff_number] for official in diff.left],
            _named(ids, (*diff.ended, *diff.extended)),
            _named(ids, diff.withdrawn),
        )

    def switch(self, staged: StagedRoster) -> None:
        """Put into force what is ready; raises RosterChangedError, with nothing done, if the roster is another by now.

        Whoever left loses the phone and its codes; what a removed grid has still to file is no longer asked for,
        and what a grid that moved can still file counts where it hangs now, as do its entries.
        """
        rosters = Rosters(self._connection)
        if rosters.version() != staged.version:
            raise RosterChangedError
        Settings(self._connection).put(ROSTER_VERSION, f"{int(staged.version) + 1}")
        self._switch_grids(staged)
        self._put(_PEOPLE, people, "staff_number", {"left_on": None})
        self._part_with(staged)
        self._switch_posts(staged)

    def _switch_grids(self, staged: StagedRoster) -> None:
        self._put(_GRIDS, grids, "code", {"removed_on": None})
        if gone := [{"gone": grid.code} for grid in staged.diff.grids_removed]:
            removed = update(grids).where(grids.c.code == bindparam("gone")).values(removed_on=staged.on)
            self._connection.execute(removed, gone)
        items = DutyItems(self._connection)
        items.exempt_removed((grid.code for grid in staged.diff.grids_removed), staged.on)
        items.owe_again(staged.again, staged.on)
        items.follow(staged.moved, staged.on)
        self._follow(staged.moved)

    def _put(self, ready: Table, table: Table, key: str, also: Mapping[str, None]) -> None:
        """Bring the rows of `ready` into `table`, with `also` in each of them."""
        names = [column.name for column in ready.c if column.name not in {"place", "is_new"}]
        known = update(table).where(table.c[key] == ready.c[key], ~ready.c.is_new)
        # Neither the key nor, where it stays the same, what an index is of: SQLite would write the index anew, and look
        # for what hangs on each key, row by row.
        indexed = {column.name for index in table.indexes for column in index.columns}
        plain = {name: ready.c[name] for name in names if name not in {key, *indexed}}
        self._connection.execute(known.values({**plain, **also}))
        for name in indexed.intersection(names) - {key}:
            other = table.c[name].is_distinct_from(ready.c[name])
            self._connection.execute(known.where(other).values({name: ready.c[name]}))
        new = select(*(ready.c[name] for name in names)).where(ready.c.is_new).order_by(ready.c.place)
        self._connection.execute(insert(table).from_select(names, new, include_defaults=False))

    def _part_with(self, staged: StagedRoster) -> None:
        if gone := [{"gone": person_id} for person_id in staged.left]:
            person: BindParameter[int] = bindparam("gone")
            left = update(people).where(people.c.id == person).values(left_on=staged.on)
            self._connection.execute(left, gone)
            self._connection.execute(delete(bindings).where(bindings.c.person_id == person), gone)
            unused = invites.c.used_at.is_(None)
            self._connection.execute(delete(invites).where(invites.c.person_id == person, unused), gone)

    def _switch_posts(self, staged: StagedRoster) -> None:
        names = ["grid_code", "role", "starts_on", "ends_on"]
        new = (
            select(people.c.id, *(_POSTS.c[name] for name in names))
            .select_from(_POSTS)
            .join(people, people.c.staff_number == _POSTS.c.staff_number)
            .order_by(_POSTS.c.place)
        )
        self._connection.execute(insert(appointments).from_select(["person_id", *names], new))
        same = and_(
            appointments.c.person_id == bindparam("p"),
            appointments.c.grid_code == bindparam("g"),
            appointments.c.role == bindparam("r"),
            appointments.c.starts_on == bindparam("s"),
        )
        if staged.ended:
            ended = update(appointments).where(same).values(ends_on=bindparam("e"))
            self._connection.execute(ended, staged.ended)
        if staged.withdrawn:
            self._connection.execute(delete(appointments).where(same), staged.withdrawn)

    def _fill(self, ready: Table, rows: Iterable[dict[str, Any]]) -> None:
        for some in in_chunks({"place": place, **row} for place, row in enumerate(rows)):
            self._connection.execute(insert(ready), some)

    def _person_ids(self) -> dict[str, int]:
        rows = self._connection.execute(select(people.c.staff_number, people.c.id))
        return {row.staff_number: row.id for row in rows}


def _places(tree: GridTree) -> dict[str, tuple[str, str]]:
    return {grid.code: tree.place_of(grid.code) for grid in tree}


def _changed(tree: GridTree, diff: RosterDiff) -> GridTree:
    """Return the tree as it is after `diff`."""
    found = {grid.code: grid for grid in tree} | {
        change.after.code: change.after for change in diff.grids_changed
    }
    for grid in diff.grids_removed:
        found.pop(grid.code, None)
    return GridTree([*found.values(), *diff.grids_added])


def _named(ids: Mapping[str, int], some: Iterable[Appointment]) -> list[Mapping[str, object]]:
    return [
        {"p": ids[a.staff_number], "g": a.grid_code, "r": a.role.value, "s": a.starts_on, "e": a.ends_on}
        for a in some
    ]


def _grid_row(grid: Grid, *, is_new: bool) -> dict[str, Any]:
    return {
        "is_new": is_new,
        "code": grid.code,
        "name": grid.name,
        "level": grid.level,
        "parent_code": grid.parent_code,
        "kind": grid.kind.value if grid.kind else None,
        "tags": TAGS_BETWEEN.join(grid.tags),
    }


def _person_row(official: Official, read: Readings, *, is_new: bool) -> dict[str, Any]:
    return {
        "is_new": is_new,
        "staff_number": official.staff_number,
        "name": official.name,
        "sought": name_keys(official.name, read),
        "post": official.post,
        "rank": official.rank.value,
        "party_member": official.party_member,
        "grid_code": official.grid_code,
        "in_post_since": official.in_post_since,
    }


def _post_row(appointment: Appointment) -> dict[str, Any]:
    return {
        "is_new": True,
        "staff_number": appointment.staff_number,
        "grid_code": appointment.grid_code,
        "role": appointment.role.value,
        "starts_on": appointment.starts_on,
        "ends_on": appointment.ends_on,
    }
