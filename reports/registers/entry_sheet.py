"""One entry as a document (`[[sheets]]` of its register, docs/registers.md): what goes upward (报备)."""

from collections.abc import Sequence
from datetime import date

from forms.fields import Field, FieldKind
from forms.steps import items
from forms.summary import say_answer
from registers.language import Register
from registers.papers import SheetOfEntry
from reports.papers.official import TEXT_WIDTH_MM, OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import short_day
from reports.registers.printed import PrintedEntry

_CHINESE = "zh"
_HEAD, _WIDTHS_MM = ("项目", "内容"), (36, TEXT_WIDTH_MM - 36)
_MADE_HEAD, _MADE_MM = ("办理", "办理人", "日期"), (60, 56, 40)
_STATE, _FILES = "状态", "附件"


def entry_sheet(register: Register, sheet: SheetOfEntry, entry: PrintedEntry, on: date) -> bytes:
    """Return the entry as a docx, as it stands `on` a day: number, answers, groups as tables, who did what, files.

    What nobody wrote has no row.
    """
    document = OfficialDocument(f"{entry.unit}{sheet.title[_CHINESE]}", on)
    document.title(entry.unit, sheet.title[_CHINESE])
    if entry.number:
        document.subtitle(f"编号：{entry.number}")
    rows = [
        (field.label[_CHINESE], entry.words(field.key))
        for field in register.form.fields
        if field.kind not in (FieldKind.GROUP, FieldKind.ATTACHMENTS) and entry.words(field.key)
    ]
    add_grid(document, RuledTable(_HEAD, _WIDTHS_MM, [*rows, (_STATE, entry.state_label)], centred=(0,)))
    for field in register.form.fields:
        if field.kind is FieldKind.GROUP and (found := items(field, entry.answers)):
            document.caption(field.label[_CHINESE])
            add_grid(document, _group(field, found))
    if made := _made(register, entry):
        document.caption("办理情况")
        add_grid(document, RuledTable(_MADE_HEAD, _MADE_MM, made, centred=(0, 1, 2)))
    if entry.files:
        document.paragraph(f"{_FILES}：{'、'.join(entry.files)}")
    document.signature(entry.unit, on)
    return document.content()


def _group(group: Field, found: Sequence[dict[str, object]]) -> RuledTable:
    fields = [field for field in group.fields if field.kind is not FieldKind.NOTE]
    rows = [[say_answer(field, item.get(field.key), _CHINESE) for field in fields] for item in found]
    widths = [TEXT_WIDTH_MM / len(fields)] * len(fields)
    return RuledTable([field.label[_CHINESE] for field in fields], widths, rows)


def _made(register: Register, entry: PrintedEntry) -> list[tuple[str, str, str]]:
    """Return who made which move last, and on which day, as far as that still holds."""
    return [
        (move.label[_CHINESE], made.name, short_day(made.made_on))
        for move in register.moves
        if (made := entry.made.get(move.id)) is not None and not move.confidential
    ]
