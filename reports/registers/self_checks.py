"""廉政风险自查汇总, sent up after a half-year's self-checks (docs/domain.md section 2: risk_selfcheck_a and _bc)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from domain.small_groups import SMALLEST_GROUP
from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid

TITLE = "廉政风险自查情况汇总表"
_HEAD = (
    *(
        "序号",
        "科室（单位）",
        "风险等级",
        "应自查\n（人）",
        "已自查\n（人）",
        "自查\n风险点\n（个）",
        "措施均\n已落实\n（人）",
    ),
    *("未落实的情况", "等级调整意见", "下一步措施"),
)
_WIDTHS_MM = (11, 29, 26, 16, 16, 16, 18, 34, 30, 29)
_CENTRED = range(7)
_SUM = "合计"
_OTHERS = "其他科室"


@dataclass(frozen=True, slots=True)
class SelfCheckRow:
    """What the `owners` of risks of one `level` (in words) in one grid answered: how many of them did, and what.

    `points` are the risk points that they checked, `kept` how many say that all measures are kept; the texts are as
    they wrote them.
    """

    grid: str
    level: str
    owners: int
    answered: int
    points: int
    kept: int
    problems: tuple[str, ...] = ()
    regrades: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


def self_check_row(grid: str, level: str, owners: int, answers: Sequence[Mapping[str, Any]]) -> SelfCheckRow:
    """Return the row of a grid and level in which `owners` should have checked (registers/risk_selfcheck.toml).

    `answers` are those that were filed, one of each owner who did.
    """
    return SelfCheckRow(
        grid,
        level,
        owners,
        len(answers),
        sum(filed.get("points") or 0 for filed in answers),
        sum(1 for filed in answers if filed.get("measures_kept")),
        _texts(answers, "problems"),
        _texts(answers, "regrade_why"),
        _texts(answers, "measures"),
    )


def self_check_document(rows: Sequence[SelfCheckRow], unit: str, period_name: str, on: date) -> bytes:
    """Return a docx, A4 across: `rows` in their order, those of a grid that follow each other below its name; sums.

    Grids with fewer than five owners are told together: the paper leaves level 1 (docs/domain.md section 6).
    """
    rows = small_grids_together(rows)
    document = OfficialDocument(f"{unit}{period_name}{TITLE}", on, across=True)
    document.title(f"{unit}{TITLE}")
    document.filled_by(unit, on, period_name)
    words: list[tuple[str, ...]] = []
    joined: list[tuple[int, int, int]] = []
    for n, (first, end) in enumerate(_of_grids(rows), start=1):
        words += [
            (str(n) if at == first else "", *_words(rows[at], named=at == first)) for at in range(first, end)
        ]
        joined += [(column, first, end) for column in (0, 1) if end - first > 1]
    words.append(("", _SUM, "", *_sums(rows), "", "", ""))
    table = RuledTable(_HEAD, _WIDTHS_MM, words, _CENTRED, sums=(len(rows),), joined=joined)
    add_grid(document, table)
    document.filled_in_by()
    return document.content()


def small_grids_together(rows: Sequence[SelfCheckRow]) -> list[SelfCheckRow]:
    """Return `rows` with those of grids that have fewer than five owners as one of each level, at the end."""
    owners: Counter[str] = Counter()
    for row in rows:
        owners[row.grid] += row.owners
    together: dict[str, SelfCheckRow] = {}
    for row in rows:
        if owners[row.grid] < SMALLEST_GROUP:
            so_far = together.get(row.level, SelfCheckRow(_OTHERS, row.level, 0, 0, 0, 0))
            together[row.level] = _added(so_far, row)
    return [*(row for row in rows if owners[row.grid] >= SMALLEST_GROUP), *together.values()]


def _added(one: SelfCheckRow, other: SelfCheckRow) -> SelfCheckRow:
    return SelfCheckRow(
        one.grid,
        one.level,
        one.owners + other.owners,
        one.answered + other.answered,
        one.points + other.points,
        one.kept + other.kept,
        one.problems + other.problems,
        one.regrades + other.regrades,
        one.measures + other.measures,
    )


def _of_grids(rows: Sequence[SelfCheckRow]) -> list[tuple[int, int]]:
    """Return the first row of each grid and the one past its last."""
    begins = [at for at, row in enumerate(rows) if at == 0 or row.grid != rows[at - 1].grid]
    return list(pairwise([*begins, len(rows)]))


def _words(row: SelfCheckRow, *, named: bool) -> tuple[str, ...]:
    figures = (str(figure) for figure in (row.owners, row.answered, row.points, row.kept))
    texts = (_numbered(texts) for texts in (row.problems, row.regrades, row.measures))
    return (row.grid if named else "", row.level, *figures, *texts)


def _numbered(texts: Sequence[str]) -> str:
    """Return the texts of several people below each other."""
    return texts[0] if len(texts) == 1 else "\n".join(f"{n}.{text}" for n, text in enumerate(texts, start=1))


def _sums(rows: Sequence[SelfCheckRow]) -> tuple[str, ...]:
    figures = [(row.owners, row.answered, row.points, row.kept) for row in rows]
    return tuple(str(sum(column)) for column in zip(*figures, strict=True)) or ("0",) * 4


def _texts(answers: Sequence[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    return tuple(str(filed[key]) for filed in answers if filed.get(key))
