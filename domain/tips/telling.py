"""What each word and tap makes of an unfinished tip (docs/domain.md section 4)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from domain.errors import RefusalError
from domain.time.days import read_typed_day
from domain.tips.routing import Body, Concern, receiving_body
from domain.tips.tell_steps import (
    ANONYMOUS_STEPS,
    ENTERING_STEPS,
    EXPLAINING_STEPS,
    NAMED_STEPS,
    OPTIONAL,
    SIGNED_STEPS,
    TellStep,
)
from domain.tips.tips import BY_HAND_SOURCES, FILES_LIMIT, WITH_PEOPLE, Area, Source, read_short, read_what
from domain.tips.unfinished import UnfinishedFile, UnfinishedTip


def with_message(tip: UnfinishedTip, message_id: int | None) -> UnfinishedTip:
    """Return `tip` with one more message to its conversation."""
    if message_id is None or message_id in tip.message_ids:
        return tip
    return replace(tip, message_ids=(*tip.message_ids, message_id))


def put_text(tip: UnfinishedTip, message_id: int, text: str) -> UnfinishedTip:
    """Take a message of what happened, or its later wording. Raises RefusalError as `read_what`."""
    texts = {**tip.texts, message_id: text}
    read_what(list(texts.values()))
    return replace(tip, texts=texts)


def put_file(tip: UnfinishedTip, message_id: int, file: UnfinishedFile) -> UnfinishedTip:
    """Take one more file as evidence. Raises RefusalError (tips-files-limit) beyond FILES_LIMIT a tip."""
    if tip.filed_before + len(tip.files) >= FILES_LIMIT:
        raise RefusalError("tips-files-limit", limit=FILES_LIMIT)
    return replace(tip, files={**tip.files, message_id: file})


def put_answer(tip: UnfinishedTip, text: str) -> UnfinishedTip:
    """Take the short answer to the question asked, and go on. Raises RefusalError as `read_short`.

    Of the day on which something was received: clues-received-day for none, clues-received-later for a day to come.
    """
    if tip.step is TellStep.RECEIVED and tip.entered_by is not None:
        return _received(tip, _read_past_day(text, tip.entered_by.today))
    return _go_on(replace(tip, answers={**tip.answers, tip.step: read_short(text)}))


def tap(tip: UnfinishedTip, act: str) -> UnfinishedTip:
    """Return the tip after a tap on `act` in its window; raises RefusalError for what can't be."""
    tapped = _TAPS.get(tip.step, _tap_question)(tip, act)
    if tapped is None:
        raise RefusalError("access-old-button")
    return tapped


