"""A month below a question for a day: arrows, weekdays, days; a day can be typed as well (docs/domain.md section 3)."""

from datetime import date

from domain.drafts import Draft
from domain.time.calendar_page import CalendarPage, Month, calendar_page, month_of, write_month
from forms.answers import day_limits
from forms.fields import Field
from forms.steps import Step
from locales import Speech
from locales.dates import day_name
from usecases.questions.pages import QuestionPage
from windows.questions.parts import tap_on
from windows.windows import Button, Rows

CLOSED = "·"
"""What stands where no day can be chosen: Telegram takes no empty button."""


def calendar_rows(page: QuestionPage, draft: Draft, step: Step, speech: Speech) -> Rows:
    """Return today, the month with its arrows, the weekdays and the weeks, as buttons."""
    given = _day(draft.answers.get(step.path))
    shown = _calendar(page, step.field, given)
    # What stands for nothing shows the same month again.
    stay = _to(draft, shown.month)
    weekdays = speech.label("form-calendar-weekdays").split()
    rows = [
        _arrows(draft, shown, speech),
        [Button(weekday, stay) for weekday in weekdays],
        *[
            [
                _day_button(draft, day, day == page.today, day == given) if day else Button(CLOSED, stay)
                for day in week
            ]
            for week in shown.weeks
        ],
    ]
    if shown.today is None:
        return rows
    label = speech.label("form-calendar-today", day=day_name(speech, shown.today))
    return [[Button(label, _choose(draft, shown.today))], *rows]


def _calendar(page: QuestionPage, field: Field, given: date | None) -> CalendarPage:
    month = page.look.month or month_of(given or page.today)
    return calendar_page(month, page.today, *day_limits(field, page.today))


def _arrows(draft: Draft, shown: CalendarPage, speech: Speech) -> list[Button]:
    name = speech.label(
        "form-calendar-month",
        year=str(shown.month.year),
        month=speech.name("period-month", number=shown.month.number),
    )
    around = (
        ("«", shown.year_back),
        ("‹", shown.month_back),
        ("", None),
        ("›", shown.month_on),
        ("»", shown.year_on),
    )
    return [
        Button((sign if month else CLOSED) if sign else name, _to(draft, month or shown.month))
        for sign, month in around
    ]


def _day_button(draft: Draft, day: date, is_today: bool, is_given: bool) -> Button:  # noqa: FBT001 - two marks of a day
    label = f"[{day.day}]" if is_today else str(day.day)
    return Button(f"✓{label}" if is_given else label, _choose(draft, day))


def _choose(draft: Draft, day: date) -> str:
    return tap_on(draft, f"d{day:%Y%m%d}")


def _to(draft: Draft, month: Month) -> str:
    return tap_on(draft, f"m{write_month(month)}")


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None
