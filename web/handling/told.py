"""What /h is told of the register: values in, JSON out. Words are the page's own (locales/)."""

import base64
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from domain.tips.reading import News
from domain.tips.register import CHOICES
from storage.tips.threads import TipStep
from storage.tips.tips import ListedTip
from usecases.tips.handling.reading import SealedPart, ShownFile
from usecases.tips.handling.words import ELSEWHERE, LEFT_OUT, limit_of, step_items
from usecases.tips.view import TipView, traceable_of


def tip_told(tip: ListedTip, news: News) -> dict[str, Any]:
    """Return a tip as a list shows it."""
    return {
        "number": tip.number,
        "on": tip.received_on.isoformat(),
        "area": tip.area.name.lower(),
        "state": tip.state.value,
        "main": tip.merged_into,
        "news": news.reporter,
        "facts_news": news.facts,
    }


def view_told(view: TipView) -> dict[str, Any]:
    """Return what the register knows of one tip, without anything that is sealed."""
    tip, traceable = view.tip, traceable_of(view.steps)
    in_charge = view.in_charge
    return tip_told(tip, view.news) | {
        "source": tip.source.name.lower(),
        "grid": tip.forwarded_by,
        "came_named": tip.named,
        "named": view.named,
        "version": view.version,
        "versions": view.versions,
        "asked": view.asked,
        "answered": view.answered,
        "merged": list(view.merged),
        "concerns_inspector": view.concerns_inspector,
        "in_charge": None if in_charge is None else view.names.get(in_charge, ""),
        "traceable": None if traceable is None else traceable.name.lower(),
        "erased_on": _day(tip.erased_on),
        "handed_over": view.handed_over,
        "facts": {"asked": view.facts.asked, "answered": view.facts.answered, "open": view.facts.open},
        "steps": [_step_told(step, view) for step in view.steps],
        "readable": view.readable,
    }


def acts_told(view: TipView) -> list[dict[str, Any]]:
    """Return the steps that can be entered now, each with the ways to choose from and what is typed at it."""
    return [
        {
            "act": act.value,
            "ways": [name.lower() for name in CHOICES.get(act, {})],
            "items": [
                {"item": item, "limit": limit_of(item), "left_out": item in LEFT_OUT}
                for item in step_items(act, is_taken=view.in_charge is not None)
            ],
        }
        for act in (*view.possible, *view.arranging)
        if act not in ELSEWHERE
    ]


def parts_told(parts: Iterable[tuple[SealedPart, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the sealed texts of a tip, each with what goes with it: its words, or what they are sealed in."""
    return [
        {
            "kind": part.kind.value,
            "on": _day(part.on),
            "grid": part.grid,
            "act": None if part.act is None else part.act.value,
        }
        | more
        for part, more in parts
    ]


def sealed_told(sealed: bytes, earlier: Sequence[bytes]) -> dict[str, Any]:
    """Return a ciphertext, and how it was sealed before hand-overs, the latest first."""
    return {"sealed": [base64.b64encode(each).decode() for each in (sealed, *earlier)]}


def files_told(files: Iterable[ShownFile]) -> list[dict[str, Any]]:
    """Return the files of a tip as they are listed."""
    return [
        {"id": file.id, "place": file.place, "extension": file.extension, "grid": file.grid} for file in files
    ]


def _step_told(step: TipStep, view: TipView) -> dict[str, Any]:
    ways = CHOICES.get(step.act, {})
    way = next((name.lower() for name, way in ways.items() if way == step.way), None)
    plain = None
    if way is None and step.way is not None:
        plain = step.way if not step.way.isdecimal() else view.names.get(int(step.way), "")
    return {"act": step.act.value, "on": step.done_on.isoformat(), "way": way, "said": plain}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
