from tests.handlers.by_hand import (
    GRID,
    INSPECTOR,
    answers,
    begin,
    count,
    file_green,
    filed,
    picture,
    shown,
)
from tests.harness import Hospital


async def test_a_whole_month_is_reported_question_by_question(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    first = await phone.send("/report")
    assert "5月网格廉情月报 · 心内科" in first.text
    assert "5月31日截止" in first.text
    assert "共 9 项" in first.text
    await phone.tap("开始填报")
    await phone.tap("黄")
    await phone.tap("2")
    await phone.send("３５人次")
    await phone.tap("3")
    await phone.tap("1")
    await phone.send("高值耗材登记不全")
    await phone.tap("医疗服务")
    await phone.send("已提醒")
    await phone.tap("0")
    await phone.tap("1")
    await phone.send("1,200.5")
    await phone.send("建议每季度\n集中学习一次")
    await phone.tap("跳过")
    await phone.send_photo(picture())
    await phone.tap("继续")
    summary = await shown(phone)
    assert "请核对" in summary.text
    for line in ("灯色  黄", "廉政教育  2 场 35 人次", "①高值耗材登记不全，医疗服务，已提醒", "1,200.50 元"):
        assert line in summary.text
    await phone.tap("提交")
    done = await phone.see("已提交")
    assert "全院已报 1/70" in done.text
    given = await answers(hospital)
    (attachment,) = given.pop("attachments")
    assert attachment["kind"] == "photo"
    assert given == {
        "light": "yellow",
        "education_sessions": 2,
        "education_attendance": 35,
        "talks": 3,
        "tendencies": 1,
        "tendencies.1.summary": "高值耗材登记不全",
        "tendencies.1.area": "service",
        "tendencies.1.done": "已提醒",
        "warnings": 0,
        "red_packets": 1,
        "red_packets_amount": "1200.50",
        "suggestions": "建议每季度\n集中学习一次",
        "note": None,
    }


async def test_every_question_says_how_far_one_is(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    assert "1/9" in (await shown(phone)).text
    await phone.tap("绿")
    assert "2/9" in (await shown(phone)).text
    await phone.tap("1")  # held once: now the attendance is asked too
    assert "3/10" in (await shown(phone)).text


async def test_back_leads_to_the_question_before_and_keeps_its_answer(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await phone.tap("返回")
    again = await shown(phone)
    assert "1/9" in again.text
    assert "已填：黄" in again.text
    await phone.tap("返回")
    assert "开始填报" in str((await shown(phone)).buttons)
    await phone.tap("开始填报")
    assert "已填：黄" in (await shown(phone)).text


async def test_optional_questions_can_be_skipped_and_the_light_cannot(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    assert "跳过" not in str((await shown(phone)).buttons)
    await phone.tap("绿")
    for _question in range(8):
        await phone.tap("跳过")
    assert "未填" in (await shown(phone)).text
    await phone.tap("提交")
    await phone.see("已提交")
    assert (await answers(hospital))["talks"] is None


async def test_any_answer_can_be_changed_from_the_summary(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("红")
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("谈心谈话")
    await phone.send("7")
    assert "谈心谈话  7 人次" in (await shown(phone)).text
    await phone.tap("修改")
    await phone.tap("灯色")
    await phone.tap("绿")
    await phone.tap("提交")
    await phone.see("已提交")
    given = await answers(hospital)
    assert (given["light"], given["talks"]) == ("green", 7)


async def test_the_way_back_from_choosing_what_to_change_is_the_summary(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("红")
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("返回")
    assert "请核对" in (await shown(phone)).text


async def test_saving_for_later_keeps_everything(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("红")
    await phone.tap("核对")
    await phone.tap("保存")
    assert "30 天" in (await shown(phone)).text
    await phone.tap("继续")
    assert "灯色  红" in (await shown(phone)).text


async def test_several_photos_and_a_document_can_be_attached(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    await phone.tap("核对")
    await phone.tap("修改")
    await phone.tap("附件")
    await phone.send_photo(picture())
    await phone.send_photo(picture(), wait=False)
    await phone.send_document("名单.pdf", b"%PDF")
    await phone.see("已填：3 个")
    await phone.tap("继续")
    await phone.tap("提交")
    await phone.see("已提交")
    attached = (await answers(hospital))["attachments"]
    assert [file["kind"] for file in attached] == ["photo", "photo", "document"]


async def test_html_in_an_answer_is_shown_as_it_was_typed(hospital: Hospital) -> None:
    typed = "<b>&粗体</b> <script>"
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("绿")
    for _question in range(2):
        await phone.tap("跳过")
    await phone.tap("1")
    await phone.send(typed)
    await phone.tap("医德医风")
    await phone.tap("返回")
    await phone.tap("返回")
    assert f"已填：{typed}" in (await shown(phone)).text
    await phone.tap("核对")
    assert typed in (await shown(phone)).text
    await phone.tap("提交")
    await phone.see("已提交")
    office = await hospital.phone_of("监察室主任")
    await office.send("/digest")
    await office.tap("填报内容")
    assert typed in (await shown(office)).text


async def test_an_empty_month_takes_two_taps_from_the_nudge(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await hospital.move_to(5, 28, 9)
    await phone.see("未完成")
    labels = ["零报告", "提交"]
    for label in labels:
        await phone.tap(label)
    await phone.see("已提交")
    assert len(labels) <= 3
    report = await filed(hospital)
    assert report is not None
    assert report.zero
    assert report.answers["light"] == "green"
    assert report.answers["talks"] == 0


async def test_an_empty_month_keeps_what_was_filled_in_until_it_is_submitted(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await begin(phone)
    await phone.tap("黄")
    await hospital.move_to(5, 28, 9)
    await phone.see("未完成")
    await phone.tap("零报告")
    assert "不会上报" in (await shown(phone)).text
    await phone.tap("返回")
    assert "2/9" in (await shown(phone)).text
    await phone.tap("返回")
    assert "已填：黄" in (await shown(phone)).text


async def test_an_empty_month_says_what_it_reports(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await phone.send("/report")
    await phone.tap("零报告")
    assert "零报告：本期各项均为零，灯色：绿" in (await shown(phone)).text
    assert count(hospital, "submission") == 0


async def test_the_shortest_report_with_a_light_is_four_taps(hospital: Hospital) -> None:
    phone = await hospital.phone_of(INSPECTOR)
    await file_green(phone)  # 开始填报, 绿, 核对, 提交
    assert await filed(hospital, grid=GRID) is not None
