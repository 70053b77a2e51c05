"""What the conversations about keys share: their first window, keeping a key, a hand-over here or as a file."""

from dataclasses import dataclass

from aiogram.types import CallbackQuery

from domain.in_memory import InMemoryOnly
from handlers.tips.ask_secrets import ask_secret
from handlers.tips.who_reads import who_reads
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from reports.tips.hand_over_bundle import write_hand_over
from storage.audit import AuditEntry
from storage.tips.handler_keys import HandlerKey
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered
from usecases.tips.hand_over import bundle, hand_over_here, waiting
from usecases.tips.key_letters import key_letters
from usecases.tips.open_key import reads_here
from usecases.tips.secret_questions import AskedKey, KeyWanted
from windows.tips.handler_keys import KeysView, bundle_window, keys_window
from windows.windows import Attachment, Window

PASSPHRASE_LENGTH = 12


@dataclass(frozen=True, slots=True, repr=False)
class FreshKey(InMemoryOnly, Remembered):
    """The key that the chat has just made, until its passphrase has been typed once more."""

    key: HandlerKey


async def open_keys(event: Event, request: Request, note: str = "") -> None:
    """密钥与交接."""

    def work(uow: UnitOfWork) -> Window:
        viewer, reader = request.tip_handler(uow)
        return keys_window(keys_view(uow, request, reader), speech_of(request, viewer), note)

    await show(event, request, await request.run(work))


async def say_handed_over(event: Event, request: Request, again: str | None = None) -> None:
    """Hand over, with the open key, what waits, or the tip `again` once more; say how many tips that made."""
    done, left = await hand_over_here(request, again)
    speech = (await request.run(lambda uow: who_reads(uow, request)))[0]
    said = speech.text("keys-handed-over", count=done)
    if left:
        said += "\n" + speech.text("keys-not-opened", count=left)
    await open_keys(event, request, said)


async def send_bundle(
    call: CallbackQuery, request: Request, reader: TipReader, again: str | None = None
) -> None:
    """Send the headers of what waits, or of the tip `again`, and ask for what the handler's computer makes of them."""

    def work(uow: UnitOfWork) -> tuple[bytes, int, Speech]:
        about = again or "register"
        uow.audit.add(
            AuditEntry(request.now, reader.person_id, "tip-headers-out", about, chain=reader.body.value)
        )
        count = 1 if again else len(waiting(uow, request, reader).rows)
        return write_hand_over(bundle(uow, request, reader, again)), count, who_reads(uow, request)[0]

    content, count, speech = await request.run(work)
    file = Attachment(f"{speech.label('keys-file-name')}-{request.today}.json", content)
    await ask_secret(call, request, bundle_window(count, file, speech), AskedKey(KeyWanted.BACK))


async def keep_key(event: Event, request: Request, key: HandlerKey, note: str) -> None:
    """Keep `key` for whoever is acting, in place of any before; the body's others hear of one that is new."""

    def work(uow: UnitOfWork) -> str:
        viewer, reader = request.tip_handler(uow)
        before = uow.handler_keys.find(reader.person_id)
        uow.handler_keys.put(reader.person_id, key)
        same = before is not None and before.recipient == key.recipient
        relocked = same and before is not None and before.locked is not None
        act = "tip-key-relocked" if relocked else "tip-key-locked-here" if key.locked else "tip-key-set"
        uow.audit.add(AuditEntry(request.now, reader.person_id, act, "register", chain=reader.body.value))
        if not same:
            uow.outbox.add_once(key_letters(uow, reader, request.now, key.recipient))
        said = "keys-relocked" if relocked else "keys-locked-kept" if same else "keys-kept"
        return speech_of(request, viewer).text(said)

    said = await request.run(work)
    request.house.wake_outbox()
    await open_keys(event, request, f"{said}\n{note}".strip())


def keys_view(uow: UnitOfWork, request: Request, reader: TipReader) -> KeysView:
    """Return the body's keys as `reader` sees them."""
    everybody = uow.people.tip_handlers(reader.body, request.today)
    names = uow.people.names(everybody)
    own = uow.handler_keys.recipients(everybody)
    key = uow.handler_keys.find(reader.person_id)
    return KeysView(
        recipient=key.recipient if key else None,
        added_on=key.added_on if key else None,
        with_key=[names[person] for person in sorted(everybody) if person in own],
        without_key=[names[person] for person in sorted(everybody) if person not in own],
        shared=bool(request.house.recipients[reader.body]),
        waiting=len(waiting(uow, request, reader).rows),
        in_chat=reads_here(uow, request, reader),
        by_file=not request.house.custody.holds_key_of(reader.body),
    )
