"""Every list and document of every shipped register, opened by LibreOffice in one run: each field where its head is."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from forms.fields import Field, FieldKind
from locales import in_chinese
from registers.language import PrintedList, Register
from registers.reader import shipped_registers
from reports.registers.entry_sheet import entry_sheet
from reports.registers.list_columns import list_columns
from reports.registers.lists import ListAsked, list_document, list_sheet
from reports.registers.printed import EntryAround, PrintedEntry, printed_entry
from tests.reports.evidence.office import SOFFICE, Page, pages, print_out
from tests.reports.registers.printed_made_up import ON, UNIT, entry_of, made

REGISTERS = shipped_registers()
ELSEWHERE = {"risk", "problem", "measure", "risk_selfcheck"}
"""Those whose papers test_registers_printed.py looks at."""
SHOWN_AS_WORDS = {
    FieldKind.SHORT_TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.ONE_OF,
    FieldKind.GROUP,
    FieldKind.ENTRY,
}


PLAIN: Mapping[FieldKind, Any] = {
    FieldKind.DATE: "2026-06-01",
    FieldKind.YES_NO: True,
    FieldKind.MONEY: "120.00",
    FieldKind.GROUP: 2,
    FieldKind.WHOLE_NUMBER: 7,
}


def answered(field: Field, mark: str) -> Any:
    """Return an answer to `field`; of a text one that ends in `mark`."""
    if field.kind in PLAIN:
        return PLAIN[field.kind]
    value = field.choices[0].value if field.choices else ""
    return {
        FieldKind.SHORT_TEXT: f"填写{mark}",
        FieldKind.LONG_TEXT: f"填写{mark}",
        FieldKind.ONE_OF: value,
        FieldKind.SEVERAL_OF: [value],
        FieldKind.PERSON: {"staff_number": "0107", "name": f"某人{mark}", "post": "主任"},
        FieldKind.ENTRY: {"entry": 1, "number": "〔2026〕1号", "title": f"事项{mark}"},
        FieldKind.ATTACHMENTS: [{"file": 1, "name": f"附件{mark}.pdf", "kind": "application/pdf"}],
    }[field.kind]


def answers_of(register: Register) -> Iterator[tuple[str, Any]]:
    """Yield an answer to every field of a register, marked with the field's number."""
    for number, field in enumerate(register.form.fields):
        if field.kind is FieldKind.NOTE:
            continue
        yield field.key, answered(field, f"Q{number}Q")
        for item in (1, 2) if field.kind is FieldKind.GROUP else ():
            for inner in field.fields:
                yield f"{field.key}.{item}.{inner.key}", answered(inner, f"Q{number}{item}Q")


def entry(register: Register, printed: PrintedList | None = None) -> PrintedEntry:
    """Return a printed entry with everything answered, in a state in which it stands in the list."""
    state = printed.states[0] if printed is not None and printed.states else register.states[0].id
    kept = entry_of(register.id, state, dict(answers_of(register)), number="绍医〔2026〕1号")
    around = EntryAround(UNIT, "采购中心", "登记人", files=("会议纪要.pdf",))
    return printed_entry(register, kept, (made(0, "", ("", state)),), around)


def papers() -> dict[str, bytes]:
    """Return every list as its file is, and every document of one entry, by name."""
    found: dict[str, bytes] = {}
    for register in REGISTERS.values():
        if register.id in ELSEWHERE:
            continue
        for printed in register.lists:
            asked = ListAsked(REGISTERS, register, printed, UNIT, ON)
            draw, ending = (list_document, "") if printed.file == "docx" else (list_sheet, ".xlsx")
            found[f"{register.id}-{printed.id}{ending}"] = draw(asked, [entry(register, printed)])
        for sheet in register.sheets:
            found[f"{register.id}-{sheet.id}"] = entry_sheet(register, sheet, entry(register), ON)
    return found


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Page]]:
    """Every paper as LibreOffice prints it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder, drawn = tmp_path_factory.mktemp("lists"), papers()
    print_out(drawn, folder)
    return {name: pages(folder / f"{name.removesuffix('.xlsx')}.pdf") for name in drawn}


def bare(text: str) -> str:
    return "".join(text.split())


def test_each_list_has_its_title_its_heads_in_order_and_every_answer_below_its_head(
    opened: Mapping[str, list[Page]],
) -> None:
    seen = set()
    for register in REGISTERS.values():
        for printed in register.lists if register.id not in ELSEWHERE else ():
            name = f"{register.id}-{printed.id}{'' if printed.file == 'docx' else '.xlsx'}"
            said = bare("".join(page.text for page in opened[name]))
            seen.add(register.id)
            assert printed.title["zh"] in said, name
            columns = list_columns(REGISTERS, register, printed)
            assert "".join(bare(column.header(in_chinese())) for column in columns) in said, name
            for column in columns:
                if column.field is not None and column.field.kind in SHOWN_AS_WORDS and not column.part:
                    for line in entry(register, printed).words(column.key).splitlines():
                        assert bare(line) in said, (name, column.key)
            assert printed.foot is None or "清单之外无权力" in said
    wanted = {"power", "decision", "pledge", "talk", "training", "inspection", "report_up", "report_direct"}
    assert wanted | {"regulation", "group", "recommendation", "commendation", "account"} <= seen


def test_the_document_that_is_filed_upward_has_every_answer_of_the_decision_beside_its_label(
    opened: Mapping[str, list[Page]],
) -> None:
    decision = REGISTERS["decision"]
    said = bare("".join(page.text for page in opened["decision-filing"]))
    assert "三重一大事项报备表" in said
    for field in decision.form.fields:
        if field.kind in (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT, FieldKind.DATE, FieldKind.ONE_OF):
            words = entry(decision).words(field.key)
            assert f"{field.label['zh']}{bare(words)}" in said, field.key
    assert "成员态度意见理由" in said
    assert "附件：会议纪要.pdf" in said


def test_a_group_prints_its_members_a_line_each(opened: Mapping[str, list[Page]]) -> None:
    name = next(name for name in opened if name.startswith("group-"))
    said = bare("".join(page.text for page in opened[name]))
    group = next(field for field in REGISTERS["group"].form.fields if field.kind is FieldKind.GROUP)
    number = [field.key for field in REGISTERS["group"].form.fields].index(group.key)
    assert f"某人Q{number}1Q" in said
    assert f"某人Q{number}2Q" in said
