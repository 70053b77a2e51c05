from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.drafts import CHOOSE_ANSWER, DELETE_ITEM, GIVE_REASON, ITEM, ITEMS, SUMMARY, ZERO, Draft
from domain.errors import RefusalError
from forms.filling import (
    add_file,
    add_one,
    ask_to_delete,
    asked,
    begin,
    change,
    correct,
    delete_one,
    go_back,
    go_on,
    go_to,
    open_item,
    review,
    tap,
    tap_choice,
    type_in,
)
from forms.group_windows import GroupWindow, group_window
from forms.steps import find_step, steps, unanswered
from forms.summary import say_answer
from tests.forms.made_up import FEW, answers_to, every_kind
from tests.forms.meeting import meeting

FORM = every_kind()
FILE = {"file_id": "AgAD", "kind": "photo"}


def at(place: str, **answers: object) -> Draft:
    return Draft(1, 1, FORM.version, place, {key.replace("__", "."): v for key, v in answers.items()}, turn=7)


def refused(act: object, *arguments: object) -> str:
    with pytest.raises(RefusalError) as caught:
        act(FORM, *arguments)  # type: ignore[operator]
    return caught.value.key


def test_a_draft_begins_at_its_first_open_question() -> None:
    assert begin(FORM, 1, 1, {}).place == "held"
    assert begin(FORM, 1, 1, {"held": False}).place == "light"


def test_an_answer_leads_to_the_next_question_that_applies() -> None:
    draft = tap(FORM, begin(FORM, 1, 1, {}), value=True)
    assert (draft.place, draft.answers) == ("people", {"held": True})
    assert tap(FORM, begin(FORM, 1, 1, {}), value=False).place == "light"


def test_a_typed_answer_is_read_as_the_question_wants_it() -> None:
    assert type_in(FORM, at("people", held=True), "１2 人").answers["people"] == 12
    assert refused(type_in, at("people", held=True), "无") == "forms-answer-not-a-whole-number"


def test_every_change_is_a_turn_of_its_own() -> None:
    draft = at("people", held=True)
    assert type_in(FORM, draft, "2").turn == draft.turn + 1
    assert go_to(draft, ZERO).turn == draft.turn + 1
    assert review(FORM, draft).turn == draft.turn + 1
    back = go_back(FORM, draft)
    assert back is not None
    assert back.turn == draft.turn + 1


def test_a_button_skips_what_may_be_skipped() -> None:
    assert tap(FORM, at("people", held=True), None).answers["people"] is None
    assert refused(tap, at("held"), None) == "forms-answer-required"


def test_one_of_several_choices_ends_the_question() -> None:
    draft = tap_choice(FORM, at("light", held=False), 2)
    assert (draft.answers["light"], draft.place) == ("red", "topics")


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_a_choice_that_is_not_offered_is_refused(number: int) -> None:
    assert refused(tap_choice, at("light", held=False), number) == "forms-answer-not-a-choice"


def test_several_choices_are_added_and_taken_away_at_the_same_question() -> None:
    draft = tap_choice(FORM, at("topics", held=False, light=None), 1)
    assert (draft.answers["topics"], draft.place) == (["cases"], "topics")
    draft = tap_choice(FORM, draft, 0)
    assert draft.answers["topics"] == ["rules", "cases"]
    draft = tap_choice(FORM, draft, 1)
    assert draft.answers["topics"] == ["rules"]
    assert go_on(FORM, draft).place == "day"


def test_the_last_of_several_choices_can_be_taken_away_again() -> None:
    draft = tap_choice(FORM, at("topics", held=False, light=None), 1)
    draft = tap_choice(FORM, draft, 1)
    assert (draft.answers["topics"], draft.place) == (None, "topics")
    assert go_on(FORM, draft).place == "day"


def test_files_are_added_one_by_one_up_to_the_limit() -> None:
    draft = add_file(FORM, at("files", held=False), FILE)
    assert draft.place == "files"
    draft = add_file(FORM, draft, FILE)
    assert draft.answers["files"] == [FILE, FILE]
    assert refused(add_file, draft, FILE) == "forms-answer-too-many-files"


