"""What concerns the office goes past it to the supervisor, and leaves no trace where the office looks."""

from dataclasses import replace

import pytest

from domain.people.people import Role
from domain.tips.routing import Body
from domain.tips.tips import TipAct
from reports.digests.digest import DutyForm, UnitPeriod
from reports.sheets.sample_hospital import sample_roster
from reports.tip_facts import NotShown
from storage.audit import AuditEntry
from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.tips.tips_by_hand import (
    COMMISSIONER,
    DEPUTY,
    FIRST,
    FIRST_PAST,
    OFFICE,
    SUPERVISOR,
    acts,
    bring,
    files_sent,
    give_supervisor_key,
    open_first,
    opened,
    shown,
    steps,
    tap_all,
    thread,
)
from tests.harness import Hospital
from usecases.digests.page import DigestReader, ReadAt, digest_page

FORGED = [
    "tips:Z2026-001",
    "tips-download:Z2026-001",
    "tips-files:Z2026-001:0",
    "tips-originals:Z2026-001:0",
    "tips-register:Z2026-001",
    "tips-act:Z2026-001:0:accepted",
    "tips-act:Z2026-001:0:entry",
    "tips-act:Z2026-001:0:elsewhere",
    "tips-do:Z2026-001:0:elsewhere",
    "tips-ask:Z2026-001:0",
    "tips-asked:Z2026-001:0:details",
    "tips-recuse:Z2026-001",
    "tips-recused:Z2026-001",
]


async def bring_past(hospital: Hospital) -> None:
    """Have the supervisor receive a tip and go through with it."""
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR, files=1)


@pytest.mark.parametrize("who", [OFFICE, DEPUTY, COMMISSIONER, "院级特邀监察员一", "党委书记"])
async def test_nobody_who_was_passed_by_gets_at_the_supervisors_tip(hospital: Hospital, who: str) -> None:
    await bring_past(hospital)
    phone = await hospital.phone_of(who)
    await phone.send("/tips")
    for data in FORGED:
        said = await press(hospital, phone, data)
        assert "此按钮已失效" in said or "供监察室" in said, data
        for message in await phone.chat():
            assert "Z2026" not in message.text + str(message.buttons)
    assert await files_sent(phone) == {}
    assert await steps(hospital, FIRST_PAST) == []
    assert await thread(hospital, FIRST_PAST) == []
    assert await acts(hospital, FIRST_PAST) == []
    assert await acts(hospital, FIRST_PAST, Body.SUPERVISOR) == []


async def test_what_went_past_and_what_never_was_are_refused_alike(hospital: Hospital) -> None:
    await bring_past(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    for data in FORGED:
        said = await press(hospital, office, data)
        window = await shown(office)
        assert await press(hospital, office, data.replace("Z2026-001", "Z2026-777")) == said
        assert (await shown(office)).text == window.text


async def test_no_list_count_or_number_of_level_one_tells_of_it(hospital: Hospital) -> None:
    await bring(hospital)
    await bring_past(hospital)
    await bring(hospital)
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    window = await shown(office)
    assert "共 2 件" in window.text
    assert [row[0][:8] for row in window.buttons[:2]] == ["2026-002", "2026-001"]
    assert "2026-003" not in str(window.buttons)


async def test_no_digest_of_level_one_counts_it(hospital: Hospital) -> None:
    await bring(hospital)
    await bring_past(hospital)

    def work(uow: UnitOfWork) -> int | NotShown | None:
        house = hospital.app.house
        duty = house.duties["monthly_report"]
        unit = next(grid.code for grid in uow.rosters.tree() if grid.level == 1)
        page = digest_page(
            uow,
            ReadAt(house, house.clock.now()),
            DutyForm(duty, house.forms[duty.form_id]),
            UnitPeriod("2026-05", unit),
            DigestReader(for_level_one=True, handles_tips=True),
        )
        assert page is not None
        return page.tips

    assert await hospital.app.database.run(work) == 1


async def test_what_the_supervisor_does_is_in_the_supervisors_chain_alone(hospital: Hospital) -> None:
    await bring_past(hospital)
    phone = await open_first(hospital, SUPERVISOR, FIRST_PAST)
    await tap_all(phone, "受理", "跳过", "登记处置", "初步核实", "驻组集体研究决定")
    await tap_all(phone, "提问", "请补充材料", "下载内容（加密）", "附件", "原件")

    def work(uow: UnitOfWork) -> tuple[list[AuditEntry], int]:
        return uow.audit.all_about(FIRST_PAST, "office"), uow.audit.head("supervisor").place

    in_office, length = await hospital.app.database.run(work)
    assert in_office == []
    done = await acts(hospital, FIRST_PAST, Body.SUPERVISOR)
    assert done == [
        "tip-open",
        "tip-accepted",
        "tip-proposed",
        "tip-question",
        "tip-download",
        "tip-files",
        "tip-originals",
    ]
    assert length == len(done)


async def test_the_supervisor_has_a_register_of_their_own_and_a_key_of_their_own(hospital: Hospital) -> None:
    await bring(hospital)
    key = give_supervisor_key(hospital)
    await bring(hospital, [key.recipient], body=Body.SUPERVISOR)
    phone = await hospital.phone_of(SUPERVISOR)
    await phone.send("/tips")
    window = await shown(phone)
    assert "共 1 件" in window.text
    assert window.buttons[0][0].startswith(FIRST_PAST)
    assert "此按钮已失效" in await press(hospital, phone, f"tips:{FIRST}")
    await tap_all(phone, FIRST_PAST, "不予受理")
    await phone.send("查无实据")
    (step,) = await steps(hospital, FIRST_PAST)
    assert step.act is TipAct.DECLINED
    assert step.sealed_note is not None
    assert open_text(step.sealed_note, key.identity) == "查无实据"
    await phone.tap("下载内容（加密）")
    assert (await opened(phone, key))["线索Z2026-001.age"] == "一件事"


async def test_who_is_of_both_bodies_sees_the_offices_tips_alone(hospital: Hospital) -> None:
    await bring(hospital)
    await bring_past(hospital)
    phone = await hospital.phone_of(SUPERVISOR)
    await appoint_too(hospital)
    await phone.send("/tips")
    assert "共 1 件" in (await shown(phone)).text
    assert "此按钮已失效" in await press(hospital, phone, f"tips:{FIRST_PAST}")


async def appoint_too(hospital: Hospital) -> None:
    """Appoint the supervisor's person to the office as well."""
    today = hospital.clock.now().date()
    roster = sample_roster(today)
    own = next(
        appointment
        for appointment in roster.appointments
        if appointment.role is Role.SUPERVISOR and appointment.holds_on(today)
    )
    await hospital.import_roster(
        replace(roster, appointments=(*roster.appointments, replace(own, role=Role.OFFICE)))
    )
