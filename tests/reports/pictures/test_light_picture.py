import io
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from domain.reporting.lights import Light
from locales import LANGUAGES, Words
from reports.pictures import light_drawing
from reports.pictures.light_layout import lay_out, shortened, text_width
from reports.pictures.light_picture import light_picture
from reports.pictures.lights import LightCell, LightPicture, LightRow
from tests.reports.measured import assert_legible

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


@pytest.mark.parametrize(("rows", "height"), [(0, 1280), (1, 1280), (10, 1280), (25, 1280), (70, 1440)])
def test_a_picture_is_1080_pixels_wide_and_upright(rows: int, height: int) -> None:
    image = drawn(picture_of(rows))
    assert image.width == 1080
    assert image.height <= height


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
        LightCell(hidden=True),
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


def test_seventy_rows_stand_in_two_blocks_and_a_hundred_in_three() -> None:
    assert len(lay_out(picture_of(70)).lefts) == 2
    assert len(lay_out(picture_of(100)).lefts) == 3


def test_ten_branches_show_a_whole_year() -> None:
    layout = lay_out(picture_of(10, months=12))
    assert (len(layout.lefts), len(layout.months)) == (1, 12)


def test_months_that_do_not_fit_are_left_out_oldest_first() -> None:
    assert lay_out(picture_of(70, months=12)).months == [f"{month}月" for month in range(7, 13)]
    oldest, newest = [GREEN, *[None] * 39], [*[None] * 39, GREEN]
    blank, old, new = (
        drawn(LightPicture("", [], ["月"] * 40, [LightRow("内科", cells)])).tobytes()
        for cells in ([None] * 40, oldest, newest)
    )
    assert old == blank
    assert new != blank


def test_months_that_are_short_of_room_are_called_by_their_number() -> None:
    layout = lay_out(by_branch(10, 6, months=12))
    assert layout.months == [f"{month}" for month in range(4, 13)]
    assert layout.month_text >= 22


def test_every_row_has_a_place_of_its_own() -> None:
    places = {(left, middle) for left, middle, _ in lay_out(picture_of(70)).places()}
    assert len(places) == 70


@pytest.mark.parametrize(("branches", "departments"), [(10, 6), (7, 4), (14, 6), (3, 30), (1, 80)])
def test_departments_stand_below_their_branch_in_the_same_block_where_a_block_holds_them(
    branches: int, departments: int
) -> None:
    picture = by_branch(branches, departments)
    blocks = lay_out(picture).blocks
    assert [row for block in blocks for row in block] == list(picture.rows)
    if departments < 30:
        assert all(block[0].heading for block in blocks)


# What is legible is measured on the figure itself: where each text really stands, and how large it is.


@pytest.mark.parametrize(
    ("branches", "departments", "language"), [(4, 8, "zh"), (10, 6, "zh"), (10, 6, "en"), (14, 6, "zh")]
)
def test_departments_of_a_whole_unit_are_legible(branches: int, departments: int, language: str) -> None:
    legible(by_branch(branches, departments, months=12), language)


@pytest.mark.parametrize("rows", [1, 20, 40])
def test_branches_are_legible_with_what_is_below_their_signs(rows: int) -> None:
    legible(picture_of(rows, 12, LightCell(Light.YELLOW, late=True, note="12/14")), "zh")


def test_lines_and_names_far_too_long_stay_on_the_paper() -> None:
    row = LightRow("一个名字非常非常非常非常非常非常长的科室" * 3, [GREEN] * 12)
    months = ["2026年第52、53周"] * 12
    legible(LightPicture("题" * 80, ["数" * 80] * 2, months, [row], ["53"] * 12), "zh")


def by_branch(branches: int, departments: int, months: int = 12) -> LightPicture:
    cells = [None, *[LightCell(Light.RED, late=True)] * (months - 1)]
    rows = [
        LightRow(name, cells, heading)
        for branch in range(branches)
        for name, heading in [
            (f"内科第{branch}党支部", True),
            *((f"消化内科{n}", False) for n in range(departments)),
        ]
    ]
    names = [f"{month}" for month in range(1, months + 1)]
    return LightPicture("6月廉情月报", ["已报 68/72", "绿 1"], [f"{n}月" for n in names], rows, names)


def legible(picture: LightPicture, language: str) -> None:
    """Measure every text: 22 pixels or more, on the paper, over no other text."""
    signs = (*Light, "late", "missing", "open", "hidden", "none")
    words = {str(sign): WORDS.get(language, f"reports-lights-{sign}") for sign in signs}
    assert_legible(light_drawing.drawn(picture, words))


def test_a_name_too_long_is_cut_with_an_ellipsis() -> None:
    cut = shortened("一个名字非常非常长的科室", 30, 200)
    assert cut.endswith("…")
    assert text_width(cut, 30) <= 200
    assert shortened("骨科", 30, 200) == "骨科"


def test_importing_the_report_does_not_import_matplotlib() -> None:
    code = "import sys, reports.pictures.light_picture; sys.exit('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert found.returncode == 0


def test_a_first_run_with_no_folder_for_a_cache_says_nothing() -> None:
    bare = {"PATH": "/usr/bin:/bin", "HOME": "/dev/null", "PYTHONPATH": str(Path(__file__).parents[3])}
    code = "import reports.pictures.light_drawing as drawing; print(bool(drawing))"
    ran = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=True
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")
