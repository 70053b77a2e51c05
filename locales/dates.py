"""Days, periods and due lines in words; the same in windows, reminders and digests."""

from collections.abc import Mapping
from datetime import date

from domain.time.periods import Period, period_parts, period_span
from locales import Speech


def period_name(speech: Speech, period_id: str) -> str:
    """Return e.g. 8月30日, 第7周, 第7、8周, 6月上半月, 6月, 二季度, 上半年, 2026年度."""
    parts = period_parts(period_id)
    first, last = period_span(period_id)
    if parts.kind is Period.DAY:
        return day_name(speech, first)
    if parts.kind is Period.TWO_WEEKS:
        weeks = {"first": parts.number, "second": last.isocalendar().week}
        return speech.name("period-two_weeks", **weeks)
    if parts.kind is Period.HALF_MONTH:
        half = "period-first-half" if first.day == 1 else "period-second-half"
        return speech.name(half, month=speech.name("period-month", number=first.month))
    return speech.name(f"period-{parts.kind}", year=str(parts.year), number=parts.number)


def short_period_name(speech: Speech, period_id: str) -> str:
    """Return it as it fits below a bar of a picture."""
    parts = period_parts(period_id)
    first, _last = period_span(period_id)
    return speech.name(
        f"trends-short-{parts.kind}",
        number=parts.number,
        year=str(parts.year),
        month=first.month,
        day=first.day,
    )


def dated_period_name(speech: Speech, period_id: str) -> str:
    """Return a period with its year, in Chinese, as documents write it: 2026年6月, 2026年二季度, 2026年度."""
    name, year = period_name(speech, period_id), str(period_parts(period_id).year)
    return name if name.startswith(year) else f"{year}年{name}"


def day_name(speech: Speech, day: date) -> str:
    """Return e.g. 6月30日."""
    return speech.name("period-day", month=day.month, day=day.day)


def dated_day_name(speech: Speech, day: date) -> str:
    """Return e.g. 2026年6月30日: for what is read in another year, too."""
    return speech.name("period-dated-day", year=str(day.year), month=day.month, day=day.day)


def weekday_name(speech: Speech, day: date) -> str:
    """Return e.g. 周二."""
    return speech.name("period-weekday", number=day.isoweekday())


def duty_title(speech: Speech, form_title: Mapping[str, str], period_id: str) -> str:
    """Return e.g. 6月网格廉情月报."""
    return speech.name(
        "period-title", period=period_name(speech, period_id), form=form_title[speech.language]
    )


def listed_title(speech: Speech, form_title: Mapping[str, str], period_id: str, today: date) -> str:
    """Return the same, with the year where it is another than today's: for lists that reach over years."""
    title, year = duty_title(speech, form_title, period_id), period_parts(period_id).year
    if year == today.year or str(year) in title:
        return title
    return speech.name("period-title-of-year", title=title, year=str(year))


def days_left(speech: Speech, days: int) -> str:
    """Return how long until the due day; `days` below zero are days overdue."""
    if days > 0:
        return speech.label("due-left", days=days)
    return speech.label("due-overdue", days=-days) if days else speech.label("due-today")


def due_line(speech: Speech, title: str, due_on: date, today: date) -> str:
    """Return, as HTML, e.g. • 6月网格廉情月报  6月30日截止，还有 2 天."""
    left = days_left(speech, (due_on - today).days)
    return speech.text("due-line", title=title, due=day_name(speech, due_on), left=left)
