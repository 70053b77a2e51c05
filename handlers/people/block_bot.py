"""A person blocks the bot or lets it write again; a group takes it in or puts it out. Nothing is answered."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated

from storage.group_letters import note_put_out
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

_GONE = frozenset({ChatMemberStatus.KICKED, ChatMemberStatus.LEFT})


async def note_membership(event: ChatMemberUpdated, request: Request) -> None:
    """Note whether a bound person can be written to; a group that put the bot out receives no more: level 1 is told.

    Of strangers nothing is noted. Source: core.telegram.org/bots/api#chatmemberupdated.
    """
    gone = event.new_chat_member.status in _GONE

    def work(uow: UnitOfWork) -> None:
        if event.chat.type == ChatType.PRIVATE:
            uow.people.mark_reachable(request.telegram_id, request.now if gone else None)
        elif gone:
            note_put_out(uow, request.chat_id, event.chat.title or "", request.now)

    await request.run(work)
    request.house.wake_outbox()


ASKED_AT = 800


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="people.block_bot")
    router.my_chat_member.register(note_membership)
    return router
