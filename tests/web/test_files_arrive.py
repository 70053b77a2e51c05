from pathlib import Path

import pytest

from bot.commands.given import Given
from bot.commands.tips import open_file
from domain.errors import RefusalError
from domain.tips.padding import pad_file, padme, unpad_file
from domain.tips.routing import Body
from reports.evidence.cleaning import clean
from storage.tips.custody import Custody
from storage.tips.sealing import open_sealed, seal, seal_text
from storage.unit_of_work import UnitOfWork
from tests.handlers.tips.test_tip_leaks import METADATA, PASSPHRASE, paper, photo
from tests.harness import Hospital
from tests.locked_keys import lock_lightly
from tests.page_sender import PageSender, Said

OFFICE = "监察室主任"


async def hand_in(sender: PageSender, *files: tuple[str, bytes]) -> Said:
    sealed_to = (await sender.line())["bodies"]["office"]
    parts = [seal_text("（见附件）", sealed_to), *(seal(content, sealed_to) for _ending, content in files)]
    manifest = await sender.manifest(sealed_to, parts, extensions=[ending for ending, _content in files])
    return await sender.send(manifest, parts)


async def stored(hospital: Hospital, *, original: bool) -> list[bytes]:
    def work(uow: UnitOfWork) -> list[bytes]:
        found = [
            uow.tip_threads.find_file("2026-001", file.id, original=original)
            for file in uow.tip_threads.files("2026-001")
        ]
        return [sealed for sealed in found if sealed is not None]

    return await hospital.app.database.run(work)


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 495, 496, 497, 100_000, 1_048_576])
def test_a_padded_file_comes_out_as_it_went_in(size: int) -> None:
    content = bytes([7]) * size
    padded = pad_file(content)
    assert padme(len(padded)) == len(padded)
    assert len(padded) <= (size + 16) * 1.13
    assert unpad_file(padded) == content
    assert unpad_file(content) is None
    assert unpad_file(padded + b"x") is None


async def test_files_are_kept_once_and_sealed(hospital: Hospital, sender: PageSender) -> None:
    assert (
        await hand_in(sender, (".pdf", pad_file(b"%PDF-1.7 not much of one")), (".jpg", pad_file(photo())))
    ).status == 200
    copies = await stored(hospital, original=False)
    assert copies == await stored(hospital, original=True)
    opened = [unpad_file(open_sealed(sealed, hospital.office_key.identity)) for sealed in copies]
    assert opened == [b"%PDF-1.7 not much of one", photo()]


async def test_a_file_that_is_not_padded_is_refused(sender: PageSender) -> None:
    said = await hand_in(sender, (".pdf", b"x" * 1001))
    assert (said.status, said.body["error"]) == (409, "sealing")


async def test_more_than_two_hundred_megabytes_are_refused_before_they_are_sent(sender: PageSender) -> None:
    sealed_to = (await sender.line())["bodies"]["office"]
    manifest = await sender.manifest(sealed_to, [b"x" * 700])
    much: dict[str, object] = {"sizes": [700, *[22 * 2**20] * 10], "extensions": [".pdf"] * 10}
    assert (await sender.say("/api/begin", manifest | much)).body == {"error": "size"}


async def test_under_unlock_files_of_the_page_are_cleaned_before_anybody_opens_them(
    hospital: Hospital, sender: PageSender
) -> None:
    locked = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", locked)
    office = await hospital.phone_of(OFFICE)
    assert METADATA.encode() in photo()
    files = [(".jpg", pad_file(photo())), (".docx", pad_file(paper())), (".mp3", pad_file(b"ID3 no sound"))]
    assert (await hand_in(sender, *files)).status == 200
    await office.send("/tips")
    await office.tap("2026-001")
    await office.tap("阅读")
    await office.send(PASSPHRASE)
    window = await office.see("无法清理")
    assert "附件3.mp3" in window.text
    sent = [await office.download(message) for message in await office.chat() if message.file_name]
    assert len(sent) == 2
    for content in sent:
        assert METADATA.encode() not in content
        assert unpad_file(content) is None


async def test_open_tip_cleans_a_file_of_the_page_unless_it_is_asked_for_as_it_is(
    hospital: Hospital, tmp_path: Path
) -> None:
    key = hospital.office_key
    (tmp_path / "key.txt").write_text(key.identity, encoding="utf-8")
    for name, content in (("a.jpg.age", photo()), ("b.mp3.age", b"ID3 no sound")):
        (tmp_path / name).write_bytes(seal(pad_file(content), [key.recipient]))
    given, where = Given(), tmp_path / "key.txt"
    open_file(given, tmp_path / "a.jpg.age", where, tmp_path / "a.jpg")
    assert (tmp_path / "a.jpg").read_bytes() == clean(photo(), "a.jpg").content
    open_file(given, tmp_path / "a.jpg.age", where, tmp_path / "as-it-is.jpg", original=True)
    assert (tmp_path / "as-it-is.jpg").read_bytes() == photo()
    with pytest.raises(RefusalError, match="command-tip-unclean"):
        open_file(given, tmp_path / "b.mp3.age", where, tmp_path / "b.mp3")
    assert not (tmp_path / "b.mp3").exists()
