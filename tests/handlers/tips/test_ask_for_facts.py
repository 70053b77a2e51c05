"""请求协助核实, the handler's side: whom, what, sent once, withdrawn."""

from dataclasses import replace
from io import BytesIO

from PIL import Image
from sqlalchemy import update

from domain.people.people import Appointment, Role
from domain.tips.routing import Body
from domain.tips.tips import TipState
from reports.sheets.sample_hospital import sample_roster
from storage.tips.fact_requests import FactCount
from storage.tips.sealing import open_sealed, open_text
from storage.tips.tables import tips
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import GRID, INSPECTOR, on_disk, picture
from tests.handlers.tips.facts_by_hand import (
    BRANCH,
    OTHER,
    QUESTION,
    REPLY,
    ask,
    asked_id,
    begin,
    counted,
    force,
    open_asked,
    reply,
    requests,
    told,
    words_of,
)
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    acts,
    answer,
    bring,
    day,
    erase,
    files_sent,
    give_supervisor_key,
    labels,
    open_first,
    opened,
    shown,
    tap_all,
)
from tests.harness import Hospital


async def test_grids_are_listed_by_branch_and_those_without_a_reachable_inspector_cannot_be_chosen(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    handler = await open_first(hospital)
    await tap_all(handler, "登记", "请求协助核实")
    assert (await labels(handler))[0] == "机关第一党支部 ›"
    assert "医技党支部 ›" in await labels(handler)
    await handler.tap(BRANCH)
    assert (await labels(handler))[:3] == [f"{BRANCH}（无法联系）", "心内科", "呼吸内科（无法联系）"]
    toast = await handler.tap("呼吸内科")
    assert toast is not None
    assert "没有可以联系上的特邀监察员" in toast.text
    assert "没有可以联系上" in await force(hospital, handler, "facts-grid", FIRST, "骨科")
    await tap_all(handler, "返回上一级", "返回线索")
    assert "线索 2026-001" in (await shown(handler)).text


async def test_a_question_is_shown_once_taken_out_of_the_chat_and_sent(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    handler = await begin(hospital)
    await handler.send("第一种问法")
    assert "第一种问法" in (await shown(handler)).text
    await handler.send(QUESTION)
    assert QUESTION in (await shown(handler)).text
    await handler.erased("第一种问法")
    (kept,) = [message for message in await handler.chat() if QUESTION in message.text]
    assert kept.from_bot
    assert QUESTION.encode() not in on_disk(hospital)
    await handler.tap("发送")
    window = await handler.see("已请心内科特邀监察员协助核实，5月19日前回复")
    assert "协助核实：已请 1 次，已回复 0 次，尚未回复 1 次" in window.text
    await hospital.app.deliver()
    await inspector.see("监察室请您协助核实一项情况。")
    (row,) = requests(hospital)
    assert (row["question"], row["asked_on"]) == (QUESTION, day(hospital))
    assert await acts(hospital) == ["tip-open", "tip-fact-asked"]


async def test_sending_twice_asks_once(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    handler = await begin(hospital)
    await handler.send(QUESTION)
    first, second = await handler.tap_nowait("发送", times=2)
    assert await handler.answer(first) is None
    toast = await handler.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    await tap_all(handler, "登记", "请求协助核实", BRANCH, "心内科")
    await handler.send(QUESTION)
    toast = await handler.tap("发送")
    assert toast is not None
    assert "没有重复办理" in toast.text
    await hospital.app.deliver()
    assert len(requests(hospital)) == 1
    assert await told(inspector, "请您协助核实") == 1


async def test_what_is_no_question_is_asked_for_again_and_a_number_is_refused(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    handler = await begin(hospital)
    await handler.send_sticker()
    assert "请用文字输入" in (await shown(handler)).text
    for characters in (501, 4000):
        before = await handler.mark()
        await handler.send("问" * characters)
        await handler.see("不超过 500 字", since=before)
    await handler.send(QUESTION)
    await handler.see(QUESTION)
    await handler.send("关于２０２６－００１这件事")
    await handler.see("有线索编号")
    assert "没有重复办理" in await force(hospital, handler, "facts-send", FIRST, "心内科")
    assert requests(hospital) == []


async def test_words_are_only_taken_below_the_window_that_asks_for_them(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    handler = await begin(hospital)
    await handler.tap("返回")
    await handler.send(QUESTION)
    assert "没有重复办理" in await force(hospital, handler, "facts-send", FIRST, "心内科")
    handler = await begin(hospital)
    await handler.send("/help")
    await handler.send(QUESTION)
    assert requests(hospital) == []


async def test_a_restart_forgets_a_question_that_was_not_sent(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    handler = await begin(hospital)
    await handler.send(QUESTION)
    await hospital.restart()
    toast = await handler.tap("发送")
    assert toast is not None
    assert "没有重复办理" in toast.text
    assert requests(hospital) == []
    assert QUESTION.encode() not in on_disk(hospital)


async def test_what_is_open_can_be_withdrawn_and_its_question_is_gone(hospital: Hospital) -> None:
    await bring(hospital)
    inspector = await hospital.phone_of(INSPECTOR)
    handler = await ask(hospital)
    await open_asked(hospital)
    await handler.tap("撤回协助核实")
    assert f"• 心内科  5月19日截止：{QUESTION}" in (await shown(handler)).text
    first, second = await handler.tap_nowait("撤回：心内科", times=2)
    await handler.answer(first)
    toast = await handler.answer(second)
    assert toast is not None
    assert "没有重复办理" in toast.text
    window = await shown(handler)
    assert "尚未回复 0 次（另有 1 次已撤回或无法提供）" in window.text
    assert "撤回协助核实" not in await labels(handler)
    toast = await inspector.tap("回复")
    assert toast is not None
    assert "已经结束" in toast.text
    assert QUESTION not in await words_of(inspector)
    assert QUESTION.encode() not in on_disk(hospital)
    assert (await acts(hospital))[-2:] == ["tip-fact-withdrawn", "tip-open"]


async def test_the_answer_comes_with_the_grids_name_and_is_not_the_reporters(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    handler = await ask(hospital)
    await answer(hospital, "反映人的补充")
    await reply(await open_asked(hospital))
    await hospital.app.deliver()
    await handler.see("有一项协助核实已有答复")
    await handler.send("/tips")
    assert "◆ 协助核实有新回复" in (await shown(handler)).text
    assert (await labels(handler))[0].startswith("●◆ 2026-001")
    handler = await open_first(hospital)
    window = await shown(handler)
    assert "协助核实新回复 1 条" in window.text
    assert "协助核实：已请 1 次，已回复 1 次，尚未回复 0 次" in window.text
    assert "我方 0 条，反映人 1 条" in window.text
    assert "反映人新消息 1 条" in window.text
    await handler.tap("下载内容（加密）")
    texts = await opened(handler, hospital.office_key)
    assert texts["线索2026-001-协助核实1-心内科.age"] == REPLY
    assert texts["线索2026-001-补充1.age"] == "反映人的补充"
    assert "tip-fact-answered" in await acts(hospital)
    await handler.tap("返回列表")
    assert (await labels(handler))[0].startswith("2026-001")


async def test_whoever_has_recused_is_told_nothing_and_sees_nothing(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "回避", "确定回避")
    office = await ask(hospital)
    await reply(await open_asked(hospital))
    await hospital.app.deliver()
    assert await told(office, "已有答复") == 1
    assert await told(deputy, "已有答复") == 0
    for data in (f"facts-where:{FIRST}:0:0", f"facts-open:{FIRST}", f"facts-withdraw:{FIRST}:1"):
        assert "已失效" in await press(hospital, deputy, data)


async def test_the_supervisor_asks_past_the_office_and_the_office_never_learns_of_it(
    hospital: Hospital,
) -> None:
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR)
    inspector = await hospital.phone_of(INSPECTOR)
    office, commissioner = await hospital.phone_of(OFFICE), await hospital.phone_of(COMMISSIONER)
    before = [await words_of(phone) for phone in (office, commissioner)]
    handler = await ask(hospital, who=SUPERVISOR, number=FIRST_PAST)
    await inspector.see("驻组请您协助核实一项情况。")
    await reply(await open_asked(hospital))
    await hospital.app.deliver()
    assert [await words_of(phone) for phone in (office, commissioner)] == before
    for data in (f"facts-where:{FIRST_PAST}:0:0", f"facts-open:{FIRST_PAST}"):
        assert "已失效" in await press(hospital, office, data)
    assert "已失效" in await force(hospital, office, "facts-grid", FIRST_PAST, "心内科")
    handler = await open_first(hospital, SUPERVISOR, FIRST_PAST)
    await handler.tap("下载内容（加密）")
    sent = await files_sent(handler)
    assert open_text(sent["线索Z2026-001-协助核实1-心内科.age"], key.identity) == REPLY
    assert await acts(hospital, FIRST_PAST, Body.OFFICE) == []
    assert "tip-fact-asked" in await acts(hospital, FIRST_PAST, Body.SUPERVISOR)


async def make_inspector(hospital: Hospital, name: str) -> None:
    """Appoint somebody as an inspector of the grid, besides what they are."""
    roster = sample_roster(day(hospital))
    grid = next(there.code for there in roster.grids if there.name == "心内科")
    staff = {official.name: official.staff_number for official in roster.officials}
    both = Appointment(staff[name], grid, Role.INSPECTOR, day(hospital))
    await hospital.import_roster(replace(roster, appointments=(*roster.appointments, both)))


async def test_an_inspector_who_is_of_the_office_too_is_not_asked_by_the_supervisor(
    hospital: Hospital,
) -> None:
    await make_inspector(hospital, OFFICE)
    office = await hospital.phone_of(OFFICE)
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR)
    supervisor = await open_first(hospital, SUPERVISOR, FIRST_PAST)
    assert "没有可以联系上" in await force(hospital, supervisor, "facts-grid", FIRST_PAST, "心内科")
    await hospital.phone_of(INSPECTOR)
    await ask(hospital, who=SUPERVISOR, number=FIRST_PAST)
    assert "协助核实" not in str((await office.send("/start")).buttons)
    assert "已经结束" in await press(hospital, office, f"facts:{asked_id(hospital)}")
    assert "暗问" not in await words_of(office)


async def test_an_inspector_who_has_recused_as_a_handler_is_not_asked_about_that_tip(
    hospital: Hospital,
) -> None:
    await make_inspector(hospital, DEPUTY)
    await bring(hospital)
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)
    deputy = await open_first(hospital, DEPUTY)
    await tap_all(deputy, "回避", "确定回避")
    await ask(hospital)
    assert "协助核实" not in str((await deputy.send("/start")).buttons)
    assert "已经结束" in await press(hospital, deputy, f"facts:{asked_id(hospital)}")
    assert await told(deputy, "请您协助核实一项情况") == 0
    await ask(hospital, "另一个问题", number="2026-002")
    await deputy.see("监察室请您协助核实一项情况")


async def test_nobody_but_handlers_can_ask_and_an_erased_tip_is_asked_about_no_more(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    inspector, stranger = await hospital.phone_of(INSPECTOR), await hospital.stranger()
    await inspector.send("/start")
    await stranger.send("/start")
    for phone in (inspector, stranger):
        for data in (f"facts-where:{FIRST}:0:0", f"facts-open:{FIRST}", f"facts-withdraw:{FIRST}:1"):
            assert await press(hospital, phone, data) != ""
        assert await force(hospital, phone, "facts-grid", FIRST, "心内科") != ""
    await ask(hospital)
    await open_asked(hospital)
    await erase(hospital)
    assert requests(hospital) == []
    toast = await inspector.tap("回复")
    assert toast is not None
    assert "已经结束" in toast.text
    handler = await open_first(hospital)
    await handler.tap("登记")
    assert "请求协助核实" not in await labels(handler)
    for data in (f"facts-where:{FIRST}:0:0", f"facts-where:{FIRST}:0:x", "facts-where:", "facts-send:x"):
        assert await press(hospital, handler, data) != ""
    assert (await counted(hospital)).asked == 0


async def test_an_answers_files_go_to_the_handlers_under_the_grids_name(hospital: Hospital) -> None:
    await bring(hospital, files=1)
    await hospital.phone_of(INSPECTOR)
    await ask(hospital)
    inspector = await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send_photo(picture(), "见附件，暗答")
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")
    handler = await open_first(hospital)
    await handler.tap("附件 2")
    sent = await files_sent(handler)
    assert "线索2026-001-附件1.jpg.age" in sent
    content = open_sealed(sent["线索2026-001-附件2-心内科.jpg.age"], hospital.office_key.identity)
    assert Image.open(BytesIO(content)).size == (8, 8)
    await handler.tap("原件")
    assert "线索2026-001-附件2-心内科-原件.age" in await files_sent(handler)


async def test_of_two_grids_asked_each_inspector_sees_their_own_question_alone(hospital: Hospital) -> None:
    await bring(hospital)
    first, second = await hospital.phone_of(INSPECTOR), await hospital.phone_of("呼吸内科特邀监察员")
    other = await hospital.phone_of(OTHER)
    await ask(hospital)
    await ask(hospital, "另一个问题", grid="呼吸内科")
    await open_asked(hospital)
    await open_asked(hospital, "呼吸内科特邀监察员")
    assert QUESTION in await words_of(first)
    assert "另一个问题" not in await words_of(first)
    assert QUESTION not in await words_of(second)
    await other.send("/start")
    assert "协助核实" not in await words_of(other)
    for data in (
        f"facts:{asked_id(hospital)}",
        f"facts-reply:{asked_id(hospital)}",
        f"facts-cannot:{asked_id(hospital)}",
        f"facts-none:{asked_id(hospital)}",
        "facts:x",
        "facts:",
    ):
        assert "已经结束" in await press(hospital, other, data)
    assert await counted(hospital) == FactCount(2, 0, 2)

    request_id = asked_id(hospital)

    def ended(uow: UnitOfWork) -> bool:
        return uow.fact_requests.end(request_id, day(hospital), answered=False)

    assert await hospital.app.database.run(ended)
    assert not await hospital.app.database.run(ended)


async def test_of_a_tip_about_an_inspector_who_asks_confirms_first_that_it_is_not_the_one_asked(
    hospital: Hospital,
) -> None:
    await bring(hospital)
    await bring(hospital)
    await hospital.phone_of(INSPECTOR)

    def concern(uow: UnitOfWork) -> None:
        uow.rosters._connection.execute(
            update(tips).where(tips.c.number == "2026-002").values(concerns_inspector=True)
        )
        uow.tip_merges.merge("2026-002", FIRST, TipState.RECEIVED)

    handler = await open_first(hospital)
    assert "涉及特邀监察员" not in (await shown(handler)).text
    await hospital.app.database.run(concern)
    # What concerns an inspector is merged into it: its own handlers see that, and are asked.
    handler = await open_first(hospital)
    assert "涉及特邀监察员：是哪一位，见线索内容" in (await shown(handler)).text
    await tap_all(handler, "登记", "请求协助核实", BRANCH, GRID)
    await handler.see("请确认被询问人不是被反映的监察员")
    await handler.send(QUESTION)
    assert "请核对" not in (await shown(handler)).text
    assert await counted(hospital) == FactCount()
    handler = await open_first(hospital)
    await tap_all(handler, "登记", "请求协助核实", BRANCH, GRID, "确认不是")
    await handler.send(QUESTION)
    await handler.tap("发送")
    await handler.see("协助核实，")
    assert (await counted(hospital)).asked == 1
