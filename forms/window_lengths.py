"""Which questions nobody could ever be shown: with the notes above them they exceed one message."""

from collections.abc import Iterator, Sequence

from forms.faults import Fault, Place
from forms.fields import Field, FieldKind
from forms.words import shared_words

MESSAGE_MOST = 4096
"""What a message of Telegram holds, in UTF-16 units, its marks not counted."""
HEAD_ROOM = 300
"""What the line with the title and the place, and a refusal of a wrong answer, may need of it."""


def window_faults(fields: Sequence[Field], group: Place = ()) -> Iterator[Fault]:
    """Yield the questions of `fields` whose window cannot be sent, naming the notes above; `group` is where they stand.

    Only notes without a condition are counted, so whatever is named here fails for everybody who gets to it.
    """
    notes: list[Field] = []
    for index, field in enumerate(fields):
        if field.kind is FieldKind.NOTE:
            notes += [] if field.when else [field]
        elif field.computed is None and not field.sum_of:
            yield from _too_long(notes, field, (*group, index))
            yield from window_faults(field.fields, (*group, index))
            notes.clear()
    if notes:
        yield from _too_long(notes[:-1], notes[-1], (*group, fields.index(notes[-1])))


def _too_long(notes: Sequence[Field], last: Field, place: Place) -> Iterator[Fault]:
    length = max(sum(_units(field, language) for field in (*notes, last)) for language in shared_words())
    most = MESSAGE_MOST - HEAD_ROOM
    if length > most:
        named = ", ".join(field.key for field in (*notes, last))
        yield Fault(
            place,
            "form-fault-window-too-long",
            "question",
            {"fields": named, "length": length, "limit": most},
        )


def _units(field: Field, language: str) -> int:
    """Return how much of a message the words above an answer take, each on a line of its own."""
    words = (text.get(language, "") for text in (field.question, field.hint) if text)
    return sum(len(text.encode("utf-16-le")) // 2 + 1 for text in words)
