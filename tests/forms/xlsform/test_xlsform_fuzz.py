"""Whatever stands in the cells: a form that the bot reads, or faults with their places; never anything else."""

import re
from datetime import date

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from forms.reading.reader import faults_of as problems
from forms.sample_walks import Samples, sample_walks
from forms.xlsform.xlsform import import_xlsform
from locales import LANGUAGES, Speech, Words
from reports.sheets.fault_lines import sheet_fault_lines
from tests.forms.xlsform.workbooks import LIGHTS, SETTINGS, YES_NO, Cells, faults_of, read, workbook

STEADY = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
WORDS = Words()
SAMPLES = Samples("文字", {"staff_number": "1", "name": "某", "post": "医师"}, date(2026, 5, 12))

ANY_TEXT = st.text("ab1 中文，。？“”＝＞$#{}()'<>=.&\n\"\\\u200b", max_size=12)
NAMES = st.sampled_from(["a", "b", "c", "A", "talks", "谈话", "1a", "note", "meta", "data", "x" * 33, ""])
TYPES = st.sampled_from(
    ["integer", "decimal", "text", "date", "note", "image", "acknowledge", "calculate", "select_one yes_no"] * 2
    + ["select_multiple yes_no", "select_one nothing", "begin_repeat", "begin repeat", "end_repeat", "end_repeat"]
    + ["begin_group", "geopoint", "ｉｎｔｅｇｅｒ", "rank yes_no", "start", "audit", "range", "osm"]
    + ["select_one yes_no or_other"]
)  # fmt: skip
OPERANDS = st.sampled_from(
    ["${a}", "${b}", "${c}", ".", "1", "0", "'yes'", "‘no’", "today()", "'2026-01-01'", "3.5", "sum(${a})",
     "selected(${b}, 'yes')", "string-length(.)", "date('2026-13-01')", "${", "(", ")", "${last-saved#a}", "-1"]
)  # fmt: skip
SIGNS = st.sampled_from([" = ", ">", "<", ">=", "≤", " != ", " + ", " and ", " or ", ",", " "])
EXPRESSIONS = st.lists(st.tuples(OPERANDS, SIGNS), max_size=4).map(
    lambda parts: "".join(a + b for a, b in parts)
)
WHOLE = st.tuples(OPERANDS, SIGNS, OPERANDS).map("".join)
VALUES = st.one_of(
    ANY_TEXT, st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.dates(), st.datetimes(), st.sampled_from(["=A1", "#REF!", "a\u200bb", "“x”", "\n", " ", "'"]),
)  # fmt: skip
WILD = st.fixed_dictionaries(
    {"type": st.one_of(TYPES, ANY_TEXT), "name": st.one_of(NAMES, ANY_TEXT), "label": VALUES},
    optional={
        "hint": VALUES,
        "short": VALUES,
        "required": VALUES,
        "relevant": st.one_of(WHOLE, EXPRESSIONS, VALUES),
        "constraint": st.one_of(WHOLE, EXPRESSIONS, VALUES),
        "calculation": st.one_of(st.just("${a} + ${b}"), EXPRESSIONS),
        "default": VALUES,
        "adds_up": ANY_TEXT,
        "unit::zh": VALUES,
    },
)
CHOICES = st.fixed_dictionaries({"list_name": NAMES, "name": VALUES, "label": VALUES})
SETTING = st.fixed_dictionaries({"form_title": VALUES, "form_id": st.one_of(st.just("red_packets"), VALUES)})


@STEADY
@given(
    st.lists(WILD, max_size=5),
    st.one_of(st.just([]), st.lists(CHOICES, max_size=1)),
    st.one_of(st.just(SETTINGS[0]), st.just(SETTINGS[0]), SETTING),
)
@example([{"type": "text", "name": "a", "label": "'''\"\"\"\\", "default": "\\u0000"}], [], SETTINGS[0])
@example([{"type": "decimal", "name": "a", "label": "何物？", "default": 1e300}], [], SETTINGS[0])
def test_a_workbook_gives_a_form_or_faults_with_their_places(
    survey: list[Cells], choices: list[Cells], setting: Cells
) -> None:
    try:
        content = workbook(survey, [*YES_NO, *choices], [setting])
    except (IllegalCharacterError, ValueError):
        return  # Excel could not hold it either
    found = faults_of(content)
    for language in LANGUAGES:
        lines = sheet_fault_lines(Speech(WORDS, language), found)
        assert all(re.search(r"\w", line) for line in lines)
        assert not any("form-import-" in line or "form-fault-" in line for line in lines)
    if not found:
        form = import_xlsform(content, "campaign.xlsx")
        assert problems(form.text(1, []), f"{form.id}.toml") == []
        walks, _ = sample_walks(read(form), SAMPLES)
        assert walks


