"""What tests of study material do again and again: put it together, send it, look who has read it."""

from simulator.phone import Phone
from tests.handlers.by_hand import shown
from tests.harness import Hospital

OFFICE, CLERK = "监察室主任", "监察室干事"
WARD, KIDNEY = "心内科特邀监察员", "肾内科特邀监察员"
BRANCH, OTHER_BRANCH = "内科第一党支部特邀监察员", "内科第二党支部特邀监察员"
BRANCH_GRID = "内科第一党支部"
WORDS = "学习《关于高值耗材管理的通知》"


async def begin(hospital: Hospital, label: str = "发送学习资料", who: str = OFFICE) -> Phone:
    """Open what asks for the content."""
    office = await hospital.phone_of(who)
    await office.send("/start")
    await office.tap("学习资料与要求")
    await office.tap(label)
    return office


async def choose_ward(office: Phone, *grids: str) -> None:
    """Tick single grids of the first branch, of those that are open in the window."""
    await office.tap("下一步：选择网格")
    await tap_beside(office, BRANCH_GRID)
    for grid in grids:
        await office.tap(grid)


async def tap_beside(phone: Phone, label: str) -> None:
    """Tap the button right of the one called `label`."""
    window = await shown(phone)
    rows = window.json["reply_markup"]["inline_keyboard"]
    (data,) = (row[1]["callback_data"] for row in rows if label in row[0]["text"])
    await phone.answer((await phone._press(window.message_id, data, None, 1))[0])


async def send(
    hospital: Hospital, *grids: str, words: str = WORDS, when: str = "3 天内", label: str = "发送学习资料"
) -> Phone:
    """Send something to grids of the first branch and deliver it."""
    office = await begin(hospital, label)
    await office.send(words)
    await choose_ward(office, *grids)
    await office.tap("下一步：阅读期限")
    await office.tap(when)
    await office.see("请核对")
    await office.tap("发送给")
    await office.see("已发送给")
    await hospital.app.deliver()
    return office


async def open_sent(office: Phone) -> str:
    """Open the newest of what was sent; return the window's text."""
    await office.send("/start")
    await office.tap("学习资料与要求")
    window = await shown(office)
    await office.tap(window.buttons[1][0])
    return (await shown(office)).text
