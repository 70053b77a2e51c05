"""What /metrics shows, and that no reporter, tip or handler of tips ever moves a figure in it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from bot.listening import WatchBlock
from bot.watch.watch import Watch
from handlers.routers import counted
from reminders.found import letters
from storage.delivery.outbox import Letter
from tests.desks import shanghai
from tests.handlers.tips.tips_by_hand import bring, open_first
from tests.harness import Hospital

OFFICE, WARD = "监察室主任", "心内科特邀监察员"


def figures(hospital: Hospital) -> dict[str, float]:
    """Return every sample of /metrics by its name with labels."""
    page = hospital.app.watch.metrics.page().decode()
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def figure(hospital: Hospital, name: str, **labels: str) -> float:
    return figures(hospital)[f"{name}{sorted(labels.items())}"]


async def looked(hospital: Hospital) -> bytes:
    """Return the page after a look: every figure as new as it gets."""
    await hospital.app.watch.look()
    return hospital.app.watch.metrics.page()


async def test_duties_letters_and_ticks_are_shown(hospital: Hospital) -> None:
    await hospital.phone_of(WARD)
    await hospital.move_to(5, 24)
    await looked(hospital)
    assert figure(hospital, "gridbot_duty_items", state="open") == 70
    assert figure(hospital, "gridbot_duty_items", state="overdue") == 0
    assert figure(hospital, "gridbot_letters", kind="nudge", lane="bulk", outcome="sent") == 1
    assert figure(hospital, "gridbot_outbox_waiting", lane="bulk") == 0
    assert figure(hospital, "gridbot_health", check="tick") == 1
    assert figure(hospital, "gridbot_tick_age_seconds") == 0
    hospital.clock.advance(timedelta(seconds=40))
    assert figure(hospital, "gridbot_tick_age_seconds") == 40
    await hospital.move_to(6, 2)
    await looked(hospital)
    assert figure(hospital, "gridbot_duty_items", state="overdue") == 70


async def test_updates_of_duties_are_counted_with_their_reply_time(hospital: Hospital) -> None:
    ward = await hospital.phone_of(WARD)
    await ward.send("/duties")
    await ward.send("/report")
    await until(lambda: figures(hospital).get("gridbot_reply_seconds_count[]") == 2.0)
    assert figure(hospital, "gridbot_updates_total", outcome="answered") == 2
    assert 0 < figure(hospital, "gridbot_reply_seconds_sum") < 10


async def test_an_answer_that_is_a_refusal_is_counted_as_refused(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    await stranger.send("/report")
    await until(lambda: bool(figures(hospital).get("gridbot_reply_seconds_count[]")))
    assert figure(hospital, "gridbot_updates_total", outcome="refused") == 1


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - the count comes after the answer, in the bot's task
            await asyncio.sleep(0.01)


async def test_from_the_first_word_to_the_handlers_reading_a_tip_moves_nothing(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/duties")
    await hospital.app.tick()
    before = await looked(hospital)
    assert b"gridbot_letters" in before
    reporter = await hospital.stranger()
    await reporter.send("/start")
    await reporter.send("/tip")
    await reporter.tap("匿名")
    await reporter.send("某人收受红包")
    await reporter.tap("写好了")
    for answer in ("某科", "上月", "本人所见"):
        await reporter.send(answer)
    await reporter.tap("都不涉及")
    await reporter.tap("医德医风")
    await reporter.tap("提交")
    receipt = (await reporter.see("回执码")).text
    assert await looked(hospital) == before  # its notice still waits
    await hospital.app.deliver()
    await office.see("新的线索")
    assert await looked(hospital) == before
    code = next(word for word in receipt.split() if word.count("-") == 4)
    await reporter.tap("完成")
    await reporter.send(f"/receipt {code}")
    await reporter.see("已收到")
    await office.send("/tips")
    assert await looked(hospital) == before


async def test_what_handlers_do_with_a_tip_moves_nothing(hospital: Hospital) -> None:
    await bring(hospital)
    await hospital.phone_of(OFFICE)
    await hospital.app.tick()
    before = await looked(hospital)
    office = await open_first(hospital)
    await office.tap("下载内容（加密）")
    assert await looked(hospital) == before


async def test_letters_about_tips_are_in_no_figure_whatever_becomes_of_them(hospital: Hospital) -> None:
    before = await looked(hospital)
    now = hospital.clock.now()
    kinds = sorted(letters().kinds.keys() - letters().told)
    assert {"tip_come", "moved"} <= set(kinds)
    written = [
        Letter(f"{kind}:{urgent}", kind, {}, now - timedelta(days=4), now + timedelta(days=4), urgent=urgent)
        for kind in kinds
        for urgent in (True, False)
    ]
    await hospital.app.database.run(lambda uow: uow.outbox.add_once(written))
    assert await looked(hospital) == before
    await hospital.app.deliver()
    assert await looked(hospital) == before


def test_what_is_counted_is_said_by_the_conversation_and_none_that_leads_to_a_tip_says_so() -> None:
    assert counted() == {
        "handlers.duties.chase_missing",
        "handlers.duties.exempt_items",
        "handlers.reporting.fill_form",
        "handlers.people.invite",
        "handlers.reporting.list_duties",
        "handlers.digests.read",
        "handlers.duties.take_leave",
    }
    leading = ("tip", "receipt", "fact", "unlock", "key", "ledger", "menu", "bind", "free_text", "block")
    assert not [name for name in counted() for word in leading if word in name]


async def test_nothing_is_told_of_the_process_nor_named_after_a_person_or_a_tip(hospital: Hospital) -> None:
    await hospital.phone_of(WARD)
    await hospital.move_to(5, 24)
    page = (await looked(hospital)).decode()
    assert "python_" not in page
    assert "process_" not in page
    for word in ("tip_", "fact_", "moved", "receipt", WARD, "心内科"):
        assert word not in page


async def test_what_the_database_does_not_give_stays_and_the_health_is_told(hospital: Hospital) -> None:
    config = hospital.config.model_copy(update={"watch": WatchBlock()})
    watch = Watch(config, hospital.app.desk, lambda: None, hospital.app.pulse)
    await watch.look()
    before = watch.metrics.page().decode()
    hospital.app.database.engine.dispose()
    await hospital.app.database.run(lambda uow: uow._connection.exec_driver_sql("PRAGMA query_only = 1"))
    await watch.look()
    after = watch.metrics.page().decode()
    assert 'gridbot_health{check="database"} 0.0' in after
    lines = {line for line in before.splitlines() if "gridbot_duty_items" in line}
    assert lines <= set(after.splitlines())
    hospital.app.database.engine.dispose()
    assert hospital.clock.now() == shanghai(5, 12)
