"""What came by the chat, as the command line sees it: over the folder's files, and never in the way of a start."""

from functools import partial

from bot.config import read_config
from bot.folders.form_folder import open_library
from storage.database import Database
from storage.own_texts.own_texts import FORM, OwnText
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.test_command_line_forms import RENAMED, own_folder
from tests.bot.commands.typing_hand import Hand


def _add(uow: UnitOfWork, said: OwnText) -> None:
    uow.own_texts.add(said)


def bring(hand: Hand, *texts: str) -> None:
    """Put texts into the database as the chat does, one after the other."""
    database = Database(read_config(hand.folder / "config.toml").database_url)
    for version, text in enumerate(texts, start=5):
        said = OwnText(FORM, "monthly_report", version, text, None, hand.clock.now())
        database.write(partial(_add, said=said))
    database.close()


def test_the_chats_version_counts_over_the_folders_and_doctor_says_so_by_name(hand: Hand) -> None:
    hand.settles_in()
    own_folder(hand, monthly_report=RENAMED.replace("version = 1", "version = 4", 1))
    bring(hand, RENAMED.replace("本院月报", "聊天月报").replace("version = 1", "version = 5", 1))
    assert "monthly_report  第 5 版" in hand.types("forms", "check").out
    assert "聊天月报" in hand.types("forms", "preview", "monthly_report").out
    said = hand.types("doctor").out
    assert "聊天中导入的表单、台账等 1 个" in said
    assert "聊天中导入的优先，文件夹中的同名文件未使用：monthly_report.toml。" in said


def test_a_version_that_is_not_read_any_more_leaves_the_one_before_in_use(hand: Hand) -> None:
    hand.settles_in()
    good = RENAMED.replace("version = 1", "version = 5", 1)
    bring(hand, good, good.replace("version = 5", "version = 6", 1).replace('kind = "one_of"', 'kind = "?"'))
    assert open_library(read_config(hand.folder / "config.toml"))["monthly_report"].version == 5
    assert "以下版本已无法读取，改用之前的版本：monthly_report.toml 6" in hand.types("doctor").out
