"""The list of those who have not been reached (名单), as a sheet to work by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.registers.reaching import MeantPerson
from locales import in_chinese
from registers.language import Register
from registers.people.coverage import RegisterCoverage
from reports.papers.official_words import filled_on
from reports.sheets.titles import sheet_titles
from reports.sheets.workbook import PaperSheet, Table, paper_workbook

_CHINESE = "zh"
_WIDTHS = (6, 24, 18, 30, 30)


@dataclass(frozen=True, slots=True)
class MissingAsked:
    """A list of a register's coverage, of a grid (its name), made `on` a day, of `year` (0: of all)."""

    register: Register
    coverage: RegisterCoverage
    grid: str
    on: date
    year: int = 0

    @property
    def title(self) -> str:
        """The title of the paper."""
        year = str(self.year) if self.year else "none"
        return in_chinese().label(
            "reach-sheet-title",
            grid=self.grid,
            register=self.register.title[_CHINESE],
            label=self.coverage.label[_CHINESE],
            missing=self.coverage.missing[_CHINESE],
            year=year,
        )


def missing_sheet(asked: MissingAsked, people: Sequence[MeantPerson], grids: Mapping[str, str]) -> bytes:
    """Return an xlsx with a row for each of `people`, numbered from 1; `grids` are the names of their grids by code."""
    speech = in_chinese()
    headers = [speech.label(f"reach-sheet-{column}") for column in ("n", "grid", "name", "post", "note")]
    rows = [
        [n, grids.get(person.grid_code, person.grid_code), person.name, person.post, None]
        for n, person in enumerate(people, start=1)
    ]
    table = Table(sheet_titles([asked.title])[0], headers, rows, _WIDTHS)
    line = speech.label("reach-sheet-line", count=len(rows), filled_on=filled_on(asked.on))
    return paper_workbook(PaperSheet(table, asked.title, line, centred=(0, 2)))
