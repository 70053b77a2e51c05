"""/settings [任务]: what of a duty is chosen by taps: due day, shift, nudges, who, late days, opening, from when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.duties.duty_block import DutyTerms
from domain.duties.tapped_rules import LAST_DAY
from domain.people.grids import GridKind
from domain.people.people import Role
from domain.time.working_days import Shift
from locales import Speech
from locales.dates import dated_day_name
from windows.page_turns import in_rows
from windows.settings.duties import MORE, ON
from windows.settings.duty_words import nudge_words, received_words, rule_words, who_words
from windows.windows import Button, Window

TO = "duty-set-to"
"""What a choice carries: which of the terms, and what it is to be."""
MONTHS = tuple(range(1, 13))
DAYS = (LAST_DAY, 5, 10, 15, 20, 25)
LATE_DAYS, OPENS_DAYS = (0, 3, 5, 10, 15), (5, 10, 20, 30)
BEFORE = ((30, 14, 7, 3, 1), (7, 3, 1), (3, 1), (1,), ())
AFTER = ((1, 3, 7), (1, 3), (1,), ())
ROLES = (
    *(Role.INSPECTOR, Role.DEPARTMENT_HEAD, Role.OFFICE),
    *(Role.COMMISSIONER, Role.SUPERVISOR, Role.COMMITTEE),
)
LEVELS: tuple[tuple[int, int | None], ...] = ((2, None), (3, None), (2, 2), (1, 1))
KINDS = tuple(GridKind)
SHIFTS = tuple(Shift)


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """Of which duty terms are asked for, and what they are so far."""

    duty_id: str
    name: str
    terms: DutyTerms


def due_window(asked: TermsAsked, months: Sequence[int], speech: Speech, said: str = "") -> Window:
    """Ask in which months it falls due, or for a day or a rule that is typed."""
    grid = [
        Button(
            speech.label("duties-set-month-chosen" if month in months else "duties-set-month", month=month),
            f"{TO}:month:{month}",
        )
        for month in MONTHS
    ]
    rows = [
        [
            Button(speech.label(f"duties-set-months-{which}"), f"{TO}:months:{which}")
            for which in ("all", "week")
        ],
        [
            Button(speech.label(f"duties-set-months-{which}"), f"{TO}:months:{which}")
            for which in ("quarter", "half")
        ],
        *in_rows(grid, 4),
    ]
    if months:
        rows.append([Button(speech.label("duties-set-months-done"), f"{TO}:months:done")])
    return _asking(
        asked, speech.text("duties-set-ask-due", rule=rule_words(asked.terms, speech)), rows, speech, said
    )


def day_window(asked: TermsAsked, months: Sequence[int], speech: Speech, said: str = "") -> Window:
    """Ask on which day of the months."""
    named = speech.label("list-comma").join(map(str, months))
    days = [
        Button(
            speech.label("duties-set-day-last")
            if day == LAST_DAY
            else speech.label("duties-set-day-of-month", day=day),
            f"{TO}:day:{day % 32}",
        )
        for day in DAYS
    ]
    return _asking(asked, speech.text("duties-set-ask-day", months=named), in_rows(days, 3), speech, said)


def weekday_window(asked: TermsAsked, speech: Speech) -> Window:
    """Ask for the day of the week."""
    days = [
        Button(speech.label("duties-set-rule-week", number=number), f"{TO}:weekday:{number}")
        for number in range(1, 8)
    ]
    return _asking(asked, speech.text("duties-set-ask-weekday"), in_rows(days, 3), speech)


def shift_window(asked: TermsAsked, speech: Speech) -> Window:
    """Ask what becomes of a due day that is no working day."""
    rows = [
        [Button(speech.label(f"duties-set-shift-{shift}"), f"{TO}:shift:{place}")]
        for place, shift in enumerate(SHIFTS)
    ]
    return _asking(asked, speech.text("duties-set-ask-shift"), rows, speech)


def late_window(asked: TermsAsked, speech: Speech, said: str = "") -> Window:
    """Ask for how many days it is accepted late."""
    days = [Button(speech.label("duties-set-days", days=days), f"{TO}:late:{days}") for days in LATE_DAYS]
    return _asking(asked, speech.text("duties-set-ask-late"), in_rows(days, 3), speech, said)


def opens_window(asked: TermsAsked, speech: Speech, said: str = "") -> Window:
    """Ask when it opens."""
    days = [Button(speech.label("duties-set-days", days=days), f"{TO}:opens:{days}") for days in OPENS_DAYS]
    first = [Button(speech.label("duties-set-opens-first"), f"{TO}:opens:0")]
    return _asking(asked, speech.text("duties-set-ask-opens"), [first, *in_rows(days, 4)], speech, said)


def from_window(asked: TermsAsked, days: Sequence[date], speech: Speech, said: str = "") -> Window:
    """Ask from when: as soon as can be, from one of `days`, or from one that is typed."""
    rows = [[Button(speech.label("duties-set-from-soon"), f"{TO}:from:0")]]
    rows += [[Button(dated_day_name(speech, day), f"{TO}:from:{day:%Y%m%d}")] for day in days]
    return _asking(asked, speech.text("duties-set-ask-from"), rows, speech, said)


def nudges_window(asked: TermsAsked, speech: Speech) -> Window:
    """Ask when it is nudged for."""
    comma = speech.label("list-comma")

    def choice(term: str, place: int, days: Sequence[int]) -> Button:
        some = speech.label(f"duties-set-nudge-{term}", days=comma.join(map(str, days)))
        return Button(some if days else speech.label(f"duties-set-no-nudge-{term}"), f"{TO}:{term}:{place}")

    before = [choice("before", place, days) for place, days in enumerate(BEFORE)]
    after = [choice("after", place, days) for place, days in enumerate(AFTER)]
    key = "duties-set-nudge-day-off" if asked.terms.nudge_on_day else "duties-set-nudge-day-on"
    rows = [
        [before[0]],
        *in_rows(before[1:], 2),
        [Button(speech.label(key), f"{TO}:onday:0")],
        *in_rows(after, 2),
    ]
    text = speech.text("duties-set-ask-nudges", nudges=nudge_words(asked.terms, speech))
    return _asking(asked, text, rows, speech, checked=True)


def who_window(asked: TermsAsked, speech: Speech, said: str = "") -> Window:
    """Ask who files it."""
    terms = asked.terms
    roles = [Button(role.value, f"{TO}:role:{place}") for place, role in enumerate(ROLES)]
    levels = [
        Button(speech.label("duties-set-level", levels=_levels(first, last, speech)), f"{TO}:level:{place}")
        for place, (first, last) in enumerate(LEVELS)
    ]
    chosen = terms.grid_kinds or frozenset()
    kinds = [
        Button(
            speech.label("duties-set-kind-chosen", kind=kind.value) if kind in chosen else kind.value,
            f"{TO}:kind:{place}",
        )
        for place, kind in enumerate(KINDS)
    ]
    rows = [*in_rows(roles, 3), *in_rows(levels, 2), kinds]
    if terms.grids or terms.except_grids:
        kinds.append(Button(speech.label("duties-set-all-grids"), f"{TO}:grids:0"))
    text = speech.text("duties-set-ask-who", who=who_words(terms, speech))
    return _asking(asked, text, rows, speech, said, checked=True)


def received_window(asked: TermsAsked, speech: Speech, said: str = "") -> Window:
    """Ask who receives what is filed."""
    rows = [
        [Button(Role.OFFICE.value, f"{TO}:received:1")],
        [Button(speech.label("duties-set-received-none"), f"{TO}:received:0")],
    ]
    text = speech.text("duties-set-ask-received", received=received_words(asked.terms, speech))
    return _asking(asked, text, rows, speech, said, checked=True)


def _levels(first: int, last: int | None, speech: Speech) -> str:
    if last == first:
        return speech.label("duties-set-level-one", level=first)
    return speech.label("duties-set-level-from", level=first)


def _asking(  # noqa: PLR0913 - all of a window
    asked: TermsAsked,
    text: str,
    rows: Sequence[Sequence[Button]],
    speech: Speech,
    said: str = "",
    *,
    checked: bool = False,
) -> Window:
    back = Button(speech.label("report-back"), MORE)
    check = Button(speech.label("duties-set-check"), f"{ON}:{asked.duty_id}")
    head = speech.text("duties-set-asked-of", name=asked.name)
    lines = "\n".join(line for line in (said, head, text) if line)
    return Window(lines, [*rows, [check, back] if checked else [back]])
