"""Officials, their appointments in force and their phones."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select, update

from domain.people.people import LEVEL_ONE_ROLES, Role, Viewer
from domain.tips.routing import Body, body_of
from storage.people.listed import BoundPhone, ListedPerson, Unreachable
from storage.people.sought import is_meant
from storage.people.viewers import find_viewer, foresee_viewer, in_force
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import appointments, bindings, grids, people

_BOUND_NUMBERS = select(people.c.staff_number).join(bindings, bindings.c.person_id == people.c.id)
_UNITS = select(grids.c.code).where(grids.c.level == 1, grids.c.removed_on.is_(None))
"""Asked for first: of a city's posts those of the few units are read, and not gone through for them."""
_DAY: ColumnElement[date] = bindparam("day")
_PERSON: ColumnElement[int] = bindparam("person_id")
_AMONG = bindings.c.person_id.in_(bindparam("people", expanding=True))
_ROLES: ColumnElement[str] = bindparam("roles", expanding=True)
_WITH_PHONE = select(bindings.c.person_id).where(bindings.c.unreachable_since.is_(None))
_REACHABLE = PreparedStatement(_WITH_PHONE)
_REACHABLE_AMONG = PreparedStatement(_WITH_PHONE.where(_AMONG))
_SNOOZING = select(bindings.c.person_id, bindings.c.snoozed_until).where(
    bindings.c.snoozed_until.is_not(None)
)
_SNOOZED = PreparedStatement(_SNOOZING)
_SNOOZED_AMONG = PreparedStatement(_SNOOZING.where(_AMONG))
_PHONE = PreparedStatement(
    select(bindings)
    .join(people, people.c.id == bindings.c.person_id)
    .where(bindings.c.person_id == _PERSON, people.c.left_on.is_(None))
)
_BOUND_NAME = PreparedStatement(
    select(people.c.id, people.c.name)
    .join(bindings, bindings.c.person_id == people.c.id)
    .where(bindings.c.telegram_id == bindparam("telegram_id"))
)
_BOUND_TO = PreparedStatement(select(bindings.c.telegram_id).where(bindings.c.person_id == _PERSON))
_BIND = PreparedStatement(insert(bindings))
_UNBIND = PreparedStatement(delete(bindings).where(bindings.c.person_id == _PERSON))
_WAKE = PreparedStatement(update(bindings).where(_AMONG).values(snoozed_until=None))
_NAMES = PreparedStatement(
    select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("people", expanding=True)))
)
_UNREACHABLE = PreparedStatement(
    select(
        people.c.id.label("person_id"),
        people.c.name,
        people.c.grid_code,
        grids.c.name.label("grid_name"),
        bindings.c.unreachable_since.label("since"),
    )
    .join(bindings, bindings.c.person_id == people.c.id)
    .join(grids, grids.c.code == people.c.grid_code)
    .where(bindings.c.unreachable_since.is_not(None), people.c.left_on.is_(None))
    .order_by(people.c.staff_number)
)
_HOLD = appointments.join(people, people.c.id == appointments.c.person_id)
_STILL_HOLD = people.c.left_on.is_(None) & in_force(_DAY)
_AT_UNITS = appointments.c.grid_code.in_(_UNITS)
_POSTS = (
    select(appointments.c.grid_code, appointments.c.person_id)
    .select_from(_HOLD)
    .where(_STILL_HOLD)
    .order_by(appointments.c.grid_code, appointments.c.person_id)
)
_INSPECTORS = PreparedStatement(
    _POSTS.where(
        appointments.c.role == Role.INSPECTOR.value,
        appointments.c.grid_code.in_(bindparam("codes", expanding=True)),
    )
)
_ALL_HOLDERS = PreparedStatement(_POSTS.distinct().where(_AT_UNITS, appointments.c.role.in_(_ROLES)))
_HOLDERS = PreparedStatement(
    select(appointments.c.person_id)
    .distinct()
    .select_from(_HOLD)
    .where(
        appointments.c.grid_code == bindparam("grid_code"),
        appointments.c.role.in_(_ROLES),
        _STILL_HOLD,
    )
    .order_by(appointments.c.person_id)
)
_AT_UNITS_HELD = PreparedStatement(
    select(appointments.c.person_id, appointments.c.role).select_from(_HOLD).where(_AT_UNITS, _STILL_HOLD)
)
LISTED = (
    select(
        people.c.id.label("person_id"),
        people.c.staff_number,
        people.c.name,
        people.c.post,
        grids.c.name.label("grid_name"),
        bindings.c.person_id.is_not(None).label("bound"),
    )
    .join(grids, grids.c.code == people.c.grid_code)
    .outerjoin(bindings, bindings.c.person_id == people.c.id)
    .where(people.c.left_on.is_(None))
    .order_by(people.c.staff_number)
)


