"""A form that changes while people fill it in: each goes on with the version that they began with."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.blocks.office_blocks import FormsBlock
from forms.reading.reader import shipped_forms, shipped_texts
from tests.handlers.by_hand import INSPECTOR, answers, begin, filed, shown
from tests.harness import Hospital

COLLEAGUE, OTHER_GRID = "骨科特邀监察员", "骨科"
FILE = "monthly_report.toml"
NOW = shipped_forms()["monthly_report"].version
NEXT = NOW + 1
TRAINING = """
[[fields]]
key = "training_days"
kind = "whole_number"
required = true
label = { zh = "集中学习", en = "Training" }
question = { zh = "本月集中学习几天？", en = "How many days of training?" }
maximum = 31
zero = 0

[[fields]]
key = "light"
"""


def next_version(text: str) -> str:
    """Return the monthly report as it is asked from the next version on: a question more, and other words."""
    text = text.replace(f"version = {NOW}", f"version = {NEXT}", 1).replace(
        "谈心谈话多少人次", "谈话提醒多少人次"
    )
    return text.replace('[[fields]]\nkey = "light"\n', TRAINING.lstrip(), 1)


async def restart_with(hospital: Hospital, text: str) -> None:
    """Restart the bot with `text` as the office's own monthly report."""
    folder = hospital.folder / "forms"
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    hospital.config = hospital.config.model_copy(update={"forms": FormsBlock(folder=Path("forms"))})
    await hospital.restart()


def lose_versions(hospital: Hospital) -> None:
    with closing(sqlite3.connect(hospital.folder / "gridbot.db")) as connection:
        connection.execute("DELETE FROM form_version")
        connection.commit()


async def test_a_draft_is_finished_with_the_version_it_was_begun_with(hospital: Hospital) -> None:
    early, late = await hospital.phone_of(INSPECTOR), await hospital.phone_of(COLLEAGUE)
    await begin(early)
    await early.tap("黄")
    await restart_with(hospital, next_version(shipped_texts()[FILE]))

    await early.tap("0")  # the button shown before the restart
    assert "谈心谈话多少人次" in (await shown(early)).text
    await early.tap("核对")
    await early.tap("提交")
    await early.see("已提交")
    first = await filed(hospital)
    assert first is not None
    assert first.form_version == NOW
    assert "training_days" not in first.answers

    await begin(late)
    assert "集中学习几天" in (await shown(late)).text
    await late.send("2")
    await late.tap("绿")
    await late.tap("0")
    assert "谈话提醒多少人次" in (await shown(late)).text
    await late.tap("核对")
    await late.tap("提交")
    await late.see("已提交")
    second = await filed(hospital, OTHER_GRID)
    assert second is not None
    assert (second.form_version, second.answers["training_days"]) == (NEXT, 2)


async def test_a_filed_report_is_shown_and_corrected_with_its_own_version(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")
    await restart_with(hospital, next_version(shipped_texts()[FILE]))
    assert "集中学习" not in (await phone.send("/report")).text
    await phone.tap("更正")
    await phone.tap("谈心谈话")
    assert "谈心谈话多少人次" in (await shown(phone)).text
    await phone.send("4")
    await phone.tap("提交")
    await phone.tap("填写有误")
    await phone.see("已提交")
    report = await filed(hospital)
    assert report is not None
    assert (report.form_version, report.answers["talks"]) == (NOW, 4)


async def test_where_the_old_version_is_lost_what_still_applies_goes_on_in_the_new_one(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await phone.tap("2")
    lose_versions(hospital)
    await restart_with(hospital, next_version(shipped_texts()[FILE]))
    told = await phone.send("35")
    assert "本表已更新为新版" in told.text
    assert "集中学习几天" in told.text
    assert "本表已更新" not in (await phone.send("3")).text, "it is told once"
    await phone.send("35")
    await phone.tap("核对")
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(hospital)
    assert (given["light"], given["education_sessions"], given["education_attendance"]) == ("yellow", 2, 35)
    assert given["training_days"] == 3
    report = await filed(hospital)
    assert report is not None
    assert report.form_version == NEXT


async def test_a_button_of_a_lost_version_changes_nothing_and_shows_the_new_page(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    lose_versions(hospital)
    await restart_with(hospital, next_version(shipped_texts()[FILE]))
    await phone.tap("红")
    page = await shown(phone)
    assert "本表已更新为新版" in page.text
    assert "集中学习几天" in page.text
