"""The xlsx of a digest (values in, files out)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.reporting.lights import Light
from forms.fields import Field, FieldKind
from locales import Speech, Words
from locales.dates import dated_day_name, duty_title
from reports.digests.digest import Counts, Digest
from reports.digests.lists import GridReport, grid_reports, listed_texts
from reports.digests.sheet import BranchLine, DigestSheet, EntrySheet, GridLine, WrittenSheet, digest_sheet
from reports.entry_facts import EntryFacts
from reports.sheets.form_columns import (
    SumColumn,
    cell_of,
    cells_of,
    header,
    item_cells,
    shown_fields,
    sum_columns,
    sums_below,
    width,
)
from reports.sheets.safe_cells import Value
from reports.standing_words import standing_said
from reports.totals import light_field
from storage.unit_of_work import UnitOfWork

_FILLS = {Light.GREEN: "CDE8DC", Light.YELLOW: "FFE9A8", Light.RED: "F6C4BE"}


def read_rows(uow: UnitOfWork, digest: Digest, now: datetime) -> list[GridReport]:
    """Read what each grid owed and filed, the exempt too; `now` (aware) tells what is missing and what still open."""
    return grid_reports(uow, digest.subject, now, answers=True)


def digest_xlsx(
    digest: Digest,
    rows: Sequence[GridReport],
    words: Words,
    speech: Speech,
    entries: EntryFacts | None = None,
) -> bytes:
    """Return the xlsx of level 1: branches, grids with every field of the form, what was written in each, `entries`."""
    form, lang = digest.form, speech.language
    sums, fields = sum_columns(form), shown_fields(form.fields)
    light = light_field(form)
    sheet = DigestSheet(
        caption=duty_title(speech, form.title, digest.period_id),
        sums=[column.header(lang) for column in sums],
        fields=[header(field, lang) for field in fields],
        branches=[_branch_line(digest, branch, sums) for branch in digest.branches],
        grids=[_grid_line(digest, report, speech) for report in rows],
        written=[_written(field, rows, lang) for field in _written_fields(digest)],
        widths=[width(field) for field in fields],
        light=None if light is None else fields.index(light),
        fills={} if light is None else _fills(light, lang),
        entries=None if entries is None else _entry_sheet(entries, speech),
    )
    return digest_sheet(sheet, words, lang)


def _entry_sheet(facts: EntryFacts, speech: Speech) -> EntrySheet:
    """Return every figure of registers that the digest may tell, nought too."""
    rows: list[tuple[str, int, int | None]] = [
        (speech.label(f"reports-entries-{kind}"), entries.open, entries.overdue)
        for kind, entries in facts.open_entries().items()
    ]
    rows += [
        (speech.label("reports-entries-risks", level=level), number, None)
        for level, number in facts.risks.items()
    ]
    return EntrySheet(speech.label("reports-entries-as-of", day=dated_day_name(speech, facts.day)), rows)


def _fills(light: Field, lang: str) -> dict[str, str]:
    """Return the colour behind each light, by its label."""
    known = {choice.value: choice.label[lang] for choice in light.choices}
    return {known[lit.value]: colour for lit, colour in _FILLS.items() if lit.value in known}


def _written_fields(digest: Digest) -> list[Field]:
    """Return the fields of which each entry has a row in a sheet of its own: groups, then the texts that are listed."""
    groups = [field for field in digest.form.fields if field.kind is FieldKind.GROUP]
    return [*groups, *listed_texts(digest.form)]


def _written(field: Field, rows: Sequence[GridReport], lang: str) -> WrittenSheet:
    parts = shown_fields(field.fields) if field.kind is FieldKind.GROUP else [field]
    return WrittenSheet(
        field.label[lang],
        [header(part, lang) for part in parts],
        [
            (report.branch.name, report.grid.name, *cells)
            for report in rows
            for cells in _entries(field, report, lang)
        ],
    )


def _entries(field: Field, report: GridReport, lang: str) -> Iterator[Sequence[Value]]:
    answers = report.answers or {}
    if field.kind is FieldKind.GROUP:
        yield from item_cells(field, answers, lang)
    elif answers.get(field.key) is not None:
        yield [cell_of(field, answers[field.key], lang)]


def _branch_line(digest: Digest, counts: Counts, sums: Sequence[SumColumn]) -> BranchLine:
    return BranchLine(
        code=counts.code,
        branch=counts.name,
        due=counts.due,
        on_time=counts.on_time,
        late=counts.late,
        missing=counts.missing,
        exempt=counts.exempt,
        sums=[column.figure(counts.totals) for column in sums],
        below=sums_below(digest.form, counts.totals),
    )


def _grid_line(digest: Digest, report: GridReport, speech: Speech) -> GridLine:
    kind = report.grid.kind
    return GridLine(
        branch_code=report.branch.code,
        branch=report.branch.name,
        grid=report.grid.name,
        kind=kind.value if kind else "",
        standing=report.standing,
        standing_said=standing_said(report.standing, report.exempt_reason, speech),
        submitted_at=report.submitted_at,
        answers=[] if report.answers is None else cells_of(digest.form, report.answers, speech.language),
    )