class People:
    """Who is who, as of a day."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def foresee_viewer(self, telegram_id: int, day: date) -> None:
        """Have `find_viewer` answered with whatever is asked next, where several questions go together."""
        foresee_viewer(self._connection, telegram_id, day)

    def find_viewer(self, telegram_id: int, day: date) -> Viewer | None:
        """Return who is bound to `telegram_id`, with the posts held or stood in for on `day`, or None."""
        return find_viewer(self._connection, telegram_id, day)

    def find_bound_name(self, telegram_id: int) -> tuple[int, str] | None:
        """Return (person id, name) of whoever is bound to `telegram_id`, or None."""
        row = _BOUND_NAME.one_or_none(self._connection, {"telegram_id": telegram_id})
        return None if row is None else (row.id, row.name)

    def bound_numbers(self) -> frozenset[str]:
        """Return the staff numbers of all who are bound to a phone."""
        return frozenset(self._connection.execute(_BOUND_NUMBERS).scalars())

    def bind(self, person_id: int, telegram_id: int, language: str, now: datetime) -> int | None:
        """Bind the person to this phone; return the telegram id it was bound to before, if another.

        The earlier phone is a stranger's from this moment on.
        """
        before: int | None = _BOUND_TO.scalar(self._connection, {"person_id": person_id})
        self.unbind(person_id)
        phone = {"telegram_id": telegram_id, "language": language, "bound_at": now}
        _BIND.write(self._connection, {"person_id": person_id, **phone})
        return None if before == telegram_id else before

    def unbind(self, person_id: int) -> bool:
        """Make the person's phone a stranger's; tell whether there was one."""
        return _UNBIND.write(self._connection, {"person_id": person_id}) > 0

    def set_language(self, person_id: int, language: str) -> None:
        """Speak `language` to the person from now on."""
        self._connection.execute(
            update(bindings).where(bindings.c.person_id == person_id).values(language=language)
        )

    def snooze(self, person_id: int, until: datetime) -> None:
        """Remind the person no earlier than `until`, and then again."""
        self._connection.execute(
            update(bindings).where(bindings.c.person_id == person_id).values(snoozed_until=until)
        )

    def wake(self, person_ids: Iterable[int]) -> None:
        """Forget the snooze of those who have been reminded."""
        for some in in_chunks(person_ids):
            _WAKE.write(self._connection, {"people": some})

    def snoozed(self, person_ids: Iterable[int] | None = None) -> dict[int, datetime]:
        """Return until when each snoozing person, of `person_ids` if given, wants quiet."""
        if person_ids is None:
            return dict(_SNOOZED.rows(self._connection))
        asked = in_chunks(person_ids)
        return dict(row for some in asked for row in _SNOOZED_AMONG.rows(self._connection, {"people": some}))

    def find_phone(self, person_id: int) -> BoundPhone | None:
        """Return the phone of the person, or None."""
        row = _PHONE.one_or_none(self._connection, {"person_id": person_id})
        if row is None:
            return None
        return BoundPhone(
            person_id=row.person_id,
            telegram_id=row.telegram_id,
            language=row.language,
            reachable=row.unreachable_since is None,
            snoozed_until=row.snoozed_until,
            bound_at=row.bound_at,
        )

    def mark_reachable(self, telegram_id: int, since: datetime | None) -> None:
        """Note that Telegram refuses this phone since `since`, or (None) that it writes to us again.

        One that is refused already stays so since then.
        """
        known = func.coalesce(bindings.c.unreachable_since, since)
        self._connection.execute(
            update(bindings)
            .where(bindings.c.telegram_id == telegram_id)
            .values(unreachable_since=None if since is None else known)
        )

    def names(self, person_ids: Iterable[int]) -> dict[int, str]:
        """Return the names of these people."""
        return dict(_NAMES.rows(self._connection, {"people": list(person_ids)}))

    def unreachable(self) -> list[Unreachable]:
        """Return those whom Telegram does not let us write to, by staff number."""
        return _UNREACHABLE.rows_as(Unreachable, self._connection)

    def unreachable_names(self) -> list[str]:
        """Return their names alone."""
        return [person.name for person in self.unreachable()]

    def inspectors(self, day: date, codes: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Return the inspectors of the grids `codes` on `day`, by grid code, phone or not."""
        found: dict[str, tuple[int, ...]] = {}
        for some in in_chunks(codes):
            for row in _INSPECTORS.rows(self._connection, {"day": day, "codes": some}):
                found[row.grid_code] = (*found.get(row.grid_code, ()), row.person_id)
        return found

    def holders(self, roles: Iterable[Role], grid_code: str, day: date) -> list[int]:
        """Return who holds one of `roles` at `grid_code` on `day`."""
        named = [role.value for role in roles]
        return _HOLDERS.scalars(self._connection, {"grid_code": grid_code, "roles": named, "day": day})

    def tip_handlers(self, body: Body, day: date) -> set[int]:
        """Return who handles the tips of `body` on `day`, by their roles at first-level grids.

        See domain/tips/routing.py.
        """
        roles: defaultdict[int, set[Role]] = defaultdict(set)
        for row in _AT_UNITS_HELD.rows(self._connection, {"day": day}):
            roles[row.person_id].add(Role(row.role))
        return {person_id for person_id, held in roles.items() if body_of(held) is body}

    def level_one(self, unit_code: str, day: date) -> list[int]:
        """Return everybody who runs the unit's level 1: commissioner, office, its own inspectors."""
        return self.holders({*LEVEL_ONE_ROLES, Role.INSPECTOR}, unit_code, day)

    def all_level_one(self, day: date) -> dict[str, list[int]]:
        """Return the same of every unit in which there is somebody on `day`, by its code: in one question."""
        return self.all_holders({*LEVEL_ONE_ROLES, Role.INSPECTOR}, day)

    def all_holders(self, roles: Iterable[Role], day: date) -> dict[str, list[int]]:
        """Return who holds one of `roles` at a first-level grid on `day`, by the grid's code."""
        found: dict[str, list[int]] = {}
        named = [role.value for role in roles]
        for row in _ALL_HOLDERS.rows(self._connection, {"roles": named, "day": day}):
            found.setdefault(row.grid_code, []).append(row.person_id)
        return found

    def reachable(self, among: Iterable[int] | None) -> set[int]:
        """Return everybody, of `among` unless it is None, with a phone that Telegram lets us write to."""
        if among is None:
            return set(_REACHABLE.scalars(self._connection))
        return {
            person_id
            for some in in_chunks(among)
            for person_id in _REACHABLE_AMONG.scalars(self._connection, {"people": some})
        }

    def to_invite(
        self, day: date, codes: Collection[str] | None = None, *, everybody: bool = False
    ) -> list[ListedPerson]:
        """Return those with a role on `day`, or `everybody`, without a phone, by staff number.

        Of the grids `codes` alone, if they are given.
        """
        wanted = [bindings.c.person_id.is_(None)]
        if not everybody:
            wanted.append(people.c.id.in_(select(appointments.c.person_id).where(in_force(day))))
        if codes is not None:
            wanted.append(people.c.grid_code.in_(codes))
        return rows_as(ListedPerson, self._connection.execute(LISTED.where(*wanted)))

    def search(self, text: str, limit: int) -> list[ListedPerson]:
        """Return up to `limit` people whom `text` means (storage/people/sought.py), or whose post or grid has it."""
        pattern = f"%{text.replace('%', '').replace('_', '')}%"
        matches = or_(
            is_meant(text),
            people.c.post.like(pattern),
            grids.c.name.like(pattern),
        )
        return rows_as(ListedPerson, self._connection.execute(LISTED.where(matches).limit(limit)))

    def find_listed(self, staff_number: str) -> ListedPerson | None:
        """Return the person of that staff number, or None."""
        found = self._connection.execute(LISTED.where(people.c.staff_number == staff_number))
        row = found.mappings().one_or_none()
        return None if row is None else ListedPerson(**row)

    def get_listed(self, person_id: int) -> ListedPerson:
        """Return the person `person_id`; raises sqlalchemy's NoResultFound where there is none."""
        found = self._connection.execute(LISTED.where(people.c.id == person_id))
        return ListedPerson(**found.mappings().one())

    def count_bound(self) -> int:
        """Return how many people have bound a phone."""
        return self._connection.execute(select(func.count()).select_from(bindings)).scalar_one()
