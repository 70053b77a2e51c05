"""Papers of the page cleaned in the handler's tab: nothing of who wrote them; what is active goes as it is."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from aiohttp import ClientSession
from PIL import ImageChops
from playwright.async_api import Browser

from domain.threads import in_a_thread
from domain.tips.padding import pad_file
from storage.tips.sealing import seal, seal_text
from tests.browser.test_handlers_page import at_desk, key_file, sign_in
from tests.harness import open_hospital
from tests.page_built import built_page
from tests.page_sender import PageSender
from tests.reports.evidence.evidence import CANARY, SHOWN, pdf, tells
from tests.reports.evidence.office_evidence import MAIN_TYPE, changed, parts_of, sheet, slides, word
from tests.web.handlers_by_hand import link_of, open_to_handlers
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
NUMBER = "2026-001"
TEXT = "供货商请客两次"
PICTURE = f'<w:r><w:instrText> INCLUDEPICTURE "C:\\Users\\{CANARY}\\a.png" </w:instrText></w:r>'
OBJECT = '<w:object><o:OLEObject r:id="rIdOle"/></w:object>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def inactive_word() -> bytes:
    """Return the docx of the server's own tests without its object and its field that leads to a file."""
    changes = {PICTURE: "", OBJECT: "", f'w:instr=" AUTHOR {CANARY} "': 'w:instr=" PAGE "'}
    return changed(changed(word(), "word/document.xml", changes), "[Content_Types].xml", {MACROS: MAIN_TYPE})


def paper_of_pictures() -> bytes:
    """Return the PDF of the server's own tests without its remarks and its form."""
    with pikepdf.open(BytesIO(pdf())) as read:
        del read.Root["/AcroForm"]
        for page in read.pages:
            del page["/Annots"]
        made = BytesIO()
        read.save(made)
    return made.getvalue()


def still_slides() -> bytes:
    return changed(slides(), "ppt/slides/slide1.xml", {'<a:videoFile r:link="rId2"/>': ""})


async def test_papers_lose_every_canary_in_the_tab_and_what_is_active_goes_as_it_is(
    browser: Browser, tmp_path: Path
) -> None:
    files = built_page()
    papers = {
        ".docx": inactive_word(),
        ".xlsx": sheet(),
        ".pptx": still_slides(),
        ".pdf": paper_of_pictures(),
    }
    given = [*papers.items(), (".docx", word()), (".pdf", pdf())]
    assert all(tells(content) for _ending, content in given)
    async with (
        open_hospital(tmp_path) as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        ClientSession() as client,
    ):
        open_to_handlers(hospital)
        sender = PageSender(url, client, files.bundle)
        sealed_to = (await sender.line())["bodies"]["office"]
        parts = [
            seal_text(TEXT, sealed_to),
            *(seal(pad_file(content), sealed_to) for _ending, content in given),
        ]
        endings = [ending for ending, _content in given]
        assert (
            await sender.send(await sender.manifest(sealed_to, parts, extensions=endings), parts)
        ).status == 200
        office = await hospital.phone_of(OFFICE)
        async with at_desk(browser, f"{url}/h#{await link_of(office)}") as page:
            await sign_in(page)
            await page.get_by_role("button", name=NUMBER).click()
            await page.get_by_role("heading", name=f"线索 {NUMBER}").wait_for()
            await page.get_by_label("选择密钥文件").set_input_files([key_file(hospital.office_key)])
            await page.get_by_text(TEXT).wait_for()
            for batch, active in (("1–5", 5), ("6–6", 6)):
                await page.get_by_role("button", name=f"打开附件 {batch}").click()
                await page.get_by_role("button", name=f"我知道了，按原样保存 附件 {active}").wait_for()
            saved = []
            for place in (1, 2, 3, 4):
                async with page.expect_download() as saving:
                    await page.get_by_role("button", name=f"保存 附件 {place}", exact=False).click()
                saved.append(await in_a_thread((await (await saving.value).path()).read_bytes))
    assert [content for content in saved if tells(content)] == []
    for content in saved[:3]:
        shown = b"".join(parts_of(content).values()).decode(errors="replace")
        assert SHOWN in shown
        assert f"{SHOWN}批注" in shown
        assert not [name for name in parts_of(content) if name.startswith(("docProps", "customXml"))]
    before, after = (pypdfium2.PdfDocument(each)[0].render().to_pil() for each in (papers[".pdf"], saved[3]))
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None
    read = docx.Document(BytesIO(saved[0]))
    assert read.paragraphs[0].text == SHOWN
    assert len(read.inline_shapes) == 1
    sheet_saved: Any = openpyxl.load_workbook(BytesIO(saved[1])).active
    assert sheet_saved["A1"].value == SHOWN
