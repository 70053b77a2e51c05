"""Pictures, documents and albums."""

import functools
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator
from simulator.state.files import DOWNLOAD_MAX
from tests.simulator.conftest import TOKEN, Api
from tests.simulator.reading import picture

Send = Callable[..., Awaitable[dict[str, Any]]]


class Uploads:
    """Sends files as both libraries do: in a field of their own, or attached by name."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession) -> None:
        self._url = f"{sim.base_url}/bot{TOKEN}/"
        self.base_url = f"{sim.base_url}/file/bot{TOKEN}/"
        self._http = http

    async def __call__(self, method: str, files: dict[str, bytes], **params: Any) -> dict[str, Any]:
        form = aiohttp.FormData(quote_fields=False)
        for name, value in params.items():
            form.add_field(name, str(value))
        for name, data in files.items():
            form.add_field(name, data, filename="月报.xlsx")
        async with self._http.post(self._url + method, data=form) as answer:
            return {"status": answer.status, **await answer.json()}


@pytest.fixture
def upload(sim: Simulator, http: aiohttp.ClientSession) -> Uploads:
    return Uploads(sim, http)


@pytest.fixture
def send(upload: Uploads, nurse: Phone) -> Send:
    return functools.partial(upload, chat_id=nurse.id)


async def test_a_document_is_sent_seen_and_fetched(
    upload: Uploads, api: Api, nurse: Phone, http: aiohttp.ClientSession
) -> None:
    sent = await upload(
        "sendDocument", {"document": b"abc"}, chat_id=nurse.id, caption="<b>六月</b>", parse_mode="HTML"
    )
    document = sent["result"]["document"]
    assert (document["file_name"], document["file_size"]) == ("月报.xlsx", 3)
    assert document["mime_type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert sent["result"]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    shown = await nurse.see("六月")
    assert (shown.file_kind, shown.file_name, await nurse.download(shown)) == (
        "document",
        "月报.xlsx",
        b"abc",
    )
    path = (await api("getFile", file_id=document["file_id"]))["result"]["file_path"]
    async with http.get(upload.base_url + path) as answer:
        assert await answer.read() == b"abc"


@pytest.mark.parametrize(("path", "status"), [(f"bot{TOKEN}/documents/x", 404), ("bot42:WRONG/x", 401)])
async def test_a_file_is_fetched_by_its_own_path_and_token(
    sim: Simulator, http: aiohttp.ClientSession, path: str, status: int
) -> None:
    async with http.get(f"{sim.base_url}/file/{path}") as answer:
        assert answer.status == status


async def test_a_picture_knows_its_size_and_can_be_sent_again_by_its_id(
    upload: Uploads, api: Api, nurse: Phone
) -> None:
    sent = await upload("sendPhoto", {"p1": picture()}, chat_id=nurse.id, photo="attach://p1")
    photo = sent["result"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (30, 20)
    again = await api("sendPhoto", chat_id=nurse.id, photo=photo["file_id"])
    assert again["result"]["photo"] == sent["result"]["photo"]
    as_document = await api("sendDocument", chat_id=nurse.id, document=photo["file_id"])
    assert as_document["description"] == "Bad Request: can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("kind", "files", "params", "description"),
    [
        ("document", {"document": b""}, {}, "file must be non-empty"),
        ("document", {}, {}, "there is no document in the request"),
        ("document", {}, {"document": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        ("document", {}, {"document": "attach://x"}, "wrong file identifier/HTTP URL specified"),
        ("photo", {"photo": b"no picture"}, {}, "IMAGE_PROCESS_FAILED"),
        ("photo", {"photo": picture(2100, 100)}, {}, "PHOTO_INVALID_DIMENSIONS"),
        ("document", {"document": b"x"}, {"caption": "好" * 1025}, "message caption is too long"),
        ("mediaGroup", {}, {"media": "[]"}, "there must be 2-10 items in the media group"),
    ],
)
async def test_a_wrong_file_is_refused(
    send: Send, kind: str, files: dict[str, bytes], params: dict[str, Any], description: str
) -> None:
    answer = await send(f"send{kind}", files, **params)
    assert (answer["status"], answer["description"]) == (400, f"Bad Request: {description}")


async def test_an_album_is_several_messages_of_one_group(upload: Uploads, nurse: Phone) -> None:
    media = (
        '[{"type":"photo","media":"attach://a","caption":"<b>图</b>","parse_mode":"HTML"},'
        '{"type":"document","media":"attach://b"}]'
    )
    sent = await upload("sendMediaGroup", {"a": picture(), "b": b"x"}, chat_id=nurse.id, media=media)
    first, second = sent["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("图", "bold")
    assert second["document"]["file_name"] == "月报.xlsx"


async def test_caption_and_medium_of_a_message_can_be_edited(upload: Uploads, api: Api, nurse: Phone) -> None:
    sent = (await upload("sendPhoto", {"photo": picture()}, chat_id=nurse.id, caption="旧"))["result"]
    where = {"chat_id": nurse.id, "message_id": sent["message_id"]}
    edited = await api("editMessageCaption", **where, caption="新")
    assert (edited["result"]["caption"], edited["result"]["photo"]) == ("新", sent["photo"])
    no_text = await api("editMessageText", **where, text="x")
    assert no_text["description"] == "Bad Request: there is no text in the message to edit"
    media = '{"type":"document","media":"attach://b","caption":"文件"}'
    changed = await upload("editMessageMedia", {"b": b"x"}, **where, media=media)
    assert "photo" not in changed["result"]
    assert (await nurse.see("文件")).file_kind == "document"


async def test_a_copy_can_have_another_caption(upload: Uploads, api: Api, nurse: Phone) -> None:
    sent = (await upload("sendDocument", {"document": b"x"}, chat_id=nurse.id, caption="旧"))["result"]
    source = {"from_chat_id": nurse.id, "message_id": sent["message_id"]}
    await api("copyMessage", chat_id=nurse.id, **source, caption="新")
    assert (await nurse.see("新")).file_kind == "document"


async def test_a_file_too_big_to_fetch_is_refused(api: Api, nurse: Phone) -> None:
    await nurse.send_document("大.bin", b"x" * (DOWNLOAD_MAX + 1), wait=False)
    document = (await nurse.chat())[-1]
    answer = await api("getFile", file_id=document.file_id)
    assert answer["description"] == "Bad Request: file is too big"
    assert (await api("getFile", file_id="x"))["description"] == "Bad Request: invalid file_id"


async def test_what_people_send_reaches_the_bot(api: Api, nurse: Phone) -> None:
    await nurse.send_photo(picture(), "图", wait=False)
    await nurse.send_document("a.txt", b"x", wait=False)
    await nurse.send_voice(wait=False)
    await nurse.send_sticker(wait=False)
    await nurse.send_contact("+8610000", wait=False)
    await nurse.forward("有人收红包", "家属", wait=False)
    await nurse.forward("同上", nurse, wait=False)
    messages = [update["message"] for update in (await api("getUpdates"))["result"][1:]]
    photo, document, voice, sticker, contact, forwarded, open_forward = messages
    assert (photo["caption"], photo["photo"][0]["width"]) == ("图", 30)
    assert (document["document"]["file_name"], voice["voice"]["duration"]) == ("a.txt", 3)
    assert sticker["sticker"]["type"] == "regular"
    assert contact["contact"]["user_id"] == nurse.id
    assert (forwarded["text"], forwarded["forward_origin"]["sender_user_name"]) == ("有人收红包", "家属")
    assert open_forward["forward_origin"]["sender_user"]["id"] == nurse.id
