"""Opening a handler's key in the chat, where custody is `unlock`: a wrong passphrase costs a wait that grows."""

from domain.errors import RefusalError
from handlers.house import Request
from locales import Speech
from storage.tips import TipReader
from storage.unit_of_work import UnitOfWork


async def open_key(request: Request, reader: TipReader, passphrase: str) -> None:
    """Open the reader's own key, or the shared one; raises RefusalError (unlock-wrong, tips-receipt-wait)."""
    house, source = request.house, request.telegram_id
    if wait_s := house.patience.wait_s(source, request.now):
        raise RefusalError("tips-receipt-wait", seconds=wait_s)
    if not house.custody.holds_key_of(reader.body):
        raise RefusalError("access-old-button")
    own = await request.run(lambda uow: uow.handler_keys.find(reader.person_id))
    try:
        await house.custody.unlock(
            reader.body, reader.person_id, passphrase, request.now, own.locked if own else None
        )
    except RefusalError:
        house.patience.wrong(source, request.now)
        raise
    house.patience.right(source)


def who_reads(uow: UnitOfWork, request: Request) -> tuple[Speech, TipReader]:
    """Return the words for whoever is acting and what they may see; raises RefusalError for who handles no tips."""
    viewer, reader = request.tip_handler(uow)
    return request.speech(viewer), reader
