"""What tests of help in verifying do again and again: have a handler ask, have an inspector answer, look inside."""

from sqlalchemy import RowMapping

from simulator.phone import Phone
from storage.tips.fact_requests import FactCount
from storage.tips.tables import fact_requests
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import GRID, INSPECTOR
from tests.handlers.tips.tips_by_hand import FIRST, OFFICE, open_first, tap_all
from tests.harness import Hospital
from windows.grid_marks import grid_mark

QUESTION = "请拍下四月的领用登记，暗问"
REPLY = "四月登记齐全，暗答"
BRANCH = "内科第一党支部"
OTHER = "骨科特邀监察员"


async def begin(hospital: Hospital, who: str = OFFICE, number: str = FIRST, grid: str = GRID) -> Phone:
    """Have a handler choose whom to ask; the window asks for the question then."""
    handler = await open_first(hospital, who, number)
    await tap_all(handler, "登记", "请求协助核实", BRANCH, grid)
    await handler.see("请勿写入线索内容、反映人情况或线索编号")
    return handler


async def ask(
    hospital: Hospital, question: str = QUESTION, who: str = OFFICE, number: str = FIRST, grid: str = GRID
) -> Phone:
    """Have a handler ask an inspector, who is bound already; deliver the word."""
    handler = await begin(hospital, who, number, grid)
    await handler.send(question)
    await handler.tap("发送")
    await handler.see("协助核实，")
    await hospital.app.deliver()
    return handler


def asked_id(hospital: Hospital) -> int:
    """Return the id of a fact asked for."""
    return int(requests(hospital)[0]["id"])


async def open_asked(hospital: Hospital, name: str = INSPECTOR) -> Phone:
    """Have the inspector open what they are asked, from the word about it."""
    inspector = await hospital.phone_of(name)
    await inspector.see("请您协助核实一项情况")
    await inspector.tap("查看")
    return inspector


async def reply(inspector: Phone, text: str = REPLY) -> None:
    """Have the inspector answer what is in front of them."""
    await inspector.tap("回复")
    await inspector.send(text)
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")


async def force(hospital: Hospital, phone: Phone, entry: str, number: str, grid: str) -> str:
    """Press a button about a tip and a grid that no window offers; return what the bot says."""
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    mark = next(grid_mark(place) for place in tree if place.name == grid)
    return await press(hospital, phone, f"{entry}:{number}:{mark}")


async def words_of(phone: Phone) -> str:
    """Return everything that the chat shows, the buttons and files' names too."""
    chat = await phone.chat()
    return "\n".join(f"{message.text}{message.buttons}{message.file_name}" for message in chat)


async def counted(hospital: Hospital, number: str = FIRST) -> FactCount:
    return await hospital.app.database.run(lambda uow: uow.fact_requests.count(number))


def requests(hospital: Hospital) -> list[RowMapping]:
    return rows_of(hospital.app.database, fact_requests)


async def told(phone: Phone, text: str) -> int:
    """Return how many messages of the bot in the chat contain `text`."""
    return sum(text in message.text for message in await phone.chat() if message.from_bot)
