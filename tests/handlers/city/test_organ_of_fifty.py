"""The organ of fifty hospitals at its phone: every page by its buttons, none beyond a phone; and an organ of none."""

from pathlib import Path

import pytest

from simulator.phone import Phone
from tests.city_stage import ORGAN, open_city
from tests.handlers.tips.tips_by_hand import SUPERVISOR
from tests.window_crawl import windows_noted
from usecases.city.door import Doors, Hospital
from usecases.site import Site

MANY = 50


def not_there() -> Site:
    raise FileNotFoundError


async def leaf_through(phone: Phone, seen: list[str]) -> None:
    """Turn all pages of the window that is shown; note the buttons."""
    while True:
        labels = [label for row in (await phone.chat())[-1].buttons for label in row]
        seen.extend(labels)
        if "下一页" not in labels:
            return
        await phone.tap("下一页")


async def test_fifty_hospitals_are_found_page_by_page_and_an_organ_of_none_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_city(tmp_path) as city:
        doors = city[ORGAN].app.house.below
        assert isinstance(doors, Doors)
        names = {f"more{n}": f"某市第{n}人民医院（医共体总院）" for n in range(3, MANY + 1)}
        doors._hospitals |= {code: Hospital(name, not_there) for code, name in names.items()}
        phone = await city[ORGAN].phone_of(SUPERVISOR)
        with windows_noted(monkeypatch) as notes:
            await phone.send("/start")
            await phone.tap("全市医院")
            await phone.see(f"全市医院（{MANY} 家）")
            seen: list[str] = []
            await leaf_through(phone, seen)
            assert [name for name in doors.names().values() if seen.count(name) != 1] == []
            await phone.tap("比较各医院")
            await leaf_through(phone, [])
            await phone.tap("返回")
            await phone.tap("某市第3人民医院（医共体总院）")
            await phone.see("暂时没有取到这家医院的数字")
            await phone.tap("再看一次")
            await phone.see("暂时没有取到这家医院的数字")
            await phone.tap("返回")
            doors._hospitals.clear()
            await phone.tap("传达")
            assert len((await phone.see("尚未接入医院")).buttons) == 1
        assert [shown.html for shown in notes.shown if shown.too_high] == []
