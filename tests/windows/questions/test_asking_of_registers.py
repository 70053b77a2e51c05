"""An entry of a register is asked for as a report is: the same windows, in words of its own, entries to choose from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from domain.drafts import CHOOSE_ANSWER, SUMMARY, Draft
from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.drafts import EntryDraft
from forms.fields import Field
from forms.filling import add_file, go_on, tap
from forms.summary import summary_lines
from handlers.questions.acts import change_of, unless_words
from locales import LANGUAGES, Speech, Words
from registers.reader import shipped_registers
from storage.people.officials import NamedOfficial
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import ChatMemory, ProcessMemory
from usecases.questions.named_entries import EntrySearch, entries_for, looking_for_entry
from usecases.questions.named_people import choosing_person, looking_for_person
from usecases.questions.pages import AT_FIRST, EntryChoice, PageLook, QuestionPage
from usecases.questions.sought import sought_words
from windows.questions.asking import AskingWords, asking_window, with_refusal
from windows.windows import Window

WORDS = Words()
ZH = Speech(WORDS, "zh")
TODAY, NOW = date(2026, 5, 12), datetime(2026, 5, 12, tzinfo=UTC)
PROBLEM = shipped_registers()["problem"].form
OPENING = EntryDraft(
    item_id=0,
    person_id=1,
    form_version=PROBLEM.version,
    place="warning",
    answers={"source": "warning"},
    turn=1,
    id=7,
    register_id="problem",
    unit_code="3",
    grid_code="30101",
)
CALLED = AskingWords("新问题 · 心内科 &lt;一&gt;", "登记", "registers")
NOT_TO_BE_SEEN = 4
UNIT = ["库存不符", "收费有误", "登记不全", "另一单位", "库存不符", "签字不全"]


class Warnings:
    """Six warnings, the fourth of which is not to be seen; asked of the register of the field alone."""

    def __init__(self) -> None:
        self.kept = [EntryChoice(n, f"某预警〔2026〕{n}号", title) for n, title in enumerate(UNIT, 1)]

    def search(self, field: Field, words: str, limit: int, offset: int) -> tuple[Sequence[EntryChoice], int]:
        assert field.register == "warning"
        seen = [entry for entry in self.kept if entry.id != NOT_TO_BE_SEEN]
        found = [entry for entry in seen if words in entry.number or words in entry.title]
        return found[offset : offset + limit], len(found)

    def find(self, field: Field, entry_id: int) -> EntryChoice | None:
        assert field.register == "warning"
        found = [entry for entry in self.kept if entry.id == entry_id != NOT_TO_BE_SEEN]
        return found[0] if found else None


def request_of() -> Request:
    """Return a request of which nothing but its memory and the registers are asked."""
    house = SimpleNamespace(registers=shipped_registers())
    memory = ChatMemory(ProcessMemory(), 1, NOW)
    return cast("Request", SimpleNamespace(memory=memory, today=TODAY, house=house))


def nothing_kept() -> UnitOfWork:
    return cast("UnitOfWork", SimpleNamespace())


def page_at(draft: Draft, look: PageLook = AT_FIRST) -> QuestionPage:
    viewer = Viewer(1, "监察室", "zh", ())
    return QuestionPage(viewer=viewer, form=PROBLEM, today=TODAY, grid_code="3", draft=draft, look=look)


def window_of(page: QuestionPage, speech: Speech = ZH) -> Window:
    assert page.draft is not None
    return asking_window(page, page.draft, CALLED, speech)


def listed(request: Request, draft: Draft, entries: EntrySearch, leaf: int = 0) -> Window:
    page = page_at(draft, PageLook(leaf=leaf))
    return window_of(replace(page, entries=entries_for(request, page, entries)))


def labels(window: Window) -> list[list[str]]:
    return [[button.label for button in row] for row in window.rows]


def acts(window: Window) -> list[str]:
    return [button.data for row in window.rows for button in row]


def test_a_question_for_an_entry_lists_four_a_leaf_with_the_ways_to_the_others() -> None:
    request, warnings = request_of(), Warnings()
    window = listed(request, OPENING, warnings)
    assert window.text.split("\n")[0].startswith("新问题 · 心内科 &lt;一&gt;    2/")
    assert "请点选，也可以输入编号或标题中的文字查找。" in window.text
    assert labels(window) == [
        ["某预警〔2026〕1号 库存不符"],
        ["某预警〔2026〕2号 收费有误"],
        ["某预警〔2026〕3号 登记不全"],
        ["某预警〔2026〕5号 库存不符"],
        ["下一页 ›"],
        ["返回", "跳过"],
    ]
    assert acts(window) == [f"w:0:7:1:{act}" for act in ("n1", "n2", "n3", "n5", "l1", "b", "s")]
    assert labels(listed(request, OPENING, warnings, 1))[0] == ["某预警〔2026〕6号 签字不全"]
    # A leaf that is there no more is the first.
    assert labels(listed(request, OPENING, warnings, 9)) == labels(window)


def test_a_button_answers_with_the_entry_as_it_is_called_now_and_none_that_may_not_be_seen() -> None:
    request, warnings = request_of(), Warnings()
    chosen = change_of(nothing_kept(), request, "n2", warnings)(PROBLEM, OPENING)
    assert isinstance(chosen, EntryDraft)
    assert chosen.answers["warning"] == {"entry": 2, "number": "某预警〔2026〕2号", "title": "收费有误"}
    assert (chosen.turn, chosen.grid_code) == (OPENING.turn + 1, "30101")
    assert "相关预警  某预警〔2026〕2号 收费有误" in summary_lines(PROBLEM, chosen.answers, "zh")
    for outside in ("n4", "n99"):
        with pytest.raises(RefusalError, match="form-entry-outside"):
            change_of(nothing_kept(), request, outside, warnings)(PROBLEM, OPENING)
    # A button of the past, where another question is asked by now; and a report has no such buttons.
    with pytest.raises(RefusalError, match="forms-answer-not-asked"):
        change_of(nothing_kept(), request, "n2", warnings)(PROBLEM, chosen)
    with pytest.raises(RefusalError, match="report-button-old"):
        change_of(nothing_kept(), request, "n2")


def test_typed_words_search_and_a_whole_number_answers() -> None:
    request, warnings = request_of(), Warnings()

    def types(text: str, draft: Draft = OPENING) -> Draft | None:
        return looking_for_entry(request, warnings, text, lambda _form, _draft: None)(PROBLEM, draft)

    assert types(" 库存 ") == OPENING
    window = listed(request, OPENING, warnings)
    assert "以下是“库存”的查找结果，请点选。" in window.text
    assert labels(window)[2:] == [["全部记录"], ["返回", "跳过"]]
    report = Draft(1, 1, PROBLEM.version, OPENING.place, OPENING.answers, id=OPENING.id)
    assert sought_words(request, report) == "", "a report's draft of the same number is another"
    assert types("<无>") == OPENING
    assert "没有找到“&lt;无&gt;”。" in listed(request, OPENING, warnings).text
    answered = types("某预警〔2026〕6号")
    assert answered is not None
    assert answered.answers["warning"] == {"entry": 6, "number": "某预警〔2026〕6号", "title": "签字不全"}
    assert labels(listed(request, OPENING, warnings))[4] == ["下一页 ›"], "all are listed again"
    assert types("某预警〔2026〕6号", answered) is None, "another question takes its own words"


def test_words_meant_for_a_window_lost_in_a_restart_are_not_looked_for() -> None:
    made = looking_for_entry(request_of(), Warnings(), "库存", lambda _form, draft: draft)
    with pytest.raises(RefusalError, match="report-again"):
        unless_words(made)(PROBLEM, OPENING)


def test_where_nothing_can_be_chosen_the_window_says_so() -> None:
    class Nothing(Warnings):
        def __init__(self) -> None:
            self.kept = []

    window = listed(request_of(), OPENING, Nothing())
    assert "目前没有可选的记录。" in window.text
    assert labels(window) == [["返回", "跳过"]]


def test_the_summary_and_what_to_change_speak_in_the_words_of_whoever_asks() -> None:
    draft = replace(OPENING, place=SUMMARY, answers={"source": "audit", "warning": None})
    summary = asking_window(page_at(draft), draft, replace(CALLED, above=["<i>已退回</i>"]), ZH)
    assert summary.text.split("\n")[:2] == ["<i>已退回</i>", "新问题 · 心内科 &lt;一&gt;    请核对"]
    assert labels(summary) == [["登记"], ["修改", "保存，以后再填"]]
    assert acts(summary) == ["w:0:7:1:submit", "w:0:7:1:e", "registers"]
    choose = window_of(page_at(replace(draft, place=CHOOSE_ANSWER)))
    assert choose.text.split("\n") == ["新问题 · 心内科 &lt;一&gt;", "请选择要修改的一项："]
    assert "相关预警" in [button.label for row in choose.rows for button in row]
    refused = with_refusal(summary, RefusalError("forms-answer-required"), ZH)
    assert refused == Window(f"{summary.text}\n\n此项为必填项，请作答。", summary.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_titles_and_numbers_fit(language: str) -> None:
    long = EntryChoice(10**11, "某" * 40, "<&>" * 20)
    draft = replace(OPENING, item_id=10**11, id=10**11, turn=10**9)

    class Long(Warnings):
        def search(
            self, field: Field, words: str, limit: int, offset: int
        ) -> tuple[Sequence[EntryChoice], int]:
            del field, words, offset
            return [long] * limit, 10**6

    page = page_at(draft, PageLook(leaf=100))
    page = replace(page, entries=entries_for(request_of(), page, Long()))
    window = window_of(page, Speech(WORDS, language))
    assert max(len(data.encode()) for data in acts(window)) <= 64
    assert max(len(button.label) for row in window.rows for button in row) <= 40 + 1 + 31


def test_persons_are_sought_in_the_whole_unit_of_an_entry() -> None:
    asked: list[tuple[str, object]] = []

    class Officials:
        def find(self, grid_code: str, person_id: int) -> NamedOfficial | None:
            asked.append((grid_code, person_id))
            return NamedOfficial(person_id, "001", "某", "职", grid_code, "科", has_namesake=False)

        def find_exactly(self, grid_code: str, words: str) -> NamedOfficial | None:
            asked.append((grid_code, words))
            return None

    # `item_id` of an entry's draft is its entry: nobody must look for a duty of that number.
    uow = cast("UnitOfWork", SimpleNamespace(officials=Officials()))
    draft = replace(OPENING, item_id=5, place="leader")
    chosen = choosing_person(uow, request_of(), 3)(PROBLEM, draft)
    assert chosen is not None
    assert chosen.answers["leader"]["name"] == "某"
    assert looking_for_person(uow, request_of(), "某某", lambda _f, _d: None)(PROBLEM, draft) == draft
    assert asked == [("3", 3), ("3", "某某")]


def test_a_file_that_the_office_keeps_is_counted_and_the_draft_goes_on() -> None:
    gifts = shipped_registers()["gifts"].form
    draft = EntryDraft(0, 1, gifts.version, "photo", {}, id=7)
    with_file = add_file(gifts, draft, {"file": 3, "name": "某.jpg", "kind": "photo"})
    assert (with_file.place, isinstance(with_file, EntryDraft)) == ("photo", True)
    assert go_on(gifts, with_file).place != "photo"
    with pytest.raises(RefusalError, match="forms-answer-not-a-file"):
        tap(gifts, draft, [{"file": -1, "name": "某.jpg"}])
