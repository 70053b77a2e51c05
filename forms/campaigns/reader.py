"""Reads templates of campaigns from their .toml files and names the line of whatever is wrong with them.

One in the office's own folder takes the place of the shipped one of its id, or stands beside them.
"""

import json
import re
from collections.abc import Collection, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from forms.campaigns.language import CampaignTemplate, PhaseTemplate, TaskTemplate
from forms.reading.checks import word_faults
from forms.reading.faults import FormError, FormFault, Place
from forms.reading.lines import FormLines, field_name
from forms.reading.typed import toml_of, type_fault

_CAMPAIGN = TypeAdapter(CampaignTemplate)
MOST_PHASES = 6
"""How many phases a campaign may have: each takes a row of buttons, and a phone shows seven."""
MOST_TASKS = 8
"""How many tasks a phase may have."""
MOST_ITEMS = 12
LONGEST_PHASE = 366
TITLE_MOST = 20
"""How many characters a campaign, a phase or a task is called by in Chinese; in English three times as many."""
_ID = re.compile(r"[a-z][a-z0-9_]{0,31}")
PHASES = "phases"


@dataclass(frozen=True, slots=True)
class KnownThere:
    """What a template may name: forms by id, and registers."""

    forms: Collection[str]
    registers: Collection[str]


def read_campaign(text: str, name: str, known: KnownThere | None = None) -> CampaignTemplate:
    """Return the template that `text` (TOML) of the file `name` describes. Raises FormError at the first fault.

    Where nothing is `known`, what it names is not looked for: a campaign goes on as it was made.
    """
    template, wrong = _read(text, name, known)
    if template is None or wrong:
        raise wrong[0]
    return template


def campaign_faults(texts: Mapping[str, str], known: KnownThere) -> Iterator[FormError]:
    """Yield everything that is wrong with the templates in `texts`, by file name."""
    for name, text in sorted(texts.items()):
        yield from _read(text, name, known)[1]


@cache
def shipped_campaign_texts() -> Mapping[str, str]:
    """Return the templates that come with the product, by name."""
    found = [file for file in files("forms.campaigns").iterdir() if file.name.endswith(".toml")]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


class CampaignTemplates(Mapping[str, CampaignTemplate]):
    """The templates in use, by id, with the text of each: a campaign keeps its own copy of it."""

    def __init__(self, own: Mapping[str, str], known: KnownThere | None = None) -> None:
        """Read the shipped ones and the office's `own`, texts by file name; raises FormError at the first fault."""
        texts = {**shipped_campaign_texts(), **own}
        self._templates = {
            PurePath(name).stem: read_campaign(text, name, known) for name, text in sorted(texts.items())
        }
        self._texts = {PurePath(name).stem: text for name, text in texts.items()}

    def __getitem__(self, template_id: str) -> CampaignTemplate:
        """Return the template; KeyError for an id that there is not."""
        return self._templates[template_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._templates)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._templates)

    def values(self) -> ValuesView[CampaignTemplate]:
        """Return them as they are now."""
        return self._templates.values()

    def items(self) -> ItemsView[str, CampaignTemplate]:
        """Return ids with them as they are now."""
        return self._templates.items()

    def become(self, other: "CampaignTemplates") -> None:
        """Be what `other` is from now on, for everybody who holds this."""
        self.__dict__ = dict(vars(other))

    def text(self, template_id: str) -> str:
        """Return the text of the template's file."""
        return self._texts[template_id]


@cache
def shipped_campaigns() -> CampaignTemplates:
    """Return the templates that come with the product."""
    return CampaignTemplates({})


@cache
def kept_campaign(text: str) -> CampaignTemplate:
    """Return the template that a campaign was made of, by the text it keeps."""
    return read_campaign(text, f"{toml_of(text, '')['id']}.toml")


def _read(text: str, name: str, known: KnownThere | None) -> tuple[CampaignTemplate | None, list[FormError]]:
    try:
        data = toml_of(text, name)
    except FormError as error:
        return None, [error]
    template = None
    try:
        # Through JSON, in which lists may be read as tuples though every type is insisted on.
        template = _CAMPAIGN.validate_json(json.dumps(data, default=str), strict=True)
        found = list(_faults(template, name, known))
    except ValidationError as error:
        found = [type_fault(problem, *_place_of(problem["loc"])) for problem in error.errors()]
    errors: dict[tuple[object, ...], FormError] = {}
    for fault in found:
        errors.setdefault((fault.place, fault.key, str(fault.details)), _error(fault, text, name, data))
    return template, sorted(errors.values(), key=lambda error: error.line or 0)


