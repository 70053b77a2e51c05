"""The windows of a repeated group: all its items, one of them, whether one is to go (docs/domain.md section 3)."""

from dataclasses import dataclass

from domain.drafts import DELETE_ITEM, ITEM, ITEMS, Draft
from forms.fields import Field, FieldKind, Form
from forms.steps import find_step


@dataclass(frozen=True, slots=True)
class GroupWindow:
    """Which of them a draft stands at: of `group` with `count` items, of the `item` (from 1) where it is about one."""

    group: Field
    count: int
    item: int | None = None
    deleting: bool = False


def group_window(form: Form, draft: Draft) -> GroupWindow | None:
    """Return the group's window that the draft stands at, or None at any other.

    Where the item is there no more, it is the window of all.
    """
    kind = next((prefix for prefix in (ITEMS, ITEM, DELETE_ITEM) if draft.place.startswith(prefix)), None)
    if kind is None:
        return None
    key, _, number = draft.place.removeprefix(kind).partition(".")
    step = find_step(form, draft.answers, key)
    if step is None or step.field.kind is not FieldKind.GROUP:
        return None
    count = draft.answers.get(key) or 0
    if kind == ITEMS or not (number.isdecimal() and 1 <= int(number) <= count):
        return GroupWindow(step.field, count)
    return GroupWindow(step.field, count, int(number), deleting=kind == DELETE_ITEM)


def items_window(group: Field) -> str:
    """Return the place of the window of all items."""
    return f"{ITEMS}{group.key}"


def item_window(group: Field, item: int) -> str:
    """Return the place of the window of one item."""
    return f"{ITEM}{group.key}.{item}"


def delete_item_window(group: Field, item: int) -> str:
    """Return the place of the window that asks whether the item is to go."""
    return f"{DELETE_ITEM}{group.key}.{item}"
