"""The windows of opinions and suggestions (意见建议), the inspector's and level 1's. Values in, windows out."""

from collections.abc import Sequence

from domain.materials.suggestions import LIMIT
from domain.time.clock import day_in_shanghai
from locales import Speech
from locales.dates import day_name
from storage.materials.suggestions import Suggestion
from windows.entries import SUGGEST, SUGGESTIONS, back_to_menu, my_suggestions
from windows.material_words import quoted
from windows.page_turns import page_of, turn_rows
from windows.windows import Button, Window

LISTED = 4
SHOWN = 24
"""Characters of a suggestion on a button."""


def ask_window(made: int, speech: Speech, note: str = "") -> Window:
    """Return what asks an inspector for a suggestion; `made` are theirs so far, `note` (HTML) what was wrong."""
    lines = [*([note] if note else []), speech.text("suggestion-ask", limit=LIMIT)]
    rows = [[Button(speech.label("suggestion-mine", count=made), my_suggestions())]] if made else []
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def check_window(words: str, speech: Speech) -> Window:
    """Return what is about to be sent up."""
    rows = [[Button(speech.label("suggestion-send"), f"{SUGGEST}-yes")], [Button(_back(speech), SUGGEST)]]
    return Window("\n".join(_to_check("suggestion-check", words, speech)), rows)


def mine_window(found: Sequence[Suggestion], page: int, count: int, speech: Speech, note: str = "") -> Window:
    """Return an inspector's suggestions with what became of them; `note` (HTML) goes on top."""
    head = speech.text("suggestion-mine-head" if count else "suggestion-mine-none", count=count)
    rows = [[Button(_label(suggestion, speech), f"suggest-one:{suggestion.id}")] for suggestion in found]
    rows += turn_rows(page_of(page, count, LISTED), my_suggestions, speech)
    rows.append([Button(speech.label("menu-suggest"), SUGGEST), back_to_menu(speech)])
    return Window("\n".join([*([note] if note else []), head]), rows)


def mine_one_window(suggestion: Suggestion, speech: Speech) -> Window:
    """Return one of them with its answer."""
    lines = [
        *_quoted(suggestion, speech),
        *_answer(suggestion, speech),
    ]
    return Window("\n".join(lines), [[Button(_back(speech), my_suggestions())]])


def waiting_window(
    found: Sequence[Suggestion], page: int, waiting: int, answered: int, speech: Speech
) -> Window:
    """Return what level 1 has still to answer, oldest first; how many in all are `waiting`, how many `answered`."""
    head = speech.text("suggestion-waiting" if waiting else "suggestion-waiting-none", count=waiting)
    rows = [
        [Button(_label(suggestion, speech, with_grid=True), f"suggestion:{suggestion.id}")]
        for suggestion in found
    ]
    rows += turn_rows(page_of(page, waiting, LISTED), lambda to: f"{SUGGESTIONS}:{to}", speech)
    if answered:
        rows.append([Button(speech.label("suggestion-done", count=answered), "suggestions-done:0")])
    return Window(head, [*rows, [back_to_menu(speech)]])


def answered_window(found: Sequence[Suggestion], page: int, count: int, speech: Speech) -> Window:
    """Return what level 1 has answered, the latest answer first."""
    rows = [
        [Button(_label(suggestion, speech, with_grid=True), f"suggestion:{suggestion.id}")]
        for suggestion in found
    ]
    rows += turn_rows(page_of(page, count, LISTED), lambda to: f"suggestions-done:{to}", speech)
    head = speech.text("suggestion-done-head", count=count)
    return Window(head, [*rows, [Button(_back(speech), SUGGESTIONS)]])


def one_window(suggestion: Suggestion, speech: Speech, note: str = "") -> Window:
    """Return a suggestion as level 1 sees it, to be answered, or its answer to be corrected."""
    lines = [*([note] if note else []), *_quoted(suggestion, speech, with_name=True)]
    act, back = "suggestion-do-answer", SUGGESTIONS
    if suggestion.answer is not None:
        act, back = "suggestion-do-correct", "suggestions-done:0"
        lines += _answer(suggestion, speech)
    rows = [[Button(speech.label(act), f"suggestion-answer:{suggestion.id}")], [Button(_back(speech), back)]]
    return Window("\n".join(lines), rows)


def ask_answer_window(suggestion: Suggestion, speech: Speech, note: str = "") -> Window:
    """Return what asks level 1 for the answer; `note` (HTML) says what was wrong with the last one."""
    lines = [
        *_quoted(suggestion, speech, with_name=True),
        "",
        speech.text("suggestion-ask-answer", limit=LIMIT),
    ]
    back = Button(_back(speech), f"suggestion:{suggestion.id}")
    return Window("\n".join([*lines, *([note] if note else [])]), [[back]])


def check_answer_window(suggestion: Suggestion, words: str, speech: Speech) -> Window:
    """Return the answer that is about to be sent."""
    lines = [
        *_quoted(suggestion, speech, with_name=True),
        "",
        *_to_check("suggestion-check-answer", words, speech),
    ]
    rows = [
        [Button(speech.label("suggestion-send-answer"), f"suggestion-send:{suggestion.id}")],
        [Button(_back(speech), f"suggestion:{suggestion.id}")],
    ]
    return Window("\n".join(lines), rows)


def _quoted(suggestion: Suggestion, speech: Speech, *, with_name: bool = False) -> list[str]:
    key = "suggestion-head-name" if with_name else "suggestion-head"
    day = day_name(speech, day_in_shanghai(suggestion.made_at))
    return [
        speech.text(key, day=day, grid=suggestion.grid_name, name=suggestion.name),
        quoted(suggestion.text),
    ]


def _to_check(key: str, words: str, speech: Speech) -> list[str]:
    return [speech.text(key), quoted(words), "", speech.text("suggestion-retype")]


def _answer(suggestion: Suggestion, speech: Speech) -> list[str]:
    """Return the answer below what it answers, or that there is none yet."""
    if suggestion.answer is None or suggestion.answered_at is None:
        return ["", speech.text("suggestion-unanswered")]
    day = day_name(speech, day_in_shanghai(suggestion.answered_at))
    return ["", speech.text("suggestion-answer", day=day), quoted(suggestion.answer)]


def _label(suggestion: Suggestion, speech: Speech, *, with_grid: bool = False) -> str:
    text = " ".join(suggestion.text.split())
    text = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    if with_grid:
        return speech.label("suggestion-line-grid", grid=suggestion.grid_name, text=text)
    key = "suggestion-line-waiting" if suggestion.answer is None else "suggestion-line-answered"
    return speech.label(key, text=text)


def _back(speech: Speech) -> str:
    return speech.label("report-back")