def _tap_notice(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "explain":
        return _go_on(replace(tip, steps=EXPLAINING_STEPS, source=Source.EXPLAINED))
    steps = {"anonymous": ANONYMOUS_STEPS, "named": NAMED_STEPS}.get(act)
    return None if steps is None else _go_on(replace(tip, steps=steps))


def _tap_source(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    source = next((source for source in BY_HAND_SOURCES if source.name.lower() == act), None)
    if source is None:
        return None
    if source in WITH_PEOPLE:
        return _go_on(replace(tip, source=source, steps=SIGNED_STEPS))
    return _go_on(replace(_unsigned(tip), source=source, steps=ENTERING_STEPS))


def _tap_received(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    back = {"today": 0, "yesterday": 1}.get(act)
    if back is None or tip.entered_by is None:
        return None
    return _received(tip, tip.entered_by.today - timedelta(days=back))


def _received(tip: UnfinishedTip, day: date) -> UnfinishedTip:
    return _go_on(replace(tip, received_on=day, answers={**tip.answers, TellStep.RECEIVED: day.isoformat()}))


def _read_past_day(text: str, today: date) -> date:
    typed = read_typed_day(text)
    day = None if typed is None else typed.in_year(today.year)
    if typed is None or day is None:
        raise RefusalError("clues-received-day")
    if day > today and typed.year is None:
        day = typed.in_year(today.year - 1) or day
    if day > today:
        raise RefusalError("clues-received-later")
    return day


def _unsigned(tip: UnfinishedTip) -> UnfinishedTip:
    left: dict[TellStep, str] = {
        step: answer for step, answer in tip.answers.items() if step not in (TellStep.NAME, TellStep.CONTACT)
    }
    return replace(tip, answers=left)


def _tap_offer(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return _go_on(tip) if act == "take" else None


def _tap_what(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "clear":
        return replace(tip, texts={}, files={})
    if act != "done":
        return None
    if not tip.files:
        read_what(list(tip.texts.values()))
    return _go_on(tip)


def _tap_question(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if tip.step in OPTIONAL and act == "skip":
        return _go_on(replace(tip, answers=_without(tip, tip.step)))
    if tip.step is TellStep.NAME and act == "anonymous" and tip.entered_by is not None:
        return replace(_unsigned(tip), step=TellStep.SUMMARY, reviewed=True)
    if tip.step is TellStep.NAME and act == "anonymous":
        left = {step: answer for step, answer in tip.answers.items() if step in (*OPTIONAL, TellStep.ACCUSED)}
        return replace(
            tip,
            steps=ANONYMOUS_STEPS,
            source=Source.ACCUSATION,
            answers=left,
            step=TellStep.SUMMARY,
            reviewed=True,
        )
    return None


def _tap_concern(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act not in set(Concern):
        return None
    concern = Concern(act)
    past = tip.among_office and receiving_body(concern) is Body.SUPERVISOR
    if past and not tip.reach.past_office:
        return replace(tip, step=TellStep.UNREACHED)
    chosen = replace(tip, concern=concern, answers=_without(tip, TellStep.ACCUSED))
    return replace(chosen, step=TellStep.ACCUSED) if chosen.concerns_inspector else _go_on(chosen)


def _tap_accused(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "unknown":
        return _go_on(replace(tip, answers=_without(tip, TellStep.ACCUSED)))
    department = tip.answers.get(TellStep.DEPARTMENT)
    return put_answer(tip, department) if act == "same" and department is not None else None


def _tap_unreached(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return replace(tip, step=TellStep.CONCERN) if act == "back" else None


def _without(tip: UnfinishedTip, left_out: TellStep) -> dict[TellStep, str]:
    return {step: answer for step, answer in tip.answers.items() if step is not left_out}


def _tap_area(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    area = Area.__members__.get(act.upper())
    return None if area is None else _go_on(replace(tip, area=area))


def _tap_grid(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if not act.isdecimal() or int(act) >= len(tip.grids):
        return None
    return _go_on(replace(tip, grid_code=tip.grids[int(act)][0]))


def _tap_summary(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    return replace(tip, step=TellStep.CHANGE) if act == "change" else None


def _tap_change(tip: UnfinishedTip, act: str) -> UnfinishedTip | None:
    if act == "back":
        return replace(tip, step=TellStep.SUMMARY)
    return replace(tip, step=TellStep(act)) if act in tip.changeable else None


_TAPS: Mapping[TellStep, Callable[[UnfinishedTip, str], UnfinishedTip | None]] = {
    TellStep.SOURCE: _tap_source,
    TellStep.RECEIVED: _tap_received,
    TellStep.NOTICE: _tap_notice,
    TellStep.OFFER: _tap_offer,
    TellStep.WHAT: _tap_what,
    TellStep.CONCERN: _tap_concern,
    TellStep.ACCUSED: _tap_accused,
    TellStep.UNREACHED: _tap_unreached,
    TellStep.AREA: _tap_area,
    TellStep.GRID: _tap_grid,
    TellStep.SUMMARY: _tap_summary,
    TellStep.CHANGE: _tap_change,
}
"""What a tap does in each window; the others ask a short question."""


def _go_on(tip: UnfinishedTip) -> UnfinishedTip:
    """Return the tip at its next question; once the summary has been seen, every answer leads back to it."""
    if tip.reviewed:
        return replace(tip, step=TellStep.SUMMARY)
    # Which inspector is asked of few: it belongs to the question whom it concerns.
    asked = TellStep.CONCERN if tip.step is TellStep.ACCUSED else tip.step
    following = tip.steps[tip.steps.index(asked) + 1 :]
    # A poster has answered the department already.
    step = next(step for step in following if step not in OPTIONAL or step not in tip.answers)
    return replace(tip, step=step, reviewed=step is TellStep.SUMMARY)
