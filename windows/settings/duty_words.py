"""Duties in plain words: when they fall due, who files them, how they are nudged for; and how a change reads."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import DutySetting, setting_of
from domain.duties.tapped_rules import LAST_DAY, read_tapped
from forms.duties.catalogue import catalogue
from locales import Speech
from locales.dates import dated_day_name
from storage.setting_changes import SettingChange
from windows.settings.found import CalledChanges, ChangeWords

TERMS = ("due", "shift", "who", "nudges", "late", "opens", "received")
"""What there is to say of a duty, in this order; each has words, `duties-set-term-…`."""
_EVERY_MONTH = 12
_SEMICOLON = "; "
_ONCE = re.compile(r"RDATE=[0-9]{8}")


def duty_name(duty_id: str, speech: Speech, terms: DutyTerms | None = None, form_title: str = "") -> str:
    """Return what the office calls a duty: as the catalogue does, by its own title, or by its form's."""
    known = catalogue().get(duty_id)
    if known is not None:
        return known.name[speech.language]
    if terms is not None and terms.title:
        return terms.title[speech.language]
    return form_title or duty_id


def term_words(term: str, terms: DutyTerms, speech: Speech) -> str:
    """Return one of TERMS in words (plain)."""
    return _WORDS[term](terms, speech)


def rule_words(terms: DutyTerms, speech: Speech) -> str:
    """Return when a duty falls due: 每月最后一天, 3、6、9、12月25日, 每周五, or the rule as it stands."""
    if _ONCE.fullmatch(terms.rule):
        day = date.fromisoformat(terms.rule.removeprefix("RDATE="))
        return speech.label("duties-set-rule-once", day=dated_day_name(speech, day))
    tapped = None if "\n" in terms.rule else read_tapped(terms.rule)
    if tapped is None:
        return terms.rule.replace("\n", _SEMICOLON)
    if tapped.weekday is not None:
        return speech.label("duties-set-rule-week", number=tapped.weekday + 1)
    months = _joined(speech, map(str, tapped.months))
    when = "every" if len(tapped.months) == _EVERY_MONTH else "some"
    which = "last" if tapped.day == LAST_DAY else "day"
    return speech.label(f"duties-set-rule-{when}-{which}", months=months, day=tapped.day)


def who_words(terms: DutyTerms, speech: Speech) -> str:
    """Return by whom a duty is filed: roles, levels, kinds of departments, grids."""
    parts = [_joined(speech, sorted(terms.roles))]
    if terms.max_level == terms.min_level:
        parts.append(speech.label("duties-set-level-one", level=terms.min_level))
    elif terms.max_level is None:
        parts.append(speech.label("duties-set-level-from", level=terms.min_level))
    else:
        parts.append(speech.label("duties-set-level-to", first=terms.min_level, last=terms.max_level))
    if terms.grid_kinds is not None:
        parts.append(_joined(speech, sorted(terms.grid_kinds)))
    if terms.grids is not None:
        parts.append(speech.label("duties-set-grids", grids=_joined(speech, sorted(terms.grids))))
    if terms.except_grids:
        parts.append(speech.label("duties-set-except", grids=_joined(speech, sorted(terms.except_grids))))
    return " · ".join(parts)


def nudge_words(terms: DutyTerms, speech: Speech) -> str:
    """Return when a duty is nudged for."""
    parts = []
    if terms.nudge_before:
        days = _joined(speech, map(str, sorted(terms.nudge_before, reverse=True)))
        parts.append(speech.label("duties-set-nudge-before", days=days))
    if terms.nudge_on_day:
        parts.append(speech.label("duties-set-nudge-day"))
    if terms.nudge_after:
        days = _joined(speech, map(str, sorted(terms.nudge_after)))
        parts.append(speech.label("duties-set-nudge-after", days=days))
    return speech.label("list-comma").join(parts) or speech.label("setting-nothing")


def shift_words(terms: DutyTerms, speech: Speech) -> str:
    """Return what becomes of a due day that is no working day."""
    return speech.label(f"duties-set-shift-{terms.shift}")


def late_words(terms: DutyTerms, speech: Speech) -> str:
    """Return how long a report is accepted."""
    return speech.label("duties-set-late-days", days=terms.late_days)


def opens_words(terms: DutyTerms, speech: Speech) -> str:
    """Return when a report may first be filed."""
    if terms.opens_days_before is None:
        return speech.label("duties-set-opens-first")
    return speech.label("duties-set-opens-days", days=terms.opens_days_before)


def received_words(terms: DutyTerms, speech: Speech) -> str:
    """Return who receives what is filed."""
    return _joined(speech, sorted(terms.received_by)) or speech.label("setting-nothing")


_WORDS: Mapping[str, Callable[[DutyTerms, Speech], str]] = {
    "due": rule_words,
    "shift": shift_words,
    "who": who_words,
    "nudges": nudge_words,
    "late": late_words,
    "opens": opens_words,
    "received": received_words,
}


def differences(was: DutyTerms, becomes: DutyTerms, speech: Speech) -> Iterator[tuple[str, str, str]]:
    """Yield what differs: which of TERMS, and both in words."""
    for term in TERMS:
        before, after = term_words(term, was, speech), term_words(term, becomes, speech)
        if before != after:
            yield term, before, after


def changed_duty(change: SettingChange, speech: Speech) -> ChangeWords:
    """Say how a change of a duty reads."""
    was, becomes = _read(change.about, change.old), _read(change.about, change.new)
    terms = becomes.terms if becomes else was.terms if was else None
    what = speech.label("duties-set-change", name=duty_name(change.about, speech, terms))
    if was is None or becomes is None or was.is_on != becomes.is_on:
        return ChangeWords(what, _on_or_off(was, speech), _on_or_off(becomes, speech))
    found = list(differences(was.terms, becomes.terms, speech))
    return ChangeWords(
        what,
        _SEMICOLON.join(before for _term, before, _after in found) or _from_words(was, speech),
        _SEMICOLON.join(after for _term, _before, after in found) or _from_words(becomes, speech),
    )


def _on_or_off(setting: DutySetting | None, speech: Speech) -> str:
    return speech.label("duties-set-is-on" if setting is not None and setting.is_on else "duties-set-is-off")


def _from_words(setting: DutySetting, speech: Speech) -> str:
    if setting.starts_on is None:
        return speech.label("duties-set-is-on")
    return speech.label("duties-set-from-day", day=dated_day_name(speech, setting.starts_on))


def _read(duty_id: str, data: Mapping[str, Any] | None) -> DutySetting | None:
    return None if data is None else setting_of(duty_id, data)


def _joined(speech: Speech, words: Any) -> str:
    return speech.label("list-comma").join(words)


CHANGE_WORDS: CalledChanges = {"duty": changed_duty}
