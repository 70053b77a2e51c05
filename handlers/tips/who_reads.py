"""As whom a conversation about keys speaks."""

from handlers.wire.speaking import speech_of
from locales import Speech
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request


def who_reads(uow: UnitOfWork, request: Request) -> tuple[Speech, TipReader]:
    """Return the words for whoever is acting and what they may see; raises RefusalError for who handles no tips."""
    viewer, reader = request.tip_handler(uow)
    return speech_of(request, viewer), reader
