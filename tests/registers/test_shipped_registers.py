"""What the shipped registers say, against docs/domain.md section 5."""

import tomllib
from pathlib import Path

import pytest

from domain.people.people import Rank
from forms.fields import FieldKind
from forms.reading.faults import FormError
from forms.reading.reader import shipped_forms
from forms.steps import steps
from locales import LANGUAGES
from registers.checking.counted import unknown_counts
from registers.diagram import state_diagram
from registers.moves import (
    EntryNow,
    MoverStanding,
    answered_anew,
    chain_of,
    possible_moves,
    with_items,
)
from registers.reader import read_registers, shipped_register_texts, shipped_registers

REGISTERS = shipped_registers()
RISK = REGISTERS["risk"]


def test_the_registers_on_which_the_work_turns_are_shipped() -> None:
    turning = {"gifts", "measure", "problem", "risk", "risk_selfcheck", "warning"}
    assert set(REGISTERS) - turning == {
        *("account", "commendation", "decision", "group", "inspection", "pledge", "power", "recommendation"),
        *("regulation", "report_direct", "report_up", "talk", "training"),
    }
    assert turning <= set(REGISTERS)
    titles = {register.title["zh"] for register in REGISTERS.values()}
    assert {"权力清单", "三重一大", "双向承诺", "谈话", "培训", "检查督查", "重大事项报告"} <= titles


def test_a_power_is_abolished_and_changed_with_its_basis_and_day_and_its_catalogue_has_what_is_in_force() -> (
    None
):
    power = REGISTERS["power"]
    assert power.move("abolish").asks == ("ended_on", "end_basis")
    assert power.move("adjust").asks == power.move("hand_over").asks == ("changed_on", "change_basis")
    changing = [move for move in power.moves if "in_force" in move.sources]
    assert {move.id for move in changing} == {"adjust", "hand_over", "abolish"}
    catalogue = power.lists[0]
    assert (catalogue.title["zh"], catalogue.states) == ("权力清单目录", ("in_force",))
    kinds = {choice.label["zh"] for choice in power.form.field("kind").choices}
    assert {"财务管理", "基建工程", "资产管理", "人事管理", "临床管理"} <= kinds


def test_what_was_decided_is_changed_by_a_new_decision_alone() -> None:
    decision = REGISTERS["decision"]
    later = [move for move in decision.moves if {"decided", "done"} & set(move.sources)]
    assert {move.id for move in later} == {"carry_out", "file_up", "replace"}
    assert not any(move.asks_again for move in later)
    refers = decision.form.field("replaced_by")
    assert (refers.kind, refers.register, refers.required) == (FieldKind.ENTRY, "decision", True)
    assert decision.move("replace").asks == ("replaced_by",)
    labels = [choice.label["zh"] for choice in decision.form.field("category").choices]
    assert [label[2:4] for label in labels] == ["决策", "干部", "项目", "资金"]


def test_members_named_anew_take_the_place_of_all_who_were_named_before() -> None:
    before = {"name": "某领导小组", "members": 2, "members.1.as": "head", "members.2.as": "deputy"}
    given = {"members": 1, "members.1.as": "member"}
    assert answered_anew(REGISTERS["group"], before, given) == {"name": "某领导小组", **given}
    assert answered_anew(REGISTERS["group"], before, {"name": "某专班"}) == {**before, "name": "某专班"}
    corrected = with_items(before, ("members", "office"))
    assert corrected == {"office": None, "members": 2, "members.1.as": "head", "members.2.as": "deputy"}


def test_a_pledge_is_signed_by_a_tap_of_its_addressee() -> None:
    sign = REGISTERS["pledge"].move("sign")
    assert (sign.label["zh"], sign.by, sign.asked) == ("签署", ("addressee",), ())


@pytest.mark.parametrize(
    ("form", "rank", "owner_is", "review", "approve"),
    [
        ("person", Rank.HOSPITAL_LEADER, (), "president", "committee"),
        ("person", Rank.HOSPITAL_LEADER, ("president",), None, "committee"),
        ("person", Rank.MIDDLE, (), "leader", "committee"),
        ("person", Rank.OTHER, (), "head", "leader"),
        ("person", Rank.OTHER, ("head",), None, "leader"),
        ("department", None, (), "leader", "committee"),
        ("unit", None, (), None, "president"),
    ],
)
def test_a_risk_goes_to_whom_its_chain_names(
    form: str, rank: Rank | None, owner_is: tuple[str, ...], review: str | None, approve: str
) -> None:
    answers = {"form": form}
    chain = chain_of(RISK, answers, rank, owner_is)
    assert chain is not None
    assert (chain.review, chain.approve) == (review, approve)
    sent = {
        m.to
        for m in possible_moves(
            RISK, EntryNow("entered", answers, chain), MoverStanding(frozenset({"opener"}))
        )
    }
    assert ("review" in sent, "approval" in sent) == (review is not None, review is None)
    approving = EntryNow("approval", answers, chain)
    assert {m.id for m in possible_moves(RISK, approving, MoverStanding(frozenset({approve})))} == {
        "approve",
        "return_approval",
    }
    assert not possible_moves(RISK, approving, MoverStanding(frozenset({approve, "owner"}), is_own=True))


