"""What a new version of a form, register, form of polls or template of campaigns says otherwise than the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from forms.campaigns.language import CampaignTemplate
from forms.campaigns.reader import read_campaign
from forms.fields import Form, Translated
from forms.polls.language import PollForm
from forms.polls.reader import read_poll_form
from forms.reading.reader import read_form
from registers.language import Register
from registers.reader import read_register
from storage.own_texts.own_texts import FORM, POLL, REGISTER

AnyText = Form | Register | PollForm | CampaignTemplate
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
MARKS: Final = (ADDED, REMOVED, CHANGED)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field, state, move, phase or task that was added, removed or changed (MARKS), by its `label`."""

    mark: str
    label: Translated


def read_text(kind: str, text_id: str, text: str) -> AnyText:
    """Return what a text describes. Raises FormError at the first fault."""
    name = f"{text_id}.toml"
    if kind == FORM:
        return read_form(text, name)
    if kind == REGISTER:
        return read_register(text, name)
    return read_poll_form(text, name) if kind == POLL else read_campaign(text, name)


def text_changes(old: AnyText, new: AnyText) -> Sequence[TextChange]:
    """Return what `new` has otherwise: first what was added, then what was removed and changed, as they stand."""
    before, after = _parts(old), _parts(new)
    added = [TextChange(ADDED, label) for key, (label, _part) in after.items() if key not in before]
    removed = [TextChange(REMOVED, label) for key, (label, _part) in before.items() if key not in after]
    changed = [
        TextChange(CHANGED, label)
        for key, (label, part) in after.items()
        if key in before and before[key][1] != part
    ]
    return [*added, *removed, *changed]


def count_parts(said: AnyText) -> int:
    """Return how many fields, states and moves, or phases and tasks, there are."""
    return len(_parts(said))


def _parts(said: AnyText) -> Mapping[tuple[str, str], tuple[Translated, Any]]:
    if isinstance(said, CampaignTemplate):
        phases = {("phase", phase.id): (phase.title, (phase.title, phase.days)) for phase in said.phases}
        tasks = {("task", task.id): (task.title, (place, task)) for place, task in said.tasks()}
        return {**phases, **tasks}
    form = said if isinstance(said, Form) else said.form
    fields = {("field", key): (field.label, field) for key, field in form.all_fields()}
    if not isinstance(said, Register):
        return fields
    states = {("state", state.id): (state.label, state) for state in said.states}
    moves = {("move", move.id): (move.label, move) for move in said.moves}
    return {**fields, **states, **moves}
