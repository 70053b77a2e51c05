"""From nothing to the first month of reports: IT's few commands, then everything else from the office's phone."""

import getpass
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from bot.app import App
from bot.config import read_config
from bot.stage.stage import Stage
from domain.threads import in_a_thread
from domain.time.clock import SteerableClock
from reminders.delivery.pacing import UNPACED
from simulator.phone import Phone, Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.tables import duty_items
from storage.tips.sealing import new_office_key
from tests.bot.commands.typing_hand import Hand
from tests.desks import rows_of
from tests.going_live.readme import commands
from tests.handlers.settings.test_roster_edits import confirmed
from tests.harness import MAY, USERNAME

TOKEN = "424242:AAfromNOTHINGtoAmonthFROMnothingTOaMONTH"
LINK = re.compile(rf"https://t\.me/{USERNAME}\?start=(\S+)")
OFFICE = "监察室主任"
INSPECTORS = ("特邀监察员", "特邀监察员一", "特邀监察员二")
JOINS = "心内科医疗组长"


@asynccontextmanager
async def set_up(hand: Hand) -> AsyncIterator[tuple[Stage, str]]:
    """Have IT type what README says; yield the hospital whose bot answers then, and what the terminal showed."""
    clock = SteerableClock(MAY)
    hand.clock = clock
    simulator = Simulator(now=clock.now)
    simulator.add_bot(TOKEN, USERNAME)
    (hand.folder / "token").write_text(TOKEN, encoding="utf-8")
    assert hand.types("sample-roster", "花名册.xlsx").code == 0
    async with simulator.serve() as base_url, Phones(Beside(simulator)) as phones:
        said = {
            "--hospital": "某市人民医院",
            "--letters-to": "某市某路 1 号 驻组",
            "--backups": "夜间备份",
            "--roster": "花名册.xlsx",
            "--token-file": "token",
            "--api-base-url": base_url,
            "--user": getpass.getuser(),
            "--folder": ".",
        }
        typed = (word for pair in said.items() for word in pair)
        ended = await in_a_thread(hand.types, "setup", "--no-service", *typed)
        assert (ended.code, ended.err) == (0, "")
        assert "✗" not in ended.out
        config = read_config(hand.folder / "config.toml")
        app = App(config, clock, UNPACED)
        stage = Stage(hand.folder, config, clock, simulator, phones, new_office_key(), app, USERNAME)
        await stage.start()
        try:
            yield stage, ended.out
        finally:
            await stage.end()


async def first_phone(stage: Stage, shown_by_setup: str) -> Phone:
    """Return the office's phone, bound by the link that the terminal showed beside its name."""
    (line,) = [line for line in shown_by_setup.splitlines() if OFFICE in line and LINK.search(line)]
    phone = await stage.stranger(OFFICE)
    (link,) = LINK.finditer(line)
    await phone.open_link(link.group())
    await phone.see(f"已绑定：{OFFICE}")
    stage.bound[OFFICE] = phone
    return phone


async def settings(office: Phone, *labels: str) -> None:
    """Go to a part of /settings."""
    await office.send("/settings")
    for label in labels:
        await office.tap(label)


async def a_department_joins_and_another_is_renamed(office: Phone) -> None:
    await settings(office, "花名册", "单项变更", "新设科室、支部")
    await office.send("内科第一")
    await office.tap("内科第一党支部")
    await office.send("睡眠医学科")
    await office.tap("临床科室")
    await office.send("睡眠医学科")
    await confirmed(office, "新增网格（1）")
    await settings(office, "花名册", "单项变更", "更换特邀监察员")
    await office.send(JOINS)
    await office.tap(JOINS)
    await office.send("睡眠医学科")
    await office.tap("睡眠医学科")
    await office.send("5月12日")
    await confirmed(office, "新聘任（1）")
    await settings(office, "花名册", "单项变更", "科室、支部更名")
    await office.send("骨科")
    await office.tap("骨科")
    await office.send("骨科与运动医学科")
    await confirmed(office, "网格变更（1）")


async def duties_as_the_office_wants_them(stage: Stage, office: Phone) -> None:
    """Hearings are on in a new installation; the month falls due on the 25th from now on."""
    await settings(office, "任务")
    await office.tap("● 季度当面报告")
    await office.see("涉及网格　71 个")
    await settings(office, "任务", "● 网格廉情月报", "改到期日", "每月", "25日")
    await office.see("到期日　每月最后一天 → 每月25日")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    await stage.app.tick()


async def posters_of_all(office: Phone) -> None:
    """One page for each department and branch, as it is called now."""
    await settings(office, "表单与台账", "张贴海报")
    await office.tap("全部（71 页）")
    await office.see("海报已生成，共 71 页")


async def links_of_inspectors(office: Phone) -> dict[str, str]:
    """Have the office make the sheet of invitations; return the inspectors' links by name."""
    await office.send("/invite")
    await office.tap("邀请表：有角色")
    await office.tap("生成邀请表")
    await office.see("已生成")
    file = [message for message in await office.chat() if message.file_kind == "document"][-1]
    rows = (
        load_workbook(BytesIO(await office.download(file)))
        .worksheets[0]
        .iter_rows(min_row=2, values_only=True)
    )
    links = {str(row[1]): str(row[6]) for row in rows}
    return {name: link for name, link in links.items() if name.endswith(INSPECTORS) or name == JOINS}


async def everybody_reports(stage: Stage, links: dict[str, str]) -> None:
    """Bind every inspector who owes the month, and have each file it with nothing to tell."""
    for name, link in links.items():
        phone = await stage.stranger(name)
        await phone.open_link(link)
        await phone.see(f"已绑定：{name}")
        if name.startswith("院级"):
            continue  # who inspects the unit as a whole is asked for no report of a month
        await phone.send("/report")
        await phone.tap("零报告")
        await phone.tap("提交")
        await phone.see("已提交")


async def restored(hand: Hand, stage: Stage) -> None:
    """Back everything up, lose the database, and have it back, with the bot answering from it again."""
    assert "已写入" in hand.types("backup").out
    (backup,) = (hand.folder / "夜间备份").iterdir()
    await stage.end()
    database = hand.folder / "gridbot.db"
    for lost in hand.folder.glob("gridbot.db*"):
        lost.unlink()
    ended = await in_a_thread(hand.types, "restore", str(backup), "--key", "office-key.txt")
    assert (ended.code, "✗" in ended.out, database.is_file()) == (0, False, True), ended
    stage.app = App(stage.config, stage.clock, UNPACED)
    await stage.start()


async def test_from_nothing_to_the_first_month(hand: Hand) -> None:
    assert len(commands("Going live")) <= 4
    async with set_up(hand) as (stage, shown_by_setup):
        office = await first_phone(stage, shown_by_setup)
        await a_department_joins_and_another_is_renamed(office)
        await duties_as_the_office_wants_them(stage, office)
        await posters_of_all(office)
        links = await links_of_inspectors(office)
        assert len(links) == 73
        await everybody_reports(stage, links)
        items = [row for row in rows_of(stage.app.database, duty_items) if row["duty_id"] == "monthly_report"]
        assert {(row["period_id"], row["due_on"]) for row in items} == {("2026-05", date(2026, 5, 25))}
        assert all(row["submitted_at"] for row in items)
        await stage.move_to(6, 1)
        await office.send("/digest")
        await office.see("已报 71/应报 71")
        await restored(hand, stage)
        before = await office.mark()
        await office.send("/digest")
        await office.see("已报 71/应报 71", since=before)
