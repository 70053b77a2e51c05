"""What tests of registers do again and again."""

from collections.abc import Sequence

from simulator.phone import Phone
from tests.handlers.by_hand import shown

OFFICE, COMMISSIONER = "监察室主任", "纪委书记"
WARD, BRANCH_NAME = "心内科", "内科第一党支部"
HEAD, INSPECTOR, WORKER = "心内科负责人", "心内科特邀监察员", "心内科医疗组长"


async def open_new(phone: Phone, register: str, *places: str) -> None:
    """Open an entry of `register`: from the workbench, at the grid to which `places` lead."""
    await open_register(phone, register)
    await phone.tap("新增")
    for place in places:
        await phone.tap(place)


async def open_register(phone: Phone, register: str) -> None:
    """Open `register` from the workbench, on whatever page of it its button is."""
    await phone.send("/registers")
    found = await labels(phone)
    while not any(register in label for label in found):
        assert any(label.startswith("下一页") for label in found), register
        await phone.tap("下一页")
        found = await labels(phone)
    await phone.tap(register)


async def answer(phone: Phone, *answers: str) -> None:
    """Answer what is asked: "=…" is typed, anything else tapped once the window that answers the typed is there."""
    for given in answers:
        if given.startswith("="):
            before = await phone.mark()
            await phone.send(given[1:])
            await phone.see("", since=before)
        else:
            await phone.tap(given)


async def lines(phone: Phone) -> Sequence[str]:
    """Return the lines of the window in front of the person."""
    return (await shown(phone)).text.splitlines()


async def labels(phone: Phone) -> list[str]:
    """Return the buttons of the window in front of the person."""
    return [label for row in (await shown(phone)).buttons for label in row]


async def enter_risk(
    phone: Phone, form: str, *places: str, person: str = "", level: str = "C级", risks: str = "单人保管印章"
) -> None:
    """Enter a risk: `form` and `level` are buttons, `person` the name of whose post it is."""
    await open_new(phone, "廉政风险", *places)
    whose = [f"={person}"] if person else []
    await answer(phone, form, *whose, level, "岗位职责", "自己找", "跳过")
    await answer(phone, "=保管印章", f"={risks}", "1", "工作程序", "=双人保管", "提交")
    await phone.see("已提交，编号")


async def confirm(phone: Phone, move: str) -> None:
    """Make a move that asks nothing: its button, then the same once more."""
    await answer(phone, move, move)


async def take_up(phone: Phone, *, count: int = 1, which: str = "1 ") -> None:
    """Open the entry that waits for the person, `which` of `count`."""
    await phone.send("/registers")
    await answer(phone, f"待我办理（{count}）", which)


async def waits_nothing(phone: Phone) -> bool:
    """Tell whether nothing waits for the person."""
    await phone.send("/registers")
    return any("待我办理（0）" in label for label in await labels(phone))
