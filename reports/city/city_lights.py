"""The organ's picture: hospitals × months, drawn as a hospital's own lights are (docs/domain.md section 6)."""

from collections.abc import Mapping

from domain.city.aggregates import Aggregates, Stand
from locales import Speech, Words
from locales.dates import period_name, short_period_name
from reports.pictures.light_picture import light_picture
from reports.pictures.lights import MONTHS_MOST, ROWS_LEGIBLE, LightCell, LightPicture, LightRow


def city_lights_png(hospitals: Mapping[str, Aggregates | None], words: Words, speech: Speech) -> bytes | None:
    """Return the picture of hospitals, by name; None while none of them tells a month, or there are too many."""
    picture = city_picture(hospitals, speech)
    if not picture.months or len(picture.rows) > ROWS_LEGIBLE:
        return None
    return light_picture(picture, words, speech.language)


def city_picture(hospitals: Mapping[str, Aggregates | None], speech: Speech) -> LightPicture:
    """Return what it shows: of each month the worst light that is told, and how many have reported."""
    told = [each for each in hospitals.values() if each is not None]
    periods = sorted({period for each in told for period in each.months})[-MONTHS_MOST:]
    rows = [
        LightRow(name, [_cell(None if each is None else each.months.get(period)) for period in periods])
        for name, each in hospitals.items()
    ]
    latest = [each.months[periods[-1]] for each in told if periods and periods[-1] in each.months]
    counts = [
        speech.label(
            "city-picture-reported",
            hospitals=len(hospitals),
            reported=sum(stand.reported for stand in latest),
            due=sum(stand.due for stand in latest),
        )
    ]
    months = [period_name(speech, period) for period in periods]
    return LightPicture(
        speech.label("city-picture-title"),
        counts,
        months,
        rows,
        [short_period_name(speech, period) for period in periods],
    )


def _cell(stand: Stand | None) -> LightCell | None:
    if stand is None:
        return None
    hidden = bool(stand.reported) and stand.worst is None
    return LightCell(
        light=stand.worst,
        late=stand.late > 0,
        missing=stand.worst is None and not hidden and stand.missing > 0,
        hidden=hidden,
        note=f"{stand.reported}/{stand.due}",
    )
