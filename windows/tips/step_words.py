"""A step of the register in words, and what is chosen at which step. Values in, words out."""

from collections.abc import Mapping

from domain.tips.register import CHOICES
from domain.tips.tips import StepWay, TipAct
from locales import Speech
from locales.dates import day_name
from storage.tips.threads import TipStep

_WAY_KEYS = {
    TipAct.PROPOSED: "tips-way-of",
    TipAct.RESULT: "tips-form",
    TipAct.TRACEABLE: "tips-traceable",
    TipAct.REVIEWED: "tips-outcome",
    TipAct.GONE_THROUGH: "tips-outcome",
}


def step_line(step: TipStep, names: Mapping[int, str], speech: Speech) -> str:
    """Return, as HTML, what was done and when; `names` are those of people by their ids."""
    day, act = day_name(speech, step.done_on), speech.label(f"tips-act-{step.act}")
    said = step_way_said(step, names, speech)
    if said is None:
        return speech.text("tip-register-step", day=day, act=act)
    return speech.text("tip-register-step-way", day=day, act=act, way=said)


def step_way_said(step: TipStep, names: Mapping[int, str], speech: Speech) -> str | None:
    """Return what was chosen at a step, plain: a way, a main tip's number, a person's name; None for nothing."""
    if step.way is None:
        return None
    if step.act is TipAct.MERGED:
        return step.way
    if step.act is TipAct.IN_CHARGE:
        return names.get(int(step.way), "")
    way = next((way for way in CHOICES.get(step.act, {}).values() if way == step.way), None)
    return None if way is None else way_said(step.act, way, speech)


def way_said(act: TipAct, way: StepWay, speech: Speech) -> str:
    """Return what was chosen at a step of CHOICES in words; plain."""
    return speech.label(f"{_WAY_KEYS[act]}-{way.name.lower()}")
