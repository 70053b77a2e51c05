"""The page in Debian's Firefox, driven by WebDriver BiDi, which Firefox itself speaks: another engine seals here."""

import json
from pathlib import Path

from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.browser.firefox import firefox, needs_firefox
from tests.harness import open_hospital
from tests.page_built import built_page
from web.server import serve_page

pytestmark = needs_firefox
TEXT = "供货商请客两次，另有购物卡"


async def test_firefox_seals_a_tip_and_opens_its_receipt(tmp_path: Path) -> None:
    files = built_page()
    (tmp_path / "profile").mkdir()
    (tmp_path / "hospital").mkdir()
    async with (
        open_hospital(tmp_path / "hospital") as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        firefox(tmp_path / "profile", f"{url}/t") as driver,
    ):
        await driver.until("!document.getElementById('anonymous').disabled")
        await driver.run("document.getElementById('anonymous').click()")
        await driver.run(f"document.getElementById('what').value = {json.dumps(TEXT)}")
        await driver.run("document.querySelector('[name=area][value=ethics]').click()")
        await driver.run("document.getElementById('written').click()")
        await driver.run("document.getElementById('submit').click()")
        await driver.until("!document.getElementById('done').hidden")
        code = await driver.run("return document.getElementById('code').textContent")
        await driver.do("browsingContext.navigate", context=driver.context, url=f"{url}/r", wait="complete")
        await driver.until("document.getElementById('hospital').textContent")
        await driver.run(f"document.getElementById('code').value = {json.dumps(code)}")
        await driver.run("document.getElementById('look-up').click()")
        await driver.until("!document.getElementById('thread').hidden")

        def work(uow: UnitOfWork) -> bytes | None:
            return uow.tips.sealed("2026-001")[0]

        sealed = await hospital.app.database.run(work)
        assert driver.faults == []
    assert sealed is not None
    assert open_text(sealed, hospital.office_key.identity).endswith(TEXT)