def test_a_file_that_is_kept_is_added_beside_one_that_lies_with_telegram() -> None:
    kept = {"file": 7, "name": "台账.xlsx", "kind": "document"}
    draft = add_file(FORM, add_file(FORM, at("files", held=False), FILE), kept)
    assert draft.answers["files"] == [FILE, kept]
    assert say_answer(FORM.field("files"), draft.answers["files"], "zh") == "2 个"
    for none in ({"file": 0}, {"file": True}, {"file": "7", "file_id": "AgAD"}, {"name": "台账.xlsx"}):
        assert refused(add_file, at("files", held=False), none) == "forms-answer-not-a-file"


def test_a_file_is_refused_where_none_is_asked_for() -> None:
    assert refused(add_file, at("light", held=False), FILE) == "forms-answer-not-a-text"


@pytest.mark.parametrize("place", [SUMMARY, CHOOSE_ANSWER, GIVE_REASON, ZERO, "gone"])
def test_nothing_is_answered_at_a_window_that_asks_nothing(place: str) -> None:
    draft = at(place, held=False)
    assert asked(FORM, draft) is None
    assert refused(type_in, draft, "1") == "report-use-buttons"
    assert refused(tap, draft, 1) == "report-use-buttons"
    assert refused(tap_choice, draft, 0) == "report-use-buttons"
    assert refused(add_file, draft, FILE) == "report-use-buttons"


def test_back_goes_to_the_window_before() -> None:
    before = {"held": False, "light": "red"}
    for place, expected in (
        (ZERO, "topics"),
        (CHOOSE_ANSWER, SUMMARY),
        (GIVE_REASON, SUMMARY),
        (SUMMARY, "files"),
        ("topics", "light"),
        ("light", "held"),
    ):
        draft = go_back(FORM, at(place, **before))
        assert draft is not None
        assert (draft.place, draft.answers) == (expected, before)


def test_there_is_nothing_before_the_first_question() -> None:
    assert go_back(FORM, at("held")) is None


def test_the_summary_waits_for_what_is_required() -> None:
    assert review(FORM, at("files", light="red")).place == "held"
    draft = review(FORM, at("light", held=False, matters=1))
    assert draft.place == "matters.1.what"


def test_at_the_summary_what_was_open_counts_as_skipped() -> None:
    draft = review(FORM, at("light", held=True, people=2))
    assert draft.place == SUMMARY
    assert draft.answers["cost"] is None
    assert draft.answers["people"] == 2


def test_an_answer_changed_from_the_summary_leads_back_to_it() -> None:
    draft = review(FORM, at("light", held=False))
    number = [step.path for step in steps(FORM, draft.answers)].index("light")
    draft = tap_choice(FORM, change(FORM, draft, number), 1)
    assert (draft.place, draft.answers["light"]) == (SUMMARY, "yellow")


def test_a_change_asks_what_follows_from_it() -> None:
    draft = review(FORM, at("light", held=False))
    draft = tap(FORM, change(FORM, draft, 0), value=True)
    assert draft.place == "people"


@pytest.mark.parametrize("number", [-1, 99])
def test_a_question_that_is_not_there_cannot_be_changed(number: int) -> None:
    assert refused(change, at(CHOOSE_ANSWER, held=False), number) == "forms-answer-not-asked"


def test_a_correction_starts_with_the_choice_of_what_is_to_be_corrected() -> None:
    draft = correct(FORM, 4, 5, {"held": False, "figure": 3})
    assert (draft.item_id, draft.person_id, draft.place) == (4, 5, CHOOSE_ANSWER)
    assert draft.answers["figure"] == 3
    assert draft.answers["light"] is None


GROUP = FORM.field("matters")
TWO = {"matters": 2, "matters__1__what": "甲", "matters__1__grave": False, "matters__2__what": "乙"}
DONE = {
    "held": False,
    "light": None,
    "topics": None,
    "day": None,
    **TWO,
    "matters__2__grave": False,
    "files": None,
}


