"""Every kind of evidence comes out of its seal as it went in, by every way that there is to open it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from domain.threads import in_a_thread
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tips.custody import Custody
from tests.bot.commands.typing_hand import Hand
from tests.handlers.tips.tips_by_hand import FIRST, files_sent, open_first
from tests.harness import Hospital
from tests.locked_keys import lock_lightly
from tests.reports.evidence.evidence import gif, jpeg, pdf, png, voice, webp
from tests.reports.evidence.office_evidence import sheet, slides, word

AGE = shutil.which("age")
PASSPHRASE = "一条很长的口令 2026"
EVIDENCE = {
    "a.jpg": jpeg(),
    "b.png": png(),
    "c.webp": webp(),
    "d.gif": gif(),
    "e.pdf": pdf(),
    "f.docx": word(),
    "g.xlsx": sheet(),
    "h.pptx": slides(),
    "i.txt": "某科室的白色信封。\n\n".encode() * 64,  # as long as a padded text, with line feeds at its end
}
"""And a voice. Documents keep their names' endings, so that each cleaner is the one meant."""


async def submit(hospital: Hospital) -> None:
    phone = await hospital.stranger()
    await phone.send("/tip")
    await phone.tap("匿名")
    await phone.send("某科室收受回扣")
    for name, content in EVIDENCE.items():
        await phone.send_document(name, content)
    await phone.send_voice(voice())
    await phone.tap("写好了")
    for _question in range(4):
        await phone.tap("跳过")
    await phone.tap("医德医风")
    await phone.tap("提交")
    await phone.see("回执码")


async def downloaded(office: Phone) -> dict[str, bytes]:
    """Return the text, the cleaned copies and the originals, sealed; files come five at a time."""
    await office.tap("下载内容（加密）")
    await office.tap("附件")
    await office.tap("原件")
    await office.tap("返回线索")
    await office.tap("附件")
    await office.tap("下一批")
    await office.tap("原件")
    return await files_sent(office)


@pytest.mark.skipif(AGE is None, reason="no second implementation of age on this machine")
async def test_the_command_writes_what_age_itself_would(hospital: Hospital, tmp_path: Path) -> None:
    await submit(hospital)
    sealed = await downloaded(await open_first(hospital))
    assert len(sealed) == 1 + 2 * (len(EVIDENCE) + 1)
    hand = Hand(tmp_path / "office")
    hand.folder.mkdir()
    key = hand.folder / "key.txt"
    key.write_text(hospital.office_key.identity, encoding="utf-8")
    written = set()
    for number, (name, content) in enumerate(sealed.items()):
        file, out = hand.folder / name, hand.folder / f"{number}.out"
        file.write_bytes(content)
        assert hand.types("open-tip", str(file), "--key", str(key), "-o", str(out)).code == 0
        age = [str(AGE), "-d", "-i", str(key), str(file)]
        by_age = await in_a_thread(subprocess.run, age, check=True, capture_output=True)
        assert out.read_bytes() == by_age.stdout, name
        written.add(out.read_bytes())
    assert {*EVIDENCE.values(), voice()} <= written  # the originals, as they were sent


@pytest.mark.skipif(AGE is None, reason="no second implementation of age on this machine")
async def test_a_handler_who_reads_in_the_chat_gets_what_age_would_give(
    hospital: Hospital, tmp_path: Path
) -> None:
    locked = lock_lightly(hospital.office_key.identity, PASSPHRASE)
    object.__setattr__(hospital.app.house, "custody", Custody({Body.OFFICE: locked}))
    await submit(hospital)
    office = await open_first(hospital)
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    await office.see("某科室收受回扣")
    read = {await office.download(message) for message in await office.chat() if message.file_kind}
    assert len(read) == len(EVIDENCE) + 1
    key = tmp_path / "key.txt"
    key.write_text(hospital.office_key.identity, encoding="utf-8")
    cleaned = await hospital.app.database.run(
        lambda uow: [
            uow.tip_threads.find_file(FIRST, file.id, original=False) for file in uow.tip_threads.files(FIRST)
        ]
    )
    by_age = set()
    for sealed in cleaned:
        age = [str(AGE), "-d", "-i", str(key)]
        opened = await in_a_thread(subprocess.run, age, input=sealed, check=True, capture_output=True)
        by_age.add(opened.stdout)
    assert read == by_age
