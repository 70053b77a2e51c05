"""Builds everything and runs it: aiogram answers, the tick prepares, python-telegram-bot delivers."""

import asyncio
import gc
import logging
from dataclasses import dataclass
from typing import Any, cast

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessages,
    EditMessageReplyMarkup,
    EditMessageText,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.config import Config
from bot.middlewares import register
from bot.sender import TelegramSender
from domain.clock import Clock, SystemClock
from domain.working_days import WorkingDays
from forms.reader import shipped_forms
from handlers.commands import set_default_commands
from handlers.house import House
from handlers.routers import routers
from locales import Words
from reminders.desk import Desk
from reminders.outbox_drain import drain
from reminders.tick import tick
from storage.database import Database
from storage.receipt_keys import ReceiptKeyring, new_salt
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

TICK_S = 60

ANSWERS = [
    Response.__class_getitem__(cast("type[Any]", method.__returning__))
    for method in (
        AnswerCallbackQuery,
        DeleteMessages,
        EditMessageReplyMarkup,
        EditMessageText,
        GetUpdates,
        SendDocument,
        SendMessage,
        SendPhoto,
    )
]
"""aiogram asks for these generic models with every answer; unless somebody keeps them pydantic builds them anew."""
SALT_KEY = "receipt_salt"


@dataclass(frozen=True, slots=True)
class _Parts:
    house: House
    desk: Desk
    bot: Bot
    dispatcher: Dispatcher
    sender: TelegramSender


class App:
    """One bot of one installation."""

    def __init__(self, config: Config, clock: Clock | None = None) -> None:
        """Read what lies beside the configuration; nothing is sent yet. Raises ConfigError."""
        self._wake = asyncio.Event()
        self._delivering = asyncio.Lock()
        self.database = Database(config.database_url)
        upgrade(self.database)
        self._parts = _build(config, self.database, clock or SystemClock(), self._wake)

    @property
    def house(self) -> House:
        """What the conversations share."""
        return self._parts.house

    @property
    def desk(self) -> Desk:
        """What the reminders share."""
        return self._parts.desk

    async def start(self) -> None:
        """Take up where the last run ended: what was in flight is sent again."""
        await self._parts.sender.start()
        await set_default_commands(self._parts.bot, self.house.words)
        again = await self.database.run(lambda uow: uow.outbox.requeue_interrupted())
        if again:
            log.warning("%d messages were in flight when the bot last stopped; they are sent again", again)

    async def tick(self) -> None:
        """Prepare and deliver all that is due now."""
        await tick(self.desk)
        await self.deliver()

    async def deliver(self) -> int:
        """Deliver what waits; return how many letters were settled."""
        async with self._delivering:
            return await drain(self.desk, self._parts.sender)

    async def poll(self) -> None:
        """Answer updates until stop() is called."""
        await self._parts.dispatcher.start_polling(
            self._parts.bot, handle_signals=False, close_bot_session=False
        )

    async def run(self) -> None:
        """Answer, tick and deliver until cancelled."""
        await self.start()
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self._safe_tick,
            "interval",
            seconds=TICK_S,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        scheduler.start()
        # What has been imported lives as long as the process: a full collection would only pause everybody.
        gc.collect()
        gc.freeze()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._safe_tick())
                tasks.create_task(self._deliver_when_woken())
                tasks.create_task(self.poll())
        finally:
            scheduler.shutdown(wait=False)
            await self.close()

    async def stop(self) -> None:
        """End poll()."""
        await self._parts.dispatcher.stop_polling()

    async def close(self) -> None:
        """Close connections and the database."""
        await self._parts.bot.session.close()
        await self._parts.sender.close()
        self.house.receipts.close()
        self.database.close()

    async def _safe_tick(self) -> None:
        try:
            await self.tick()
        except Exception:
            # The next tick finds the same work; one that fails must not end the bot.
            log.exception("the tick failed; it is tried again in a minute")

    async def _deliver_when_woken(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self.deliver()
            except Exception:
                log.exception("delivery failed; it is tried again with the next tick")


def _build(config: Config, database: Database, clock: Clock, wake: asyncio.Event) -> _Parts:
    words, forms, duties = Words(), shipped_forms(), config.duties()
    house = House(
        database=database,
        clock=clock,
        words=words,
        forms=forms,
        duties=duties,
        hours=config.hours,
        hospital_name=config.hospital.name,
        office_recipients=config.tips.office_recipients,
        receipts=ReceiptKeyring(database.write(receipt_salt)),
        wake_outbox=wake.set,
    )
    desk = Desk(
        database=database,
        clock=clock,
        words=words,
        forms=forms,
        duties=duties,
        working_days=WorkingDays(config.calendar.holidays, config.calendar.workdays),
        hours=config.hours,
    )
    telegram = config.telegram
    session = AiohttpSession(
        api=TelegramAPIServer.from_base(telegram.api_base_url.rstrip("/")), proxy=telegram.proxy
    )
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    bot = Bot(config.token, session=session, default=defaults)
    dispatcher = Dispatcher(storage=MemoryStorage(), events_isolation=SimpleEventIsolation())
    dispatcher.include_routers(*routers())
    register(dispatcher, house)
    sender = TelegramSender(config.token, telegram.api_base_url, telegram.proxy)
    return _Parts(house, desk, bot, dispatcher, sender)


def receipt_salt(uow: UnitOfWork) -> bytes:
    """Return the installation's salt for receipt codes, made the first time it is asked for."""
    known = uow.settings.find(SALT_KEY)
    if known is None:
        known = new_salt().hex()
        uow.settings.put(SALT_KEY, known)
    return bytes.fromhex(known)
