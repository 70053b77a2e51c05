import json
import sqlite3
from contextlib import closing
from typing import Any

from bot.app import App
from tests.handlers.by_hand import INSPECTOR, answers, begin, count, file_green, filed, shown
from tests.harness import Hospital


def drafted(hospital: Hospital) -> dict[str, Any]:
    """Return the answers of the only draft, as the disk tells them."""
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
        (answers,) = connection.execute("SELECT answers FROM draft").fetchone()
    return dict(json.loads(answers))


async def test_a_report_goes_on_after_a_restart_where_it_stood(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await hospital.restart()
    await phone.tap("2")  # the button shown before the restart
    assert "3/10" in (await shown(phone)).text
    await hospital.restart()
    assert "4/10" in (await phone.send("35")).text  # words typed after it
    await phone.tap("核对")
    await hospital.restart()
    await phone.tap("修改")
    await hospital.restart()
    await phone.tap("谈心谈话")
    await hospital.restart()
    assert "谈心谈话  4 人次" in (await phone.send("4")).text
    await hospital.restart()
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(hospital)
    assert (given["light"], given["education_sessions"], given["education_attendance"]) == ("yellow", 2, 35)
    assert given["talks"] == 4


async def test_an_empty_month_is_confirmed_after_a_restart(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("零报告")
    await hospital.restart()
    await phone.tap("提交")
    report = await filed(hospital)
    assert report is not None
    assert report.zero


async def test_words_typed_after_a_restart_are_asked_for_once_more(hospital: Hospital) -> None:
    """They may be the rest of a tip that was being written: those must not reach the disk."""
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    for _ in range(2):
        await phone.tap("0")
    await phone.tap("1")
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("某某收受好处")
    await hospital.restart()
    assert "请在本页再输入一次" in (await phone.send("还有一件事")).text
    assert "tendencies.1.summary" not in drafted(hospital)
    await phone.send("登记不全")
    assert drafted(hospital)["tendencies.1.summary"] == "登记不全"


async def test_a_reason_typed_after_a_restart_is_taken_the_second_time(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)
    await phone.tap("查看或更正")
    await phone.tap("更正")
    await phone.tap("灯色")
    await hospital.restart()
    await phone.tap("红")
    await phone.tap("提交更正")
    await hospital.restart()
    assert "请在本页再输入一次" in (await phone.send("漏看一项")).text
    await phone.send("漏看一项")
    await phone.see("已提交")
    assert (await answers(hospital))["light"] == "red"


async def test_buttons_of_first_and_last_page_work_after_a_restart(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await hospital.restart()
    await phone.tap("开始填报")
    await phone.tap("绿")
    await phone.tap("核对")
    await phone.tap("提交")
    await hospital.restart()
    await phone.tap("查看或更正")
    assert "灯色  绿" in (await shown(phone)).text


async def test_a_draft_is_kept_for_thirty_days_without_a_touch(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(6, 1)
    await phone.send("/report")
    await phone.tap("6月网格廉情月报")
    await phone.tap("开始填报")
    await phone.tap("黄")
    await hospital.move_to(7, 1, 9)
    assert count(hospital, "draft") == 1
    await hospital.move_to(7, 1, 11)
    assert count(hospital, "draft") == 0
    await phone.tap("1")  # its window is still there
    assert "开始填报" in str((await shown(phone)).buttons)


async def test_what_is_typed_while_the_bot_is_down_is_answered_when_it_is_back(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("红")
    await hospital.end()
    await phone.send_nowait("3")
    hospital.app = App(hospital.config, hospital.clock)
    await hospital.start()
    await phone.see("3/10")
