"""Filters: what the chat holds of a tip, in memory alone (handlers/tips/memory.py)."""

from typing import Any

from aiogram.fsm.context import FSMContext

from domain.tips.unfinished import UnfinishedTip
from handlers.tips.memory import EndedTip, FoundTip, read_held
from handlers.wire.screen import Event
from usecases.house import Request


async def has_tip(_event: Event, request: Request, state: FSMContext) -> dict[str, Any] | bool:
    """Filter: the tip that the chat has open, as `tip`."""
    held = read_held(await state.get_data(), request.now)
    return {"tip": held} if isinstance(held, UnfinishedTip) else False


async def has_ended(_event: Event, request: Request, state: FSMContext) -> dict[str, Any] | bool:
    """Filter: the tip that this chat has just ended, as `ended`."""
    held = read_held(await state.get_data(), request.now)
    return {"ended": held} if isinstance(held, EndedTip) else False


async def has_found(_event: Event, request: Request, state: FSMContext) -> dict[str, Any] | bool:
    """Filter: the tip that this chat has just opened with its code, as `found`."""
    held = read_held(await state.get_data(), request.now)
    return {"found": held} if isinstance(held, FoundTip) else False
