"""Whom words mean, as a condition on the table of people: one way to look for somebody, wherever that is done."""

from sqlalchemy import ColumnElement, or_

from domain.people.sought_names import exact_key, key_sought
from storage.tables import people


def is_meant(words: str) -> ColumnElement[bool]:
    """Return the condition of who has the staff number `words`, or a name of which they are a part or the pinyin.

    Empty words mean everybody.
    """
    return or_(
        people.c.staff_number == words,
        people.c.name.contains(words, autoescape=True),
        people.c.sought.contains(key_sought(words), autoescape=True),
    )


def is_named(words: str) -> ColumnElement[bool]:
    """Return the condition of who has exactly the staff number `words`, or that name, however it is padded."""
    return or_(people.c.staff_number == words, people.c.sought.startswith(exact_key(words), autoescape=True))
