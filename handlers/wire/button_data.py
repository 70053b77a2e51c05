"""What a tapped button carries: its data are an entry and parts, with colons between; anybody can forge them."""

from aiogram.types import CallbackQuery

from domain.button_numbers import OLD_BUTTON, read_number


def part_of(call: CallbackQuery, index: int) -> str:
    """Return the part at `index` (0 is the entry), empty where there is none."""
    parts = (call.data or "").split(":")
    return parts[index] if index < len(parts) else ""


def number_of(call: CallbackQuery, index: int, refusal: str = OLD_BUTTON) -> int:
    """Return the number at `index`; raises RefusalError (`refusal`) for a button that never existed."""
    return read_number(part_of(call, index), refusal)
