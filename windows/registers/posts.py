"""What somebody has to do with registers, in words, by their posts."""

from collections.abc import Iterable, Sequence

from domain.people.people import Viewer
from domain.registers.entries import desks_of
from locales import Speech
from registers.language import Register
from registers.library import RegisterLibrary
from registers.posts import chain_work, moved_by, opened_by_role
from registers.relations import Relation
from registers.waiting import is_everyone
from usecases.registers.workbench import goes_to
from windows.registers.names import register_name

NAMED_MOST = 3
"""So many registers are named; of more it is said that there are."""


def chain_words(library: RegisterLibrary, viewer: Viewer, speech: Speech) -> list[str]:
    """Return (plain) what `viewer` reviews and approves, as deputy or themselves."""
    work = chain_work(library.values(), {post.role for post in desks_of(viewer)})
    parts = (("both", work.both), ("reviews", work.reviews), ("approves", work.approves))
    return [found for key, registers in parts for found in _said(key, registers, speech)]


def register_work(library: RegisterLibrary, viewer: Viewer, speech: Speech) -> list[str]:
    """Return (plain) what registers are for `viewer`: first what their posts bring, then what is sent to them."""
    if viewer.unit_code is not None:
        return [speech.label("registers-work-unit")]
    tops = list(library.tops())
    opens = opened_by_role(tops, {post.role for post in desks_of(viewer)})
    found = [*chain_words(library, viewer, speech), *_said("opens", opens, speech)]
    if not is_everyone(viewer):
        above = [register for register in tops if goes_to(register, viewer)]
        return [*found, *_said("above", above, speech)]
    answers = moved_by(tops, Relation.ADDRESSEE)
    return [
        *found,
        *_said("answers", answers, speech),
        *_said("owns", moved_by(tops, Relation.OWNER), speech),
    ]


def joined(work: Iterable[str], speech: Speech) -> str:
    """Return several things that somebody does as one phrase."""
    return speech.label("registers-work-and").join(work)


def _said(key: str, registers: Sequence[Register], speech: Speech) -> list[str]:
    if not registers:
        return []
    names = speech.label("registers-work-list-comma").join(
        register_name(register, speech) for register in registers[:NAMED_MOST]
    )
    if len(registers) > NAMED_MOST:
        names = speech.label("registers-work-list-more", registers=names)
    return [speech.label(f"registers-work-{key}", registers=names)]
