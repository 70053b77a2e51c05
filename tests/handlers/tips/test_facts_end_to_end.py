"""协助核实 from end to end by phones: asked, answered with a file, withdrawn, overdue; the tip stays unseen."""

from tests.handlers.by_hand import INSPECTOR, picture
from tests.handlers.tips.facts_by_hand import (
    OTHER,
    QUESTION,
    REPLY,
    ask,
    counted,
    open_asked,
    told,
    words_of,
)
from tests.handlers.tips.tips_by_hand import FIRST, bring, files_sent, open_first, tap_all
from tests.harness import Hospital

SECOND, THIRD = "请核对值班表，暗问二", "请核对会议签到，暗问三"
REMINDED, LATE = "今天截止，尚未回复。", "请心内科协助核实，5月19日截止，尚未回复。"
TIP_WORDS = "一件事"
"""What the tip says (tips_by_hand.bring)."""


async def test_facts_are_asked_answered_with_a_file_withdrawn_and_overdue(hospital: Hospital) -> None:
    await bring(hospital)
    inspector, other = await hospital.phone_of(INSPECTOR), await hospital.phone_of(OTHER)
    # Answered, with words and a photo.
    handler = await ask(hospital)
    await open_asked(hospital)
    await inspector.tap("回复")
    await inspector.send(REPLY)
    await inspector.send_photo(picture())
    await tap_all(inspector, "写好了", "提交")
    await inspector.see("已回复")
    await hospital.app.deliver()
    await handler.see("有一项协助核实已有答复")
    # Withdrawn: whoever was asked is told nothing of it and can answer no more.
    await ask(hospital, SECOND)
    await open_asked(hospital)
    await tap_all(handler, "撤回协助核实", "撤回：心内科")
    toast = await inspector.tap("回复")
    assert toast is not None
    assert "已经结束" in toast.text
    # Overdue: the inspector hears on the day, who asked the working day after, each once.
    await ask(hospital, THIRD)
    for day in range(13, 24):
        await hospital.move_to(5, day, 9)
    assert await told(inspector, REMINDED) == 1
    assert await told(handler, LATE) == 1
    count = await counted(hospital)
    assert (count.asked, count.answered, count.open) == (3, 1, 1)
    # The handler has the answer and its file; the inspector never saw the tip, others nothing at all.
    handler = await open_first(hospital)
    await handler.tap("下载内容（加密）")
    names = list(await files_sent(handler))
    assert [name for name in names if "协助核实1-心内科" in name]
    for phone in (inspector, other):
        seen = await words_of(phone)
        assert FIRST not in seen
        assert TIP_WORDS not in seen
    seen = await words_of(other)
    for said in (QUESTION, SECOND, THIRD, "协助核实"):
        assert said not in seen
