"""轮岗提示: who has been long in a post with a grave risk, past or within a year, as level 1 sees it."""

from collections.abc import Mapping, Sequence

from domain.registers.rotation import Rotation, RotationRule
from locales import Speech
from locales.dates import dated_day_name
from registers.language import Register
from reports.registers.rotation_sheet import level_names
from usecases.registers.risks.risk_papers import RISK
from usecases.registers.risks.rotation import ShownRotations
from windows.entries import back_to_workbench
from windows.page_turns import PageOf, page_of, turn_rows
from windows.windows import Button, Window

ROTATION, ROTATION_SHEET = "rotation", "rotation-xlsx"
A_PAGE = 4
"""How many people a page shows: three lines each."""


def rotation_window(
    shown: ShownRotations, registers: Mapping[str, Register], page: int, speech: Speech, said: str = ""
) -> Window:
    """Return a page (from 0) of them; `said` (HTML) has just been done. Of none it is said what that means."""
    rotations, rule = shown.rotations, shown.rule
    levels = levels_said(registers, rule, speech)
    back = [back_to_workbench(speech)]
    if not rotations:
        key = "rotation-none" if rule.levels else "rotation-off"
        return Window(speech.text(key, levels=levels, years=rule.years), [back])
    turned = page_of(page, len(rotations), A_PAGE)
    number = min(page, turned.pages - 1)
    first = number * A_PAGE
    head = speech.text("rotation-head", levels=levels, years=rule.years, days=rule.days_before)
    lines = [said] if said else []
    lines += [head, *rotation_lines(rotations[first : first + A_PAGE], rule, speech, first)]
    rows = turn_rows(PageOf(number, turned.pages), lambda to: f"{ROTATION}:{to}", speech)
    rows.append([Button(speech.label("rotation-export"), ROTATION_SHEET)])
    return Window("\n".join(lines), [*rows, back])


def rotation_lines(
    rotations: Sequence[Rotation], rule: RotationRule, speech: Speech, first: int = 0
) -> list[str]:
    """Return who they are, numbered after the `first`: names, post, since when, the day on which the years are full."""
    lines = []
    for n, rotation in enumerate(rotations, start=first + 1):
        held, full = rotation.held, rotation.full_on
        lines.append(speech.text("rotation-who", n=n, name=held.name, post=held.post, grid=held.grid_name))
        if held.since is None or full is None:
            lines.append(speech.text("rotation-line-unknown"))
            continue
        days = {"since": dated_day_name(speech, held.since), "full": dated_day_name(speech, full)}
        lines.append(speech.text(f"rotation-line-{rotation.standing}", years=rule.years, **days))
    return lines


def levels_said(registers: Mapping[str, Register], rule: RotationRule, speech: Speech) -> str:
    """Return the rule's levels as the register of risks calls them, plain."""
    names = level_names(registers.get(RISK), speech.language)
    return speech.label("registers-list-comma").join(names.get(level, level) for level in sorted(rule.levels))
