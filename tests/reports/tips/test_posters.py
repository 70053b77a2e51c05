import io

import pikepdf
import pytest

from locales import Words
from reports.tips.posters import Poster, poster_pages

LINK = "https://t.me/gridbot_test?start=d-MzAxMDE"


def test_every_department_has_a_page() -> None:
    posters = [Poster(f"科室{number}", LINK) for number in range(3)]
    pages = poster_pages(posters, "本院", Words(), "zh")
    with pikepdf.open(io.BytesIO(pages)) as opened:
        assert len(opened.pages) == 3
        width, height = (float(side) for side in opened.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_a_long_name_still_fits_the_page() -> None:
    assert poster_pages([Poster("很长的科室名称" * 12, LINK)], "本院" * 20, Words(), "zh").startswith(b"%PDF")


def test_without_a_department_there_is_no_poster() -> None:
    with pytest.raises(ValueError, match="no poster"):
        poster_pages([], "本院", Words(), "zh")
