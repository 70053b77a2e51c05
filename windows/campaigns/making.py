"""The windows in which a campaign is put together. Values in, windows out; each carries the mark of its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.campaigns.campaigns import CampaignPlan, PhaseSpan
from forms.campaigns.language import CampaignTemplate
from locales import Speech
from locales.dates import dated_day_name, day_name
from windows.entries import CAMPAIGNS, back_to_menu, open_campaign
from windows.page_turns import PageIn, in_rows, paged_rows
from windows.windows import Button, Rows, Window

NEW, TEMPLATE, TITLE, BASIS, START = (
    "campaign-new",
    "campaign-template",
    "campaign-title",
    "campaign-basis",
    "campaign-start",
)
DAYS, PHASE, LATER = "campaign-days", "campaign-phase", "campaign-later"
PEOPLE, WHO, PERSON = "campaign-people", "campaign-who", "campaign-person"
CHECK, MAKE, QUIT = "campaign-check", "campaign-make", "campaign-quit"
CHANGED_BY = (-7, -1, 1, 7)
"""By how many days a phase is made longer with a tap."""
NOBODY = 0
_DAYS_SHOWN = 5
_MONTHS = 12
_PEOPLE_ROWS = 5


def templates_window(templates: Sequence[CampaignTemplate], speech: Speech) -> Window:
    """Ask of which template a campaign is made; the longest first."""
    ordered = sorted(templates, key=lambda template: (-template.days, template.id))
    lines = [speech.text("campaigns-choose-template")]
    lines += [
        speech.text(
            "campaigns-template-line",
            title=template.title[speech.language],
            phases=len(template.phases),
            days=template.days,
        )
        for template in ordered[:_DAYS_SHOWN]
    ]
    rows = [
        [Button(template.title[speech.language], f"{TEMPLATE}:{template.id}")]
        for template in ordered[:_DAYS_SHOWN]
    ]
    back = [Button(speech.label("campaigns-back"), CAMPAIGNS), back_to_menu(speech)]
    return Window("\n".join(lines), [*rows, back])


def title_window(plan: CampaignPlan, template: CampaignTemplate, speech: Speech, note: str = "") -> Window:
    """Ask what it is called; the template's own title is offered."""
    own = plan.title or template.title[speech.language]
    lines = [speech.text("campaigns-ask-title"), *_noted(note)]
    keep = Button(speech.label("campaigns-title-keep", title=own), f"{TITLE}:{plan.mark}")
    return Window("\n".join(lines), [[keep], [_quit(plan, speech)]])


def basis_window(plan: CampaignPlan, speech: Speech, note: str = "") -> Window:
    """Ask which paper it goes by."""
    lines = [speech.text("campaigns-ask-basis"), *_noted(note)]
    without = Button(speech.label("campaigns-basis-none"), f"{BASIS}:{plan.mark}")
    return Window("\n".join(lines), [[without], [_quit(plan, speech)]])


def start_window(plan: CampaignPlan, today: date, speech: Speech, note: str = "") -> Window:
    """Ask on which day it begins."""
    lines = [speech.text("campaigns-ask-start"), *_noted(note)]
    days = starts_offered(today)
    rows = [
        [Button(_offered(day, today, speech), f"{START}:{plan.mark}:{day:%Y%m%d}")]
        for day in dict.fromkeys(days)
    ]
    return Window("\n".join(lines), [*rows, [_quit(plan, speech)]])


def starts_offered(today: date) -> list[date]:
    """Return the days on which it is offered to begin: today, next Monday, the first of next month."""
    monday = today + timedelta(days=7 - today.weekday())
    year, month = divmod(today.year * _MONTHS + today.month, _MONTHS)
    return [today, monday, date(year, month + 1, 1)]


def _offered(day: date, today: date, speech: Speech) -> str:
    if day == today:
        return speech.label("campaigns-start-today", day=day_name(speech, day))
    return dated_day_name(speech, day) if day.year != today.year else day_name(speech, day)


def days_window(plan: CampaignPlan, template: CampaignTemplate, speech: Speech, note: str = "") -> Window:
    """Show the days of the phases; each of them may be changed."""
    lines = [speech.text("campaigns-days"), *_noted(note)]
    lines += phase_lines(template, plan.spans, speech)
    buttons = [
        Button(
            speech.label("campaigns-change-phase", phase=phase.title[speech.language]),
            f"{PHASE}:{plan.mark}:{place}",
        )
        for place, phase in enumerate(template.phases)
    ]
    go_on = Button(speech.label("campaigns-days-good"), f"{PEOPLE}:{plan.mark}")
    begin = Button(speech.label("campaigns-change-start"), f"{START}:{plan.mark}")
    return Window("\n".join(lines), [[go_on], *in_rows(buttons, 2), [begin, _quit(plan, speech)]])


def phase_lines(template: CampaignTemplate, spans: Sequence[PhaseSpan], speech: Speech) -> list[str]:
    """Return the phases with their days (HTML)."""
    return [
        speech.text(
            "campaigns-phase-line",
            number=place + 1,
            phase=template.phases[place].title[speech.language],
            first=day_name(speech, span.starts_on),
            last=day_name(speech, span.ends_on),
            days=span.days,
        )
        for place, span in enumerate(spans)
    ]


