"""What tests of registers do again and again."""

from collections.abc import Sequence

from simulator.phone import Phone
from tests.handlers.by_hand import shown

OFFICE, COMMISSIONER = "监察室主任", "纪委书记"
WARD, BRANCH_NAME = "心内科", "内科第一党支部"
HEAD, INSPECTOR, WORKER = "心内科负责人", "心内科特邀监察员", "心内科医疗组长"


async def open_new(phone: Phone, register: str, *places: str) -> None:
    """Open an entry of `register`: from the workbench, at the grid to which `places` lead."""
    await phone.send("/registers")
    await phone.tap(register)
    await phone.tap("新增")
    for place in places:
        await phone.tap(place)


async def answer(phone: Phone, *answers: str) -> None:
    """Answer what is asked: "=…" is typed, anything else tapped."""
    for given in answers:
        if given.startswith("="):
            await phone.send(given[1:])
        else:
            await phone.tap(given)


async def lines(phone: Phone) -> Sequence[str]:
    """Return the lines of the window in front of the person."""
    return (await shown(phone)).text.splitlines()


async def labels(phone: Phone) -> list[str]:
    """Return the buttons of the window in front of the person."""
    return [label for row in (await shown(phone)).buttons for label in row]
