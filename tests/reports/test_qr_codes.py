import io

import segno
from PIL import Image

from reports.qr_codes import BORDER, code_picture, code_png

LINK = "https://t.me/gridbot_test?start=d-MzAxMDE"


def drawn_by_segno(scale: int) -> Image.Image:
    content = io.BytesIO()
    segno.make_qr(LINK, error="m").save(content, kind="png", scale=scale, border=BORDER)
    return Image.open(content).convert("L")


def test_a_code_is_dot_for_dot_what_segno_draws() -> None:
    for scale in (4, 16):
        known = drawn_by_segno(scale)
        png = Image.open(io.BytesIO(code_png(LINK, scale)))
        assert (png.mode, png.size) == ("1", known.size)
        assert png.convert("L").tobytes() == known.tobytes()


def test_a_code_on_a_poster_is_as_large_as_it_is_to_be() -> None:
    known = drawn_by_segno(10).resize((620, 620), Image.Resampling.NEAREST)
    assert code_picture(LINK, 620).tobytes() == known.tobytes()
