"""新建测评 by phone: what is put together, shown, made; and what is refused on the way."""

from datetime import date, timedelta

from domain.polls.polls import PollGroup, PollSpan
from simulator.phone import Phone
from storage.polls.polls import Poll
from storage.polls.tables import poll_asked, polls
from storage.tables import audit, outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import rows_of
from tests.handlers.by_hand import shown
from tests.handlers.polls.polls_by_hand import OFFICE, UNIT, bind_many, text_of
from tests.harness import Hospital

BRANCH = "内科第一党支部"


async def at_subjects(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/polls")
    assert "还没有测评。请点“新建测评”" in await text_of(office)
    await office.tap("新建测评")
    await office.tap("民主测评")
    await office.send("测" * 61)
    assert "名称最多 60 个字" in await text_of(office)
    await office.send("中层干部测评")
    return office


async def made(hospital: Hospital) -> Poll:
    found = await hospital.app.database.run(lambda uow: uow.polls.of_unit(UNIT, 1))
    return found[0]


async def test_a_poll_of_persons_is_made_in_the_chat_and_all_who_are_asked_get_one_letter(
    hospital: Hospital,
) -> None:
    await bind_many(hospital, 20)
    office = await at_subjects(hospital)
    await office.send("无此人")
    assert "没有找到“无此人”" in await text_of(office)
    await office.send("骨科负责人 心内科负责人")
    assert "已选 2 个：骨科负责人（骨科主任）、心内科负责人（心内科主任）" in await text_of(office)
    await office.send("心内科负责人")
    await office.tap("☑ 心内科负责人")
    assert "已选 1 个" in await text_of(office)
    await office.send("特邀监察员")
    assert "“特邀监察员”找到 " in await text_of(office)
    await office.tap("加入全体院领导")
    assert "已选 1 个" not in await text_of(office)
    await office.send("儿科负责人")
    await office.tap("下一步：请谁参加")
    await office.send("无此科室")
    assert "没有找到“无此科室”" in await text_of(office)
    await office.send("支部")
    assert "请输入全名" in await text_of(office)
    await office.tap("绍兴某某医院")
    await office.tap("全体人员")
    await office.send("下周")
    assert "没有看懂" in await text_of(office)
    await office.send("5月11日至5月14日")
    assert "开始的日期已经过去" in await text_of(office)
    await office.send("5月20日至5月14日")
    assert "结束早于开始" in await text_of(office)
    await office.send("5月14日至5月20日")
    window = await shown(office)
    assert "请核对" in window.text
    assert "5月14日至5月20日" in window.text
    assert "结果只有监察室能看到" in window.text
    await office.tap("改为：公布结果")
    assert "结束后向参加的人公布结果" in await text_of(office)
    await office.tap("发起测评")
    assert "已发起，将通知 " in await text_of(office)
    poll = await made(hospital)
    assert (poll.title, poll.group, poll.publishes) == ("中层干部测评", PollGroup.ALL, True)
    assert poll.span == PollSpan(date(2026, 5, 14), date(2026, 5, 20))
    assert [row["act"] for row in rows_of(hospital.app.database, audit)][-1:] == ["poll_made"]
    asked = {row["person_id"] for row in rows_of(hospital.app.database, poll_asked)}
    letters = [row for row in rows_of(hospital.app.database, outbox) if row["kind"].startswith("poll")]
    for kind, day in (("poll", date(2026, 5, 14)), ("poll_reminder", date(2026, 5, 19))):
        found = [row for row in letters if row["kind"] == kind]
        assert len(found) == 20
        assert {row["person_id"] for row in found} <= asked
        assert {(row["not_before_at"] + timedelta(hours=8)).date() for row in found} == {day}
    await office.tap("查看测评")
    assert "进行期间不显示参加人数和结果" in await text_of(office)
    assert "5月14日开始" in await text_of(office)


async def test_fewer_than_five_phones_are_not_asked_and_whoever_loses_one_meanwhile_is_noticed(
    hospital: Hospital,
) -> None:
    office = await at_subjects(hospital)
    await office.send("骨科负责人")
    await office.tap("下一步：请谁参加")
    await office.send(BRANCH)
    assert "这里没有一组够 5 人" in await text_of(office)
    await bind_many(hospital, 8)
    await office.tap("返回")
    await office.tap("绍兴某某医院")
    await office.tap("全体人员")
    await office.tap("今天起 7 天")
    await office.see("请核对")

    def lose(uow: UnitOfWork) -> None:
        people, _many = uow.officials.search(UNIT, "", 20)
        for found in people:
            if found.name != OFFICE:
                uow.people.unbind(found.person_id)

    await hospital.app.database.run(lose)
    await office.tap("发起测评")
    assert "少于 5 人，不能测评" in await text_of(office)
    assert rows_of(hospital.app.database, polls) == []
    assert hospital.app.house.poll_keys.tokens() == set()


async def test_what_was_put_together_is_given_up_or_lost_in_a_restart_and_says_so(
    hospital: Hospital,
) -> None:
    await bind_many(hospital, 8)
    office = await at_subjects(hospital)
    await office.tap("放弃")
    assert "没有发起" in await text_of(office)
    await office.tap("新建测评")
    await office.tap("群众满意度测评")
    await office.tap("用“")
    await office.tap("二维码，人人可答")
    await office.tap("今天起 14 天")
    await office.see("人人可答")
    await hospital.restart()
    toast = await office.tap("发起测评")
    assert toast is not None
    assert "刚才的内容已不在" in toast.text
    assert rows_of(hospital.app.database, polls) == []
