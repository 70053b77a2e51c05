"""What a schema looks like, and whether a program that knows an earlier one can go on working with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, inspect

KEPT_WITH_PARENT = frozenset({"CASCADE", "SET NULL"})


@dataclass(frozen=True)
class ColumnShape:
    """A column: its type in words, how long a text may be, whether it may be left out."""

    type: str
    length: int | None
    nullable: bool
    default: str | None


@dataclass(frozen=True)
class ForeignShape:
    """A foreign key: of which columns, to which table, and what becomes of a row whose parent is deleted."""

    columns: tuple[str, ...]
    table: str
    on_delete: str


@dataclass(frozen=True)
class TableShape:
    """A table."""

    columns: Mapping[str, ColumnShape]
    primary_key: tuple[str, ...]
    uniques: frozenset[tuple[str, ...]]
    checks: frozenset[str]
    foreign: frozenset[ForeignShape]


Schema = Mapping[str, TableShape]


def schema_of(connection: Connection) -> Schema:
    """Return what the schema looks like as the database itself tells it."""
    inspector = inspect(connection)
    found = {}
    for name in inspector.get_table_names():
        uniques = [tuple(each["column_names"]) for each in inspector.get_unique_constraints(name)]
        uniques += [
            tuple(str(column) for column in each["column_names"])
            for each in inspector.get_indexes(name)
            if each["unique"]
        ]
        found[name] = TableShape(
            {column["name"]: _column(connection, column) for column in inspector.get_columns(name)},
            tuple(inspector.get_pk_constraint(name)["constrained_columns"]),
            frozenset(tuple(sorted(columns)) for columns in uniques),
            frozenset(str(check["sqltext"]) for check in inspector.get_check_constraints(name)),
            frozenset(
                ForeignShape(
                    tuple(key["constrained_columns"]),
                    key["referred_table"],
                    str(key.get("options", {}).get("ondelete", "")).upper(),
                )
                for key in inspector.get_foreign_keys(name)
            ),
        )
    return found


def _column(connection: Connection, column: Any) -> ColumnShape:
    kind = column["type"]
    length = kind.length if isinstance(kind, String) else None
    words = "text" if isinstance(kind, String) else kind.compile(dialect=connection.dialect)
    return ColumnShape(words, length, column["nullable"], column["default"])


def breaches(before: Schema, after: Schema) -> list[str]:
    """Return what would keep a program that knows the schema `before` from working on the one `after`."""
    found = [f"{name}: the table is gone" for name in before.keys() - after.keys()]
    for name in before.keys() & after.keys():
        found += [f"{name}: {breach}" for breach in _in_table(before[name], after[name])]
    for name in after:
        known = before[name].foreign if name in before else frozenset()
        found += [
            f"{name}: whoever deletes a row of {key.table} does not know of those that hang on it"
            for key in after[name].foreign - known
            if key.table in before and key.table != name and key.on_delete not in KEPT_WITH_PARENT
        ]
    return sorted(found)


def _in_table(before: TableShape, after: TableShape) -> Iterator[str]:
    for name in before.columns.keys() - after.columns.keys():
        yield f"{name} is gone"
    for name in before.columns.keys() & after.columns.keys():
        yield from (f"{name} {breach}" for breach in _in_column(before.columns[name], after.columns[name]))
    new = {name: after.columns[name] for name in after.columns.keys() - before.columns.keys()}
    for name, column in new.items():
        if not column.nullable and column.default is None:
            yield f"{name} must be filled in, and has no default"
    yield from _of_table(before, after, frozenset(name for name in new if new[name].default is None))


def _of_table(before: TableShape, after: TableShape, free: frozenset[str]) -> Iterator[str]:
    """Yield what is asked of old rows; `free` columns are left out, so that nothing is the same nor points anywhere."""
    if before.primary_key != after.primary_key:
        yield "another primary key"
    for columns in after.uniques - before.uniques:
        if not free.intersection(columns):
            yield f"{', '.join(columns)} must be unique"
    for check in after.checks - before.checks:
        yield f"must hold {check}"
    for key in after.foreign - before.foreign:
        if not free.intersection(key.columns):
            yield f"{', '.join(key.columns)} must be there in {key.table}"


def _in_column(before: ColumnShape, after: ColumnShape) -> Iterator[str]:
    if before.type != after.type:
        yield f"is {after.type}, and was {before.type}"
    if after.length is not None and (before.length is None or after.length < before.length):
        yield "holds less"
    if before.nullable and not after.nullable:
        yield "must be filled in"
    if after.nullable and not before.nullable:
        yield "may be empty where it never was"
    if before.default is not None and after.default != before.default:
        yield "has another default"
