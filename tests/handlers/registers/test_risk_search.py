"""查找廉政风险, a duty: what is found is entered in the register, and the report says that the search is over."""

from domain.duties.duty_block import DutyBlock
from domain.people.people import Role
from domain.time.periods import Period
from simulator.phone import Phone
from tests.duty_blocks import write_duties
from tests.handlers.by_hand import filed, shown
from tests.handlers.registers.registers_by_hand import HEAD, WARD, answer, enter_risk
from tests.harness import Hospital

OTHER_WARD = "呼吸内科"


async def with_duty(hospital: Hospital, form: str = "risk_search") -> None:
    """Restart the bot with the duty: heads of departments look for risks by the end of May."""
    duty = DutyBlock(
        id="risk_search",
        form=form,
        roles=frozenset({Role.DEPARTMENT_HEAD}),
        min_level=3,
        rule="FREQ=MONTHLY;BYMONTHDAY=-1",
        period=Period.MONTH,
    )
    write_duties(hospital, (*hospital.config.duty, duty))
    await hospital.restart()
    await hospital.app.tick()


async def open_duty(phone: Phone) -> str:
    await phone.send("/report")
    return (await shown(phone)).text


async def test_risks_are_entered_and_the_search_is_over_or_nothing_has_changed(hospital: Hospital) -> None:
    head, other = await hospital.phone_of(HEAD), await hospital.phone_of(f"{OTHER_WARD}负责人")
    # The form of before, in a configuration that is older than the register: the duty goes on.
    await with_duty(hospital, form="risk_person")
    assert "本期登记风险  0 项" in await open_duty(head)
    await head.tap("登记风险")
    await head.see("是谁的风险？")
    await enter_risk(head, "内设科室", level="B级", risks="耗材准入随意")
    assert "本期登记风险  1 项" in await open_duty(head)
    await answer(head, "本期查找完毕", "提交")
    await head.see("已提交")
    await head.tap("查看或更正")
    assert "本期登记风险  1 项" in (await shown(head)).text
    await open_duty(other)
    await answer(other, "无变化", "提交")
    await other.see("已提交")
    first = await filed(hospital, WARD, "risk_search")
    second = await filed(hospital, OTHER_WARD, "risk_search")
    assert first is not None
    assert second is not None
    # What the bot counts no report keeps; it is counted whenever it is shown.
    assert (first.form_id, first.zero, dict(first.answers)) == ("risk_search", False, {"note": None})
    assert (second.zero, dict(second.answers)) == (True, {"note": "无变化"})
