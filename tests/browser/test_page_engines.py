"""The whole way at the page in the other two engines, over a network that dies in the middle of 20 MB."""

import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from domain.tips.padding import unpad_file
from storage.tips.sealing import open_sealed, open_text
from storage.unit_of_work import UnitOfWork
from tests.browser.firefox import Driver, firefox, needs_firefox
from tests.browser.webkit import WebKitTab, needs_webkit, webkit
from tests.browser.wire import Wire, wire_to
from tests.handlers.tips.test_tip_leaks import METADATA, photo
from tests.harness import Hospital, open_hospital
from tests.page_built import built_page
from web.server import serve_page

TEXT = "供货商请客两次，另有购物卡"
QUESTION = "请问是哪一天"
ANSWER = "三月五日"
OFFICE = "监察室主任"
DOWN = "/网络不通|network is down/.test(document.getElementById('status').textContent)"

Tab = Driver | WebKitTab
Opening = Callable[[Path, str], AbstractAsyncContextManager[Tab]]
ENGINES = [
    pytest.param(firefox, 20, marks=needs_firefox, id="Firefox"),
    pytest.param(webkit, 2, marks=needs_webkit, id="WebKit"),
]


async def shown(tab: Tab, part: str) -> None:
    await tab.until(f"!document.getElementById('{part}').hidden")


async def fill(tab: Tab, field: str, text: str) -> None:
    await tab.run(f"document.getElementById('{field}').value = {json.dumps(text)}")


async def tell(tab: Tab, wire: Wire, folder: Path, large: bytes) -> str:
    """Hand in a tip with a photo and a large file, over a line that dies halfway; return its receipt code."""
    (folder / "照片.jpg").write_bytes(photo())
    (folder / "合同.pdf").write_bytes(large)
    await tab.until("!document.getElementById('anonymous').disabled")
    await tab.press("anonymous")
    await fill(tab, "what", TEXT)
    await tab.choose("files", folder / "照片.jpg", folder / "合同.pdf")
    await tab.until("document.querySelectorAll('#chosen li').length === 2")
    await tab.run("document.querySelector('[name=area][value=ethics]').click()")
    await tab.press("written")
    await shown(tab, "summary")
    wire.cut_after(len(large) // 2)
    await tab.press("submit")
    await tab.until(DOWN)
    assert wire.is_cut
    wire.mend()
    await shown(tab, "done")
    code: str = await tab.run("return document.getElementById('code').textContent")
    return code


async def answer(tab: Tab, url: str, code: str) -> None:
    """Answer the question that a receipt's thread has."""
    await tab.go(f"{url}/r")
    await tab.until("document.getElementById('hospital').textContent")
    await fill(tab, "code", code)
    await tab.press("look-up")
    await shown(tab, "thread")
    assert QUESTION in await tab.run("return document.getElementById('messages').textContent")
    await tab.press("answer")
    await fill(tab, "added", ANSWER)
    await tab.run("document.querySelector('#adding [type=submit]').click()")
    await shown(tab, "sent")


def kept(uow: UnitOfWork) -> tuple[list[bytes | None], list[bytes | None]]:
    files = [
        uow.tip_threads.find_file("2026-001", file.id, original=False)
        for file in uow.tip_threads.files("2026-001")
    ]
    return [uow.tips.sealed("2026-001")[0]], files


async def ask(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await office.send("/tips")
    await office.tap("2026-001")
    await office.tap("提问")
    await office.send(QUESTION)
    await office.see("2026-001")


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "megabytes"), ENGINES)
async def test_a_tip_with_files_survives_a_cut_and_its_question_is_answered(
    engine: Opening, megabytes: int, tmp_path: Path
) -> None:
    files, large = built_page(), bytes(range(256)) * (4096 * megabytes)
    for folder in ("profile", "hospital"):
        (tmp_path / folder).mkdir()
    async with (
        open_hospital(tmp_path / "hospital") as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as served,
        wire_to(served) as (wire, url),
        engine(tmp_path / "profile", f"{url}/t") as tab,
    ):
        code = await tell(tab, wire, tmp_path, large)
        await ask(hospital)
        await answer(tab, url, code)
        await hospital.app.deliver()
        await (await hospital.phone_of(OFFICE)).see("有线索收到补充材料")
        (text,), sealed = await hospital.app.database.run(kept)
        identity = hospital.office_key.identity
    assert tab.faults == []
    assert open_text(text or b"", identity).endswith(TEXT)
    drawn, as_it_is = (unpad_file(open_sealed(each or b"", identity)) for each in sealed)
    assert as_it_is == large
    assert drawn is not None
    assert drawn.startswith(b"\xff\xd8")
    assert METADATA.encode() not in drawn
