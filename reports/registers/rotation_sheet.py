"""轮岗提示表: who has been how long in a post with a grave risk, as a workbook (docs/domain.md section 5)."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.registers.rotation import Rotation, RotationStanding
from locales import in_chinese
from registers.language import Register
from reports.papers.official_words import FILLED_IN_BY, filled_on
from reports.sheets.safe_cells import Value
from reports.sheets.titles import sheet_titles
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

_CHINESE = "zh"
_COLUMNS = (
    ("n", 6),
    ("name", 12),
    ("post", 24),
    ("rank", 10),
    ("grid", 20),
    ("levels", 18),
    ("since", 13),
    ("full", 13),
    ("standing", 16),
)
_LINE = "填报单位：{unit}　　　　　　{filled_on}"


def rotation_sheet(unit: str, rotations: Sequence[Rotation], register: Register | None, on: date) -> bytes:
    """Return an xlsx of `rotations` in their order, made `on` a day; `register` names the levels of risks."""
    speech = in_chinese()
    names = level_names(register, _CHINESE)
    title = speech.label("rotation-title")
    standings = {standing: speech.label(f"rotation-standing-{standing}") for standing in RotationStanding}
    rows = [
        _row(n, rotation, names, standings[rotation.standing])
        for n, rotation in enumerate(rotations, start=1)
    ]
    headers = [speech.label(f"rotation-column-{key}") for key, _width in _COLUMNS]
    table = Table(sheet_titles([title])[0], headers, rows, [width for _key, width in _COLUMNS])
    line = _LINE.format(unit=unit, filled_on=filled_on(on))
    notes = ("　　　　　　".join(FILLED_IN_BY),)
    return paper_workbook(PaperSheet(table, f"{unit}{title}", line, notes, range(len(_COLUMNS))))


def level_names(register: Register | None, language: str) -> Mapping[str, str]:
    """Return what the levels of a register's entries are called, by their values."""
    fields = register.fields if register is not None else ()
    level = next((field for field in fields if register is not None and field.key == register.level), None)
    return {choice.value: choice.label[language] for choice in level.choices} if level is not None else {}


def _row(n: int, rotation: Rotation, names: Mapping[str, str], standing: str) -> list[Value]:
    held = rotation.held
    levels = "、".join(names.get(level, level) for level in held.levels)
    return [
        n,
        held.name,
        held.post,
        held.rank.value,
        held.grid_name,
        levels,
        held.since,
        rotation.full_on,
        standing,
    ]
