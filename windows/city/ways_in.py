"""Where the organ's conversations are entered: the callback data of the buttons."""

CITY = "city"
"""The organ's hospitals."""
CITY_COMPARE = "city-compare"
CITY_TELL = "city-tell"
CITY_TOLD = "city-told"


def city_hospital(code: str, page: int = 0) -> str:
    """Return the data of the button that opens one of the organ's hospitals, or one of its further pages."""
    return f"city-of:{code}:{page}" if page else f"city-of:{code}"


def city_told_one(number: int) -> str:
    """Return the data of the button that shows who has read what the organ sent."""
    return f"city-told-one:{number}"


def read_from_above(number: int) -> str:
    """Return the data of the button by which an office has read what the organ sent (已阅)."""
    return f"above-read:{number}"
