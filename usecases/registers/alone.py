"""That nobody has two entries where their register says that one alone is to be there (`[[unique]]`)."""

from domain.errors import RefusalError
from domain.people.people import FIRST_LANGUAGE
from domain.registers.entries import Entry
from registers.language import Register
from registers.people.unique import same_there
from storage.unit_of_work import UnitOfWork
from usecases.registers.stand import Mover


def refuse_second(
    uow: UnitOfWork, mover: Mover, register: Register, entry: Entry, before: Entry | None = None
) -> None:
    """Raise RefusalError (registers-same-there) where another has the same as `entry`, which is to be kept so.

    What it had in common already as it stood `before` keeps nobody from moving it on.
    """
    for unique in register.unique:
        mark = unique.mark(entry.standing.state, entry.answers)
        if mark is None or (before and unique.mark(before.standing.state, before.answers) == mark):
            continue
        people = entry.people
        whose = people.owner_id if register.owner in unique.fields else people.addressee_id
        if whose is None:
            continue
        same = same_there(unique, entry, uow.entries.of_same(register.id, whose))
        if same is not None:
            language = FIRST_LANGUAGE if mover.viewer is None else mover.viewer.language
            state = register.state(same.standing.state).label[language]
            raise RefusalError(
                "registers-same-there", title=same.title, number=same.number or "none", state=state
            )
