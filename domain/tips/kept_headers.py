"""How long the header that a hand-over replaced is kept, so that nobody alone destroys evidence (decision 0005).

A hand-over may be wrong, and who wrote it must not be the only one to say that it is right. So the header before it is
kept until somebody else has opened what is there now with a key of their own, and thirty days more. Only days are
known of it, never a moment (docs/domain.md section 7).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

KEPT_AFTER_OPENING: Final = timedelta(days=30)
"""Time to say that it opens for one and not for another."""
_TWO: Final = 2


@dataclass(frozen=True, slots=True)
class HeaderOpening:
    """A handler's own key (its public half) opened, on a day, what a hand-over had written."""

    person_id: int
    own_key: str
    on: date


@dataclass(frozen=True, slots=True)
class KeptHeader:
    """A header that was replaced: by whom, and which other handler's key opened what came after, and on which day.

    `replaced_by` None: nobody knows any more, so nobody can be told to be another. `opened_with` and `opened_on` are
    both None until it was opened.
    """

    replaced_by: int | None
    opened_with: str | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """Those who handle the tip today, recused ones left out, and the own public keys of those who have one."""

    handlers: Collection[int]
    own_keys: Mapping[int, str]


def counts(kept: KeptHeader, opening: HeaderOpening) -> bool:
    """Tell whether `opening` is the one that is waited for: somebody else's, whatever phone or key they have by now.

    The first one stands; a later one would only begin the thirty days anew.
    """
    return kept.replaced_by not in {None, opening.person_id} and kept.opened_on is None


def stands(kept: KeptHeader, circle: Circle) -> bool:
    """Tell whether the opening still says something: another handler of today has that very key.

    Who left, recused themselves or changed the key opens it no more, or with something that nobody knows of.
    """
    if kept.opened_with is None or kept.replaced_by is None:
        return False
    others = set(circle.handlers) - {kept.replaced_by}
    return any(circle.own_keys.get(person_id) == kept.opened_with for person_id in others)


def goes_after(kept: KeptHeader) -> date | None:
    """Return the last day on which the header is there, if all stays as it is; None while nobody has opened."""
    return None if kept.opened_on is None else kept.opened_on + KEPT_AFTER_OPENING


def may_go(kept: KeptHeader, circle: Circle, today: date) -> bool:
    """Tell whether the header may be erased on `today`. Where one handler is alone it stays without end."""
    last = goes_after(kept)
    return last is not None and today > last and len(circle.handlers) >= _TWO and stands(kept, circle)
