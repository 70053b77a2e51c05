"""The phases and tasks of a template of campaigns by their days."""

from collections.abc import Iterator
from datetime import date

from domain.campaigns.campaigns import phase_spans
from domain.duties.duties import occurrences
from domain.time.working_days import WorkingDays
from forms.campaigns.language import CampaignTemplate, TaskTemplate
from locales import Speech
from usecases.campaigns.making import terms_of_task


def campaign_lines(template: CampaignTemplate, starts_on: date, speech: Speech) -> Iterator[str]:
    """Yield when the phases of a template that begins on `starts_on` would begin, and its tasks fall due; plain."""
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