def phase_window(
    plan: CampaignPlan, template: CampaignTemplate, place: int, speech: Speech, note: str = ""
) -> Window:
    """Ask on which day a phase is to end."""
    lines = [speech.text("campaigns-ask-end"), *_noted(note)]
    lines.append(phase_lines(template, plan.spans, speech)[place])
    buttons = [
        Button(later_label(days, speech), f"{LATER}:{plan.mark}:{place}:{days + max(map(abs, CHANGED_BY))}")
        for days in CHANGED_BY
        if plan.spans[place].days + days >= 1
    ]
    back = Button(speech.label("report-back"), f"{DAYS}:{plan.mark}")
    return Window("\n".join(lines), [*in_rows(buttons, 2), [back, _quit(plan, speech)]])


def later_label(days: int, speech: Speech) -> str:
    """Return what a button says that makes a phase so many days longer, or shorter."""
    return speech.label("campaigns-later" if days > 0 else "campaigns-earlier", days=abs(days))


def people_window(
    plan: CampaignPlan, template: CampaignTemplate, names: Mapping[int, str], speech: Speech
) -> Window:
    """Show who answers for each phase; each may be changed."""
    lines = [speech.text("campaigns-people")]
    buttons = []
    for place, phase in enumerate(template.phases):
        title, person_id = phase.title[speech.language], plan.people[place]
        name = names.get(person_id or NOBODY) or speech.label("campaigns-nobody")
        lines.append(speech.text("campaigns-person-line", phase=title, name=name))
        buttons.append(
            Button(speech.label("campaigns-change-person", phase=title), f"{WHO}:{plan.mark}:{place}:0")
        )
    go_on = Button(speech.label("campaigns-people-good"), f"{CHECK}:{plan.mark}")
    back = Button(speech.label("report-back"), f"{DAYS}:{plan.mark}")
    return Window("\n".join(lines), [[go_on], *in_rows(buttons, 2), [back, _quit(plan, speech)]])


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """Who may answer for a phase, by name: page `page`, from 0; `data` makes the button that chooses one."""

    phase: str
    people: Mapping[int, str]
    page: int
    chosen: str
    turned: str
    back: str


def who_window(asked: WhoAnswers, speech: Speech) -> Window:
    """Ask who answers for a phase: those of level 1, and the hospital's leaders."""
    buttons = [Button(name, f"{asked.chosen}:{person_id}") for person_id, name in asked.people.items()]
    nobody = Button(speech.label("campaigns-nobody"), f"{asked.chosen}:{NOBODY}")
    rows = paged_rows(buttons, PageIn(asked.page, _PEOPLE_ROWS), lambda to: f"{asked.turned}:{to}", speech)
    back = Button(speech.label("report-back"), asked.back)
    return Window(speech.text("campaigns-ask-person", phase=asked.phase), [*rows, [nobody], [back]])


@dataclass(frozen=True, slots=True)
class PreviewTask:
    """A task with how many grids it asks, and when it falls due."""

    title: str
    grids: int
    due_on: date


def check_window(
    plan: CampaignPlan,
    template: CampaignTemplate,
    tasks: Sequence[PreviewTask],
    speech: Speech,
    note: str = "",
) -> Window:
    """Return the whole once more, before it is made: how many tasks and grids, what falls due next."""
    lines = [*_noted(note), speech.text("campaigns-check"), speech.text("campaigns-head", title=plan.title)]
    if plan.basis:
        lines.append(speech.text("campaigns-basis", basis=plan.basis))
    lines += phase_lines(template, plan.spans, speech)
    reports = sum(task.grids for task in tasks)
    lines.append(speech.text("campaigns-amount", tasks=len(tasks), reports=reports))
    lines.append(speech.text("campaigns-next-due"))
    lines += [
        speech.text(
            "campaigns-next-line", title=task.title, day=day_name(speech, task.due_on), grids=task.grids
        )
        for task in sorted(tasks, key=lambda task: task.due_on)[:_DAYS_SHOWN]
    ]
    make = Button(speech.label("campaigns-make"), f"{MAKE}:{plan.mark}")
    changes = [
        Button(speech.label("campaigns-change-days"), f"{DAYS}:{plan.mark}"),
        Button(speech.label("campaigns-change-people"), f"{PEOPLE}:{plan.mark}"),
    ]
    return Window("\n".join(lines), [[make], changes, [_quit(plan, speech)]])


def made_window(campaign_id: int, tasks: int, speech: Speech) -> Window:
    """Say that it was made."""
    rows: Rows = [
        [Button(speech.label("campaigns-see"), open_campaign(campaign_id))],
        [Button(speech.label("campaigns-back"), CAMPAIGNS), back_to_menu(speech)],
    ]
    return Window(speech.text("campaigns-made", tasks=tasks), rows)


def quit_window(speech: Speech) -> Window:
    """Return the window after a plan was given up."""
    rows = [[Button(speech.label("campaigns-new"), NEW)], [Button(speech.label("campaigns-back"), CAMPAIGNS)]]
    return Window(speech.text("campaigns-quitted"), rows)


def _noted(note: str) -> list[str]:
    return [note] if note else []


def _quit(plan: CampaignPlan, speech: Speech) -> Button:
    return Button(speech.label("campaigns-quit"), f"{QUIT}:{plan.mark}")
