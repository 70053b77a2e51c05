"""The updates that are being handled: aiogram keeps their tasks and has no way to ask for them (docs/aiogram.md)."""

from asyncio import Task
from collections.abc import Set as AbstractSet
from typing import Any

from aiogram import Dispatcher


def in_hand(dispatcher: Dispatcher) -> AbstractSet[Task[Any]]:
    """Return the tasks of the updates in hand, as they come and go: aiogram itself drops those that are done."""
    return dispatcher._handle_update_tasks  # noqa: SLF001 - see above


def take_in_hand(dispatcher: Dispatcher, task: Task[Any]) -> None:
    """Count `task`, which handles an update that was not fetched by aiogram, among them until it ends."""
    tasks = dispatcher._handle_update_tasks  # noqa: SLF001 - see above
    tasks.add(task)
    task.add_done_callback(tasks.discard)
