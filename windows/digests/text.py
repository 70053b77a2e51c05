"""A digest in words: for level 1 with everything, for committee and supervisor without persons (docs/windows.md)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape

from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP
from domain.time.periods import period_a_year_before
from forms.fields import Field
from forms.summary import say_answer
from forms.sums import Total
from locales import Speech
from locales.dates import day_name, duty_title
from reports.digests.digest import Counts, Digest
from reports.digests.lists import listed_groups, listed_texts
from reports.digests.small_groups import are_told_outside
from reports.digests.told import change_between, figures_told, groups_shown
from reports.standing_words import name_said
from reports.tip_facts import NotShown

NAMES_SHOWN = 12


def digest_text(
    digest: Digest, speech: Speech, *, for_level_one: bool, tips: int | NotShown | None = None
) -> str:
    """Return the overview as HTML, under 4,096 characters.

    `tips` is how many came in the period, or why its reader is not shown that; None leaves the line out.
    """
    if not for_level_one and digest.all.due < SMALLEST_GROUP:
        return _tiny(digest, speech)
    lines = [_headline(digest, speech)]
    if for_level_one or are_told_outside(digest.periods[digest.period_id]):
        lines += _light_lines(digest, speech, for_level_one=for_level_one)
        compared = _compared(digest, for_level_one=for_level_one)
        fields = figures_told(digest, for_level_one=for_level_one)
        lines += [_figure_line(digest.totals, field, compared, speech) for field in fields]
        lines += _written_lines(digest, speech, for_level_one=for_level_one)
    elif digest.all.reported:
        lines.append(speech.text("digest-few"))
    if isinstance(tips, NotShown):
        lines.append(speech.text(f"digest-tips-{tips}"))
    elif tips is not None:
        lines.append(speech.text("digest-tips", count=tips))
    if for_level_one and digest.missing:
        said = [name_said(grid, speech) for grid in digest.missing]
        lines.append(speech.text("digest-missing", names=names(said, digest.all.missing, speech)))
    if for_level_one and digest.all.uncorrected:
        lines.append(speech.text("digest-uncorrected-count", count=digest.all.uncorrected))
    return "\n".join(lines)


def names(some: Sequence[str], count: int, speech: Speech) -> str:
    """Return names in one line, the first few of `some` and how many there are in all, `count`."""
    if count <= NAMES_SHOWN:
        return speech.label("list-comma").join(some)
    shown = speech.label("list-comma").join(some[:NAMES_SHOWN])
    return speech.label("list-and-more", shown=shown, count=count)


def branches_text(digest: Digest, speech: Speech, *, for_level_one: bool) -> str:
    """Return a line a branch; in what leaves level 1, small ones stand together."""
    if not for_level_one and digest.all.due < SMALLEST_GROUP:
        return _tiny(digest, speech)
    return "\n".join([_headline(digest, speech), *branch_lines(digest, speech, for_level_one=for_level_one)])


def branch_lines(digest: Digest, speech: Speech, *, for_level_one: bool) -> list[str]:
    """Return a line a branch, as HTML."""
    groups = groups_shown(digest.periods[digest.period_id], speech, for_level_one=for_level_one)
    if [group.name for group in groups] == [speech.label("digest-other-branches")]:
        return []  # all of them put together are the unit itself, which stands above already
    return [branch_line(group, speech) for group in groups]


def title_line(digest: Digest, speech: Speech) -> str:
    """Return the name of the period's reports, in bold."""
    return f"<b>{escape(duty_title(speech, digest.form.title, digest.period_id), quote=False)}</b>"


def closing_line(digest: Digest, speech: Speech, today: date) -> str:
    """Return whether the figures are final, and if not until when they may change."""
    if today > digest.closes_on:
        return speech.text("digest-closed")
    return speech.text("digest-open", day=day_name(speech, digest.closes_on))


def _tiny(digest: Digest, speech: Speech) -> str:
    return speech.text("digest-tiny", title=duty_title(speech, digest.form.title, digest.period_id))


