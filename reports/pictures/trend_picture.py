"""Figures over the months as small multiples, for a phone: each with a scale of its own (docs/domain.md section 6)."""

from reports.pictures.trends import TrendPicture


def trend_picture(picture: TrendPicture) -> bytes:
    """Return `picture` as a PNG 1,080 pixels wide, two figures side by side; no text is smaller than 22 pixels.

    A month without a value is a gap: nothing is joined across it, nothing smoothed.
    """
    from reports.pictures.trend_drawing import draw  # noqa: PLC0415 - matplotlib takes a second and 60 MiB to import

    return draw(picture)
