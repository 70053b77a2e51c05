"""Every window of a register, as the phone shows it: what is asked at opening, each state, each move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from domain.drafts import SUMMARY
from domain.people.people import Role, Viewer
from domain.registers.drafts import EntryDraft
from domain.registers.entries import Entry, EntryMove, EntryPeople, EntryPlace, EntryStanding
from domain.time.clock import SHANGHAI
from forms.fields import FieldKind, Form
from forms.sample_walks import Samples, Walk, name_of, sample_walks
from locales import Speech
from registers.language import Register, RegisterMove
from registers.moves import EntryNow
from registers.waiting import AroundEntry, chain_for, waiting
from storage.people.officials import NamedOfficial
from usecases.questions.pages import Listed
from usecases.registers.around import LookedAt
from usecases.registers.ask import EntryPage
from usecases.registers.asked_forms import asked_form, asks_anything
from usecases.registers.shown import NamedWaiting, ShownEntry
from windows.registers.asking import page_window
from windows.registers.entry import confirm_window, entry_window
from windows.reporting.form_preview import ShownWindow

_GRID, _ME, _OPENER, _OWNER = "1", 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Sample:
    """A register with somebody who may do everything in it, and what they answer."""

    register: Register
    speech: Speech
    samples: Samples
    number: str | None

    @property
    def now(self) -> datetime:
        return datetime.combine(self.samples.today, time(9), SHANGHAI)

    @property
    def viewer(self) -> Viewer:
        return Viewer(_ME, self.samples.person["name"], self.speech.language, ())


def register_windows(
    register: Register, speech: Speech, today: date, number: str | None
) -> Sequence[ShownWindow]:
    """Return the windows in the order in which people meet them; `number` is as entries will have it."""
    person = {
        "staff_number": "0001",
        "name": speech.label("form-preview-person"),
        "post": speech.label("form-preview-post"),
    }
    sample = _Sample(register, speech, Samples(speech.label("form-preview-text"), person, today), number)
    opening, _unreached = sample_walks(asked_form(register, None, None), sample.samples)
    found = [*_asked(sample, None, opening)]
    answers = dict(opening[0].answers) if opening else {}
    for state in register.states:
        found += _state(sample, state.id, answers)
    return found


def _state(sample: _Sample, state: str, answers: dict[str, Any]) -> Iterator[ShownWindow]:
    """Yield the entry's window in `state`, then those of every move out of it."""
    register, speech = sample.register, sample.speech
    shown = _shown(sample, state, answers)
    yield ShownWindow(
        register.state(state).label[speech.language], entry_window(shown, sample.samples.today, speech)
    )
    for move in shown.moves:
        if asks_anything(move):
            walks, _unreached = sample_walks(
                asked_form(register, move, shown.found.now.chain), sample.samples
            )
            yield from _asked(sample, move, walks, shown.entry)
        else:
            yield ShownWindow(move.label[speech.language], confirm_window(shown, move, speech))


def _asked(
    sample: _Sample, move: RegisterMove | None, walks: Sequence[Walk], entry: Entry | None = None
) -> Iterator[ShownWindow]:
    speech = sample.speech
    label = speech.label("registers-new") if move is None else move.label[speech.language]
    met: set[str] = set()
    for walk in walks:
        for step, answers in walk.asked:
            if name_of(step) in met:
                continue
            met.add(name_of(step))
            page = _page(sample, move, entry, (step.path, answers))
            if step.field.kind is FieldKind.PERSON:
                page = replace(page, names=_names(sample))
            yield ShownWindow(f"{label} · {step.field.label[speech.language]}", page_window(page, speech))
    if walks:
        page = _page(sample, move, entry, (SUMMARY, walks[0].answers))
        caption = f"{label} · {speech.label('form-preview-summary')}"
        yield ShownWindow(caption, page_window(page, speech))


def _page(sample: _Sample, move: RegisterMove | None, entry: Entry | None, at: tuple[str, Any]) -> EntryPage:
    register = sample.register
    place, answers = at
    draft = EntryDraft(0, _ME, register.version, place, answers, id=1, register_id=register.id)
    form: Form = asked_form(register, move, None)
    return EntryPage(
        viewer=sample.viewer,
        form=form,
        today=sample.samples.today,
        grid_code=_GRID,
        draft=draft,
        register=register,
        entry=entry,
        move=move,
    )


def _names(sample: _Sample) -> Listed[NamedOfficial]:
    official = NamedOfficial(
        person_id=1,
        **sample.samples.person,
        grid_code=_GRID,
        grid_name=sample.speech.label("form-preview-grid"),
        has_namesake=False,
    )
    return Listed([official], 1)


def _shown(sample: _Sample, state: str, answers: dict[str, Any]) -> ShownEntry:
    register, grid = sample.register, sample.speech.label("form-preview-grid")
    people = EntryPeople(_OPENER, _OWNER if register.owner else None, _OWNER if register.addressee else None)
    place = EntryPlace(_GRID, _GRID, _GRID)
    around = AroundEntry(place, people, [_GRID], {(_GRID, role): [_ME] for role in Role})
    chain = chain_for(register, answers, None, around)
    now = EntryNow(state, answers, chain)
    end = register.state(state).end
    entry = Entry(
        register_id=register.id,
        version=register.version,
        place=place,
        people=people,
        standing=EntryStanding(state, sample.samples.today, is_open=not end),
        title=sample.samples.text,
        opened_at=sample.now,
        answers=answers,
        number=sample.number,
        id=1,
    )
    person = sample.samples.person
    opened = EntryMove(1, "", _OPENER, person["name"], person["post"], "", sample.now, "", state)
    moves = [move for move in register.moves if state in move.sources and not move.each_once]
    waits = [
        NamedWaiting("" if post.role else person["name"], post.role, grid, None)
        for post in waiting(register, now, around)
    ]
    return ShownEntry(
        sample.viewer, LookedAt(register, entry, around, now), moves, waits, [opened], (), (), grid
    )
