import io
import subprocess
import sys
from itertools import combinations

import pytest
from PIL import Image

from domain.lights import Light
from locales import LANGUAGES, Words
from reports.light_layout import MARGIN, WIDTH, lay_out, shortened, text_width
from reports.light_picture import LightCell, LightPicture, LightRow, light_picture

WORDS = Words()
MONTHS = [f"{month}月" for month in range(1, 7)]


GREEN = LightCell(Light.GREEN)


def picture_of(rows: int, months: int = 6, cell: LightCell | None = GREEN) -> LightPicture:
    names = [f"内科第{number}党支部" for number in range(rows)]
    shown = [f"{month}月" for month in range(1, months + 1)]
    return LightPicture(
        "6月廉情月报", ["已报 68/72"], shown, [LightRow(name, [cell] * months) for name in names]
    )


def drawn(picture: LightPicture, language: str = "zh") -> Image.Image:
    return Image.open(io.BytesIO(light_picture(picture, WORDS, language))).convert("RGB")


@pytest.mark.parametrize("rows", [0, 1, 10, 25, 70])
def test_a_picture_is_1080_pixels_wide_and_no_taller_than_telegram_shows(rows: int) -> None:
    image = drawn(picture_of(rows))
    assert image.width == 1080
    assert image.height <= 1280


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_not_blank(language: str) -> None:
    colours = drawn(picture_of(3), language).getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 50


def test_every_state_of_a_cell_looks_different() -> None:
    states = [
        None,
        LightCell(),
        LightCell(missing=True),
        *(LightCell(light) for light in Light),
        LightCell(Light.GREEN, late=True),
        LightCell(Light.GREEN, missing=True),
        LightCell(Light.GREEN, note="5/6"),
    ]
    images = [drawn(picture_of(1, 1, state)).tobytes() for state in states]
    assert all(one != other for one, other in combinations(images, 2))


def test_lights_differ_in_shape_and_not_only_in_colour() -> None:
    images = [drawn(picture_of(1, 1, LightCell(light))) for light in Light]
    table = (0, 200, 1080, 300)
    shapes = [
        image.crop(table).convert("L").point(lambda grey: 255 if grey > 225 else 0).tobytes()
        for image in images
    ]
    assert all(one != other for one, other in combinations(shapes, 2))


def test_signs_of_mathematics_in_a_name_are_only_signs() -> None:
    drawn(LightPicture("$\\frac$", ["$_$"], MONTHS[:1], [LightRow("$^$", [None])]))


def test_a_sign_that_the_font_lacks_does_not_stop_the_picture() -> None:
    drawn(LightPicture("🏥", [], MONTHS[:1], [LightRow("\U0001f3e5科", [None])]))


def test_seventy_rows_stand_side_by_side_and_stay_legible() -> None:
    layout = lay_out(picture_of(70))
    assert len(layout.lefts) == 3
    assert layout.text_size >= 24
    assert (
        layout.lefts[-1] + layout.name_width + layout.month_width * layout.months_shown <= WIDTH - MARGIN + 1
    )


def test_ten_branches_show_a_whole_year() -> None:
    layout = lay_out(picture_of(10, months=12))
    assert (len(layout.lefts), layout.months_shown) == (1, 12)


def test_months_that_do_not_fit_are_left_out_oldest_first() -> None:
    assert lay_out(picture_of(70, months=12)).months_shown < 12
    oldest, newest = [GREEN, *[None] * 39], [*[None] * 39, GREEN]
    blank, old, new = (
        drawn(LightPicture("", [], ["月"] * 40, [LightRow("内科", cells)])).tobytes()
        for cells in ([None] * 40, oldest, newest)
    )
    assert old == blank
    assert new != blank


def test_every_row_has_a_place_of_its_own() -> None:
    picture = picture_of(70)
    places = {(left, middle) for left, middle, _ in lay_out(picture).places(picture)}
    assert len(places) == 70


def test_a_name_too_long_is_cut_with_an_ellipsis() -> None:
    cut = shortened("一个名字非常非常长的科室", 30, 200)
    assert cut.endswith("…")
    assert text_width(cut, 30) <= 200
    assert shortened("骨科", 30, 200) == "骨科"


def test_importing_the_report_does_not_import_matplotlib() -> None:
    code = "import sys, reports.light_picture; sys.exit('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert found.returncode == 0
