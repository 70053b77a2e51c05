"""What the register knows of a clue, as lines at the head of its case (案卷). Values in, lines out."""

from domain.tips.tips import TipAct
from locales import Speech
from locales.dates import dated_day_name
from usecases.tips.view import TipView, traceable_of
from windows.tips.step_words import way_said


def case_facts(view: TipView, speech: Speech) -> list[str]:
    """Return the lines, plain: number, day, source, area, whether it is named, state, whose it is, how traceable."""
    tip = view.tip
    said = [
        ("case-number", tip.number),
        ("tips-label-received", dated_day_name(speech, tip.received_on)),
        ("tips-label-source", speech.label(f"tips-source-{tip.source.name.lower()}")),
        ("tips-label-area", speech.label(f"tips-area-{tip.area.name.lower()}")),
        ("tips-label-way", speech.label("tips-way-named" if view.named else "tips-way-anonymous")),
        ("case-state", speech.label(f"tips-state-{tip.state}")),
    ]
    if (person_id := view.in_charge) is not None:
        said.append(("tips-act-in_charge", view.names.get(person_id, "")))
    if (traceable := traceable_of(view.steps)) is not None:
        said.append(("tips-act-traceable", way_said(TipAct.TRACEABLE, traceable, speech)))
    if tip.merged_into is not None:
        said.append(("tips-act-merged", tip.merged_into))
    return [speech.label("case-fact-line", what=speech.label(key), said=words) for key, words in said]
