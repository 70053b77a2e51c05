"""The window after a commit does not come: what is stored is said as it is, whatever the conversation."""

from contextlib import suppress

import pytest

from domain.duties.hearings import Slot
from handlers.wire.calls.persistence import PAUSES_S
from simulator.faults import Fault, Kind
from simulator.phone import Phone
from storage.unit_of_work import UnitOfWork
from storage.written import BY_THE_WAY, Kept, kept_of
from tests.handlers.by_hand import INSPECTOR, begin, count, shown
from tests.handlers.duties.test_take_leave import ask_deputy
from tests.handlers.reviews.reviews_by_hand import BRANCH, open_report, state_of
from tests.harness import MAY, Hospital

SAVED, DRAFT_SAVED, NOT_SAVED = "已保存；页面没有显示的话", "已填的内容都在。页面", "没有保存成功"


async def struck(hospital: Hospital, phone: Phone, label: str, kind: Kind = "down") -> str:
    """Tap while no window can be shown; return the word above the window."""
    for method in ("editMessageText", "sendMessage"):
        hospital.simulator.faults.add(Fault(kind, method=method, seconds=1000))
    toast = await phone.tap(label)
    hospital.simulator.faults.clear()
    assert toast is not None
    return toast.text


async def struck_by_words(hospital: Hospital, phone: Phone, words: str) -> str:
    """Send words whose first window can't be shown; return what is."""
    hospital.simulator.faults.add(Fault("bad_gateway", method="sendMessage", times=1 + len(PAUSES_S)))
    return (await phone.send(words)).text


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    async def pass_by(_seconds: float) -> None:
        pass

    monkeypatch.setattr("handlers.wire.calls.persistence.sleep", pass_by)


async def test_what_is_stored_of_a_report_an_approval_and_a_leave_is_said(hospital: Hospital) -> None:
    ward, branch = await hospital.phone_of(INSPECTOR), await hospital.phone_of(BRANCH)
    await ward.send("/start")
    assert NOT_SAVED in await struck(hospital, ward, "填报")
    assert NOT_SAVED in await struck_by_words(hospital, ward, "/duties")
    await begin(ward)
    assert DRAFT_SAVED in await struck(hospital, ward, "黄")
    await ward.send("/report")
    await ward.tap("2")
    assert DRAFT_SAVED in await struck_by_words(hospital, ward, "35")
    # Sent again, the words are no answer to the question after theirs.
    await ward.send("35")
    await ward.tap("核对")
    assert "2 场 35 人次\n" in (await shown(ward)).text
    assert "谈心谈话  35" not in (await shown(ward)).text
    said = await struck(hospital, ward, "提交", "too_many_requests")
    assert SAVED in said
    assert "/start" in said
    assert count(hospital, "submission") == 1
    await open_report(branch)
    assert SAVED in await struck(hospital, branch, "通过", "bad_gateway")
    assert state_of(hospital) == "accepted"
    await ask_deputy(ward)
    await ward.tap("不设代理人")
    assert SAVED in await struck(hospital, ward, "确定请假")
    assert count(hospital, "leave") == 1


async def test_words_that_were_not_taken_are_taken_when_sent_again(hospital: Hospital) -> None:
    ward = await hospital.phone_of(INSPECTOR)
    await ward.send("/start")
    await ward.tap("提意见建议")
    assert NOT_SAVED in await struck_by_words(hospital, ward, "建议每季度学习一次")
    await ward.send("建议每季度学习一次")
    assert SAVED in await struck(hospital, ward, "提交")
    assert count(hospital, "suggestion") == 1


@pytest.mark.parametrize(
    ("changed", "emptied", "kept"),
    [
        ((), (), Kept.NOTHING),
        (BY_THE_WAY, BY_THE_WAY, Kept.NOTHING),
        (("draft",), (), Kept.DRAFT),
        (("draft", "audit"), ("draft", "asked_secret"), Kept.DRAFT),
        ((), ("draft",), Kept.ACT),
        (("draft", "submission"), (), Kept.ACT),
        (("entry_draft", "entry_file", "entry_file_content"), ("entry_file",), Kept.DRAFT),
        ((), ("entry_draft", "entry_file"), Kept.ACT),
        (("entry", "entry_file"), ("entry_draft",), Kept.ACT),
        (("leave",), (), Kept.ACT),
        (("person",), ("asked_secret",), Kept.ACT),
    ],
)
def test_what_is_kept_is_told_by_the_tables_that_were_written(
    changed: tuple[str, ...], emptied: tuple[str, ...], kept: Kept
) -> None:
    assert kept_of(changed, emptied) is kept


async def test_what_an_attempt_undid_is_not_written(hospital: Hospital) -> None:
    def failing(uow: UnitOfWork) -> None:
        uow.settings.put("any", "thing")
        raise LookupError

    def work(uow: UnitOfWork) -> Kept:
        with suppress(LookupError):
            uow.attempt(lambda: failing(uow))
        return uow.writes.kept

    assert await hospital.app.database.run(work) is Kept.NOTHING


async def test_a_row_that_is_returned_as_it_is_written_is_written(hospital: Hospital) -> None:
    def work(uow: UnitOfWork) -> tuple[bool, Kept, bool, set[str]]:
        unit = next(grid.code for grid in uow.rosters.tree() if grid.level == 1)
        slot = Slot(0, "quarterly_hearing", unit, MAY, 20, "行政楼302室")
        person_id = min(uow.people.level_one(unit, MAY.date()))
        offered = uow.hearing_slots.offer([slot], person_id)
        return offered, uow.writes.kept, uow.hearing_slots.offer([slot], person_id), uow.writes.changed

    assert await hospital.app.database.run(work) == (True, Kept.ACT, False, {"hearing_slot"})


async def test_only_what_changed_rows_is_written(hospital: Hospital) -> None:
    def work(uow: UnitOfWork) -> tuple[Kept, Kept]:
        uow.duty_items.mark_filed(0, MAY)
        uow.drafts.delete_for(0)
        before = uow.writes.kept
        uow.settings.put("any", "thing")
        return before, uow.writes.kept

    assert await hospital.app.database.run(work) == (Kept.NOTHING, Kept.ACT)
    assert await hospital.app.database.run(lambda uow: uow.writes.kept) is Kept.NOTHING
