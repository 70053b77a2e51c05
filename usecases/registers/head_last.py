"""Who speaks last (主要负责人末位表态): of a group in which members are named, the head's item is kept last."""

from collections.abc import Mapping
from typing import Any

from domain.people.people import Role
from forms.steps import items
from registers.language import Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request


def head_last(
    uow: UnitOfWork, request: Request, register: Register, unit_code: str, answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Return `answers` with the items of whoever is 院长 of the unit today behind all others of their group.

    In whatever order they were typed; of the others the order stays.
    """
    moved = dict(answers)
    for key, member in register.head_last.items():
        group = register.form.field(key)
        found = items(group, answers)
        if found:
            heads = _staff_numbers(uow, request, unit_code)
            found.sort(key=lambda item: (item.get(member) or {}).get("staff_number") in heads)
            for number, item in enumerate(found, start=1):
                moved |= {f"{key}.{number}.{inner}": answer for inner, answer in item.items()}
    return {key: answer for key, answer in moved.items() if answer is not None or answers.get(key) is None}


def _staff_numbers(uow: UnitOfWork, request: Request, unit_code: str) -> set[str]:
    heads = uow.people.holders([Role.PRESIDENT], unit_code, request.today)
    return {person.staff_number for person in uow.officials.known(heads).values()}