def test_changing_a_group_with_items_opens_its_window() -> None:
    number = [step.path for step in steps(FORM, at(CHOOSE_ANSWER, **DONE).answers)].index("matters")
    draft = change(FORM, at(CHOOSE_ANSWER, **DONE), number)
    assert (draft.place, group_window(FORM, draft)) == ("/items/matters", GroupWindow(GROUP, 2))
    assert change(FORM, at(CHOOSE_ANSWER, **{**DONE, "matters": 0}), number).place == "matters"


def test_an_added_item_is_asked_for_and_leads_back_to_its_group() -> None:
    draft = add_one(FORM, at(f"{ITEMS}matters", **DONE))
    assert (draft.answers["matters"], draft.place, draft.path) == (3, "matters.3.what+", "matters.3.what")
    draft = type_in(FORM, draft, "丙")
    assert draft.place == "matters.3.grave+"
    draft = tap(FORM, draft, value=True)
    assert draft.place == "matters.3.why+"
    assert tap(FORM, draft, None).place == f"{ITEMS}matters"
    assert refused(add_one, draft) == "forms-answer-not-asked"
    assert refused(add_one, go_to(draft, f"{ITEMS}matters")) == "forms-group-full"


def test_what_follows_from_a_change_in_an_item_is_asked_at_once() -> None:
    draft = open_item(FORM, at(f"{ITEMS}matters", **DONE), 1)
    assert (draft.place, group_window(FORM, draft)) == (f"{ITEM}matters.1", GroupWindow(GROUP, 2, 1))
    number = [step.path for step in steps(FORM, draft.answers)].index("matters.1.grave")
    draft = tap(FORM, change(FORM, draft, number), value=True)
    assert draft.place == "matters.1.why+"


def test_an_item_is_deleted_only_where_the_window_asks() -> None:
    shown = open_item(FORM, at(f"{ITEMS}matters", **DONE), 1)
    assert refused(delete_one, shown) == "forms-answer-not-asked"
    draft = ask_to_delete(FORM, shown)
    assert (draft.place, group_window(FORM, draft)) == (
        f"{DELETE_ITEM}matters.1",
        GroupWindow(GROUP, 2, 1, True),
    )
    draft = delete_one(FORM, draft)
    assert (draft.place, draft.answers["matters"]) == (f"{ITEMS}matters", 1)
    assert draft.answers["matters.1.what"] == "乙"
    assert refused(ask_to_delete, draft) == "forms-answer-not-asked"


@pytest.mark.parametrize("number", [0, 3, 99])
def test_an_item_that_is_not_there_cannot_be_opened(number: int) -> None:
    assert refused(open_item, at(f"{ITEMS}matters", **DONE), number) == "forms-answer-not-asked"


@pytest.mark.parametrize(
    "place", ["/items/", "/items/light", "/items/gone", "/item/gone.1", "/items/matters.x"]
)
def test_a_window_of_no_group_is_none(place: str) -> None:
    expected = GroupWindow(GROUP, 2) if "matters" in place else None
    assert group_window(FORM, at(place, **DONE)) == expected
    assert group_window(FORM, at("matters", **DONE)) is None


@pytest.mark.parametrize(
    "place", ["/item/matters.9", "/item/matters", "/delete/matters.0", "/item/matters.x"]
)
def test_an_item_that_went_shows_those_that_are_there(place: str) -> None:
    assert group_window(FORM, at(place, **DONE)) == GroupWindow(GROUP, 2)