def test_only_the_units_form_is_filed_upward() -> None:
    level_one = MoverStanding(frozenset({"level_one"}))
    for form, is_filed in (("unit", True), ("department", False)):
        answers = {"form": form}
        entry = EntryNow("approved", answers, chain_of(RISK, answers, None))
        assert ("file" in {move.id for move in possible_moves(RISK, entry, level_one)}) is is_filed


def test_whoever_is_asked_for_a_reason_is_whoever_returns_regrades_or_reopens() -> None:
    for register in REGISTERS.values():
        reasons = {m.id for m in register.moves if m.reason}
        assert {m.id for m in register.moves if m.id.startswith(("return", "send_back", "reopen"))} <= reasons
    assert {"regrade", "regrade_up"} <= {move.id for move in RISK.moves if move.reason}


def test_three_lists_come_from_one_ledger() -> None:
    titles = [printed.title["zh"] for printed in REGISTERS["problem"].lists]
    assert titles == ["问题清单", "任务清单", "责任清单"]


@pytest.mark.parametrize("name", ["problem", "measure"])
def test_a_green_letter_goes_twenty_days_before_a_yellow_one_ten_a_red_one_when_overdue(name: str) -> None:
    (clock,) = REGISTERS[name].clocks
    assert [(letter.colour, letter.days_before, letter.to) for letter in clock.letters] == [
        ("green", 20, ("owner",)),
        ("yellow", 10, ("owner", "@leader")),
        ("red", -1, ("head", "level_one")),
    ]


def test_the_warnings_row_of_annex_5_is_counted() -> None:
    assert REGISTERS["warning"].counts[0].label["zh"] == "发出风险预警（次）"


def test_a_number_is_written_with_the_units_sign() -> None:
    number = REGISTERS["warning"].number
    assert number is not None
    assert number.written("某医监", 2026, 7) == "某医监预警〔2026〕7号"


def test_a_field_may_refer_to_an_entry_of_another_register() -> None:
    form = REGISTERS["problem"].form
    assert (form.field("warning").kind, form.field("warning").register) == (FieldKind.ENTRY, "warning")
    asked = [step.field.key for step in steps(form, {})]
    assert asked.index("source") + 1 == asked.index("warning")


@pytest.mark.parametrize("name", sorted(REGISTERS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagram_has_every_state_and_every_way(name: str, language: str) -> None:
    register = REGISTERS[name]
    lines = [line.strip() for line in state_diagram(register, language).splitlines()]
    assert lines[0] == "stateDiagram-v2"
    assert len([line for line in lines if line.startswith("state ")]) == len(register.states)
    ways = sum(len(move.sources) for move in register.moves)
    ends = sum(state.end for state in register.states)
    assert len([line for line in lines if "-->" in line]) == ways + ends + 1
    assert "[*] --> s1" in lines


def test_the_example_that_is_explained_is_the_one_that_is_shipped() -> None:
    page = (Path(__file__).parents[2] / "docs" / "registers.md").read_text(encoding="utf-8")
    explained = tomllib.loads(page.partition("```toml\n")[2].partition("```")[0])
    shipped = tomllib.loads(shipped_register_texts()["gifts.toml"])
    for key, value in explained.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            assert all(item in shipped[key] for item in value), key
        else:
            assert shipped[key] == value


def test_labels_are_short_and_questions_end_as_questions_do() -> None:
    for register in REGISTERS.values():
        for field in register.fields:
            assert len(field.label["zh"]) <= 10, field.key
            assert field.question is not None
            assert field.question["zh"][-1] in "？。", field.key


def test_an_own_register_stands_beside_the_shipped_ones_or_takes_the_place_of_one() -> None:
    gifts = shipped_register_texts()["gifts.toml"]
    abroad = gifts.replace('id = "gifts"', 'id = "abroad"', 1)
    renamed = gifts.replace("礼品登记", "本院礼品登记", 2)
    found = read_registers({"abroad.toml": abroad, "gifts.toml": renamed})
    assert set(found) == {*REGISTERS, "abroad"}
    assert found["gifts"].title["zh"] == "本院礼品登记"
    with pytest.raises(FormError, match="form-fault-version"):
        read_registers({"gifts.toml": gifts.replace("version = 1", "version = 0")})


def test_every_figure_that_a_shipped_form_begins_with_is_one_of_a_register() -> None:
    assert sum(field.counted is not None for field in shipped_forms()["progress_29"].fields) == 25
    assert [found for form in shipped_forms().values() for found in unknown_counts(REGISTERS, form)] == []
