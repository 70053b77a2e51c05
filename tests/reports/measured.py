"""Measures the texts of a picture where they really stand, as matplotlib sets them."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

LEAST = 22
"""Pixels of a picture that is as wide as a phone's screen."""


def texts_of(figure: Figure) -> list[tuple[str, float, Bbox]]:
    """Return every text with its size and its box, in pixels."""
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]
    pixels = figure.dpi / 72
    return [(t.get_text(), float(t.get_fontsize()) * pixels, t.get_window_extent()) for t in texts]


def assert_legible(figure: Figure) -> None:
    """Assert that every text is large enough, on the paper, and over no other."""
    texts = texts_of(figure)
    width, height = figure.get_size_inches() * figure.dpi
    for said, size, box in texts:
        assert size >= LEAST - 0.05, said
        assert box.x0 >= 0, said
        assert box.x1 <= width, said
        assert box.y0 >= 0, said
        assert box.y1 <= height, said
    for (one, _, here), (other, _, there) in combinations(texts, 2):
        # Boxes of Chinese letters are a little taller than what is seen of them.
        apart = here.x1 <= there.x0 or there.x1 <= here.x0 or overlap(here, there) < 0.15
        assert apart, (one, other)


def overlap(here: Bbox, there: Bbox) -> float:
    """Return how much of the lower of two boxes the other covers in height, 0 to 1."""
    common = min(here.y1, there.y1) - max(here.y0, there.y0)
    return float(max(common, 0) / min(here.height, there.height))
