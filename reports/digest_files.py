"""The xlsx of a digest (values in, files out)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.lights import Light
from forms.fields import Field, FieldKind
from forms.summary import say_answer
from forms.sums import figure_of
from locales import Speech, Words
from locales.dates import duty_title
from reports.digest import Counts, Digest
from reports.digest_lists import GridReport, Listed, grid_reports, list_items, list_texts, listed_fields
from reports.digest_sheet import (
    BranchLine,
    DigestSheet,
    GridLine,
    WrittenSheet,
    digest_sheet,
)
from reports.safe_cells import Value
from reports.standing_words import standing_said
from storage.figures import Page
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DigestRows:
    """What an xlsx shows beside the figures: every grid, and everything that was written."""

    reports: Sequence[GridReport]
    items: Sequence[Listed]
    texts: Sequence[Listed]


def read_rows(uow: UnitOfWork, digest: Digest, now: datetime) -> DigestRows:
    """Read all that stands in the xlsx of `digest`; `now` (aware) tells what is missing and what still open."""
    every = Page(digest.all.reported)
    found = grid_reports(uow, digest.subject, now, answers=True)
    return DigestRows(
        found,
        list_items(uow, digest.subject, every),
        list_texts(uow, digest.subject, every),
    )


def digest_xlsx(digest: Digest, rows: DigestRows, words: Words, speech: Speech) -> bytes:
    """Return the xlsx of level 1: branches, grids, and what was written under each of the form's labels."""
    fields = digest.figures()
    lang = speech.language
    branches = {one.code: one.name for one in digest.branches}
    sheet = DigestSheet(
        caption=duty_title(speech, digest.form.title, digest.period_id),
        figures=[_header(field, lang) for field in fields],
        branches=[_branch_line(one, fields) for one in digest.branches],
        grids=[_grid_line(report, fields, speech) for report in rows.reports],
        written=[
            WrittenSheet(
                field.label[lang],
                [part.label[lang] for part in _parts(field)],
                [
                    (branches[one.branch_code], one.grid_name, *_said(one, lang))
                    for one in (*rows.items, *rows.texts)
                    if one.field is field
                ],
            )
            for field in listed_fields(digest.form)
        ],
    )
    return digest_sheet(sheet, words, lang)


def _parts(field: Field) -> list[Field]:
    """Return what a listed field is asked for by: all that an item of a group has, or the text itself."""
    if field.kind is not FieldKind.GROUP:
        return [field]
    return [part for part in field.fields if part.kind is not FieldKind.NOTE]


def _said(one: Listed, lang: str) -> list[str]:
    if one.field.kind is not FieldKind.GROUP:
        return [str(one.said)]
    return [say_answer(part, one.said.get(part.key), lang) for part in _parts(one.field)]


def _header(field: Field, lang: str) -> str:
    return f"{field.label[lang]}（{field.unit[lang]}）" if field.unit else field.label[lang]


def _branch_line(counts: Counts, fields: Sequence[Field]) -> BranchLine:
    return BranchLine(
        counts.code,
        counts.name,
        counts.due,
        counts.on_time,
        counts.late,
        counts.missing,
        counts.exempt,
        counts.lights[Light.GREEN],
        counts.lights[Light.YELLOW],
        counts.lights[Light.RED],
        [counts.totals[field.key].figure for field in fields],
    )


def _grid_line(report: GridReport, fields: Sequence[Field], speech: Speech) -> GridLine:
    answers = [report.answers] if report.answers is not None else []
    kind = report.grid.kind
    return GridLine(
        branch_code=report.branch.code,
        branch=report.branch.name,
        grid=report.grid.name,
        kind=kind.value if kind else "",
        standing=report.standing,
        standing_said=standing_said(report.standing, report.exempt_reason, speech),
        submitted_at=report.submitted_at,
        light=report.light,
        figures=[_figure(field, answers) for field in fields],
    )


def _figure(field: Field, answers: Sequence[Mapping[str, Any]]) -> Value:
    figure = figure_of(field, answers)
    return Decimal(figure) if isinstance(figure, str) else figure
