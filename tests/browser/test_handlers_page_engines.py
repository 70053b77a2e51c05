"""A handler at /h in the other two engines: signs in by the chat's code, opens a tip and 20 MB with the key file."""

import json
from pathlib import Path

import pytest
from aiohttp import ClientSession

from domain.tips.padding import pad_file
from storage.tips.sealing import seal, seal_text
from tests.browser.test_page_engines import ENGINES, Opening, shown
from tests.handlers.tips.test_tip_leaks import photo
from tests.harness import open_hospital
from tests.page_built import built_page
from tests.page_sender import PageSender
from tests.web.handlers_by_hand import link_of, open_to_handlers
from web.server import serve_page

TEXT = "供货商请客两次，另有购物卡"
OFFICE = "监察室主任"


async def tell(sender: PageSender, large: bytes) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    files = [seal(pad_file(content), sealed_to) for content in (photo(), large)]
    parts = [seal_text(TEXT, sealed_to), *files]
    manifest = await sender.manifest(sealed_to, parts, extensions=[".jpg", ".pdf"])
    assert (await sender.send(manifest, parts)).status == 200


@pytest.mark.slow
@pytest.mark.parametrize(("engine", "megabytes"), ENGINES)
async def test_a_tip_with_files_is_opened_with_the_key_file(
    engine: Opening, megabytes: int, tmp_path: Path
) -> None:
    files, large = built_page(), bytes(range(256)) * (4096 * megabytes)
    for folder in ("profile", "hospital"):
        (tmp_path / folder).mkdir()
    async with (
        open_hospital(tmp_path / "hospital") as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        ClientSession() as client,
    ):
        open_to_handlers(hospital)
        await tell(PageSender(url, client, files.bundle), large)
        (tmp_path / "key.txt").write_text(f"# key\n{hospital.office_key.identity}\n", encoding="utf-8")
        code = await link_of(await hospital.phone_of(OFFICE))
        async with engine(tmp_path / "profile", f"{url}/h#{code}") as tab:
            await tab.until(f"document.getElementById('code').value === {json.dumps(code)}")
            await tab.press("sign-in")
            await shown(tab, "list")
            await tab.run("document.querySelector('#tips button').click()")
            await shown(tab, "tip")
            await tab.choose("key-file", tmp_path / "key.txt")
            await tab.until(f"document.getElementById('parts').textContent.includes({json.dumps(TEXT)})")
            await tab.run("document.querySelector('#batches button').click()")
            await tab.until("document.querySelectorAll('#files li').length === 2")
            drawn = await tab.run("return document.querySelectorAll('#files canvas').length")
            faults = await tab.run("return document.querySelector('#files .fault')?.textContent ?? ''")
            await tab.run("document.getElementById('sign-out').click()")
            await shown(tab, "entering")
            assert await tab.run("return document.getElementById('files').textContent") == ""
    assert (drawn, faults, tab.faults) == (1, "", [])