def test_back_leads_from_window_to_window() -> None:
    open_ones = {key: value for key, value in DONE.items() if key != "files"}
    for place, answers, expected in (
        (SUMMARY, DONE, "files"),
        ("files", DONE, f"{ITEMS}matters"),
        (f"{ITEMS}matters", DONE, CHOOSE_ANSWER),
        (f"{ITEMS}matters", open_ones, "matters"),
        (f"{ITEM}matters.2", DONE, f"{ITEMS}matters"),
        (f"{DELETE_ITEM}matters.2", DONE, f"{ITEM}matters.2"),
        ("matters.2.grave+", DONE, f"{ITEM}matters.2"),
        ("matters.2.grave+", TWO | {"held": False}, "matters.2.what+"),
        ("matters.2.what", DONE, "matters.1.grave"),
        ("matters.1.what", DONE, "matters"),
        ("matters.9.what+", DONE, SUMMARY),
    ):
        back = go_back(FORM, at(place, **answers))
        assert back is not None
        assert back.place == expected, place


def test_back_from_the_summary_of_a_form_that_ends_with_a_group_shows_its_items() -> None:
    form = replace(FORM, fields=FORM.fields[: FORM.fields.index(GROUP) + 1])
    for answers, expected in ((DONE, f"{ITEMS}matters"), ({**DONE, "matters": 0}, "matters")):
        back = go_back(form, at(SUMMARY, **answers))
        assert back is not None
        assert back.place == expected


def test_going_back_from_an_empty_item_takes_it_away_again() -> None:
    draft = go_back(FORM, add_one(FORM, at(f"{ITEMS}matters", **DONE)))
    assert draft is not None
    assert (draft.place, draft.answers) == (f"{ITEMS}matters", at("", **DONE).answers)


def test_on_from_a_group_is_what_is_open_or_the_summary() -> None:
    assert go_on(FORM, at(f"{ITEMS}matters", **DONE)).place == SUMMARY
    missing = {key: value for key, value in DONE.items() if key != "matters__2__what"}
    assert go_on(FORM, at(f"{ITEMS}matters", **missing)).place == "matters.2.what"


def test_a_day_keeps_to_limits_that_refer_to_today() -> None:
    form, today = meeting(), date(2026, 5, 12)
    draft = Draft(1, 1, form.version, "held_on", {})
    assert type_in(form, draft, "2026-05-12", today).answers["held_on"] == "2026-05-12"
    for act in (type_in, tap):
        with pytest.raises(RefusalError) as caught:
            act(form, draft, "2026-05-13", today)
        assert caught.value.key == "forms-answer-day-too-late"


@FEW
@given(answers_to(FORM), st.data())
def test_items_added_and_deleted_anywhere_leave_the_others_as_they_were(
    answers: dict[str, object], data: st.DataObject
) -> None:
    draft = correct(FORM, 1, 1, answers)
    if find_step(FORM, draft.answers, "matters") is None:
        return
    draft = go_to(draft, f"{ITEMS}matters")
    named = [draft.answers[f"matters.{n}.what"] for n in range(1, (draft.answers["matters"] or 0) + 1)]
    for _move in range(data.draw(st.integers(1, 6))):
        if len(named) < (GROUP.maximum or 0) and data.draw(st.booleans()):
            named.append(data.draw(st.sampled_from("甲乙丙")))
            draft = tap(FORM, type_in(FORM, add_one(FORM, draft), str(named[-1])), value=False)
        elif named:
            number = data.draw(st.integers(1, len(named)))
            named.pop(number - 1)
            draft = delete_one(FORM, ask_to_delete(FORM, open_item(FORM, draft, number)))
        assert draft.place == f"{ITEMS}matters"
        kept = [draft.answers[f"matters.{n}.what"] for n in range(1, (draft.answers["matters"] or 0) + 1)]
        assert kept == named


@FEW
@given(answers_to(FORM), st.data())
def test_wherever_one_goes_no_answer_is_lost(answers: dict[str, object], data: st.DataObject) -> None:
    draft = correct(FORM, 1, 1, answers)
    for _step in range(data.draw(st.integers(1, 8))):
        number = data.draw(st.integers(0, len(steps(FORM, draft.answers)) - 1))
        moves = [go_back(FORM, draft) or draft, review(FORM, draft), go_to(draft, ZERO)]
        draft = data.draw(st.sampled_from([*moves, change(FORM, draft, number)]))
        assert {key: draft.answers[key] for key in answers} == answers
        assert not unanswered(FORM, draft.answers)
