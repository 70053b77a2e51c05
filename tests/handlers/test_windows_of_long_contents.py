"""Whatever people wrote, and however much: no window is refused by Telegram, and nobody is left without one."""

import logging

import pytest

from tests.handlers.by_hand import INSPECTOR
from tests.handlers.tips.tips_by_hand import OFFICE
from tests.harness import Hospital
from tests.long_contents import fill_to_the_brim
from tests.window_crawl import Walk, crawl, draw_little, refusals_noted, windows_noted

BRANCH = "内科第一党支部特邀监察员"
FILES = r"doc-make|own-file|assess-xlsx|part:[px]|leave-yes|tip$"
"""What makes a file of two hundred duties, which takes long; and what leads to no window of theirs."""
NO_FAULTS = ("message is not modified", "message to edit not found")


async def test_no_window_is_refused_however_long_its_contents(
    hospital: Hospital, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await hospital.phone_of(BRANCH)
    await fill_to_the_brim(hospital)
    draw_little(monkeypatch)
    with windows_noted(monkeypatch) as notes, refusals_noted(monkeypatch) as refused:
        notes.act = "letters"
        await hospital.move_to(5, 28)
        await hospital.app.deliver()
        for name in (INSPECTOR, BRANCH, OFFICE):
            await crawl(hospital, hospital.bound[name], notes, Walk(1, FILES))
    assert [why for why in refused if not any(known in why for known in NO_FAULTS)] == []
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