def _place_of(location: tuple[int | str, ...]) -> tuple[Place, tuple[int | str, ...]]:
    """Split ("phases", 2, "tasks", 0, "due") into the phase's place, (2,), and the rest."""
    if len(location) > 1 and location[0] == PHASES and isinstance(location[1], int):
        return (location[1],), location[2:]
    return (), location


def _faults(template: CampaignTemplate, name: str, known: KnownThere | None) -> Iterator[FormFault]:
    if template.id != PurePath(name).stem:
        yield FormFault((), "form-fault-other-name", "id", {"id": template.id})
    if template.version < 1:
        yield FormFault((), "form-fault-version", "version")
    yield from _called((), "title", template.title)
    if not 1 <= len(template.phases) <= MOST_PHASES:
        yield FormFault((), "campaign-fault-phases", PHASES, {"most": MOST_PHASES})
    if len(template.items) > MOST_ITEMS:
        yield FormFault((), "campaign-fault-items", "items", {"most": MOST_ITEMS})
    for words in template.items:
        yield from _called((), "items", words)
    yield from _named_faults(template, known)
    yield from _same_ids(template)
    for place, phase in enumerate(template.phases):
        yield from _phase_faults(phase, (place,), known)


def _named_faults(template: CampaignTemplate, known: KnownThere | None) -> Iterator[FormFault]:
    if known is None:
        return
    for register in template.registers:
        if register not in known.registers:
            there = ", ".join(sorted(known.registers))
            yield FormFault((), "campaign-fault-register", "registers", {"name": register, "known": there})
    for paper in template.papers:
        if paper not in known.forms:
            there = ", ".join(sorted(known.forms))
            yield FormFault((), "campaign-fault-form", "papers", {"name": paper, "known": there})


def _same_ids(template: CampaignTemplate) -> Iterator[FormFault]:
    seen: set[str] = set()
    for place, phase in enumerate(template.phases):
        for named in (phase.id, *(task.id for task in phase.tasks)):
            if not _ID.fullmatch(named):
                yield FormFault((place,), "form-fault-key", "id", {"name": named}, named)
            if named in seen:
                yield FormFault((place,), "campaign-fault-same-id", "id", {"name": named}, named)
            seen.add(named)


def _phase_faults(phase: PhaseTemplate, place: Place, known: KnownThere | None) -> Iterator[FormFault]:
    yield from _called(place, "title", phase.title)
    if not 1 <= phase.days <= LONGEST_PHASE:
        yield FormFault(place, "campaign-fault-days", "days", {"most": LONGEST_PHASE})
    if not 1 <= len(phase.tasks) <= MOST_TASKS:
        yield FormFault(place, "campaign-fault-tasks", "tasks", {"most": MOST_TASKS})
    for task in phase.tasks:
        yield from _task_faults(task, phase, place, known)


def _task_faults(
    task: TaskTemplate, phase: PhaseTemplate, place: Place, known: KnownThere | None
) -> Iterator[FormFault]:
    yield from _called(place, "title", task.title)
    named: dict[str, str | int] = {"task": task.id}
    if not 1 <= abs(task.due) <= phase.days:
        yield FormFault(place, "campaign-fault-due", "due", {**named, "days": phase.days}, task.id)
    if not task.roles:
        yield FormFault(place, "campaign-fault-nobody", "roles", named, task.id)
    if task.min_level < 1 or (task.max_level is not None and task.max_level < task.min_level):
        yield FormFault(place, "campaign-fault-levels", "min_level", named, task.id)
    if task.late_days < 0 or any(days < 1 for days in (*task.nudge_before, *task.nudge_after)):
        yield FormFault(place, "campaign-fault-nudges", "nudge_before", named, task.id)
    if known is not None and task.form not in known.forms:
        there = ", ".join(sorted(known.forms))
        yield FormFault(place, "campaign-fault-form", "form", {"name": task.form, "known": there}, task.id)


def _called(place: Place, name: str, words: Mapping[str, str]) -> Iterator[FormFault]:
    yield from word_faults(place, name, words, longest=3 * TITLE_MOST)
    if len(words.get("zh", "")) > TITLE_MOST:
        yield FormFault(place, "form-fault-too-long", name, {"name": name, "limit": TITLE_MOST})


def _error(fault: FormFault, text: str, name: str, data: Mapping[str, Any]) -> FormError:
    line = FormLines(text, data, PHASES, "id").line_of(fault.place, fault.name)
    if fault.hint:
        wanted = re.compile(rf"\bid\s*=\s*\"{re.escape(fault.hint)}\"")
        lines = [number for number, said in enumerate(text.splitlines(), 1) if wanted.search(said)]
        line = lines[-1] if lines else line
    named = field_name(fault.place, data, PHASES, "id")
    return FormError(name, fault.key, fault.details, line=line, field=named)
