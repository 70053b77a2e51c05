"""What is named in a statement, so much at a time as every database takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

A_CHUNK = 1000
"""How many values one statement names at most."""


def in_chunks(values: Iterable[T], size: int = A_CHUNK) -> Iterator[list[T]]:
    """Give `values` in lists of `size` and the rest, in their order; none for no values."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some
