"""The picture and the xlsx of a digest (values in, files out)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from domain.lights import Light
from domain.periods import period_before
from forms.fields import Field
from forms.summary import say_answer
from forms.sums import add_up, figure_of
from locales import Speech, Words
from locales.dates import duty_title, period_name
from reports.digest import Counts, Digest, GridReport, count, listed_items, listed_texts
from reports.digest_sheet import (
    BranchLine,
    DigestSheet,
    GridLine,
    SuggestionLine,
    TendencyLine,
    digest_sheet,
)
from reports.digest_text import groups_shown
from reports.light_picture import LightCell, LightPicture, LightRow, light_picture
from reports.safe_cells import Value

MONTHS_SHOWN = 6


def periods_shown(period_id: str) -> list[str]:
    """Return the periods of the picture, oldest first, `period_id` last."""
    found = [period_id]
    while len(found) < MONTHS_SHOWN:
        found.insert(0, period_before(found[0]))
    return found


def digest_picture(
    digests: Sequence[Digest | None], words: Words, speech: Speech, *, for_level_one: bool
) -> bytes | None:
    """Return branches × periods as a PNG, the latest period last; None for a form without lights.

    `digests` are those of `periods_shown`, None where nothing was due. In what leaves level 1, small branches
    share a row.
    """
    latest = digests[-1]
    if latest is None or not any(latest.all.lights.values()):
        return None
    known = [one for one in digests if one is not None]
    groups = [groups_shown(digest, speech, for_level_one=for_level_one) for digest in known]
    branches = {one.name: None for period in groups for one in period}
    rows = [LightRow(name, [_cell(period, name) for period in groups]) for name in branches]
    every = latest.all
    counts = [
        speech.label("digest-picture-reported", reported=every.reported, due=every.due, late=every.late),
        speech.label("digest-lights", **{light.value: number for light, number in every.lights.items()}),
    ]
    title = speech.label(
        "digest-picture-title",
        title=duty_title(speech, latest.form.title, latest.period_id),
        unit=latest.unit.name,
    )
    months = [period_name(speech, digest.period_id) for digest in known]
    return light_picture(LightPicture(title, counts, months, rows), words, speech.language)


def digest_xlsx(digest: Digest, words: Words, speech: Speech) -> bytes:
    """Return the xlsx of level 1: branches, grids, tendencies, suggestions."""
    fields = digest.figures()
    lang = speech.language
    groups: dict[str, list[GridReport]] = {}
    for report in digest.reports:
        groups.setdefault(report.branch.code, []).append(report)
    sheet = DigestSheet(
        caption=duty_title(speech, digest.form.title, digest.period_id),
        figures=[_header(field, lang) for field in fields],
        branches=[_branch_line(digest, group, fields) for _, group in sorted(groups.items())],
        grids=[_grid_line(report, fields) for report in digest.reports],
        tendencies=[
            TendencyLine(report.branch.name, report.grid.name, *_said(group.fields, item, lang))
            for report, group, item in listed_items(digest)
        ],
        suggestions=[
            SuggestionLine(report.branch.name, report.grid.name, text)
            for report, text in listed_texts(digest)
        ],
    )
    return digest_sheet(sheet, words, lang)


def _said(fields: Sequence[Field], item: Mapping[str, Any], lang: str) -> tuple[str, str, str]:
    summary, area, measure = (say_answer(field, item.get(field.key), lang) for field in fields[:3])
    return summary, area, measure


def _header(field: Field, lang: str) -> str:
    return f"{field.label[lang]}（{field.unit[lang]}）" if field.unit else field.label[lang]


def _cell(groups: Sequence[Counts], branch: str) -> LightCell | None:
    found = next((one for one in groups if one.name == branch), None)
    if found is None:
        return None
    return LightCell(
        light=found.worst,
        late=found.late > 0,
        missing=found.worst is None and found.missing > 0,
        note=f"{found.reported}/{found.due}",
    )


def _branch_line(digest: Digest, group: Sequence[GridReport], fields: Sequence[Field]) -> BranchLine:
    counts: Counts = count(group[0].branch.name, group)
    totals = add_up(digest.form, (one.answers for one in group if one.answers is not None))
    return BranchLine(
        counts.name,
        counts.due,
        counts.on_time,
        counts.late,
        counts.missing,
        counts.lights[Light.GREEN],
        counts.lights[Light.YELLOW],
        counts.lights[Light.RED],
        [totals[field.key].figure for field in fields],
    )


def _grid_line(report: GridReport, fields: Sequence[Field]) -> GridLine:
    answers = [report.answers] if report.answers is not None else []
    kind = report.grid.kind
    return GridLine(
        branch=report.branch.name,
        grid=report.grid.name,
        kind=kind.value if kind else "",
        standing=report.standing,
        submitted_at=report.submitted_at,
        light=report.light,
        figures=[_figure(field, answers) for field in fields],
    )


def _figure(field: Field, answers: Sequence[Mapping[str, Any]]) -> Value:
    figure = figure_of(field, answers)
    return Decimal(figure) if isinstance(figure, str) else figure
