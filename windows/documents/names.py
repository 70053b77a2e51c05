"""What documents are called, in the language of who looks for them."""

from datetime import date

from domain.reporting.documents import DocumentKind, long_period_name
from domain.time.periods import period_parts
from locales import DEFAULT_LANGUAGE, Speech
from locales.dates import dated_day_name, duty_title, listed_title, period_name
from usecases.documents.house import DocumentTitle


def document_name(title: DocumentTitle, speech: Speech) -> str:
    """Return the whole name, plain."""
    if title.kind is DocumentKind.LEDGER:
        return speech.name("documents-ledger")
    if title.own is not None:
        return title.own[speech.language]
    if title.form_title is not None:
        return duty_title(speech, title.form_title, title.period_id)
    if title.span is not None:
        return speech.name(
            "documents-archive-of", name=title.whose, first=title.span.first, last=title.span.last
        )
    if title.kind is DocumentKind.REGISTER:
        day = dated_day_name(speech, date.fromisoformat(title.about)) if title.about else ""
        return speech.name(f"documents-register-{title.whose}", day=day)
    return _report_name(title.kind, title.period_id, speech)


def listed_name(title: DocumentTitle, speech: Speech, today: date) -> str:
    """Return the name as a list has room for it: of the year that runs, without the year."""
    if title.form_title is not None:
        return listed_title(speech, title.form_title, title.period_id, today)
    return document_name(title, speech)


def _report_name(kind: DocumentKind, period_id: str, speech: Speech) -> str:
    if speech.language == DEFAULT_LANGUAGE:
        name = long_period_name(period_id)
    else:
        year, said = str(period_parts(period_id).year), period_name(speech, period_id)
        name = said if year in said else f"{said} {year}"
    return speech.name(f"documents-report-{kind}", period=name)
