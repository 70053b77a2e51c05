"""The roster as a whole: read it, and put a difference into force."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from domain.people.grids import Grid, GridKind, GridTree
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, RosterDiff
from domain.people.sought_names import Readings, name_keys
from storage.duty_items import DutyItems
from storage.people.tables import invites
from storage.settings import Settings
from storage.statements.chunks import in_chunks
from storage.tables import appointments, bindings, grids, people

_AT_ONCE = 1000
_MANY = 2000
"""From so many grids on it is quicker to read all."""
_VERSION = "roster_version"
"""The setting that counts the changes of the roster."""


class Rosters:
    """Grids, officials and appointments."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection
        self._tree: GridTree | None = None

    def tree(self) -> GridTree:
        """Return today's grids as a tree, read once in a unit of work: a tick asks three times."""
        if self._tree is None:
            self._tree = GridTree(self._grids())
        return self._tree

    def units(self) -> list[str]:
        """Return the codes of today's first-level grids."""
        return list(
            self._connection.execute(
                select(grids.c.code)
                .where(grids.c.level == 1, grids.c.removed_on.is_(None))
                .order_by(grids.c.code)
            ).scalars()
        )

    def paths(self, codes: Collection[str]) -> GridTree:
        """Return these of today's grids with all above them; where they are many, the whole tree."""
        if self._tree is not None or len(codes) > _MANY:
            return self.tree()
        found: dict[str, Grid] = {}
        wanted = set(codes)
        while wanted:
            new = [grid for some in in_chunks(wanted) for grid in self._present(grids.c.code.in_(some))]
            found |= {grid.code: grid for grid in new}
            wanted = {grid.parent_code for grid in new if grid.parent_code is not None} - found.keys()
        return GridTree(found.values())

    def below(self, codes: Iterable[str]) -> set[str]:
        """Return `codes` and those of today's grids that hang below them."""
        found: set[str] = set()
        wanted = set(codes)
        while wanted:
            found |= wanted
            new = [
                grid for some in in_chunks(wanted) for grid in self._present(grids.c.parent_code.in_(some))
            ]
            wanted = {grid.code for grid in new} - found
        return found

    def version(self) -> str:
        """Return what is another after every change of the roster."""
        return Settings(self._connection).find(_VERSION) or "0"

    def known(self, codes: Collection[str]) -> dict[str, Grid]:
        """Return these grids by code, those that are gone as they last stood."""
        wanted = list(codes)
        found: dict[str, Grid] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(grids).where(grids.c.code.in_(wanted[start : start + _AT_ONCE]))
            found |= {row.code: _grid(row) for row in self._connection.execute(query)}
        return found

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
            grids=tuple(self._grids()),
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

    def apply(self, diff: RosterDiff, on: date) -> None:
        """Put `diff`, made from load(), into force on `on`.

        Whoever left loses the phone and its codes; what a removed grid has still to file is no longer asked for,
        and what a grid that moved can still file counts where it hangs now.
        """
        hung, again = self._places(), self.known([grid.code for grid in diff.grids_added])
        self._tree = None
        Settings(self._connection).put(_VERSION, f"{int(self.version()) + 1}")
        self._apply_grids(diff, on)
        moved = {code: place for code, place in self._places().items() if hung.get(code, place) != place}
        DutyItems(self._connection).follow(moved | {code: self.tree().place_of(code) for code in again}, on)
        self._apply_officials(diff, on)
        self._apply_appointments(diff)

    def _grids(self) -> list[Grid]:
        return self._present()

    def _present(self, *conditions: ColumnElement[bool]) -> list[Grid]:
        rows = self._connection.execute(
            select(grids).where(grids.c.removed_on.is_(None), *conditions).order_by(grids.c.code)
        )
        return [_grid(row) for row in rows]

    def _apply_grids(self, diff: RosterDiff, on: date) -> None:
        known = set(self._connection.execute(select(grids.c.code)).scalars())
        new = [_grid_row(grid) for grid in diff.grids_added if grid.code not in known]
        again = [_grid_row(grid) for grid in diff.grids_added if grid.code in known]
        changed = [_grid_row(change.after) for change in diff.grids_changed]
        if new:
            self._connection.execute(insert(grids), new)
        for row in (*again, *changed):
            self._connection.execute(update(grids).where(grids.c.code == row["code"]).values(row))
        for grid in diff.grids_removed:
            self._connection.execute(update(grids).where(grids.c.code == grid.code).values(removed_on=on))
        items = DutyItems(self._connection)
        items.exempt_removed((grid.code for grid in diff.grids_removed), on)
        items.owe_again((grid.code for grid in diff.grids_added), on)

    def _places(self) -> dict[str, tuple[str, str]]:
        tree = self.tree()
        return {grid.code: tree.place_of(grid.code) for grid in tree}

    def _apply_officials(self, diff: RosterDiff, on: date) -> None:
        ids = self._person_ids()
        read = Readings()
        new = [_person_row(official, read) for official in diff.joined if official.staff_number not in ids]
        again = [_person_row(official, read) for official in diff.joined if official.staff_number in ids]
        changed = [_person_row(change.after, read) for change in (*diff.moved, *diff.changed)]
        if new:
            self._connection.execute(insert(people), new)
        if again or changed:
            self._connection.execute(
                update(people)
                .where(people.c.staff_number == bindparam("number"))
                .values({name: bindparam(name) for name in (*again, *changed)[0] if name != "staff_number"}),
                [{**row, "number": row["staff_number"]} for row in (*again, *changed)],
            )
        if gone := [{"gone": ids[official.staff_number]} for official in diff.left]:
            person: BindParameter[int] = bindparam("gone")
            self._connection.execute(update(people).where(people.c.id == person).values(left_on=on), gone)
            self._connection.execute(delete(bindings).where(bindings.c.person_id == person), gone)
            unused = invites.c.used_at.is_(None)
            self._connection.execute(delete(invites).where(invites.c.person_id == person, unused), gone)

    def _apply_appointments(self, diff: RosterDiff) -> None:
        ids = self._person_ids()
        rows = [
            {
                "person_id": ids[appointment.staff_number],
                "grid_code": appointment.grid_code,
                "role": appointment.role.value,
                "starts_on": appointment.starts_on,
                "ends_on": appointment.ends_on,
            }
            for appointment in diff.appointed
        ]
        if rows:
            self._connection.execute(insert(appointments), rows)
        same = and_(
            appointments.c.person_id == bindparam("p"),
            appointments.c.grid_code == bindparam("g"),
            appointments.c.role == bindparam("r"),
            appointments.c.starts_on == bindparam("s"),
        )
        if kept := _named(ids, (*diff.ended, *diff.extended)):
            self._connection.execute(update(appointments).where(same).values(ends_on=bindparam("e")), kept)
        if withdrawn := _named(ids, diff.withdrawn):
            self._connection.execute(delete(appointments).where(same), withdrawn)

    def _person_ids(self) -> dict[str, int]:
        return {
            row.staff_number: row.id
            for row in self._connection.execute(select(people.c.staff_number, people.c.id))
        }


def _grid(row: Row[Any]) -> Grid:
    return Grid(row.code, row.name, row.level, row.parent_code, GridKind(row.kind) if row.kind else None)


def _named(ids: dict[str, int], some: Iterable[Appointment]) -> list[dict[str, object]]:
    return [
        {"p": ids[a.staff_number], "g": a.grid_code, "r": a.role.value, "s": a.starts_on, "e": a.ends_on}
        for a in some
    ]


def _grid_row(grid: Grid) -> dict[str, object]:
    return {
        "code": grid.code,
        "name": grid.name,
        "level": grid.level,
        "parent_code": grid.parent_code,
        "kind": grid.kind.value if grid.kind else None,
        "removed_on": None,
    }


def _person_row(official: Official, read: Readings) -> dict[str, object]:
    return {
        "staff_number": official.staff_number,
        "name": official.name,
        "sought": name_keys(official.name, read),
        "post": official.post,
        "rank": official.rank.value,
        "party_member": official.party_member,
        "grid_code": official.grid_code,
        "in_post_since": official.in_post_since,
        "left_on": None,
    }
