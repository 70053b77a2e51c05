"""Whatever passes the doors is held by everything behind them as it is: files, windows, words, both databases."""

import io
from html import escape, unescape
from pathlib import Path
from typing import Any

from docx import Document
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bot.config import read_config
from domain.characters import admit
from forms.answers import read_text
from forms.fields import Field, FieldKind
from forms.reading.reader import read_form
from forms.xlsform.shown_sheets import read_shown
from handlers.wire.calls.session import read_answer
from reports.sheets.safe_cells import put
from storage.database import Database
from storage.schema import upgrade
from tests.domain.test_characters import ANY_TEXT
from tests.storage import test_postgresql

server, url = test_postgresql.server, test_postgresql.url
TYPED = st.one_of(ANY_TEXT, st.text("_x000D_5F=+<&>'\"{}\ufffe\r\n \u3000甲", max_size=20))
HOSTILE = '甲\ufffe_x000D_\x00\u202e乙\ud83d\ude00<b>&{ $x }\U0001fffe"'


@settings(deadline=None)
@given(TYPED)
def test_what_enters_survives_excel_word_html_and_words(text: str) -> None:
    kept = admit(text)
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet["A1"], f"|{kept}|")
    content = io.BytesIO()
    book.save(content)
    shown = read_shown(content.getvalue())[0].rows[1][1]
    assert (shown.shown, shown.problem, shown.unfit) == (f"|{kept}|", None, None)
    assert CalamineWorkbook.from_filelike(io.BytesIO(content.getvalue())).get_sheet_by_index(
        0
    ).to_python() == [[f"|{kept}|"]]

    paper = Document()
    paper.add_paragraph(kept)
    saved = io.BytesIO()
    paper.save(saved)
    assert Document(saved).paragraphs[0].text == kept

    assert unescape(escape(kept)) == kept
    bundle = FluentBundle(["zh"], use_isolating=False)
    bundle.add_resource(FluentResource("said = “{ $text }”\n"))
    pattern = bundle.get_message("said").value
    assert pattern is not None
    assert bundle.format_pattern(pattern, {"text": kept}) == (f"“{kept}”", [])


def stays(database: Database) -> None:
    """Write and read many texts, in a transaction each."""

    @settings(deadline=None, max_examples=50)
    @given(TYPED)
    def kept(text: str) -> None:
        said = admit(text)
        database.write(lambda uow: uow.settings.put("said", said))
        assert database.write(lambda uow: uow.settings.find("said")) == said

    kept()


def test_what_enters_survives_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    upgrade(database)
    stays(database)
    database.close()


def test_what_enters_survives_postgresql(url: str) -> None:
    database = Database(url)
    upgrade(database)
    stays(database)
    database.close()


def test_every_door_keeps_out_what_may_not_enter(tmp_path: Path) -> None:
    """Telegram, the workbook, config.toml, a form's .toml, an answer: none lets in what another keeps out."""
    kept = admit(HOSTILE)
    assert kept == '甲_x000D_乙\U0001f600<b>&{ $x }"'
    escaped = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in HOSTILE)
    update = (
        f'{{"ok":true,"result":[{{"message":{{"text":"{escaped}","caption":"{escaped}",'
        f'"from":{{"first_name":"{escaped}"}},"document":{{"file_name":"{escaped}"}}}}}}]}}'
    )
    message: dict[str, Any] = read_answer(update)["result"][0]["message"]
    told = (message["text"], message["caption"], message["from"]["first_name"])
    assert (*told, message["document"]["file_name"]) == (kept,) * 4

    path = tmp_path / "config.toml"
    text = '[hospital]\nname = "本\\uFFFE某\\u202E院"\n'
    path.write_bytes(text.encode("utf-16"))  # as Notepad's "Unicode" has it
    assert read_config(path).hospital.name == "本某院"

    form = 'id = "a"\nversion = 1\ntitle = { zh = "表\\uFFFE", en = "\\u0000form" }\n'
    form += '[[fields]]\nkey = "b"\nkind = "short_text"\n'
    form += 'label = { zh = "事\\u202E项", en = "matter" }\nquestion = { zh = "何事？", en = "What?" }\n'
    read = read_form(form, "a.toml")
    assert (read.title["zh"], read.title["en"], read.fields[0].label["zh"]) == ("表", "form", "事项")

    field = Field(key="b", kind=FieldKind.LONG_TEXT, label={"zh": "事"})
    assert read_text(field, HOSTILE) == kept
