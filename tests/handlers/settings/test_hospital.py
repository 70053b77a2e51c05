"""/settings [医院信息]: typed anew it counts at once; 驻组 hears of another address."""

from bot.commands.facts_check import find_ignored_edits
from bot.config import read_config
from bot.hospital_facts import facts_if_any
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import picture, shown
from tests.handlers.registers.registers_by_hand import OFFICE
from tests.handlers.tips.tips_by_hand import SUPERVISOR
from tests.harness import Hospital
from usecases.house import Request
from usecases.live_facts import Fact
from usecases.settings.changes import note_change


async def opened(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    await office.tap("医院信息")
    return office


async def test_name_and_greeting_count_at_once_and_are_taken_back(hospital: Hospital) -> None:
    office, stranger = await opened(hospital), await hospital.stranger()
    await office.tap("医院名称")
    await office.send("院" * 41)
    assert "共 41 字" in (await office.see("共 41 字")).text
    await office.send_photo(picture())
    await office.see("请输入文字")
    await office.send("绍兴<b>中医院\n东院")
    await office.see("请写成一行")
    await office.send("  绍兴<b>中医院 ")
    await office.see("已修改，立即生效。")
    await stranger.send("/start")
    assert "绍兴<b>中医院" in (await shown(stranger)).text
    await office.tap("返回")
    await office.tap("问候语")
    await office.send("廉洁行医，<i>欢迎</i>监督")
    await office.see("已修改，立即生效。")
    for phone in (stranger, office):
        await phone.send("/start")
        assert "廉洁行医，<i>欢迎</i>监督" in (await shown(phone)).text
    await office.send("/settings")
    await office.tap("最近修改")
    assert "问候语，（无） → 廉洁行医，<i" in (await shown(office)).text
    await office.tap("2. 医院名称")
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    await stranger.send("/start")
    assert "中医院" not in (await shown(stranger)).text


async def test_config_toml_is_taken_over_once_and_doctor_tells_of_later_edits(hospital: Hospital) -> None:
    office, path = await opened(hospital), hospital.folder / "config.toml"
    text = path.read_text(encoding="utf-8").replace('letters_to = ""', 'letters_to = "某路 1 号"')
    path.write_text(text, encoding="utf-8")
    hospital.config = read_config(path)
    await hospital.restart()
    assert hospital.app.house.letters_to == "某路 1 号"
    await office.tap("来信地址")
    await office.send("某路 2 号")
    await office.see("已修改，立即生效。")
    assert facts_if_any(hospital.config)[Fact.LETTERS_TO] == "某路 2 号"

    async def told() -> list[object]:
        found = await hospital.app.database.run(lambda uow: find_ignored_edits(uow, hospital.config))
        return [finding.details["setting"] for finding in found]

    assert await told() == []
    path.write_text(text.replace("某路 1 号", "某路 3 号"), encoding="utf-8")
    hospital.config = read_config(path)
    await hospital.restart()
    assert hospital.app.house.letters_to == "某路 2 号"
    assert await told() == ["[tips] letters_to"]


async def test_another_address_for_letters_is_told_to_the_organ_above_and_so_is_its_taking_back(
    hospital: Hospital,
) -> None:
    office, above = await opened(hospital), await hospital.phone_of(SUPERVISOR)
    await office.tap("来信地址")
    await office.send("某路 1 号 <监察室>")
    await office.see("新旧地址将通知驻组")
    stranger = await hospital.stranger()
    await stranger.send("/tip")
    await stranger.see("来信请寄：某路 1 号 <监察室>")
    await hospital.app.deliver()
    letter = await above.see("来信地址已修改")
    assert "原为：（无）\n改为：某路 1 号 <监察室>\n修改人：监察室主任" in letter.text
    before = await above.mark()
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    await hospital.app.deliver()
    assert "改为：（无）" in (await above.see("来信地址已修改", since=before)).text


async def test_the_office_redirects_nothing_that_goes_past_it(hospital: Hospital) -> None:
    office, house = await opened(hospital), hospital.app.house
    before = (dict(house.recipients), house.custody, hospital.app.desk.keep_closed_days, hospital.config)
    guarded = (
        "supervisor_recipients",
        "office_recipients",
        "custody",
        "supervisor_key_file",
        "keep_closed_days",
    )
    for name in guarded:
        for act in ("hospital-set", "hospital-clear"):
            assert "已失效" in await press(hospital, office, f"{act}:{name}"), (act, name)
        await office.send("age1qqqqqq")
    request = Request(house, office.id, office.id, 1, hospital.clock.now())

    def forge(uow: UnitOfWork) -> list[int]:
        # As a record written past the program could have it: taking it back finds nothing to change either.
        return [note_change(uow, request, f"hospital:{name}", "90", "30") for name in guarded]

    for number in await request.run(forge):
        assert "不能撤销" in await press(hospital, office, f"setting-undo:{number}")
    assert await hospital.app.database.run(lambda uow: uow.settings.beginning("hospital:")) == {
        Fact.NAME: hospital.config.hospital.name
    }
    await hospital.app.tick()
    assert (
        dict(house.recipients),
        house.custody,
        hospital.app.desk.keep_closed_days,
        read_config(hospital.folder / "config.toml"),
    ) == before
    assert set(house.recipients) == set(Body)


async def another_joins(hospital: Hospital) -> None:
    """Have a second hospital stand in the roster."""

    def another(uow: UnitOfWork) -> None:
        uow.settings._connection.exec_driver_sql(
            "INSERT INTO grid (code, name, level) VALUES ('9', '另一医院', 1)"
        )

    await hospital.app.database.run(another)


async def test_of_several_hospitals_none_changes_what_is_said_of_all(hospital: Hospital) -> None:
    office = await opened(hospital)
    await office.tap("来信地址")
    await another_joins(hospital)
    await office.send("某路 1 号")
    await office.see("本系统有多家单位")
    assert hospital.app.house.letters_to == ""
