"""campaign preview: the phases and tasks of a template by their days, for whoever writes it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.folders.form_folder import open_campaigns, read_text
from domain.campaigns.campaigns import phase_spans
from domain.duties.duties import occurrences
from domain.errors import RefusalError
from domain.time.working_days import WorkingDays
from forms.campaigns.language import CampaignTemplate, TaskTemplate
from forms.campaigns.reader import read_campaign, shipped_campaigns
from locales import LANGUAGES, Speech
from usecases.campaigns.making import terms_of_task


def preview_campaign(given: Given, named: str, start: str | None, language: str | None) -> None:
    """Print when the phases of the template `named` (an id or a .toml file) would begin, and its tasks fall due.

    Raises RefusalError for a template, day or language that there is not, FormError for a faulty one.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    starts_on = given.today
    if start is not None:
        try:
            starts_on = date.fromisoformat(start)
        except ValueError:
            raise RefusalError("campaign-preview-no-day", day=start) from None
    template = _find(given, named)
    for line in _lines(template, starts_on, Speech(given.words, language or given.language)):
        typer.echo(line)


def _find(given: Given, named: str) -> CampaignTemplate:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_campaign(read_text(path), path.name)
    config = given.config_if_any()
    templates = open_campaigns(config) if config else shipped_campaigns()
    if named not in templates:
        raise RefusalError("campaign-preview-no-template", template=named, known=", ".join(sorted(templates)))
    return templates[named]


def _lines(template: CampaignTemplate, starts_on: date, speech: Speech) -> Iterator[str]:
    spans = phase_spans(starts_on, [phase.days for phase in template.phases])
    title, last = template.title[speech.language], spans[-1].ends_on
    yield speech.label("campaign-preview-head", title=title, first=str(starts_on), last=str(last))
    for number, (phase, span) in enumerate(zip(template.phases, spans, strict=True), start=1):
        yield speech.label(
            "campaign-preview-phase",
            number=number,
            phase=phase.title[speech.language],
            first=str(span.starts_on),
            last=str(span.ends_on),
            days=span.days,
        )
        for task in phase.tasks:
            duty = terms_of_task(task, span, "").called(task.id)
            (once,) = occurrences(duty, date.min.replace(year=2000), date(2099, 12, 31), WorkingDays())
            yield "  " + speech.label(
                "campaign-preview-task",
                opens=str(once.opens_on),
                due=str(once.due_on),
                title=task.title[speech.language],
                who=_who(task, speech),
            )


def _who(task: TaskTemplate, speech: Speech) -> str:
    one_level, open_below = task.max_level == task.min_level, task.max_level is None
    lowest = 0 if one_level else 2 - open_below
    kinds = sorted(task.grid_kinds or ())
    roles = speech.label("calendar-and").join([*sorted(task.roles), *kinds])
    most = task.max_level or task.min_level
    return speech.label(
        "campaign-preview-levels", roles=roles, lowest=lowest, least=task.min_level, most=most
    )
