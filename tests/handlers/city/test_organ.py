"""The organ looks at its hospitals by its own bot, and sends to them; hospitals have nothing of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.phone import Phone
from tests.city_stage import FIRST, ORGAN, SECOND, City, open_city
from tests.fed import Fed
from tests.handlers.tips.tips_by_hand import OFFICE, SUPERVISOR
from tests.window_crawl import windows_noted


@pytest.fixture
async def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[City]:
    """The city; whatever window anybody is shown in it fits a phone."""
    async with open_city(tmp_path) as opened:
        with windows_noted(monkeypatch) as notes:
            yield opened
    assert [shown.html for shown in notes.shown if shown.too_high] == []


async def file_zero(city: City, code: str, count: int) -> None:
    """Have so many inspectors of a hospital file that there was nothing."""
    hospital, fed = city[code], Fed(city[code])
    tree = await hospital.app.database.run(lambda uow: uow.rosters.tree())
    for grid in [grid for grid in tree if grid.level == 3][:count]:
        name = f"{grid.name}特邀监察员"
        await fed.bind(name)
        (zero,) = [data for data in (await fed.send(name, "/report")).buttons if data.startswith("zero:")]
        (submit,) = [data for data in (await fed.press(name, zero)).buttons if data.endswith(":submit")]
        await fed.press(name, submit)


async def opens(phone: Phone, label: str, text: str) -> str:
    """Have somebody tap a button; return the window that has `text` in it then."""
    await phone.tap(label)
    return (await phone.see(text)).text


async def test_the_organ_sees_counts_of_its_hospitals_side_by_side_and_of_each(city: City) -> None:
    await file_zero(city, FIRST, 6)
    await file_zero(city, SECOND, 3)
    phone = await city[ORGAN].phone_of(SUPERVISOR)
    await phone.send("/start")
    shown = await opens(phone, "全市医院", "全市医院（2 家）")
    assert "5月月报：已报 9/140" in shown
    assert any(message.file_kind == "photo" for message in await phone.chat())
    one = await opens(phone, "某市第一医院", "廉情")
    assert "已报 6/70" in one
    assert "绿 6" in one
    await phone.tap("返回")
    other = await opens(phone, "某市第二医院", "廉情")
    assert "已报 3/70" in other
    assert "绿" not in other
    await phone.tap("返回")
    compared = await opens(phone, "比较各医院", "按时率从低到高")
    assert compared.index("某市第二医院") < compared.index("某市第一医院")
    assert "不足 5" in compared


async def test_what_the_organ_sends_reaches_each_office_and_it_sees_how_many_have_read(city: City) -> None:
    offices = {code: await city[code].phone_of(OFFICE) for code in (FIRST, SECOND)}
    organ = await city[ORGAN].phone_of(SUPERVISOR)
    await organ.send("/start")
    await opens(organ, "全市医院", "全市医院（2 家）")
    await opens(organ, "传达", "请输入要传达")
    check = await organ.send("请各医院月底前报送 <自查> 情况")
    assert "请各医院月底前报送 <自查> 情况" in check.text
    await opens(organ, "传达给 2 家医院", "已传达给 2 家医院")
    for code in (FIRST, SECOND):
        await city[code].app.tick()
        await offices[code].see("请各医院月底前报送")
    await opens(offices[FIRST], "已阅", "日已阅。")
    readings = await opens(organ, "查看阅读情况", "已有人阅读的医院")
    assert "已有人阅读的医院 1/2" in readings
    assert "某市第一医院  已阅 1/" in readings
    assert "某市第二医院  已阅 0/" in readings


async def test_a_hospital_that_does_not_answer_is_named_and_the_others_are_shown(city: City) -> None:
    file = city[SECOND].config.database_file
    assert file is not None
    organ = await city[ORGAN].phone_of(SUPERVISOR)
    file.rename(file.with_name("elsewhere.db"))
    await organ.send("/start")
    await opens(organ, "全市医院", "暂时没有取到：某市第二医院（共 1 家）")
    assert not file.exists()
    file.with_name("elsewhere.db").rename(file)
    await organ.send("/start")
    assert "没有取到" not in await opens(organ, "全市医院", "全市医院（2 家）")


WAYS = ("city", "city-compare", "city-of:second", "city-tell", "city-told", "city-told-one:1")


async def test_a_hospital_has_no_way_to_the_others(city: City) -> None:
    fed = Fed(city[FIRST])
    for name in (OFFICE, SUPERVISOR):
        await fed.bind(name)
        assert "第二" not in (await fed.send(name, "/start")).text
        for data in WAYS:
            answered = await fed.press(name, data)
            assert "没有查看全市医院的权限" in answered.toast
            assert "第二" not in answered.text + answered.toast
