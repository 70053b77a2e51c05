"""Whatever is wrong with a register is told with its file, line and field, in both languages."""

import pytest

from locales import LANGUAGES
from registers.reader import faults_in, shipped_register_texts, shipped_registers
from tests.registers.wrong_registers import WORDS, faults_with, said

GIFTS = shipped_register_texts()["gifts.toml"]
GUARD = '[[states]]\nid = "guarded"\nlabel = { zh = "看管", en = "guarded" }\n\n[[states]]\nid = "handled"'
WRONG: list[tuple[str, str, str, str, str, str]] = [
    # the register, what stands there, what is put in its place, the fault, a word of its line, its field
    ("gifts", 'about = "official"', 'about = "official"\ncolour = "red"', "form-fault-unknown-key", "colour", ""),
    ("gifts", "end = true", "ends = true", "form-fault-unknown-key", "ends = true", "states handled"),
    ("gifts", 'from = ["stored"]\n', "", "form-fault-missing-key", '"handle"', "moves handle"),
    ("gifts", "days = 10", 'days = "10"', "form-fault-no-whole-number", 'days = "10"', "clocks no. 1"),
    ("gifts", 'kind = "money"', 'kind = "coins"', "form-fault-none-of", "coins", "worth"),
    ("gifts", "maximum = 5\n", "", "form-fault-no-maximum", 'key = "photo"', "photo"),
    ("gifts", 'zh = "估价", en = "Worth"', 'zh = "估价"', "form-fault-untranslated", 'zh = "估价" }', "worth"),
    ("gifts", 'zh = "收存", en = "Take in"', 'zh = "收存"', "form-fault-untranslated", '"收存" }', "moves take_in"),
    ("gifts", 'zh = "已收存", en', 'zh = "已收存", de', "form-fault-untranslated", "de =", "states stored"),
    ("gifts", 'zh = "礼品登记表", en', 'zh = "礼品登记表", de', "form-fault-untranslated", "de =", "lists gift_list"),
    ("gifts", 'zh = "礼品登记", en = "gifts handed in"', 'zh = "礼品登记"', "form-fault-untranslated", "title", ""),
    ("problem", 'zh = "相关预警", en', 'zh = "相关预警", de', "form-fault-untranslated", "de =", "warning"),
    ("problem", 'key = "warning"', 'key = "source"', "form-fault-same-key", 'key = "source"', "source"),
    ("problem", 'key = "warning"', 'key = "Warning"', "form-fault-key", "Warning", "Warning"),
    ("problem", 'register = "warning"\n', "", "form-fault-missing-key", 'key = "warning"', "warning"),
    ("problem", 'register = "warning"\n', 'register = "warning"\nunit = { zh = "件", en = "w" }\n',
     "form-fault-not-for-kind", "unit", "warning"),
    ("gifts", 'kind = "money"', 'kind = "money"\nregister = ""', "form-fault-not-for-kind", "register", "worth"),
    ("gifts", "version = 1", "version = 0", "form-fault-version", "version", ""),
    ("gifts", 'id = "gifts"', 'id = "presents"', "form-fault-other-name", "presents", ""),
    ("gifts", 'latest = "today"', 'latest = "today"\ncarry = "last"',
     "register-fault-form-only", "carry", "received_on"),
    ("gifts", 'id = "stored"', 'id = "declared"', "register-fault-same-id", 'id = "declared"', "states declared"),
    ("gifts", 'id = "stored"', 'id = "Stored"', "form-fault-key", "Stored", "states Stored"),
    ("gifts", 'to = "stored"', 'to = "storde"', "register-fault-no-state", "storde", "moves take_in"),
    ("gifts", 'in = ["declared", ', 'in = ["declare", ', "register-fault-no-state", "declare", "clocks no. 1"),
    ("gifts", 'states = ["handled"]', 'states = ["done"]', "register-fault-no-state", '"done"', "counts handled"),
    ("gifts", "〕{n}号", '〕{n}号", given_in = "x', "register-fault-no-state", "given_in", ""),
    ("gifts", 'from = ["stored"]', "from = []", "register-fault-empty", "from = []", "moves handle"),
    ("gifts", 'opened_by = ["everyone"]', "opened_by = []", "register-fault-empty", "opened_by", ""),
    # a state that nothing reaches, and one with no way out that is no end
    ("gifts", '[[states]]\nid = "handled"', GUARD, "register-fault-unreached", '"guarded"', "states guarded"),
    ("gifts", "end = true\n", "", "register-fault-stuck", 'id = "handled"', "states handled"),
    ("risk", 'to = "approval"', 'to = "review"', "register-fault-stuck-unreviewed", 'id = "review"', "states review"),
    ("risk", "reviewed = false  ", "reviewed = true  ", "register-fault-never-acts", "[[chains]]", ""),
    ("gifts", 'to = "handled"', 'to = "stored"', "register-fault-unreached", 'id = "handled"', "states handled"),
    ("gifts", 'to = "handled"', 'to = "stored"', "register-fault-stuck", 'id = "stored"', "states stored"),
    # a move that nobody may make
    ("gifts", 'by = ["opener"]', "by = []", "register-fault-nobody", "by = []", "moves declare_again"),
    ("problem", 'by = ["level_one"]\nothers', 'by = ["owner"]\nothers',
     "register-fault-nobody", '["owner"]', "moves inspect"),
    ("gifts", "others_only = true  ", "reviewed = true  ", "register-fault-nobody", "reviewed", "moves take_in"),
    ("risk", "confidential = true", 'confidential = true\nto = "lapsed"',
     "register-fault-confidential", "confidential", "moves object"),
    ("gifts", 'by = ["opener"]', 'by = ["openers"]', "register-fault-who", "openers", "moves declare_again"),
    ("gifts", 'by = ["opener"]', 'by = ["addressee"]',
     "register-fault-no-person", "addressee", "moves declare_again"),
    ("gifts", 'by = ["opener"]', 'by = ["reviewer"]', "register-fault-no-chain", "reviewer", "moves declare_again"),
    ("gifts", '"everyone"', '"opener"', "register-fault-who", "opened_by", ""),
    ("gifts", 'counts = ["committee"]', 'counts = ["board"]', "register-fault-who", "[seen]", ""),
    ("problem", 'to = ["owner", "@leader"]', 'to = ["boss"]', "register-fault-who", "letters", "clocks no. 1"),
    # flow charts, and what stands below a list
    ("power", 'steps = "steps"', 'steps = "post"', "register-fault-field-kind", "flow_chart", ""),
    ("power", 'files = "chart"', 'files = "charts"', "register-fault-no-field", "flow_chart", ""),
    ("power", 'file = "docx"', 'file = "xlsx"', "register-fault-flow-charts", "flow_charts", "lists catalogue"),
    ("power", "截至{day}", "截至{date}", "register-fault-foot", "foot", "lists catalogue"),
    ("power", ', en = "All powers in', ', de = "All powers in', "form-fault-untranslated", "foot", "lists catalogue"),
    ("decision", 'votes = "member"', 'votes = "attitude"', "register-fault-no-field", "head_last", ""),
    ("decision", 'votes = "member"', 'matter = "member"', "register-fault-field-kind", "head_last", ""),
    ("decision", 'named_in = { votes = "member" }', 'named_in = { votes = "attitude" }',
     "register-fault-no-field", "named_in", ""),
    ("decision", 'reached = ["decided"]', 'reached = ["decide"]',
     "register-fault-no-state", '"decide"', "sheets filing"),
    # what goes past level 1
    ("report_up", 'directly = "report_direct"', 'directly = "talk"', "register-fault-directly", "directly", ""),
    ("report_direct", 'counts = ["level_one"]', 'counts = ["president"]', "register-fault-past", "[seen]", ""),
    ("report_direct", 'tells = ["opener"]', 'tells = ["branch"]', "register-fault-past", "branch", "moves answer"),
    ("report_direct", "end = true", "end = true\npublic = true", "register-fault-past", "public", "states closed"),
    ("report_direct", "[[lists]]", '[[clocks]]\nin = ["reported"]\ndays = 3\n\n[[lists]]',
     "register-fault-past", "[[clocks]]", "clocks no. 1"),
    ("problem", 'register = "warning"\n', 'register = "report_direct"\n',
     "register-fault-past", "report_direct", "warning"),
    # clocks
    ("warning", 'due = "deadline"', 'due = "dedline"', "register-fault-no-field", "dedline", "clocks no. 1"),
    ("warning", 'due = "deadline"', 'due = "problem"', "register-fault-field-kind", '"problem"', "clocks no. 1"),
    ("warning", 'due = "deadline"', 'due = "deadline"\ndays = 3',
     "register-fault-clock-one-of", "due", "clocks no. 1"),
    ("gifts", "days = 10", "days = 0", "register-fault-clock-steps", "[[clocks]]", "clocks no. 1"),
    ("risk", 'due = "public_until"', 'due = "meeting_on"',
     "register-fault-clock-optional", "meeting_on", "clocks no. 2"),
    ("risk", 'in = ["public"]', 'in = ["approved"]', "register-fault-clock-early", "due", "clocks no. 2"),
    # chains
    ("risk", 'rank = "其他"', 'rank = "中层"', "register-fault-uncovered", "", "chains no. 5"),
    ("risk", 'rank = "其他"', 'rank = "中层"', "register-fault-chain-never", "", "chains no. 3"),
    ("risk", 'review = "head"', 'review = "reviewer"', "register-fault-who", "reviewer", "chains no. 3"),
    ("risk", 'form = "unit" }\n', 'form = "units" }\n', "register-fault-condition", "units", "moves file"),
    ("risk", 'when = { form = "department" }', "when = { public_until = true }",
     "register-fault-condition", "when", "chains no. 4"),
    ("risk", 'owner = "person"\n', "", "register-fault-rank-of-nobody", "rank", "chains no. 1"),
    ("risk", 'rank = "其他"\nreview = "head"\napprove', "review", "form-fault-missing-key", "", "chains no. 3"),
    # fields that are named
    ("gifts", 'asks = ["handled"]', 'asks = ["handeld"]', "register-fault-no-field", "handeld", "moves handle"),
    ("gifts", 'asks_again = ["giver"', 'asks_again = ["given"',
     "register-fault-no-field", "given", "moves declare_again"),
    ("gifts", '"opened_by", "received_on"', '"opened_by", "taken_on"',
     "register-fault-no-field", "taken_on", "lists gift_list"),
    ("gifts", 'order = "received_on"', 'order = "day"', "register-fault-no-field", "order", "lists gift_list"),
    ("gifts", 'sum_of = "worth"', 'sum_of = "gift"', "register-fault-field-kind", "sum_of", "counts worth"),
    ("gifts", 'sum_of = "worth"', 'sum_of = "price"', "register-fault-no-field", "price", "counts worth"),
    ("gifts", 'split_by = "handled"', 'split_by = "giver"',
     "register-fault-field-kind", "split_by", "counts handled"),
    ("gifts", 'on = "received_on"', 'on = "taken_on"', "register-fault-no-field", "taken_on", "counts gifts"),
    ("gifts", 'on = "received_on"', 'on = ["giver", "opened"]', "register-fault-field-kind", "on =", "counts gifts"),
    ("gifts", 'on = "received_on"', 'on = "reached"', "register-fault-empty", "on =", "counts gifts"),
    ("power", 'answered = ["steps", "chart"]', 'answered = ["steps", "charts"]',
     "register-fault-no-field", "charts", "counts charts"),
    ("risk", '{ measures = "side" }', '{ measures = "measure" }', "register-fault-no-field", "grouped_by", ""),
    ("risk", '{ measures = "side" }', '{ risks = "side" }', "register-fault-field-kind", "grouped_by", ""),
    ("risk", '{ measures = "measure" }', '{ measures = "side" }', "register-fault-no-field", "was_text", ""),
    ("regulation", 'on = ["revised_on", "made_on"]', 'on = ["made_on", "missing_on"]',
     "register-fault-no-field", "missing_on", "counts improved"),
    ("talk", 'key = "talked_on"\nkind = "date"\nrequired = true', 'key = "talked_on"\nkind = "date"',
     "register-fault-count-optional", "talked_on", "counts talks"),
    ("problem", 'owner = "person"', 'owner = "problem"', "register-fault-field-kind", "owner", ""),
    ("problem", 'asks = ["progress"]', 'asks = ["person"]', "register-fault-person-later", "owner", ""),
    ("gifts", 'label = { zh = "估价", en', 'when = { field = "handled", equals = "kept" }\nlabel = { zh = "估价", en',
     "register-fault-when-later", "when", "worth"),
    ("talk", 'of_unit = ["talker"]', 'of_unit = ["teller"]', "register-fault-no-field", "teller", ""),
    ("talk", 'of_unit = ["talker"]', 'of_unit = ["subject"]', "register-fault-field-kind", "subject", ""),
    # who made a move, and what is there once alone
    ("pledge", '"sign.by"', '"signed.by"', "register-fault-no-field", "signed.by", "lists pledges"),
    ("pledge", '"sign.by"', '"sign.reason"', "register-fault-no-field", "sign.reason", "lists pledges"),
    ("risk", '"measures", "state"]', '"object.by"]', "register-fault-no-field", "object.by", "lists level_list"),
    ("problem", 'id = "note"', 'id = "measure"', "register-fault-same-id", '"measure"', "parts measure"),
    ("pledge", '"direction", "person"]\n', '"direction", "persons"]\n',
     "register-fault-no-field", "persons", "unique no. 1"),
    ("pledge", '"direction", "person"]\n', '"direction"]\n', "register-fault-unique-whose", "fields", "unique no. 1"),
    ("pledge", '"person"]\nstates = ["waiting"', '"person"]\nstates = ["waits"',
     "register-fault-no-state", '"waits"', "unique no. 1"),
    ("pledge", '"person"]\nstates = ["waiting", "returned", "signed"]', '"person"]\nstates = []',
     "register-fault-empty", "states = []", "unique no. 1"),
    ("pledge", 'when = { direction = "up"', 'when = { direction = "sideways"',
     "register-fault-condition", "sideways", "unique no. 1"),
    # who has been reached
    ("talk", 'person = "owner"\nstates', 'person = "talker"\nstates',
     "register-fault-who", '"talker"', "coverage talked_with"),
    ("account", 'person = "opener"', 'person = "owner"', "register-fault-no-person", '"owner"', "coverage accounts"),
    ("account", '"院领导", "中层"', '"院领导", "高层"', "register-fault-who", "高层", "coverage accounts"),
    ("talk", 'year_in = "talked_on"', 'year_in = "subject"',
     "register-fault-field-kind", "year_in", "coverage talked_with"),
    ("talk", 'year_in = "talked_on"', 'year_in = "talked"',
     "register-fault-no-field", "year_in", "coverage talked_with"),
    ("talk", 'year_in = "talked_on"', 'year_in = "talked_on"\nseen_by = ["everyone"]',
     "register-fault-who", "seen_by", "coverage talked_with"),
    ("account", 'kind = "targets"', 'kind = "target"', "register-fault-condition", "when", "coverage targets"),
    ("account", 'id = "targets"\nlabel', 'id = "accounts"\nlabel',
     "register-fault-same-id", 'id = "accounts"', "coverage accounts"),
    ("talk", 'zh = "未谈", en', 'zh = "未谈", de', "form-fault-untranslated", "de =", "coverage talked_with"),
    ("talk", 'states = ["held"]\nyear', 'states = ["hold"]\nyear',
     "register-fault-no-state", '"hold"', "coverage talked_with"),
    ("talk", 'states = ["held"]\nyear', "states = []\nyear",
     "register-fault-empty", "states = []", "coverage talked_with"),
    # what each does once
    ("training", "each_once = true", 'each_once = true\nto = "held"',
     "register-fault-once", "each_once", "moves attend"),
    ("training", 'on_day = "planned_on"', 'on_day = "place"', "register-fault-field-kind", "on_day", "moves attend"),
    ("training", 'tells = ["everyone"]', "each_once = true", "register-fault-once-more", "each_once", "moves announce"),
    ("training", 'tells = ["everyone"]', 'on_day = "planned_on"',
     "register-fault-not-once", "on_day", "moves announce"),
    ("training", 'move = "attend"', 'move = "announce"',
     "register-fault-not-once", 'move = "announce"', "coverage there"),
    ("training", 'move = "attend"', 'move = "attend"\nstates = ["held"]',
     "register-fault-coverage-move", "states", "coverage there"),
    ("training", 'move = "attend"', 'move = "attend"\nperson = "opener"',
     "register-fault-coverage-one-of", "person", "coverage there"),
    ("training", 'wanted_in = "expected"', 'wanted_in = "subject"',
     "register-fault-field-kind", "wanted_in", "coverage there"),
    # numbers
    ("gifts", "〕{n}号", "〕号", "register-fault-number-n", "number", ""),
    ("gifts", "{unit}礼登", "{hospital}礼登", "register-fault-number-unknown", "number", ""),
    ("gifts", "〕{n}号", "〕{n:q}号", "register-fault-number-unknown", "number", ""),
    ("gifts", "{unit}礼登", "{礼登", "register-fault-number-unknown", "number", ""),
    # what the clock opens
    ("risk_selfcheck", '"FREQ=YEARLY;BYMONTH=11', '"FREQ=NEVER;BYMONTH=11',
     "register-fault-rule", "NEVER", "opens risk"),
    ("risk_selfcheck", 'of = "risk"', 'of = "risks"', "register-fault-no-register", '"risks"', "opens risks"),
    ("risk_selfcheck", '"public", "filed"]', '"publik"]', "register-fault-no-state", "publik", "opens risk"),
    ("risk_selfcheck", '["b", "c"]', '["b", "d"]', "register-fault-condition", "when", "opens risk"),
    ("risk_selfcheck", 'due_in = "due_on"', 'due_in = "period"', "register-fault-field-kind", "due_in", "opens risk"),
    ("risk_selfcheck", 'who = ["owner", ', 'who = ["owners", ', "register-fault-who", "owners", "opens risk"),
    # other registers
    ("problem", 'register = "warning"', 'register = "warnings"', "register-fault-no-register", "warnings", "warning"),
    ("problem", 'register = "measure"', 'register = "measures"',
     "register-fault-no-register", "measures", "parts measures"),
    ("problem", 'register = "measure"', 'register = "gifts"', "register-fault-part-about", '"gifts"', "parts gifts"),
    ("problem", 'register = "measure"', 'register = "problem"',
     "register-fault-circle", '"problem"', "parts problem"),
    ("problem", '"measure.deadline"', '"measure.dedline"', "register-fault-no-field", "dedline", "lists task_list"),
    ("gifts", 'about = "official"', 'about = "problem"', "register-fault-about", "about", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("register", "old", "new", "key", "at", "field"), WRONG, ids=[f"{row[3]}-{row[2][:25]}" for row in WRONG]
)
def test_a_wrong_register_is_refused_with_file_line_field_and_reason(  # noqa: PLR0913, PLR0917 - a row
    register: str, old: str, new: str, key: str, at: str, field: str
) -> None:
    found = [error for error in faults_with(old, new, register) if (error.key, error.field) == (key, field)]
    assert found, [(error.key, error.field) for error in faults_with(old, new, register)]
    error = found[0]
    assert error.file == f"{register}.toml"
    text = shipped_register_texts()[error.file].replace(old, new, 1)
    assert error.line is not None
    # A key that is missing is told at its table's header, right above its id.
    assert any(at in line for line in text.splitlines()[error.line - 1 : error.line + 1])
    spoken = {said(error, language) for language in LANGUAGES}
    assert len(spoken) == len(LANGUAGES)
    assert all(f"{register}.toml" in sentence for sentence in spoken)


def test_every_kind_of_fault_is_shown_here() -> None:
    shown = {row[3] for row in WRONG if row[3].startswith("register-fault-")}
    # A condition on what is asked later is shown below, on a register made for it.
    known = {key for key in WORDS.keys("zh") if key.startswith("register-fault-")}
    assert known - shown == {"register-fault-condition-later"}


def test_a_chain_cannot_hang_on_what_is_asked_on_the_way() -> None:
    chain = '\n[[chains]]\nwhen = { handled = "kept" }\napprove = "committee"\n'
    found = [error.key for error in faults_in({"gifts.toml": GIFTS + chain}, {})]
    assert "register-fault-condition-later" in found


def test_a_file_that_is_no_toml_is_told_at_its_line() -> None:
    (error,) = faults_with("version = 1", "version = ")
    assert (error.key, error.line) == ("form-fault-not-toml", 3)


def test_states_written_in_one_list_are_told_at_their_own_line() -> None:
    tables = GIFTS[GIFTS.index("[[states]]") : GIFTS.index("[[moves]]")]
    inline = (
        "states = [\n"
        '    { id = "declared", label = { zh = "待收存" } },\n'
        '    { id = "handled", label = { zh = "已处置", en = "done" }, end = true },\n]\n'
    )
    text = GIFTS.replace(tables, "").replace('about = "official"\n', f'about = "official"\n{inline}')
    error = next(
        error for error in faults_in({"gifts.toml": text}, {}) if error.key == "form-fault-untranslated"
    )
    assert 'id = "declared"' in text.splitlines()[(error.line or 0) - 1]
    assert said(error) == f"gifts.toml，第 {error.line} 行，states declared：label 缺少 en 的文字。"


def test_a_misspelt_state_hides_what_only_the_whole_shows() -> None:
    assert {error.key for error in faults_with('to = "stored"', 'to = "storde"')} == {
        "register-fault-no-state"
    }


def test_who_approves_is_asked_of_every_rank_and_kind_that_there_can_be() -> None:
    (error,) = [
        error for error in faults_with('rank = "其他"', 'rank = "中层"', "risk")
        if error.key == "register-fault-uncovered"
    ]  # fmt: skip
    assert error.details["cases"] == "form = person, rank = 其他"


def test_a_department_has_no_rank_and_so_no_chain_that_asks_for_one() -> None:
    old = 'when = { form = "department" }'
    found = {error.key: error for error in faults_with(old, f'{old}\nrank = "中层"', "risk")}
    assert found["register-fault-uncovered"].details["cases"] == "form = department"
    assert found["register-fault-chain-never"].field == "chains no. 4"


def test_who_may_be_left_out_may_have_no_rank() -> None:
    text = shipped_register_texts()["risk.toml"]
    place = text.index('key = "person"')
    optional = text[:place] + text[place:].replace("required = true\n", "", 1)
    (error,) = faults_in({"risk.toml": optional}, {})
    assert error.details["cases"] == "form = person"


def test_a_measure_goes_with_its_problem_alone() -> None:
    alone = {"measure": shipped_registers()["measure"]}
    texts = {"measure.toml": shipped_register_texts()["measure.toml"]}
    assert [error.key for error in faults_in(texts, alone)] == ["register-fault-about"]
