"""One tip as /h shows it: the register's facts, its thread by days, its files, how it can be read, what can be done."""

from typing import Any

from domain.tips.handlers_page import HandlersPage
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.handling.reading import shown_files
from usecases.tips.handling.register import RegisterLook
from usecases.tips.in_charge import who_can
from usecases.tips.open_key import find_open_key, reads_here
from web.handling.told import acts_told, files_told, view_told


def shown_tip(uow: UnitOfWork, acting: Request, seen: RegisterLook) -> dict[str, Any]:
    """Return everything about a tip that is not sealed."""
    view = seen.view
    _viewer, reader = acting.tip_handler(uow)
    thread = [
        {"on": message.written_on.isoformat(), "from_reporter": message.from_reporter}
        for message in uow.tip_threads.messages(view.number)
    ]
    people = [
        {"id": person_id, "name": name}
        for person_id, name in who_can(uow, view.tip, acting.now).items()
        if person_id != view.in_charge
    ]
    return (
        view_told(view)
        | ways_to_read(uow, acting, reader)
        | {"thread": thread, "files": files_told(shown_files(uow, view.number))}
        | {"acts": acts_told(view), "people": people, "askable": view.askable}
    )


def ways_to_read(uow: UnitOfWork, acting: Request, reader: TipReader) -> dict[str, Any]:
    """Return how the handler can read here: by a passphrase, and whether that is given; by a key file."""
    return {
        "by_passphrase": reads_here(uow, acting, reader),
        "is_open": find_open_key(uow, acting) is not None,
        "by_file": acting.house.handlers_page is HandlersPage.KEYS,
    }