def _headline(digest: Digest, speech: Speech) -> str:
    every = digest.all
    return speech.text(
        "digest-headline",
        title=duty_title(speech, digest.form.title, digest.period_id),
        reported=every.reported,
        due=every.due,
        on_time=every.on_time,
        late=every.late,
        missing=every.missing,
    )


def _light_lines(digest: Digest, speech: Speech, *, for_level_one: bool) -> list[str]:
    lights = digest.all.lights
    if not any(lights.values()):
        return []
    lines = [speech.text("digest-lights", **{light.value: lights[light] for light in Light})]
    if for_level_one:
        for light in (Light.RED, Light.YELLOW):
            if lights[light]:
                shown = names(digest.lit[light], lights[light], speech)
                lines.append(speech.text(f"digest-{light}-grids", names=shown))
    return lines


def _written_lines(digest: Digest, speech: Speech, *, for_level_one: bool) -> list[str]:
    """Return how much was written under each label of the form; to others of groups alone, and only that it is few."""
    lines = []
    for group in listed_groups(digest.form):
        label, count = group.label[speech.language], digest.listed_count(group)
        if count and not for_level_one and count < SMALLEST_GROUP:
            lines.append(speech.text("digest-items-few", label=label, unit=unit_of(group, speech)))
        elif count:
            figure = figure_said(group, digest.totals[group.key], speech)
            lines.append(speech.text("digest-figure", label=label, figure=figure))
    texts = listed_texts(digest.form) if for_level_one else []
    lines += [
        speech.text("digest-texts", label=field.label[speech.language], count=count)
        for field in texts
        if (count := digest.listed_count(field))
    ]
    return lines


def _compared(digest: Digest, *, for_level_one: bool) -> list[tuple[str, Mapping[str, Total]]]:
    """Return what the sums are compared with: the period before, and the one a year ago, as far as they are told."""
    before, year_ago = digest.periods_back[-2], period_a_year_before(digest.period_id)
    found = []
    for key, period_id in (("digest-against-before", before), ("digest-against-year-ago", year_ago)):
        period = digest.periods.get(period_id)
        if period is not None and (for_level_one or are_told_outside(period)):
            found.append((key, period.all.totals))
    return found


def _figure_line(
    now: Mapping[str, Total],
    field: Field,
    compared: Sequence[tuple[str, Mapping[str, Total]]],
    speech: Speech,
) -> str:
    label = field.label[speech.language]
    figure = figure_said(field, now[field.key], speech)
    changes = []
    for key, then in compared:
        change = change_between(then[field.key].figure, now[field.key].figure, speech)
        changes.append(
            speech.label(key, figure=figure_said(field, then[field.key], speech), change=f" {change}")
        )
    if not changes:
        return speech.text("digest-figure", label=label, figure=figure)
    against = speech.label("list-comma").join(changes)
    return speech.text("digest-figure-compared", label=label, figure=figure, compared=against)


def share_said(field: Field, total: Total, speech: Speech) -> str:
    """Return how many took each choice, "医疗服务 3、医德医风 1"; choices that nobody took are left out."""
    taken = [
        f"{choice.label[speech.language]} {total.counts[choice.value]}"
        for choice in field.choices
        if total.counts[choice.value]
    ]
    return speech.label("list-comma").join(taken)


def figure_said(field: Field, total: Total, speech: Speech) -> str:
    """Return what a field added up to, with its unit, "1,200.00 元"."""
    figure = total.figure
    if isinstance(figure, Decimal):
        return say_answer(field, f"{figure:.2f}", speech.language)
    return f"{figure} {unit_of(field, speech)}".strip()


def unit_of(field: Field, speech: Speech) -> str:
    """Return what a field counts in, "项"; empty where its form does not say."""
    return field.unit[speech.language] if field.unit else ""


def branch_line(group: Counts, speech: Speech) -> str:
    """Return how a branch stands, as HTML."""
    shown: dict[str, str | int] = {
        "branch": group.name,
        "reported": group.reported,
        "due": group.due,
        "late": group.late,
    }
    if group.reported and not group.lights:
        return speech.text("digest-hidden", **shown)
    if not any(group.lights.values()):
        return speech.text("digest-branch-plain", **shown)
    return speech.text("digest-branch", **shown, **{light.value: group.lights[light] for light in Light})
