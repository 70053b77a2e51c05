import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey

from handlers.wire.no_state import NoState

KEY = StorageKey(bot_id=1, chat_id=2, user_id=2)


async def test_aiogram_remembers_nobody_and_can_be_given_nothing_to_remember() -> None:
    storage = NoState()
    state = FSMContext(storage, KEY)
    assert await state.get_state() is None
    assert await state.get_data() == {}
    assert not vars(storage)
    with pytest.raises(NotImplementedError):
        await state.set_state("open")
    with pytest.raises(NotImplementedError):
        await state.update_data(tip="words")
