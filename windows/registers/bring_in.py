"""整改问题 [导入 Excel]: the sheet is asked for, what is wrong with it told, what it says shown before it comes in."""

from collections.abc import Sequence

from locales import Speech
from usecases.registers.bring_in import PROBLEM, SheetCounts
from windows.entries import back_to_workbench
from windows.entry_buttons import open_register
from windows.windows import Attachment, Button, Window

ASK, TEMPLATE, YES, NO = "bring-in", "bring-template", "bring-yes", "bring-no"
FAULTS_SHOWN = 8
_FAULT_LENGTH = 120


def ask_window(speech: Speech, said: str = "", files: Sequence[Attachment] = ()) -> Window:
    """Return what asks for the sheet; `said` (HTML) stands above it."""
    lines = [speech.text("bring-in-head"), *([said] if said else []), speech.text("bring-in-ask")]
    template = Button(speech.label("bring-in-template"), TEMPLATE)
    return Window("\n".join(lines), [[template], [_back(speech)]], files)


def template_window(content: bytes, speech: Speech) -> Window:
    """Return the template as a file, and the question below it."""
    name = speech.label("bring-in-template-name")
    return ask_window(speech, files=[Attachment(f"{name}.xlsx", content)])


def faults_window(faults: Sequence[str], speech: Speech) -> Window:
    """Return what is wrong with a sheet: the first few lines (plain), all of them as a file where there are more."""
    shown = [line if len(line) <= _FAULT_LENGTH else line[:_FAULT_LENGTH] + "…" for line in faults]
    lines = [speech.text("bring-in-faults", count=len(faults))]
    lines += [speech.text("bring-in-fault", line=line) for line in shown[:FAULTS_SHOWN]]
    files = []
    if shown[:FAULTS_SHOWN] != list(faults):
        lines.append(speech.text("bring-in-more"))
        name = speech.label("bring-in-faults-name")
        files.append(Attachment(f"{name}.txt", ("\ufeff" + "\r\n".join(faults) + "\r\n").encode()))
    return ask_window(speech, "\n".join(lines), files)


def preview_window(counts: SheetCounts, token: int, speech: Speech) -> Window:
    """Return what comes in when it is confirmed; where all of it is there already, that."""
    lines = [speech.text("bring-in-head")]
    lines.append(speech.text("bring-in-counts", problems=counts.problems, measures=counts.measures))
    if counts.known:
        lines.append(speech.text("bring-in-known", count=counts.known))
    if not counts.problems:
        return Window("\n".join([lines[0], *lines[2:]]), [[_back(speech)]])
    yes = Button(speech.label("bring-in-yes"), f"{YES}:{token}")
    return Window("\n".join(lines), [[yes], [Button(speech.label("bring-in-no"), NO)]])


def done_window(counts: SheetCounts, speech: Speech) -> Window:
    """Return what came in."""
    text = speech.text("bring-in-done", problems=counts.problems, measures=counts.measures)
    if counts.known:
        text += "\n" + speech.text("bring-in-known", count=counts.known)
    look = Button(speech.label("bring-in-look"), open_register(PROBLEM))
    return Window(text, [[look], [back_to_workbench(speech)]])


def _back(speech: Speech) -> Button:
    return Button(speech.label("report-back"), open_register(PROBLEM))
