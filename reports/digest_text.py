"""A digest in words: for level 1 with everything, for committee and supervisor without persons (WINDOWS.md)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from html import escape

from domain.lights import Light
from forms.fields import Field
from forms.summary import say_answer, say_item
from forms.sums import Total
from locales import Speech
from locales.dates import day_name, duty_title
from reports.digest import Counts, Digest, listed_items, listed_texts, protected
from reports.tip_facts import NotShown

NAMES_SHOWN = 12
TEXTS_SHOWN = 15
TEXT_LENGTH = 120
_ABOUT_TIPS = "tips_forwarded"


def digest_text(
    digest: Digest, speech: Speech, *, for_level_one: bool, tips: int | NotShown | None = None
) -> str:
    """Return the overview as HTML, under 4,096 characters.

    `tips` is how many came in the period, or why its reader is not shown that; None leaves the line out.
    """
    lines = [_headline(digest, speech)]
    lines += _light_lines(digest, speech, for_level_one=for_level_one)
    # How many tips were forwarded is a figure about tips of one source: where small ones are hidden, it is left out.
    fields = [one for one in digest.figures() if for_level_one or one.computed != _ABOUT_TIPS]
    lines += [_figure_line(digest, field, speech) for field in fields]
    items, texts = listed_items(digest), listed_texts(digest)
    if items:
        lines.append(speech.text("digest-tendencies", count=len(items)))
    if for_level_one and texts:
        lines.append(speech.text("digest-suggestions", count=len(texts)))
    if isinstance(tips, NotShown):
        lines.append(speech.text(f"digest-tips-{tips}"))
    elif tips is not None:
        lines.append(speech.text("digest-tips", count=tips))
    if for_level_one:
        missing = [one.grid.name for one in digest.missing()]
        if missing:
            lines.append(speech.text("digest-missing", names=names(missing, speech)))
    return "\n".join(lines)


def names(some: Sequence[str], speech: Speech) -> str:
    """Return names in one line, the first few and how many there are in all."""
    if len(some) <= NAMES_SHOWN:
        return speech.label("list-comma").join(some)
    shown = speech.label("list-comma").join(some[:NAMES_SHOWN])
    return speech.label("list-and-more", shown=shown, count=len(some))


def branches_text(digest: Digest, speech: Speech, *, for_level_one: bool) -> str:
    """Return a line a branch; in what leaves level 1, small ones stand together."""
    groups = groups_shown(digest, speech, for_level_one=for_level_one)
    return "\n".join([_headline(digest, speech), *(_branch_line(one, speech) for one in groups)])


def groups_shown(digest: Digest, speech: Speech, *, for_level_one: bool) -> list[Counts]:
    """Return the branches as level 1 sees them, or as others do: none smaller than SMALLEST_GROUP."""
    groups = digest.branches()
    return groups if for_level_one else protected(groups, speech.label("digest-other-branches"))


def tendencies_text(digest: Digest, speech: Speech) -> str:
    """Return the tendencies of all grids, and the suggestions, cut to what a window holds."""
    lines = [f"<b>{escape(duty_title(speech, digest.form.title, digest.period_id))}</b>"]
    lines += _cut(
        (
            f"{report.grid.name}：{say_item(group, item, speech.language, TEXT_LENGTH)}"
            for report, group, item in listed_items(digest)
        ),
        speech,
    )
    texts = listed_texts(digest)
    if texts:
        lines.append(speech.text("digest-suggestions", count=len(texts)))
        lines += _cut((f"{report.grid.name}：{text[:TEXT_LENGTH]}" for report, text in texts), speech)
    return "\n".join(lines)


def closing_line(digest: Digest, speech: Speech, today: date) -> str:
    """Return whether the figures are final, and if not until when they may change."""
    if today > digest.closes_on:
        return speech.text("digest-closed")
    return speech.text("digest-open", day=day_name(speech, digest.closes_on))


def _cut(lines: Iterable[str], speech: Speech) -> list[str]:
    every = [f"• {escape(line, quote=False)}" for line in lines]
    if len(every) <= TEXTS_SHOWN:
        return every
    return [*every[:TEXTS_SHOWN], speech.text("digest-more-in-xlsx", count=len(every) - TEXTS_SHOWN)]


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
            grids = [one.grid.name for one in digest.reports if one.light is light]
            if grids:
                lines.append(speech.text(f"digest-{light}-grids", names=names(grids, speech)))
    return lines


def _figure_line(digest: Digest, field: Field, speech: Speech) -> str:
    now = _say(field, digest.totals, speech)
    changes = [
        speech.label(key, figure=_say(field, totals, speech))
        for key, totals in (("digest-before", digest.before), ("digest-year-ago", digest.year_ago))
        if totals is not None
    ]
    label = field.label[speech.language]
    if not changes:
        return speech.text("digest-figure", label=label, figure=now)
    compared = speech.label("list-comma").join(changes)
    return speech.text("digest-figure-compared", label=label, figure=now, compared=compared)


def _say(field: Field, totals: Mapping[str, Total], speech: Speech) -> str:
    figure = totals[field.key].figure
    if isinstance(figure, Decimal):
        return say_answer(field, f"{figure:.2f}", speech.language)
    unit = field.unit[speech.language] if field.unit else ""
    return f"{figure} {unit}".strip()


def _branch_line(one: Counts, speech: Speech) -> str:
    lights = one.lights
    key = "digest-branch" if any(lights.values()) else "digest-branch-plain"
    details = {light.value: lights[light] for light in Light} if any(lights.values()) else {}
    return speech.text(key, branch=one.name, reported=one.reported, due=one.due, late=one.late, **details)
