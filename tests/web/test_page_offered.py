"""The page is pointed to: by the chat, by posters, and what it serves can be compared."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from aiohttp import ClientSession

from bot.commands.given import Given
from bot.commands.pages import check_page
from bot.config import ConfigError, read_config
from bot.stage.open_training import open_training
from bot.stage.training import TrainingOpening
from domain.people.grids import Grid
from domain.threads import in_a_thread
from domain.tips.poster_links import page_link
from locales import Words
from reports.tips.posters import Poster, poster_pages
from tests.harness import Hospital
from tests.page_built import built_page
from web.served import PageFiles, ServedFile
from web.server import serve_page

ADDRESS = "https://jubao.example"
WARD = Grid("30101", "心内科", 3)


def urls(keyboard: object) -> Iterator[str]:
    """Yield the links of whatever buttons are in it."""
    if isinstance(keyboard, dict):
        yield from (value for name, value in keyboard.items() if name == "url")
        assert "web_app" not in keyboard
        for value in keyboard.values():
            yield from urls(value)
    elif isinstance(keyboard, list):
        for value in keyboard:
            yield from urls(value)


async def test_menu_and_notice_lead_to_the_page_by_a_link_without_anything_of_the_person(
    hospital: Hospital,
) -> None:
    phone = await hospital.stranger()
    assert "在网页上反映" not in str((await phone.send("/start")).buttons)
    object.__setattr__(hospital.app.house, "page_address", ADDRESS)
    menu = await phone.send("/start")
    assert menu.buttons[1] == ["在网页上反映"]
    notice = await phone.send("/tip")
    assert ["在网页上反映"] in notice.buttons
    assert "不经过 Telegram" in notice.text
    for window in (menu, notice):
        assert list(urls(window.json["reply_markup"])) == [f"{ADDRESS}/t"]


def test_a_poster_carries_the_page_and_smaller_the_bot() -> None:
    poster = Poster("心内科", "https://t.me/x?start=d-MQ", page_link(ADDRESS, WARD), "0123456789abcdef" * 4)
    assert poster.page == f"{ADDRESS}/t#d-5b-D5YaF56eR"
    pages = poster_pages([poster], "本院", Words(), "zh")
    with pikepdf.open(io.BytesIO(pages)) as opened:
        assert len(opened.pages) == 1
    assert pages != poster_pages([Poster("心内科", "https://t.me/x?start=d-MQ")], "本院", Words(), "zh")


async def test_page_check_names_every_path_that_differs(
    hospital: Hospital, capsys: pytest.CaptureFixture[str]
) -> None:
    built = built_page()
    async with serve_page("127.0.0.1:0", hospital.app.house, built) as url:
        assert await in_a_thread(check_page, Given(), f"{url}/")
    assert capsys.readouterr().out == "与安装的程序一致\n"
    script = built.by_path["/assets/tell.js"]
    changed = dict(built.by_path) | {
        "/assets/tell.js": ServedFile(script.content + b" ", script.content_type)
    }
    del changed["/r"]
    async with serve_page("127.0.0.1:0", hospital.app.house, PageFiles(changed, built.bundle)) as url:
        assert not await in_a_thread(check_page, Given(), url)
    assert capsys.readouterr().out == "不一致：/assets/tell.js\n不一致：/r\n"


async def test_the_page_stands_in_the_demo_and_again_after_a_restart(tmp_path: Path) -> None:
    built = built_page()
    async with open_training(tmp_path, TrainingOpening()) as training, ClientSession() as client:
        address = f"http://{training.stage.config.page.listen}"
        for _time in range(2):
            async with client.get(f"{address}/t") as answer:
                assert await answer.read() == built.by_path["/t"].content
            await training.stage.restart()


def test_the_page_and_the_metrics_never_share_an_address(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[page]\nlisten = "127.0.0.1:80"\n[watch]\nlisten = "127.0.0.1:80"\n', encoding="utf-8")
    with pytest.raises(ConfigError):
        read_config(config)
