"""The parts of the bot, made of its configuration and put together."""

from dataclasses import dataclass
from functools import partial

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

import handlers.wire.light_aiogram  # noqa: F401 - before whatever imports aiogram
from bot.config import Config
from bot.folders.duty_blocks import take_duties_over
from bot.folders.form_folder import keep_forms, open_campaigns, open_library, open_poll_forms
from bot.folders.grading_file import open_grading
from bot.folders.own_files import folder_files
from bot.folders.register_folder import keep_registers, open_registers
from bot.hospital_facts import configured_facts
from bot.middlewares import register
from bot.rectifications import rectify
from bot.running.calling import Calling
from bot.sender import TelegramSender
from domain.time.clock import Clock
from domain.tips.routing import Body
from handlers.routers import router
from handlers.tips.ask_secrets import remember_asked
from handlers.wire.calls.session import WindowSession
from handlers.wire.calls.turns import Turns
from handlers.wire.no_state import NoState
from handlers.wire.screen import is_live
from handlers.wire.straight import StraightDispatcher
from locales import in_chinese, shared_words
from reminders.delivery.outbox_drain import Delivery
from reminders.delivery.pacing import Pace, Pacer
from reminders.desk import Desk
from reminders.found import letters
from reminders.last_tick import LastTick
from storage.database import Database
from storage.leases.right import Right, this_process
from storage.leases.rules import LeaseRole
from storage.own_texts.reading import texts_there
from storage.polls.keys import FOLDER_NAME, PollKeys
from storage.shared.family import Family, installation, join
from storage.tips.custody import Custody
from storage.tips.receipt_keys import ReceiptKeyring, new_salt
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.papers import CAMPAIGN_PAPERS
from usecases.house import House
from usecases.live_facts import LiveFacts, take_over
from usecases.memory import ProcessMemory
from usecases.registers.lists.list_papers import list_papers
from usecases.registers.officials.archived import archived_entries
from usecases.registers.risks.filed_before import take_over_filed_risks
from usecases.registers.risks.risk_papers import RISK_PAPERS
from usecases.registers.stand import Mover
from usecases.shared.shared_counts import SharedOpenKeys, limits
from usecases.shared.shared_memory import SharedMemory
from usecases.site import OnSite, Site
from usecases.wing_below import HospitalsBelow
from usecases.wing_papers import LivePapers
from web.served import is_built, page_files

SALT_KEY = "receipt_salt"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is made of."""

    house: House
    desk: Desk
    bot: Bot
    dispatcher: Dispatcher
    sender: TelegramSender
    delivery: Delivery
    calling: Calling
    family: Family | None = None
    """The other processes, where there may be any."""


def _open_site(config: Config, database: Database, clock: Clock) -> Site:
    brought = texts_there(database.engine)
    found_forms, found_registers = open_library(config, brought), open_registers(config, brought)
    forms = database.write(lambda uow: keep_forms(uow, found_forms, clock.now()))
    registers = database.write(lambda uow: keep_registers(uow, found_registers, clock.now()))
    return Site(
        database=database,
        clock=clock,
        forms=forms,
        duties=config.duties(),
        hours=config.hours,
        working_days=config.working_days(),
        registers=registers,
        rotation=config.rotation.rule(),
        poll_forms=open_poll_forms(config, brought),
        grading=open_grading(config, forms, registers),
        campaigns=open_campaigns(config, brought),
        facts=LiveFacts(configured_facts(config)),
        folders=folder_files(config),
        poll_keys=PollKeys(config.tick_file.with_name(FOLDER_NAME)),
        has_others=config.database_file is None,
    )


def build_parts(
    config: Config, database: Database, clock: Clock, pace: Pace, below: HospitalsBelow | None = None
) -> Parts:
    """Put the bot together over an open database; nothing of it runs yet."""
    site = _open_site(config, database, clock)
    database.write(partial(_take_over, site, config))
    family = _join_others(config, database, clock)
    house = House(
        site=site,
        recipients=_recipients(config),
        custody=Custody(config.locked_keys(), None if family is None else SharedOpenKeys(family)),
        wing_papers=LivePapers((*RISK_PAPERS, *CAMPAIGN_PAPERS), lambda: list_papers(site.registers)),
        archived_entries=archived_entries,
        rectify=rectify,
        family=family,
        memory=ProcessMemory() if family is None else SharedMemory(family, newer=site.newer),
        **limits(family),
        below=below,
        receipts=ReceiptKeyring(database.write(receipt_salt)),
        page_address=config.page.address.rstrip("/") if is_built() else "",
        page_bundle=page_files().bundle if config.page.address and is_built() else "",
        handlers_page=config.page.handlers,
        wake_outbox=lambda: calling.wake_outbox(),  # noqa: PLW0108 - made below
    )
    if family is not None:
        family.on_empty = partial(_ask_again, house)
    desk = _desk(config, site)
    dispatcher = StraightDispatcher(storage=NoState(), events_isolation=Turns())
    dispatcher.include_router(router())
    register(dispatcher, house)
    sender = TelegramSender(config.token, config.telegram.api_base_url, config.telegram.proxy)
    delivery = Delivery(desk, sender, Pacer(pace), partial(is_live, house))
    calling = Calling(database, desk.to_deliver, delivery)
    return Parts(house, desk, _answering(config), dispatcher, sender, delivery, calling, family)


def _desk(config: Config, site: Site) -> Desk:
    # A file has one process (storage/sole_use.py); a server may have several.
    holder = "" if config.database_file else this_process()
    return Desk(
        site=site,
        words=shared_words(),
        keep_closed_days=config.tips.keep_closed_days,
        letters=letters(),
        last_tick=LastTick(config.tick_file),
        to_tick=Right(LeaseRole.TICK, holder),
        to_deliver=Right(LeaseRole.DELIVER, holder),
    )


def _ask_again(house: House) -> None:
    """Have chats that are asked for a secret know it, though what they were asked is forgotten."""
    asked = house.database.write(lambda uow: uow.asked_secrets.everywhere())
    remember_asked(house, asked, house.clock.now())


def _join_others(config: Config, database: Database, clock: Clock) -> Family | None:
    """Share a Redis with the other processes, where the configuration names one. Raises RefusalError as `join`."""
    url = config.processes.redis.get_secret_value()
    if not url:
        return None
    return join(url, database.write(lambda uow: installation(uow.settings)), config.token, clock)


def _recipients(config: Config) -> dict[Body, tuple[str, ...]]:
    return {
        Body.OFFICE: config.tips.office_recipients,
        Body.SUPERVISOR: config.tips.supervisor_recipients,
    }


def _take_over(site: Site, config: Config, uow: UnitOfWork) -> None:
    """Take over what earlier versions kept elsewhere, and read the duties as they are set."""
    take_duties_over(uow, config)
    take_over(uow, configured=configured_facts(config))
    site.read_settings(uow)
    mover = Mover(OnSite(site=site), site.clock.now(), None)
    take_over_filed_risks(uow, mover, in_chinese().text("registers-taken-over"))


def _answering(config: Config) -> Bot:
    telegram = config.telegram
    session = WindowSession(TelegramAPIServer.from_base(telegram.api_base_url.rstrip("/")), telegram.proxy)
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(config.token, session=session, default=defaults)


def receipt_salt(uow: UnitOfWork) -> bytes:
    """Return the installation's salt for receipt codes, made the first time it is asked for."""
    return bytes.fromhex(uow.settings.find(SALT_KEY) or uow.settings.settle(SALT_KEY, new_salt().hex()))
