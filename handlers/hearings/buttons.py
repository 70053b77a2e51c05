"""What the buttons of hearings name."""

from aiogram.types import CallbackQuery

from domain.button_numbers import OLD_BUTTON
from domain.errors import RefusalError
from handlers.wire.button_data import part_of


def duty_of(call: CallbackQuery) -> str:
    """Return the duty that the button names; raises RefusalError for a button that never existed."""
    duty_id = part_of(call, 1)
    if not duty_id:
        raise RefusalError(OLD_BUTTON)
    return duty_id
