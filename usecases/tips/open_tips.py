"""Opening what a tip holds with a key that is open in the chat, and noting that a hand-over opens for somebody else.

What the header in force does not open may open by one that a hand-over replaced (decision 0005).
"""

from contextlib import suppress
from dataclasses import dataclass, field

from domain.errors import RefusalError
from domain.tips.kept_headers import HeaderOpening
from storage.tips.sealing import open_sealed, text_of
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.tips.open_key import own_line


@dataclass(slots=True, repr=False)
class TipOpener:
    """Opens the ciphertexts of the tip `number` with the lines of `keys`; `own` is the one that is the reader's own.

    `by_earlier` tells whether anything opened by a header that a hand-over replaced, and not by the present one.
    """

    uow: UnitOfWork
    number: str
    keys: str
    own: str | None
    opening: HeaderOpening | None
    by_earlier: bool = field(default=False)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed; raises RefusalError (tips-not-opened) where no header opens it."""
        if self.own is not None and self.opening is not None:
            with suppress(RefusalError):
                content = open_sealed(sealed, self.own)
                self.uow.kept_headers.note_opening(self.number, sealed, self.opening)
                return content
        try:
            return open_sealed(sealed, self.keys)
        except RefusalError:
            for earlier in self.uow.kept_headers.below(self.number, sealed):
                with suppress(RefusalError):
                    content = open_sealed(earlier, self.keys)
                    self.by_earlier = True
                    return content
            raise

    def text(self, sealed: bytes) -> str:
        """Return the text that was sealed; raises as `open`."""
        return text_of(self.open(sealed))


def tip_opener(uow: UnitOfWork, request: Request, reader: TipReader, number: str, keys: str) -> TipOpener:
    """Return what opens the tip `number` for `reader`, who has `keys` open."""
    opening = find_opening(uow, request, reader)
    own = None if opening is None else own_line(keys, opening.own_key)
    return TipOpener(uow, number, keys, own, opening)


def find_opening(uow: UnitOfWork, request: Request, reader: TipReader) -> HeaderOpening | None:
    """Return what is noted where `reader` opens something today with their own key; None without one."""
    own = uow.handler_keys.find(reader.person_id)
    return None if own is None else HeaderOpening(reader.person_id, own.recipient, request.today)