RIGHT: dict[str, dict[str, list[object]]] = {
    "integer": {
        "constraint": [". >= 1 and . <= 9", "９＞＝．"],
        "default": [2, "２"],
        "adds_up": ["sum", "count"],
    },
    "decimal": {"constraint": [". <= 500"], "default": [12.5, "100"], "adds_up": ["sum"]},
    "date": {
        "constraint": [". <= today()", ". > '2026-01-01'"],
        "default": ["2026-05-01", date(2026, 5, 1), "today()"],
    },
    "text": {"constraint": ["string-length(.) <= 20"], "appearance": ["multiline", ""], "adds_up": ["list"]},
    "image": {"hint": ["“票据”"]},
    "select_one light": {"default": ["green"], "adds_up": ["worst light", "share"]},
    "select_one yes_no": {"default": ["no"], "adds_up": ["count"]},
    "select_multiple light": {"default": ["red green"], "adds_up": ["share"]},
    "calculate": {"adds_up": ["sum"]},
}
"""What is right for each type, beside what is right for all."""
TRUE_OF = {
    "integer": ["{} > 0", "{} <= 3", "2 ＝ {}"],
    "decimal": ["{} > 100"],
    "select_one light": ["{} = ‘red’", "selected({}, 'green')"],
    "select_one yes_no": ["{} = 'no'"],
    "select_multiple light": ["selected({}， 'red')"],
}


@st.composite
def right_rows(draw: st.DrawFn) -> list[Cells]:
    """Return rows in which everything is right."""
    rows: list[Cells] = []
    for number, type_ in enumerate(draw(st.lists(st.sampled_from(sorted(RIGHT)), min_size=1, max_size=7))):
        row: Cells = {
            "type": type_,
            "name": f"Q{number}",
            "label": draw(st.sampled_from(["问题？", "“红包”几件？"])),
        }
        row |= draw(
            st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in RIGHT[type_].items()})
        )
        earlier = [question for question in rows if question["type"] in TRUE_OF]
        figures = [question for question in rows if question["type"] == "integer"]
        if type_ == "calculate" and not figures:
            continue
        if type_ == "calculate":
            row["calculation"] = " ＋ ".join(f"${{{figure['name']}}}" for figure in figures)
        elif draw(st.booleans()) and earlier:
            on = draw(st.sampled_from(earlier))
            row["relevant"] = draw(st.sampled_from(TRUE_OF[on["type"]])).format(f"${{{on['name']}}}")
        rows.append(row)
    if draw(st.booleans()):
        goods = [
            {"type": "text", "name": "what", "label": "何物？"},
            {"type": "decimal", "name": "worth", "label": "多少元？"},
        ]
        rows += [{"type": "begin repeat", "name": "goods", "label": "几项？"}, *goods, {"type": "end repeat"}]
        rows.append({"type": "calculate", "name": "total", "label": "合计", "calculation": "sum(${worth})"})
    return rows


@STEADY
@given(right_rows())
def test_rows_in_which_everything_is_right_give_their_form(rows: list[Cells]) -> None:
    assume(rows)
    content = workbook(rows, [*YES_NO, *LIGHTS])
    assert faults_of(content) == []
    form = read(import_xlsform(content, "campaign.xlsx"))
    assert [field.key for _, field in form.all_fields()] == [
        row["name"].casefold() for row in rows if row["type"] != "end repeat"
    ]
    assert sum(len(field.when) > 0 for field in form.fields) == sum("relevant" in row for row in rows)


@STEADY
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a,b,c\n"]))
def test_any_bytes_are_refused_in_words(tail: bytes, head: bytes) -> None:
    assert [fault.sheet for fault in faults_of(head + tail)] == [""]


@settings(STEADY, max_examples=40)
@given(st.integers(0, 8000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_refused_or_read(at: int, damage: bytes) -> None:
    content = bytearray(workbook([{"type": "text", "name": "a", "label": "何事？"}], YES_NO))
    at %= len(content)
    content[at : at + len(damage)] = damage
    for fault in faults_of(bytes(content)):
        assert fault.key in WORDS.keys("zh")
