"""What goes past level 1 to the organ above (驻组): whether it can be reached, and where the same is opened else."""

from collections.abc import Iterable

from domain.errors import RefusalError
from registers.language import Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.keep import place_at
from usecases.registers.letters import organ_above


def is_reached(uow: UnitOfWork, request: Request, register: Register, grid_code: str) -> bool:
    """Tell whether somebody hears of an entry at that grid: of what goes past level 1, somebody of the organ above."""
    if not register.past_level_one:
        return True
    place = place_at(uow, grid_code)
    above = [] if place is None else organ_above(uow, place.unit_code, request.today)
    return bool(above and uow.people.reachable(above))


def check_reached(uow: UnitOfWork, request: Request, register: Register, grid_code: str) -> None:
    """Raise RefusalError (registers-nobody-above) where nobody would hear of it: nobody is to report in vain."""
    if not is_reached(uow, request, register, grid_code):
        raise RefusalError("registers-nobody-above")


def opened_instead(registers: Iterable[Register], register: Register) -> Register | None:
    """Return the register in which level 1 is told what `register` takes past it; None where there is none."""
    return next((other for other in registers if other.directly == register.id), None)
