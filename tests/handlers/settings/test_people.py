"""/settings [人员]: counts first, then who of a branch has no phone; the handlers' keys, of 驻组 not one."""

from domain.tips.routing import Body
from storage.tips.handler_keys import HandlerKey
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE
from tests.handlers.tips.tips_by_hand import SUPERVISOR
from tests.harness import MAY, Hospital


async def test_who_is_bound_is_counted_by_branch_and_who_is_not_is_named(hospital: Hospital) -> None:
    office, _inspector = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    people = (await hospital.app.database.run(lambda uow: uow.rosters.counts()))[1]
    await office.send("/settings")
    await office.tap("人员")
    await office.see(f"共 {people} 人，已绑定 2 人，未绑定 {people - 2} 人")
    assert "内科第一党支部 1/19" in (await shown(office)).text
    await office.tap("下一页")
    await office.tap("上一页")
    await office.tap("内科第一党支部")
    listed = await office.see("已绑定 1/")
    assert listed.text.count("未绑定") == 8
    while "✓" not in (await shown(office)).text:
        await office.tap("下一页")
    assert f"✓ {INSPECTOR}" in (await shown(office)).text
    await office.tap(INSPECTOR)
    await office.see("已绑定。手机遗失")
    for forged in ("settings-branch:9999:0", "settings-branch:1:x", "settings-people:x"):
        assert "已失效" in await press(hospital, office, forged)


async def test_the_handlers_keys_are_listed_and_of_the_organ_above_only_whether_it_receives(
    hospital: Hospital,
) -> None:
    office = await hospital.phone_of(OFFICE)
    own, above = new_office_key().recipient, new_office_key().recipient

    def give(uow: UnitOfWork) -> None:
        names = uow.people.names(uow.people.tip_handlers(Body.OFFICE, MAY.date()))
        ids = {name: person_id for person_id, name in names.items()}
        uow.handler_keys.put(ids[OFFICE], HandlerKey(own, MAY.date(), b"locked"))
        (supervisor,) = uow.people.tip_handlers(Body.SUPERVISOR, MAY.date())
        uow.handler_keys.put(supervisor, HandlerKey(above, MAY.date()))

    await hospital.app.database.run(give)
    await office.send("/settings")
    await office.tap("人员")
    await office.tap("受理人密钥")
    text = (await office.see("共用密钥：1 个")).text
    assert f"{OFFICE}：{own[:8]}…{own[-8:]}，2026年5月12日设置，口令解锁" in text
    assert "尚无自己的密钥" in text
    assert "驻组：已有密钥" in text
    assert above[-8:] not in text
    assert SUPERVISOR not in text
